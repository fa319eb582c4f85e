# Lua's own test suite, in user mode, under the command.  LUA_TESTS names its folder: `testes` of
# Lua's repository at v5.4.4, or lua-5.4.4-tests.

if [ -z "$LUA_TESTS" ]; then
  echo 'ok lua suite (skipped: LUA_TESTS not set)'
  exit 0
fi
command=$(realpath "$LUMA")
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cp -R "$LUA_TESTS/." "$place" && cd "$place" || exit 1
if "$command" -e '_U=true' all.lua >log 2>&1 && grep -q 'final OK' log; then
  echo 'ok lua suite'
else
  echo "not ok lua suite: $(tail -n 12 log | tr '\n' ' ')"
  exit 1
fi
