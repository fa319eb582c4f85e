--- autograd.graph: looking into the graph, and what is done to the tensors that it keeps.

local tensor = require "luma.tensor"
local autograd = require "luma.autograd"
local fail = require "luma.fail"

local graph = {}

---While the scope is open (or f runs), each tensor that the graph keeps goes through pack(x), and
---what that returned through unpack(value) when backward needs it; unpack must give a tensor of the
---same shape, dtype and device.
---@param pack fun(x: luma.tensor): any
---@param unpack fun(value: any): luma.tensor
---@param f? fun(...): any ... runs at once, with what follows
---@return any ... what f returned; without f, a value to be closed
graph.saved_tensors_hooks = autograd._saved_tensors_hooks

---While the scope is open (or f runs), saved_tensors_hooks is an error with this message.
---@param message string
---@param f? fun(...): any ...
graph.disable_saved_tensors_hooks = autograd._disable_saved_tensors_hooks

local function to_host(x) return {x.device, x:cpu()} end
local function from_host(packed) return packed[2]:to(packed[1]) end

---While the scope is open (or f runs), tensors that the graph keeps are kept in the host's memory.
---@param pin_memory? boolean or {pin_memory = ...}; taken and not needed
---@param f? fun(...): any ...
function graph.save_on_cpu(pin_memory, f, ...)
  local options = type(pin_memory) == "table" and not getmetatable(pin_memory)
  for key in pairs(options and pin_memory or {}) do
    if key ~= "pin_memory" and key ~= "device_type" then
      fail("save_on_cpu: there is no option '%s'; there is: pin_memory", tostring(key))
    end
  end
  if pin_memory == nil or type(pin_memory) == "boolean" or options then
    if f == nil then return graph.saved_tensors_hooks(to_host, from_host) end
    return graph.saved_tensors_hooks(to_host, from_host, f, ...)
  end
  return graph.saved_tensors_hooks(to_host, from_host, pin_memory, f, ...)
end

---Says that the elements of tensors were changed by means that the library does not see.
---@param tensors luma.tensor|luma.tensor[]
function graph.increment_version(tensors)
  if tensor.is_tensor(tensors) then return autograd._increment_version(tensors) end
  if type(tensors) ~= "table" then
    fail("increment_version: a tensor or a list of them is needed, got %s", type(tensors))
  end
  for _, x in ipairs(tensors) do autograd._increment_version(x) end
end

-- ---------------------------------------------------------------- edges

local GradientEdge = {__name = "GradientEdge"}
function GradientEdge:__tostring()
  return ("GradientEdge(node=%s, output_nr=%d)"):format(tostring(self.node), self.output_nr)
end
GradientEdge.__index = GradientEdge

---Where the gradient of x goes: `node`, and `output_nr`, which of its results x is, from 1. It may
---stand for x in autograd.grad and backward, and does not hold x's elements.
---@param x luma.tensor
---@return table
function graph.get_gradient_edge(x)
  local node, nr, stand_in = autograd._edge(x)
  return setmetatable({node = node, output_nr = nr, _tensor = stand_in}, GradientEdge)
end

-- ---------------------------------------------------------------- hooks on several tensors

local Handle = {__name = "luma.hook.handle"}
Handle.__index = Handle
function Handle:remove()
  for _, handle in ipairs(self) do handle.remove() end
end
Handle.__close = Handle.remove

---Runs f once in each backward that reaches some of the tensors.
---@param tensors luma.tensor[]
---@param f fun(grads: any) mode "all": gets the list of their gradients, with holes for those that
---were not reached, when the pass is done; mode "any": gets the first gradient that is there
---@param mode? "all"|"any" or {mode = ...}
---@return table handle `handle:remove()` takes it away
function graph.register_multi_grad_hook(tensors, f, mode)
  if type(mode) == "table" then mode = mode.mode end
  mode = mode or "all"
  if mode ~= "all" and mode ~= "any" then
    fail('register_multi_grad_hook: mode must be "all" or "any", got %s', tostring(mode))
  end
  if type(tensors) ~= "table" or #tensors == 0 then
    fail("register_multi_grad_hook: a list of tensors is needed, with at least one")
  end
  for i, x in ipairs(tensors) do
    if not tensor.is_tensor(x) or not x.requires_grad then
      fail("register_multi_grad_hook: entry %d is no tensor that requires grad", i)
    end
  end
  -- Passes may nest, so each has its own list: the engine says which one runs. The list is held by
  -- what runs when the pass is done, and goes with that when the pass fails.
  local handles, passes = {}, setmetatable({}, {__mode = "v"})
  local function arrived(i, grad)
    local pass = autograd._pass()
    local grads = passes[pass]
    if grads == nil then
      grads = {n = #tensors}
      passes[pass] = grads
      autograd._queue_callback(function()
        if mode == "all" then f(grads) end
        grads = nil
      end)
      if mode == "any" then f(grad) end
    end
    grads[i] = grad
  end
  for i, x in ipairs(tensors) do
    handles[i] = x:register_hook(function(grad) arrived(i, grad) end)
  end
  return setmetatable(handles, Handle)
end

return graph
