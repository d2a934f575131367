# Sourced by what runs TorchSharp: sets `preload`, the value of LD_PRELOAD with which its native library can be loaded here; empty
# where nothing is missing. Wants `root` (the repository) and `work` (a folder to write to).
# All of the list is read: a reader that leaves early kills ldconfig, and pipefail would take that for a failure.
library=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p | awk '/libstdc\+\+\.so\.6 .*x86-64/ && !found { found = $NF } END { print found }')
preload=
if [ -n "$library" ] && ! grep -q 'GLIBCXX_3\.4\.32' "$library"; then
  echo "libstdc++ is older than GCC 13; preloading the symbol that TorchSharp misses."
  if ! command -v gcc > "$work/gcc.log"; then
    echo "There is no gcc to build ci/libstdcxx-shim.c with, so TorchSharp can't be run here."
    exit 1
  fi
  gcc -shared -fPIC -o "$work/shim.so" "$root/ci/libstdcxx-shim.c" -Wl,-soname,libstdc++.so.6
  preload=$work/shim.so:$library
fi
