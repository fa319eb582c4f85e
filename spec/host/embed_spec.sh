# Builds examples/embed as its reader would, against the checkout and
# against luma.pc, and runs both.

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
status=0
build=$(cd "$BUILD" && pwd)
san=
[ "$SAN" = 1 ] && san=-fsanitize=address,undefined

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
says() { # FILE TEXT: the host's output has the text
  grep -qF -- "$2" "$1" || { tail -n 3 "$1"; return 1; }
}
host() { "$1" >"$1.out" 2>&1 || { tail -n 3 "$1.out"; return 1; }; }

check 'the host builds against the checkout' \
  make -s -C examples/embed BUILD="$build" OUT="$place/host" CC="$CC" CFLAGS="$san"
check 'it runs' host "$place/host"
check 'the script calls the host' says "$place/host.out" 'step 150  loss'
check 'the result is read back' says "$place/host.out" 'sunday'
check 'the array is shared' says "$place/host.out" 'monday was 14.0 C, and is 57.2 F'
check 'a mistake is reported at its line' says "$place/host.out" 'mistake:2: '
check 'the memory comes back' says "$place/host.out" 'week: 28 bytes are ours again'

# What `make install` (tested in spec/install_spec.sh) leaves for a host, without building anything.
usr="$place/usr"
mkdir -p "$usr/include" "$usr/lib/pkgconfig"
cp vm/luma.h "$usr/include"
cp -P "$BUILD"/libluma.so* "$usr/lib"
sed "s|@PREFIX@|$usr|; s|@VERSION@|0|; s|@LUA@|lua5.4|; s|@OMP@|-lgomp|" vm/luma.pc.in \
  >"$usr/lib/pkgconfig/luma.pc"
export PKG_CONFIG_PATH="$usr/lib/pkgconfig" LD_LIBRARY_PATH="$usr/lib"
check 'it builds against luma.pc' make -s -C examples/embed INSTALLED=1 OUT="$place/host2" \
  CC="$CC" CFLAGS="$san"
check 'and runs' host "$place/host2"
version=$(sed -n 's/^VERSION *:= *//p' Makefile)
check 'luma.h has the version of the Makefile' grep -qF "LUMA_VERSION \"$version\"" vm/luma.h
exit $status
