--- optim.swa_utils.AveragedModel.

local arguments = require "luma.arguments"
local autograd = require "luma.autograd"
local averages = require "luma.optim.swa_utils.averages"
local class = require "luma.nn.class"
local fail = require "luma.fail"
local is_module = require "luma.nn.module.is_module"
local tensor = require "luma.tensor"

---A copy of a model (`module`) whose parameters are averages of those that update_parameters sees:
---their mean (stochastic weight averaging, Izmailov et al. 2018), or what avg_fn(averaged, current,
---num_averaged) returns for each, or multi_avg_fn makes of lists of them in place. Buffers are
---copied as they are, or averaged, too, with use_buffers. Calling it calls the copy.
---@class optim.swa_utils.AveragedModel : nn.Module
---@field module nn.Module
---@field n_averaged Tensor () int64, how many models are in the average
---@overload fun(model: nn.Module, device?: string, options?: {avg_fn: function?,
---multi_avg_fn: function?, use_buffers: boolean?}): optim.swa_utils.AveragedModel
local AveragedModel = class("AveragedModel")

local parse = arguments("AveragedModel", {
  {"model", "any"}, {"device", "string?"}, {"avg_fn", "function?"}, {"multi_avg_fn", "function?"},
  {"use_buffers", "boolean?", false},
})

function AveragedModel:init(...)
  local model, device, avg_fn, multi_avg_fn, use_buffers = parse(...)
  if not is_module(model) then
    fail("AveragedModel: model must be a module, got a %s", type(model))
  elseif avg_fn and multi_avg_fn then
    fail("AveragedModel: avg_fn and multi_avg_fn cannot both be given")
  end
  self.module = model:clone()
  if device then self.module:to(device) end
  self:register_buffer("n_averaged", tensor.zeros({}, {dtype = "int64", device = device}))
  self.avg_fn, self.multi_avg_fn, self.use_buffers = avg_fn, multi_avg_fn, use_buffers
end

function AveragedModel:forward(...) return self.module(...) end

-- What is averaged of a model.
local function values_of(model, use_buffers)
  local list = model:parameters()
  if use_buffers then
    for _, buffer in ipairs(model:buffers()) do list[#list + 1] = buffer end
  end
  return list
end

local function copy_all(to, from)
  for i, value in ipairs(to) do value:detach():copy_(from[i]) end
end

-- Lists of those that are on one device and of one dtype.
local function runs_of(own, new)
  local runs, by_key = {}, {}
  for i, value in ipairs(own) do
    local key = value.device .. " " .. value.dtype
    if not by_key[key] then
      by_key[key] = {{}, {}}
      runs[#runs + 1] = by_key[key]
    end
    local run = by_key[key]
    table.insert(run[1], value:detach())
    table.insert(run[2], new[i]:detach():to(value.device))
  end
  return runs
end

---Takes the parameters of a model into the average; the first ones are copied.
---@param model nn.Module of the shape of the one that was averaged so far
function AveragedModel:update_parameters(model)
  if not is_module(model) then
    fail("AveragedModel: update_parameters needs a module, got a %s", type(model))
  end
  local own, new = values_of(self.module, self.use_buffers), values_of(model, self.use_buffers)
  if #own ~= #new then
    fail("AveragedModel: the model has %d parameters, the average %d", #new, #own)
  end
  local _ <close> = autograd.no_grad()
  local count = self.n_averaged:item()
  if count == 0 then
    copy_all(own, new)
  elseif self.multi_avg_fn then
    for _, run in ipairs(runs_of(own, new)) do self.multi_avg_fn(run[1], run[2], count) end
  else
    local average = self.avg_fn or averages.get_swa_avg_fn()
    for i, value in ipairs(own) do
      value = value:detach()
      value:copy_(average(value, new[i]:detach():to(value.device), count))
    end
  end
  if not self.use_buffers then copy_all(self.module:buffers(), model:buffers()) end
  self.n_averaged:add_(1)
end

return AveragedModel
