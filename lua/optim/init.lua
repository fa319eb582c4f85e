--- optim: optimisers, and learning rate schedules in optim.lr_scheduler. A field is loaded when it
--- is first used, by its name: `optim.Adam` is lua/optim/Adam.lua.

local hooks = require "luma.optim.hooks"

return require "luma.lazy"("luma.optim", {
  register_optimizer_step_pre_hook = hooks.register_optimizer_step_pre_hook,
  register_optimizer_step_post_hook = hooks.register_optimizer_step_post_hook,
})
