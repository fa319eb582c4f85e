--- nn.modules: what concerns all modules at once. As in PyTorch, nn.modules.module registers hooks
--- that run for every module, before its own; each returns a handle whose `remove` ends it.

local hooks = require "luma.nn.module.hooks"

local module = {}

---f(module, inputs) before every forward.
---@param options? {prepend: boolean?, with_kwargs: boolean?}
function module.register_module_forward_pre_hook(f, options)
  return hooks.add_everywhere("forward_pre", "register_module_forward_pre_hook", f, options)
end

---f(module, inputs, output) after every forward.
---@param options? {prepend: boolean?, with_kwargs: boolean?, always_call: boolean?}
function module.register_module_forward_hook(f, options)
  return hooks.add_everywhere("forward", "register_module_forward_hook", f, options)
end

---f(module, grad_outputs) when the gradients of a module's outputs are known.
---@param options? {prepend: boolean?}
function module.register_module_full_backward_pre_hook(f, options)
  return hooks.add_everywhere("backward_pre", "register_module_full_backward_pre_hook", f, options)
end

---f(module, grad_inputs, grad_outputs) when the gradients of a module's inputs are known.
---@param options? {prepend: boolean?}
function module.register_module_full_backward_hook(f, options)
  return hooks.add_everywhere("backward", "register_module_full_backward_hook", f, options)
end

---f(module, name, buffer) when a new field of any module is a buffer; what it returns takes its
---place.
function module.register_module_buffer_registration_hook(f, options)
  return hooks.add_everywhere("buffer", "register_module_buffer_registration_hook", f, options)
end

---f(module, name, child) when a new field is a module; what it returns takes its place.
function module.register_module_module_registration_hook(f, options)
  return hooks.add_everywhere("module", "register_module_module_registration_hook", f, options)
end

---f(module, name, parameter) when a new field is a parameter; what it returns takes its place.
function module.register_module_parameter_registration_hook(f, options)
  return hooks.add_everywhere("parameter", "register_module_parameter_registration_hook", f,
    options)
end

return {module = module}
