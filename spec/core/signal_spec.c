/* Signals while products run: a process whose handlers have no stack of their own (a profiler's timer,
** the SIGINT of a terminal) survives them, on the calling thread and on the workers. */
#include "tensor/autograd.h"

#include <omp.h>
#include <signal.h>
#include <stdio.h>
#include <sys/time.h>

#define SIZE 500
#define PRODUCTS 600

static volatile sig_atomic_t ticks;
static void on_tick(int signal) {
  (void)signal;
  ticks++;
}

static bool multiply(int times) {
  int64_t sizes[] = {SIZE, SIZE};
  lm_tensor *a = lm_new(2, sizes, LM_F32, LM_CPU);
  bool ok = a && lm_fill_elements(a, lm_float(1));
  for (int i = 0; i < times && ok; i++) {
    lm_tensor *b = lm_mm(a, a);
    ok = b && ((float *)lm_data(b))[i] == SIZE;
    lm_release(b);
  }
  lm_release(a);
  return ok;
}

static int failures;
static void check(const char *name, bool good) {
  if (good)
    printf("ok %s\n", name);
  else
    printf("not ok %s: %s\n", name, lm_error() ? lm_error() : "it is not so"), failures++;
}

int main(void) {
  lm_context *context = lm_context_new();
  struct sigaction action = {.sa_handler = on_tick, .sa_flags = SA_RESTART};
  struct itimerval every = {{0, 1000}, {0, 1000}};
  sigset_t before, after;
  lm_enter(context);
  sigaction(SIGALRM, &action, NULL);
  setitimer(ITIMER_REAL, &every, NULL);
  check("products are right under a timer's signals", multiply(PRODUCTS));
  pthread_sigmask(SIG_SETMASK, NULL, &before);
  lm_set_num_threads(1);
  check("on one thread, too", multiply(PRODUCTS / 4));
  lm_set_num_threads(3);
  check("and on more threads than before", multiply(PRODUCTS / 4));
  pthread_sigmask(SIG_SETMASK, NULL, &after);
  check("the caller's signals arrive", ticks > 0 && !sigismember(&after, SIGALRM));
  lm_context_free(context);
  return failures > 0;
}
