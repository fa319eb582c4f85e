/* The nth allocation fails: for n = 1, 2, … until a scenario succeeds, every failure must be a clean
** error, leave nothing behind and the state usable.
**
** malloc and its kin are defined here, over glibc's own, and count down.
*/
#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#include "spec/host/check.h"
#include "tensor/autograd.h"
#include "tensor/account.h"

#define STEPS 400 /* how many places of failure a scenario is tried with, when there are more */
#define MOST 2000000

/* ---- allocations that fail ---- */

static _Atomic long left = -1; /* allocations until one fails; below 0: none does */
static _Atomic long failures;
static _Thread_local bool counted; /* only in the thread under test, while it is */

static bool refuse(void) {
  if (!counted || left < 0) return false;
  if (left-- > 0) return false;
  left = -1; /* one, so that what cleans up after it works */
  failures++;
  errno = ENOMEM;
  return true;
}

/* Under gcc's sanitizer its functions take the place of glibc's.  That build keeps no free lists, so
** that all places are tried there, and leaks are seen. */
#ifdef __SANITIZE_ADDRESS__
#define REAL(name) __interceptor_##name
#else
#define REAL(name) __libc_##name
#endif
extern void *REAL(malloc)(size_t size);
extern void *REAL(calloc)(size_t n, size_t size);
extern void *REAL(realloc)(void *block, size_t size);
extern void *REAL(memalign)(size_t alignment, size_t size);

void *malloc(size_t size) { return refuse() ? NULL : REAL(malloc)(size); }
void *calloc(size_t n, size_t size) { return refuse() ? NULL : REAL(calloc)(n, size); }
void *realloc(void *block, size_t size) { return refuse() ? NULL : REAL(realloc)(block, size); }
void *aligned_alloc(size_t alignment, size_t size) {
  return refuse() ? NULL : REAL(memalign)(alignment, size);
}
int posix_memalign(void **block, size_t alignment, size_t size) {
  void *p = refuse() ? NULL : REAL(memalign)(alignment, size);
  if (p == NULL) return ENOMEM;
  *block = p;
  return 0;
}

/* ---- scenarios in C ---- */

static bool train(void) {
  int64_t sizes[] = {4, 3}, vector[] = {3};
  bool ok = false;
  lm_tensor *x = lm_new(2, sizes, LM_F32, LM_CPU), *w = lm_new(1, vector, LM_F32, LM_CPU);
  if (x && w && lm_fill_elements(x, lm_float(2)) && lm_fill_elements(w, lm_float(3)) &&
      lm_set_requires_grad(w, true)) {
    lm_scope scope = lm_scope_open();
    lm_tensor *loss = lm_sum_all(lm_square(lm_tanh(lm_mul(x, w))));
    lm_backward_options options = {.retain_graph = false};
    ok = loss && lm_backward(&loss, NULL, 1, NULL, NULL, 0, options);
    lm_scope_close(scope, NULL);
    ok = ok && lm_grad(w) != NULL;
  }
  lm_release(x);
  lm_release(w);
  return ok;
}

static bool join_and_part(void) {
  int64_t sizes[] = {6, 4};
  bool ok = false;
  lm_tensor *x = lm_new(2, sizes, LM_F64, LM_CPU);
  if (x && lm_fill_elements(x, lm_float(1))) {
    lm_list *list = lm_split(x, &(lm_longs){true, 1, &(int64_t){2}}, 0);
    lm_tensor *joined = list ? lm_cat(list, 1) : NULL;
    lm_tuple sorted = joined ? lm_sort(joined, 1, true, false) : (lm_tuple){{NULL}};
    ok = sorted.v[0] != NULL;
    for (int i = 0; i < LM_MAX_RESULTS; i++) lm_release(sorted.v[i]);
    lm_release(joined);
    lm_list_free(list);
  }
  lm_release(x);
  return ok;
}

static bool foreign_memory(void) {
  static float data[6];
  int64_t sizes[] = {2, 3};
  lm_tensor *x = lm_from_memory(data, 2, sizes, LM_F32, NULL, NULL);
  lm_tensor *y = lm_t(x), *z = lm_mm(x, y);
  bool ok = z != NULL && x->storage->data == data;
  lm_release(x);
  lm_release(y);
  lm_release(z);
  return ok;
}

/* ---- scenarios in Lua ---- */

static const struct {
  const char *name, *source;
} scripts[] = {
    {"numbers, operators and lists",
     "local x = tensor{{1, 2}, {3, 4}} + 1\n"
     "local y = tensor.cat{x, x, 2 * x}:split(2)\n"
     "assert(#y == 3 and y[1][2][1]:item() == 4 and x.shape[1] == 2)\n"
     "local v, i = x:max(1); local s = tensor.stack({x, x}):sum{dim = {1, 2}, keepdim = true}\n"
     "return tostring(v) .. tostring(i) .. tostring(s.shape)"},
    {"keys and assignments",
     "local x = tensor.zeros(4, 5)\n"
     "x[{1, {2, 3}}] = 7; x[{{1, -1, 2}, 1}] = tensor.ones(2); x[x:gt(6)] = 1\n"
     "x[tensor{1, 3}] = tensor.full({2, 5}, 9)\n"
     "local y = x[{'...', tensor.newaxis, 2}] + x[{{}, tensor{1, 2}}]:sum()\n"
     "assert(x[1][1]:item() == 9 and y:dim() == 2)"},
    {"a net, forward and backward",
     "tensor.manual_seed(1)\n"
     "local model = nn.Sequential(nn.Linear(4, 3), nn.ReLU(), nn.Linear(3, 2))\n"
     "local optimizer = optim.Adam(model:parameters(), {lr = 0.1})\n"
     "local loss = nn.CrossEntropyLoss()(model(tensor.ones(5, 4)), tensor{1, 2, 1, 2, 1})\n"
     "loss:backward(); optimizer:step(); optimizer:zero_grad()"},
    {"recurrent nets, packed",
     "local net = nn.LSTM(2, 2, {bidirectional = true, proj_size = 1})\n"
     "local x = tensor.ones({3, 2, 2}, {requires_grad = true})\n"
     "local packed = nn.utils.rnn.pack_padded_sequence(x, {1, 3}, {enforce_sorted = false})\n"
     "local out, h, c = net(packed)\n"
     "local g = autograd.grad(nn.utils.rnn.pad_packed_sequence(out):sum(), x, {create_graph = "
     "true})\n"
     "; (g:sum() + h:sum() + c:sum()):backward(); nn.GRUCell(2, 2)(x[1]):sum():backward()"},
    {"functions and hooks",
     "local f = autograd.Function{\n"
     "  forward = function(ctx, a) local y = a:exp(); ctx:save_for_backward(a, y); return y end,\n"
     "  backward = function(ctx, g) return g * ctx.saved_tensors[2] end}\n"
     "local x = tensor.ones({3}, {requires_grad = true})\n"
     "local h = x:register_hook(function(g) return g * 2 end)\n"
     "local y = f(x * 1); y:retain_grad(); y:register_hook(function(g) return g + 1 end)\n"
     "local g = autograd.grad(y:sum(), x, {create_graph = true})\n"
     "g:sum():backward(); h.remove(); assert(x.grad and y.grad)\n"
     "x.grad = nil; y = nil"},
    {"modes and scopes",
     "local x = tensor.ones({3}, {requires_grad = true})\n"
     "autograd.no_grad(function() return x * 2 end)\n"
     "do local _ <close> = autograd.no_grad(); assert(not (x * 2).requires_grad) end\n"
     "assert(tensor.scope(function() return (x * 2 + 1):sum():item() end) == 9)\n"
     "local co = coroutine.wrap(function(a) local b = coroutine.yield(a * 2); return b + 1 end)\n"
     "co(x); co(x); assert((x * 2).requires_grad)"},
    {"files",
     "tensor.save({a = tensor.ones(3), b = {1, 'x', c = tensor.zeros(2)}}, PATH .. "
     "'.safetensors')\n"
     "local t = tensor.load(PATH .. '.safetensors')\n"
     "assert(t.a:sum():item() == 3 and t.b[2] == 'x')\n"
     "tensor.save(t.a, PATH .. '.npy'); assert(tensor.load(PATH .. '.npy'):sum():item() == 3)"},
    {"printing", "return tostring(tensor.rand(30, 40)) .. tostring(tensor.ones({2}, {requires_grad "
                 "= true}) * 2)"},
    {"products and random numbers",
     "local x = tensor.randn(40, 50)\n"
     "local y = x:matmul(x:t()) + tensor.einsum('ij,kj->ik', x, x)\n"
     "local p = tensor.randperm(10); local g = tensor.Generator(); g:manual_seed(3)\n"
     "return y:sum():item() + tensor.rand({3}, {generator = g}):sum():item()"},
    {"linear algebra",
     "local a = (tensor.arange(9):reshape(3, 3) + 5 * tensor.eye(3)):requires_grad_()\n"
     "local b = tensor.linalg.inv(a):det() + tensor.linalg.svdvals(a):sum()\n"
     "local q, r = tensor.linalg.qr(a); local w = tensor.linalg.eigvalsh(a + a.mT):sum()\n"
     "local x = tensor.linalg.lstsq(a, q); local c = tensor.cdist(a, r):sum() + x:sum()\n"
     "autograd.grad(b + w + c, a)"},
    {"large blocks", "local x = tensor.ones(1500, 1000); local y = x + x:t():reshape(1500, 1000)"},
};

/* ---- the machine ---- */

typedef struct outcome {
  long places, tried; /* where an allocation could fail; how many of these were tried */
  char wrong[300];    /* what went wrong first; "" when nothing */
} outcome;

typedef bool (*scenario)(void *data, char *message, size_t size);

/* Runs the scenario with each place of failure in turn, or with STEPS of them when there are more. */
static outcome sweep(scenario run, void *data, int64_t (*held)(void *data)) {
  outcome o = {0, 0, ""};
  char message[200];
  for (int i = 0; i < 2; i++) /* libraries are opened, caches filled, modules loaded */
    if (!run(data, message, sizeof message)) {
      snprintf(o.wrong, sizeof o.wrong, "it fails by itself: %s", message);
      return o;
    }
  const int64_t before = held(data);
  counted = true;
  left = MOST;
  run(data, message, sizeof message);
  o.places = MOST - left;
  left = -1;
  const long step = o.places / STEPS + 1;
  for (long n = 0; n < o.places && !*o.wrong; n += step, o.tried++) {
    const long failed = failures;
    message[0] = '\0';
    left = n;
    bool good = run(data, message, sizeof message);
    left = -1;
    if (!good && failures > failed && !*message)
      snprintf(o.wrong, sizeof o.wrong, "allocation %ld fails without a message", n + 1);
    if (!good && failures == failed)
      snprintf(o.wrong, sizeof o.wrong, "without a failure at %ld: %s", n + 1, message);
    if (held(data) != before)
      snprintf(o.wrong, sizeof o.wrong, "allocation %ld fails and %lld bytes stay: %s", n + 1,
               (long long)(held(data) - before), message);
    if (!run(data, message, sizeof message))
      snprintf(o.wrong, sizeof o.wrong, "after a failure at %ld: %s", n + 1, message);
  }
  counted = false;
  return o;
}

static void report(const char *name, outcome o) {
  char text[120];
  snprintf(text, sizeof text, "%s (%ld of %ld allocations)", name, o.tried, o.places);
  check(text, !*o.wrong, o.wrong);
}

/* C */

static bool run_core(void *data, char *message, size_t size) {
  bool good = (*(bool (**)(void))data)();
  const char *error = lm_error();
  snprintf(message, size, "%s", error ? error : "");
  lm_clear_error();
  return good;
}

static int64_t held_by_core(void *data) {
  (void)data;
  return lm_account_held(lm_here()->account);
}

/* Lua */

typedef struct job {
  luma_State *state;
  const char *source;
} job;

static bool run_script(void *data, char *message, size_t size) {
  job *j = data;
  bool good = luma_run_string(j->state, j->source, "scenario");
  snprintf(message, size, "%s", luma_error(j->state));
  return good;
}

static int64_t held_by_state(void *data) {
  job *j = data;
  long countdown = left;
  left = -1;
  luma_run_string(j->state, "collectgarbage() collectgarbage()", "held");
  luma_value held = luma_nil();
  luma_run_string(j->state, "held = require 'luma'.gc_stats().held", "held");
  luma_get(j->state, "held", &held);
  left = countdown;
  return held.as.integer;
}

/* Opening a state, from nothing. */
static bool open_and_close(void *data, char *message, size_t size) {
  (void)data;
  message[0] = '\0';
  luma_State *s = luma_open(NULL, message, size);
  luma_close(s);
  return s != NULL;
}
static int64_t nothing(void *data) { return (void)data, 0; }

int main(void) {
  lm_context *context = lm_context_new();
  lm_enter(context);
  bool (*const core[])(void) = {train, join_and_part, foreign_memory};
  const char *const names[] = {"C: forward and backward", "C: lists", "C: memory of others"};
  for (size_t i = 0; i < sizeof core / sizeof *core; i++)
    report(names[i], sweep(run_core, (void *)&core[i], held_by_core));

  lm_enter(NULL);
  lm_context_free(context);

  report("opening a state", sweep(open_and_close, NULL, nothing));

  char path[] = "/tmp/luma-alloc-XXXXXX";
  int file = mkstemp(path);
  if (file >= 0) close(file);
  for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
    job j = {luma_open(NULL, NULL, 0), scripts[i].source};
    if (j.state == NULL || !luma_set(j.state, "PATH", luma_string(path))) return 1;
    report(scripts[i].name, sweep(run_script, &j, held_by_state));
    luma_close(j.state);
  }
  for (size_t i = 0; i < 3; i++) {
    char name[64];
    snprintf(name, sizeof name, "%s%s", path, (const char *[]){"", ".npy", ".safetensors"}[i]);
    unlink(name);
  }
  return check_failures != 0;
}
