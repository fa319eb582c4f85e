--- optim.lr_scheduler: learning rate schedules, one file each.

return require "luma.lazy"("luma.optim.lr_scheduler")
