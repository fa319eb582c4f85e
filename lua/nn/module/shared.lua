--- What concerns all modules. It lives with the tensors, as whoever clears package.loaded (busted
--- does, between files) loads nn a second time, beside the first.
---
---   buffers      tensors that nn.Buffer made -> whether state_dict saves them
---   hooks        hooks for all modules, by kind
---   everywhere   whether there are any around calls
---   registering  whether there are any for what fields are given
---   uninitialized  parameters and buffers whose shape is not known yet, as a set
---   skipping     whether initialisers leave tensors as they are (nn.utils.skip_init)

local tensor = require "luma.tensor"

local shared = rawget(tensor, "_modules")
if not shared then
  shared = {
    buffers = setmetatable({}, {__mode = "k"}), uninitialized = setmetatable({}, {__mode = "k"}),
    hooks = {}, everywhere = false, registering = false, skipping = false,
  }
  rawset(tensor, "_modules", shared)
end
return shared
