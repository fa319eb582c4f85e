/* The sandbox: what scripts that are not trusted can reach, and what they cannot. */

#include "check.h"

static void refused(luma_State *s, const char *source) {
  char name[120];
  snprintf(name, sizeof name, "refused: %.90s", source);
  bool ran = luma_run_string(s, source, "sandbox");
  check(name, !ran, "it ran");
}

static void allowed(luma_State *s, const char *source) {
  char name[120];
  snprintf(name, sizeof name, "allowed: %.90s", source);
  check_good(name, s, luma_run_string(s, source, "sandbox"));
}

int main(void) {
  luma_options o = {.flags = LUMA_SANDBOX, .memory_limit = 64 << 20};
  char why[200] = "";
  luma_State *s = luma_open(&o, why, sizeof why);
  check("a sandbox opens", s != NULL, why);
  if (s == NULL) return 1;

  refused(s, "io.open('/etc/passwd')");
  refused(s, "os.execute('true')");
  refused(s, "os.getenv('HOME')");
  refused(s, "os.exit()");
  refused(s, "os.remove('/tmp/x')");
  refused(s, "require('io').open('x')");
  refused(s, "require('os').execute('true')");
  refused(s, "require('package')");
  refused(s, "package.loadlib('libc.so.6', '*')");
  refused(s, "dofile('/etc/passwd')");
  refused(s, "loadfile('/etc/passwd')");
  refused(s, "require('socket')");
  refused(s, "require('spec.host.module')");
  refused(s, "debug.sethook()");
  refused(s, "require('debug').sethook()");
  refused(s, "require('debug').getregistry()");
  refused(s, "string.dump(print)");
  refused(s, "('').dump(print)");
  refused(s, "assert(load('\\27Lua'))");
  refused(s, "assert(load('\\27Lua', 'x', 'b'))");
  refused(s, "assert(load('return 1', '@luma/fake.lua'))");
  refused(s, "setmetatable({}, {__gc = print})");
  refused(s, "getmetatable(tensor.ones(1)).__gc(1)");
  refused(s, "collectgarbage('stop')");
  refused(s, "tensor.save(tensor.ones(2), '/tmp/luma-sandbox.npy')");
  refused(s, "tensor.load('/etc/passwd')");
  refused(s, "require('luma').tensor.load('/etc/passwd')");

  allowed(s, "assert(_G._G == _G and _VERSION == 'Lua 5.4')");
  allowed(s, "assert(load('x = 2', 'x', 't'))() assert(x == 2)");
  allowed(s, "local e = {} load('y = 3', 'y', 't', e)() assert(e.y == 3 and y == nil)");
  allowed(s, "local ok, m = xpcall(error, function(m) return m .. '!' end, 'a') assert(m == 'a!')");
  allowed(s, "assert(select(3, xpcall(function(...) return ... end, print, 1, 2)) == 2)");
  allowed(s, "local co = coroutine.wrap(function() return xpcall(coroutine.yield, print, 5) end)"
             "assert(co() == 5 and select(2, co(6)) == 6)");
  allowed(s, "assert(type(os.time()) == 'number' and os.clock() and math.pi and utf8.char(228))");
  allowed(s, "assert(require('string') == string and require('luma.nn') == nn)");
  allowed(s, "assert(collectgarbage('count') > 0) collectgarbage()");
  allowed(s, "local t = setmetatable({}, {__index = {a = 1}}) assert(t.a == 1)");
  allowed(s, "assert((tensor.ones(3) + 1):sum():item() == 6)");
  allowed(s, "local model = nn.Linear(3, 2) assert(model(tensor.ones(4, 3)).shape[2] == 2)");

  check_fails("memory is limited", s,
              luma_run_string(s, "local t = {} while true do t[#t + 1] = {} end", "sandbox"),
              "memory");
  allowed(s, "assert(1 + 1 == 2)");
  luma_close(s);
  return check_failures > 0;
}
