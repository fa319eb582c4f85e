/* A program that uses Luma as its scripting language.
**
** It holds a week of temperatures in an array of its own, hands the array to a script as a tensor
** without copying it, lets the script fit a line through it by gradient descent, and reads the
** answer back.  Then it shows what happens when a script is wrong.
**
**   make -C examples/embed && examples/embed/host
*/
#include <stdio.h>
#include <stdlib.h>

#include <luma.h>

/* The script defines a function; the host calls it as often as it likes.  In a real program this
** would be a file for luma_run_file, or text that came from elsewhere: then open the state with
** LUMA_SANDBOX and a memory limit. */
static const char script[] =
    "function fit(y, steps)\n"
    "  local x = tensor.arange(#y, {dtype = y.dtype})\n"
    "  x = (x - x:mean()) / x:std()\n"
    "  local line = tensor.zeros(2, {dtype = y.dtype, requires_grad = true})\n"
    "  local optimizer = optim.SGD({line}, {lr = 0.02})\n"
    "  local loss\n"
    "  for step = 1, steps do\n"
    "    loss = (line[1] + line[2] * x - y):square():mean()\n"
    "    optimizer:zero_grad()\n"
    "    loss:backward()\n"
    "    optimizer:step()\n"
    "    if step % 50 == 0 then progress(step, loss:item()) end\n"
    "  end\n"
    "  return (line[1] + line[2] * x):detach(), loss:item()\n"
    "end\n"
    "\n"
    "function to_fahrenheit(celsius) celsius:mul_(1.8):add_(32) end\n";

/* A function of the host that scripts call: progress(step, loss). */
static int progress(luma_State *luma, void *data, const luma_value *args, int nargs,
                    luma_value *results) {
  (void)results;
  if (nargs != 2 || args[0].type != LUMA_INTEGER || args[1].type != LUMA_NUMBER)
    return luma_fail(luma, "progress: expected a step and a loss");
  fprintf((FILE *)data, "  step %3lld  loss %.4f\n", (long long)args[0].as.integer,
          args[1].as.number);
  return 0; /* it returns nothing to the script */
}

/* Called when the last tensor over the array is gone: only now may it be freed. */
static void give_back(void *owner, void *data, size_t bytes) {
  printf("%s: %zu bytes are ours again\n", (const char *)owner, bytes);
  free(data);
}

/* Says why something failed, and ends; the state is closed in any case. */
static int give_up(luma_State *luma) {
  fprintf(stderr, "host: %s\n", luma_error(luma));
  luma_close(luma);
  return EXIT_FAILURE;
}

int main(void) {
  /* 1. A state.  {0} stands for the defaults; everything in it takes at most 256 MB. */
  char why[200];
  luma_options options = {0};
  options.memory_limit = 256 << 20;
  luma_State *luma = luma_open(&options, why, sizeof why);
  if (luma == NULL) {
    fprintf(stderr, "host: cannot open Luma: %s\n", why);
    return EXIT_FAILURE;
  }

  /* 2. What scripts may call, and the script; "forecast" is the name that errors show. */
  if (!luma_register(luma, "progress", progress, stdout)) return give_up(luma);
  if (!luma_run_string(luma, script, "forecast")) return give_up(luma);

  /* 3. The host's own memory as a tensor: 7 floats, no copy.  `give_back` takes care of it. */
  const int64_t shape[] = {7};
  float *celsius = malloc(7 * sizeof *celsius);
  if (celsius == NULL) return give_up(luma);
  for (int day = 0; day < 7; day++) celsius[day] = 14.0f + 0.8f * (float)day + (day % 2 ? 0.5f : 0);
  luma_tensor *week =
      luma_tensor_from_memory(luma, celsius, LUMA_FLOAT32, 1, shape, give_back, (void *)"week");
  if (week == NULL) {
    free(celsius); /* a tensor that was not made does not call give_back */
    return give_up(luma);
  }

  /* 4. A call: two arguments, two results. */
  printf("fitting a line through a week of temperatures\n");
  luma_value results[2];
  luma_value args[] = {luma_tensor_value(week), luma_integer(150)};
  luma_ref fit = luma_find(luma, "fit");
  bool good = luma_call(luma, fit, args, 2, results, 2);
  luma_unref(luma, fit); /* a handle that was not found may be given back, too */
  if (!good || results[0].type != LUMA_TENSOR) {
    luma_tensor_release(week);
    return give_up(luma);
  }

  /* 5. The result: a tensor, copied out in order, whatever its dtype, strides or device. */
  double line[7];
  good = luma_tensor_copy(luma, results[0].as.tensor, LUMA_FLOAT64, line, sizeof line);
  if (good) printf("monday %.2f, sunday %.2f, loss %.4f\n", line[0], line[6], results[1].as.number);
  luma_value_clear(luma, &results[0]); /* what Luma gave out, the host ends */
  luma_value_clear(luma, &results[1]);

  /* 6. The script writes to the host's array, since they share it. */
  float before = celsius[0];
  luma_ref convert = luma_find(luma, "to_fahrenheit");
  good = good && luma_call(luma, convert, args, 1, NULL, 0);
  luma_unref(luma, convert);
  printf("monday was %.1f C, and is %.1f F in the same place\n", (double)before,
         (double)celsius[0]);

  /* 7. A script that is wrong: the error names its line, and the state goes on. */
  luma_set(luma, "week", luma_tensor_value(week));
  if (!luma_run_string(luma, "local days = week\nreturn days[8]", "mistake"))
    printf("as expected, an error:\n%s\n", luma_error(luma));
  good = good && luma_run_string(luma, "assert(#week == 7)", "afterwards");

  /* 8. The end.  `give_back` runs when the script's reference goes with the state. */
  luma_tensor_release(week);
  if (!good) return give_up(luma);
  luma_close(luma);
  return EXIT_SUCCESS;
}
