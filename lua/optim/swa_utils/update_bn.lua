--- optim.swa_utils.update_bn.

local autograd = require "luma.autograd"
local fail = require "luma.fail"
local is_module = require "luma.nn.module.is_module"
local tensor = require "luma.tensor"

-- The layers that count: BatchNorm of any kind with running statistics.
local function batch_norms(model)
  local list = {}
  for module in model:modules() do
    local name = getmetatable(module).__name
    if name:find("BatchNorm", 1, true) and module.reset_running_stats then
      list[#list + 1] = module
    end
  end
  return list
end

-- An iterator over what loader gives.
local function each(loader)
  if type(loader) == "function" then return loader end
  local meta = getmetatable(loader)
  if type(loader) == "table" and type(loader.batches) == "function" then return loader:batches() end
  if type(meta) == "table" and meta.__call then return loader end
  if type(loader) ~= "table" or tensor.is_tensor(loader) then
    fail("update_bn: loader must be a list, an iterator or a DataLoader, got a %s", type(loader))
  end
  local i = 0
  return function()
    i = i + 1
    return loader[i]
  end
end

---Computes the running statistics of all BatchNorm layers anew, from one pass over the data: those
---of an averaged model are not the averages. A batch is a tensor or a list that begins with one.
---@param loader any a list of batches, an iterator or a DataLoader
---@param model nn.Module
---@param device? string the batches are moved there
return function(loader, model, device)
  if not is_module(model) then fail("update_bn: model must be a module, got a %s", type(model)) end
  if type(device) == "table" then device = device.device end
  local next_batch = each(loader)
  local layers, momenta = batch_norms(model), {}
  if #layers == 0 then return end
  local training = model.training
  for i, layer in ipairs(layers) do
    layer:reset_running_stats()
    momenta[i], layer.momentum = layer.momentum, false -- the mean over all batches
  end
  model:train()
  local function finish()
    for i, layer in ipairs(layers) do layer.momentum = momenta[i] end
    model:train(training)
  end
  local guard <close> = setmetatable({}, {__close = finish}) -- luacheck: no unused
  local _ <close> = autograd.no_grad()
  for batch in next_batch do
    if type(batch) == "table" and not tensor.is_tensor(batch) then batch = batch[1] end
    if device then batch = batch:to(device) end
    model(batch)
  end
end
