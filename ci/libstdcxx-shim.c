/* The one symbol of GLIBCXX_3.4.32 that TorchSharp 0.107 asks for. Programs built by GCC 13 leave it to the library to set up the
   standard streams; a library before GCC 13 expects each program to do that itself. */
extern void _ZNSt8ios_base4InitC1Ev(void *);
static char streams[16];

void _ZSt21ios_base_library_initv(void)
{
    _ZNSt8ios_base4InitC1Ev(streams);
}
