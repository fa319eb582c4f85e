/* Random calls (spec/fuzz.lua) in a state with a memory limit, under a watchdog: none may crash, hang
** or raise an error that does not say where and what.
**
**   LUMA_FUZZ=n           how many calls; 20000 by default
**   LUMA_FUZZ_FIRST=n     the number of the first, to repeat what a failure names
**   LUMA_FUZZ_TRACE=1     print each call before it runs
*/
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "spec/host/check.h"

#define CALLS 20000
#define CHUNK 200 /* calls between two fresh worlds */
#define LIMIT ((int64_t)256 << 20)
#define SECONDS 60  /* a chunk that takes longer is cancelled */
#define LONGEST 120 /* and must have stopped by then */

static luma_State *state;
static _Atomic long at, began; /* the chunk that runs, and when it began; 0: none */

static long now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + 1;
}

static void *watch(void *unused) {
  for (;; sleep(1)) {
    long since = began, seconds = since ? now() - since : 0;
    if (seconds > SECONDS) luma_cancel(state);
    if (seconds <= LONGEST) continue;
    printf("not ok fuzz: the calls from LUMA_FUZZ_FIRST=%ld on hang\n", at);
    fflush(stdout);
    _exit(1);
  }
  return unused;
}

#ifndef __SANITIZE_ADDRESS__
/* The last words: which calls to look at. */
static void died(int signal_number) {
  char text[] = "not ok fuzz: died in the 200 calls from LUMA_FUZZ_FIRST=000000000 on\n";
  char *digit = strstr(text, "000000000") + 8;
  for (long n = at; n > 0; n /= 10) *digit-- = (char)('0' + n % 10);
  if (write(STDOUT_FILENO, text, sizeof text - 1) < 0) _exit(2);
  signal(signal_number, SIG_DFL);
  raise(signal_number);
}
#endif

static long from_environment(const char *name, long otherwise) {
  const char *text = getenv(name);
  return text && *text ? strtol(text, NULL, 10) : otherwise;
}

int main(void) {
  const luma_options options = {.memory_limit = LIMIT};
  char message[200] = "";
  state = luma_open(&options, message, sizeof message);
  check("a state opens", state != NULL, message);
  if (!state) return 1;
  check_good("spec/fuzz.lua loads", state, luma_run_file(state, "spec/fuzz.lua"));
  luma_ref fuzz = luma_find(state, "fuzz");

#ifndef __SANITIZE_ADDRESS__
  const int fatal[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
  for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++) signal(fatal[i], died);
#endif
  pthread_t dog;
  if (pthread_create(&dog, NULL, watch, NULL) != 0) return 1;
  pthread_detach(dog);

  long first = from_environment("LUMA_FUZZ_FIRST", 1);
  long last = first + from_environment("LUMA_FUZZ", CALLS) - 1, cancelled = 0;
  for (long i = first; i <= last && check_failures < 20; i += CHUNK) {
    long count = last - i + 1 < CHUNK ? last - i + 1 : CHUNK;
    luma_value args[] = {luma_integer(i), luma_integer(count)};
    at = i;
    began = now();
    bool good = luma_call(state, fuzz, args, 2, NULL, 0);
    began = 0;
    luma_clear_cancel(state);
    if (!good && strstr(luma_error(state), "interrupted!")) good = ++cancelled < 5;
    if (!good) {
      char name[80];
      snprintf(name, sizeof name, "%ld calls from LUMA_FUZZ_FIRST=%ld on", count, i);
      check_good(name, state, false);
    }
  }
  luma_value good = luma_nil();
  char name[80];
  luma_get(state, "succeeded", &good);
  snprintf(name, sizeof name, "%ld random calls, of which %lld succeed", last - first + 1,
           (long long)good.as.integer);
  check(name, check_failures == 0, "see above");
  check_good("the state goes on working", state,
             luma_run_string(state, "assert((tensor.ones(3) + 1):sum():item() == 6)", "after"));
  luma_close(state);
  return check_failures != 0;
}
