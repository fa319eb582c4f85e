/* States: opening and closing, running, errors, values, host functions. */

#include "check.h"

#include <stdlib.h>

static void opening(void) {
  bool good = luma_abi() == LUMA_ABI && strcmp(luma_version(), LUMA_VERSION) == 0;
  check("the library is the header's", good, luma_version());
  for (int i = 0; i < 200 && good; i++) {
    luma_State *s = luma_open(NULL, NULL, 0);
    good = s && luma_run_string(s, "x = tensor.ones(10)", "open");
    luma_close(s);
  }
  check("200 states one after the other", good, NULL);
  luma_State *many[50];
  for (int i = 0; i < 50; i++) good = (many[i] = luma_open(NULL, NULL, 0)) != NULL && good;
  for (int i = 0; i < 50; i++) { good = good && luma_set(many[i], "i", luma_integer(i)); }
  for (int i = 0; i < 50; i++) {
    luma_value v;
    good = good && luma_get(many[i], "i", &v) && v.type == LUMA_INTEGER && v.as.integer == i;
    luma_close(many[i]);
  }
  check("50 states at once, with their own globals", good, NULL);
  luma_close(NULL);
  char message[64] = "";
  luma_options tiny = {.memory_limit = 10000};
  check("a state that has no room says so",
        luma_open(&tiny, message, sizeof message) == NULL && strstr(message, "not enough memory"),
        message);
}

static void errors(luma_State *s) {
  check_good("no error yet", s, strcmp(luma_error(s), "") == 0);
  check_fails("an error has the chunk's line", s,
              luma_run_string(s, "local a = 1\n\nerror('bad')", "main"), "main:3: bad");
  check("an error has a traceback", strstr(luma_error(s), "stack traceback") != NULL, NULL);
  check_fails("a syntax error has the chunk's line", s, luma_run_string(s, "x =\n= 2", "main"),
              "main:2:");
  check_fails("a table as error", s,
              luma_run_string(s,
                              "error(setmetatable({}, {__tostring = "
                              "function() return 'custom' end}))",
                              "main"),
              "custom");
  check_fails(
      "an error while describing an error", s,
      luma_run_string(s, "error(setmetatable({}, {__tostring = function() error('worse') end}))",
                      "main"),
      "");
  check_fails("a missing file", s, luma_run_file(s, "/nowhere/x.lua"), "/nowhere/x.lua");
  check_fails("a stack overflow", s,
              luma_run_string(s, "local function f() return 1 + f() end f()", "deep"), "overflow");
  check_fails("os.exit is refused", s, luma_run_string(s, "os.exit(1)", "main"), "os.exit");
  check_good("the state goes on", s, luma_run_string(s, "assert(1 + 1 == 2)", "main"));
}

static void values(luma_State *s) {
  luma_value v;
  bool good =
      luma_set(s, "flag", luma_boolean(true)) && luma_set(s, "n", luma_number(0.5)) &&
      luma_set(s, "bytes", luma_bytes("a\0b", 3)) &&
      luma_run_string(
          s, "assert(flag == true and n == 0.5 and bytes == 'a\\0b') config = {rate = 3}", "v");
  check_good("globals are set", s, good);
  good = luma_get(s, "bytes", &v) && v.type == LUMA_STRING && v.as.string.size == 3 &&
         memcmp(v.as.string.data, "a\0b", 4) == 0;
  luma_value_clear(s, &v);
  check("a string comes back whole", good && v.type == LUMA_NIL, NULL);
  check_good("fields are reached by dots", s,
             luma_get(s, "config.rate", &v) && v.as.integer == 3 &&
                 luma_set(s, "config.rate", luma_integer(4)) && luma_get(s, "config.rate", &v) &&
                 v.as.integer == 4);
  check_fails("a path that leads nowhere", s, luma_get(s, "config.no.where", &v), "no 'no'");
  check("a global that is not there is nil", luma_get(s, "nothing", &v) && v.type == LUMA_NIL, "");
}

static void calls(luma_State *s) {
  static const char source[] = "local a, b = ... return a + b, a .. b, nil, print";
  luma_ref f = luma_load(s, source, strlen(source), "sum");
  luma_value args[] = {luma_integer(2), luma_integer(3)}, r[5];
  bool good = f != LUMA_NO_REF && luma_call(s, f, args, 2, r, 5) && r[0].type == LUMA_INTEGER &&
              r[0].as.integer == 5 && r[1].type == LUMA_STRING &&
              strcmp(r[1].as.string.data, "23") == 0 && r[2].type == LUMA_NIL &&
              r[3].type == LUMA_REFERENCE && r[4].type == LUMA_NIL;
  check_good("a chunk is called by handle", s, good);
  for (int i = 0; i < 5; i++) luma_value_clear(s, &r[i]);
  args[1] = luma_string("x");
  check_fails("an error inside", s, luma_call(s, f, args, 2, r, 5), "sum:1:");
  check("its results are nil", r[0].type == LUMA_NIL && r[4].type == LUMA_NIL, NULL);
  luma_unref(s, f);
  f = luma_find(s, "string.rep");
  args[0] = luma_string("ab");
  args[1] = luma_integer(2);
  check_good("a function is found and called", s,
             luma_call(s, f, args, 2, r, 1) && strcmp(r[0].as.string.data, "abab") == 0);
  luma_value_clear(s, &r[0]);
  luma_unref(s, f);
  check_fails("a function that is not there", s, luma_find(s, "nobody") != LUMA_NO_REF, "nobody");
  check_fails("calling no function", s, luma_call(s, LUMA_NO_REF, NULL, 0, NULL, 0), "nobody");
}

/* host.add(a, b) */
static int add(luma_State *s, void *data, const luma_value *args, int nargs, luma_value *results) {
  ++*(int *)data;
  if (nargs != 2 || args[0].type != LUMA_INTEGER || args[1].type != LUMA_INTEGER)
    return luma_fail(s, "host.add: expected two integers, got %d values", nargs);
  results[0] = luma_integer(args[0].as.integer + args[1].as.integer);
  return 1;
}

/* twice(f, x): f(f(x)) and a text, through the state that is calling */
static int twice(luma_State *s, void *data, const luma_value *args, int nargs,
                 luma_value *results) {
  (void)data;
  luma_value once;
  if (nargs != 2 || args[0].type != LUMA_REFERENCE) return luma_fail(s, "twice: no function");
  if (!luma_call(s, args[0].as.reference, &args[1], 1, &once, 1)) return -1;
  bool good = luma_call(s, args[0].as.reference, &once, 1, &results[0], 1);
  luma_value_clear(s, &once);
  if (!good) return -1;
  char text[32];
  int n = snprintf(text, sizeof text, "%d arguments", nargs);
  results[1] = luma_bytes(luma_keep(s, text, (size_t)n), (size_t)n);
  return 2;
}

static void functions(luma_State *s) {
  int count = 0;
  bool good = luma_run_string(s, "host = {}", "f") && luma_register(s, "host.add", add, &count) &&
              luma_register(s, "twice", twice, NULL) &&
              luma_run_string(s, "assert(host.add(2, 3) == 5)", "f");
  check_good("a host function is called", s, good && count == 1);
  check_fails("its error is the script's", s, luma_run_string(s, "\nhost.add(1)", "f"),
              "f:2: host.add: expected two integers, got 1 values");
  check_good("it may call back", s,
             luma_run_string(s,
                             "local y, text = twice(function(x) return x * 3 end, 2)"
                             "assert(y == 18 and text == '2 arguments')",
                             "f"));
  check_good(
      "also from a coroutine", s,
      luma_run_string(
          s,
          "local co = coroutine.wrap(function() local me = coroutine.running()"
          "  local y = twice(function(x) assert(coroutine.running() == me) return x + 1 end, 1)"
          "  coroutine.yield(y) return y + 1 end) assert(co() == 3 and co() == 4)",
          "f"));
  check_fails("errors pass through it", s,
              luma_run_string(s, "twice(function() error('deep') end, 2)", "f"), "f:1: deep");
}

static void take(void *data, const char *text, size_t size) {
  char *out = data;
  strncat(out, text, size);
}

static void note(void *data, const char *message) {
  char *out = data;
  strcat(out, message);
}

static void hooks(void) {
  char printed[100] = "", logged[100] = "";
  luma_options o = {.print = take, .print_data = printed, .log = note, .log_data = logged};
  luma_State *s = luma_open(&o, NULL, 0);
  bool good = luma_run_string(s,
                              "print('a', 1, nil) print() warn('care', 'ful') warn('@off') "
                              "warn('unheard')",
                              "hooks");
  check("print goes to the hook", good && strcmp(printed, "a\t1\tnil\n\n") == 0, printed);
  check("warnings go to the log", good && strcmp(logged, "careful") == 0, logged);
  luma_close(s);
}

static void limits(void) {
  luma_options o = {.memory_limit = 32 << 20};
  luma_State *s = luma_open(&o, NULL, 0);
  check_fails("Lua's heap is limited", s,
              luma_run_string(s, "local t = {} for i = 1, 1e9 do t[i] = {i} end", "m"), "memory");
  check_fails("a large string is refused", s, luma_run_string(s, "x = ('x'):rep(1 << 26)", "m"),
              "not enough memory");
  check_good(
      "the state goes on with a new heap", s,
      luma_run_string(s, "collectgarbage() local t = {} for i = 1, 1e5 do t[i] = i end", "m") &&
          luma_memory(s) < 32 << 20);
  check_fails("tensors are limited", s, luma_run_string(s, "x = tensor.ones(1 << 24)", "m"),
              "memory");
  check_fails(
      "together", s,
      luma_run_string(
          s,
          "local keep = {} for i = 1, 100 do "
          "keep[#keep + 1] = tensor.ones(1 << 18) keep[#keep + 1] = ('x'):rep(1 << 20) .. i end",
          "m"),
      "memory");
  check("the limit was held", luma_memory(s) <= 32 << 20, NULL);
  check_good("tensor garbage makes room", s,
             luma_run_string(s, "for i = 1, 100 do local x = tensor.ones(1 << 20) end", "m"));
  luma_close(s);
}

int main(void) {
  opening();
  luma_State *s = luma_open(NULL, NULL, 0);
  errors(s);
  values(s);
  calls(s);
  functions(s);
  luma_close(s);
  hooks();
  limits();
  return check_failures > 0;
}
