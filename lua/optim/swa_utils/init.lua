--- optim.swa_utils: averages of a model's parameters over training.

local averages = require "luma.optim.swa_utils.averages"

return require "luma.lazy"("luma.optim.swa_utils", {
  SWALR = require "luma.optim.lr_scheduler.SWALR",
  get_ema_avg_fn = averages.get_ema_avg_fn,
  get_swa_avg_fn = averages.get_swa_avg_fn,
  get_ema_multi_avg_fn = averages.get_ema_multi_avg_fn,
  get_swa_multi_avg_fn = averages.get_swa_multi_avg_fn,
})
