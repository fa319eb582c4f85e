/* Class labels for kernels. */
#ifndef CPU_LABELS_H
#define CPU_LABELS_H

#include "tensor/cpu/ready.h"
#include "tensor/loss.h"

/* Labels as int64 in order, each checked: 1 .. classes or ignore_index.  The
** caller's. */
static inline lm_tensor *cpu_labels(const char *op, lm_tensor *target, int64_t classes,
                                    int64_t ignore_index) {
  lm_tensor *labels = cpu_ready(target, LM_I64);
  if (labels == NULL) return NULL;
  const int64_t *label = (const int64_t *)lm_data(labels);
  for (int64_t i = 0; i < labels->numel; i++) {
    if ((label[i] >= 1 && label[i] <= classes) || label[i] == ignore_index) continue;
    lm_label_error(op, target, i, label[i], classes, ignore_index);
    lm_release(labels);
    return NULL;
  }
  return labels;
}

#endif
