# Installs into an empty folder and uses what lies there as a user would: the command, the stock
# interpreter, and hosts in C and C++ built with pkg-config, shared and static.

prefix=$(mktemp -d)
trap 'rm -rf "$prefix"' EXIT
status=0
check() { # NAME COMMAND...
  name=$1
  shift
  if out=$("$@" 2>&1); then
    echo "ok $name"
  else
    status=1
    echo "not ok $name: $(printf '%s' "$out" | tail -n 3 | tr '\n' ' ')"
  fi
}

check 'make install' make BUILD="$BUILD" PREFIX="$prefix" install

export PKG_CONFIG_PATH="$prefix/lib/pkgconfig" LD_LIBRARY_PATH="$prefix/lib"
echo '#include <luma.h>
int main(void) { return 0; }' | tee "$prefix/host.c" >"$prefix/host.cpp"

flags() { pkg-config "$@" luma; }
sanitize=
[ "$SAN" = 1 ] && sanitize=-fsanitize=address,undefined

shared_host() {
  $CC "$prefix/host.c" $sanitize $(flags --cflags) -Wl,--no-as-needed $(flags --libs) \
    -o "$prefix/shared" && "$prefix/shared"
}
cxx_host() {
  case $CC in *clang*) cxx=clang++ ;; *) cxx=g++ ;; esac
  command -v $cxx >/dev/null || return 0
  $cxx -Wall -Wextra -Werror -fsyntax-only "$prefix/host.cpp" $(flags --cflags)
}
static_host() {
  $CC "$prefix/host.c" $sanitize $(flags --cflags) "$prefix/lib/libluma.a" $(pkg-config --static --libs luma) \
    -o "$prefix/static" && "$prefix/static"
}
stock() { LUA_CPATH="$prefix/lib/lua/5.4/?.so" lua5.4 -e 'assert(require("luma").version)'; }

check 'the installed command runs a script' "$prefix/bin/luma" -e 'assert(tensor and nn)'
check 'a host links with the shared library' shared_host
check 'a host links with the static library' static_host
check 'luma.h is fit for C++' cxx_host
# A sanitizer's runtime has to come first in a process, so the stock interpreter cannot load it.
[ "$SAN" = 1 ] || check 'the stock interpreter loads the module' stock
exit $status
