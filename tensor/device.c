/* Device names. */
#include "tensor/record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *lm_device_name(lm_device d) {
  if (LM_DEVICE_KIND(d) == 0) return "cpu";
  size_t size;
  char *text = lm_text_buffer(&size);
  snprintf(text, size, "cuda:%d", LM_DEVICE_INDEX(d));
  return text;
}

lm_device lm_device_by_name(const char *name) {
  if (strcmp(name, "cpu") == 0) return LM_CPU;
  if (strcmp(name, "cuda") == 0) return LM_CUDA(0);
  if (strncmp(name, "cuda:", 5) == 0 && name[5] >= '0' && name[5] <= '9') {
    char *end;
    long i = strtol(name + 5, &end, 10);
    if (*end == '\0' && i < 256) return LM_CUDA((int)i);
  }
  return LM_DEVICE_NONE;
}
