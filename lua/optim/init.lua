--- optim: optimisers, and learning rate schedules in optim.lr_scheduler. A field is loaded when it
--- is first used, by its name: `optim.Adam` is lua/optim/Adam.lua.

return require "luma.lazy"("luma.optim")
