using System;
using ProbeProtocol;

// One request a line, one answer a line. Standard output holds nothing else; what is for people goes to standard error.
using var server = new ProtocolServer(new CubicFit());
while (!server.IsDone && Console.In.ReadLine() is { } request)
{
    Console.Out.WriteLine(server.Answer(request));
    Console.Out.Flush();
}
