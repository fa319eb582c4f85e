/* Stopping a state from another thread, and states side by side in several threads. */

#include "check.h"

#include <pthread.h>
#include <time.h>

static double seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void *cancel_soon(void *state) {
  struct timespec pause = {.tv_nsec = 50 * 1000 * 1000};
  nanosleep(&pause, NULL);
  luma_cancel(state);
  return NULL;
}

/* Runs an endless script and stops it. */
static void stopped(luma_State *s, const char *name, const char *source) {
  pthread_t thread;
  double start = seconds();
  pthread_create(&thread, NULL, cancel_soon, s);
  bool ran = luma_run_string(s, source, "endless");
  pthread_join(thread, NULL);
  check_fails(name, s, ran, "interrupted!");
  check("  soon", seconds() - start < 2, NULL);
}

static void stopping(unsigned flags) {
  luma_options o = {.flags = flags};
  luma_State *s = luma_open(&o, NULL, 0);
  stopped(s, "a loop is stopped", "while true do end");
  stopped(s, "a loop of tensor operations is stopped",
          "local x = tensor.ones(1000) while true do x = x + 1 end");
  stopped(s, "pcall does not help", "while true do pcall(function() while true do end end) end");
  stopped(s, "xpcall does not help",
          "while true do xpcall(function() while true do end end, function() end) end");
  stopped(
      s, "a coroutine is stopped",
      "coroutine.wrap(function() while true do pcall(function() while true do end end) end end)()");
  stopped(s, "a sort is stopped",
          "local t = {} for i = 1, 100 do t[i] = i end "
          "while true do table.sort(t, function(a, b) return a < b end) end");
  if (flags & LUMA_SANDBOX) {
    stopped(s, "a handler that loops is stopped",
            "xpcall(function() while true do end end, function() while true do end end)");
  }
  check_good("the state goes on", s,
             luma_run_string(s,
                             "local n = 0 for i = 1, 1e6 do n = n + 1 end "
                             "assert((tensor.ones(2) + 1):sum():item() == 4)",
                             "after"));
  luma_cancel(s);
  check_fails("an idle state is stopped at its next call", s, luma_run_string(s, "x = 1", "idle"),
              "interrupted!");
  check_good("and only there", s, luma_run_string(s, "assert(x == nil)", "idle"));
  luma_cancel(s);
  luma_clear_cancel(s);
  check_good("unless it is taken back", s, luma_run_string(s, "x = 1", "idle"));
  luma_close(s);
}

typedef struct worker {
  int seed;
  double result;
  char error[200];
} worker;

static void *work(void *data) {
  worker *w = data;
  luma_State *s = luma_open(NULL, w->error, sizeof w->error);
  luma_value v = luma_nil();
  if (s == NULL) return NULL;
  luma_set(s, "seed", luma_integer(w->seed));
  bool good =
      luma_run_string(s,
                      "tensor.manual_seed(seed) local total = 0 "
                      "for i = 1, 200 do total = total + tensor.rand(50, 4):sum():item() end "
                      "for i = 1, 50 do assert(not pcall(tensor.ones, -1)) end "
                      "result = total",
                      "worker") &&
      luma_get(s, "result", &v);
  if (good)
    w->result = v.as.number;
  else
    snprintf(w->error, sizeof w->error, "%s", luma_error(s));
  luma_close(s);
  return NULL;
}

static void threads(void) {
  enum { N = 4 };
  worker side[N] = {{.seed = 1}, {.seed = 2}, {.seed = 1}, {.seed = 2}}, alone = {.seed = 1};
  pthread_t thread[N];
  for (int i = 0; i < N; i++) pthread_create(&thread[i], NULL, work, &side[i]);
  for (int i = 0; i < N; i++) pthread_join(thread[i], NULL);
  work(&alone);
  bool good = true;
  const char *why = alone.error;
  for (int i = 0; i < N; i++) {
    if (side[i].error[0]) why = side[i].error;
    good = good && side[i].result > 0 && side[i].result == side[i % 2].result;
  }
  check("states work side by side", good, why);
  check("each with its own random stream",
        good && side[0].result == alone.result && side[0].result != side[1].result, why);
}

int main(void) {
  stopping(0);
  stopping(LUMA_SANDBOX);
  threads();
  return check_failures > 0;
}
