--- nn.utils.lora: linear layers that are fine-tuned by a product of two small matrices (Hu et al.
--- 2021): y = W x + b + (alpha / r) B A dropout(x), with W and b fixed. Names are those of PEFT's
--- files: `base_layer`, `lora_A` and `lora_B`.

local arguments = require "luma.arguments"
local autograd = require "luma.autograd"
local class = require "luma.nn.class"
local fail = require "luma.fail"
local functional = require "luma.nn.functional"
local initializers = require "luma.nn.initializers"
local is_a = require "luma.nn.module.is_a"
local is_module = require "luma.nn.module.is_module"
local Dropout = require "luma.nn.Dropout"
local Linear = require "luma.nn.Linear"

local lora = {}

---A linear layer with a low-rank one beside it, which starts as zero.
---@class nn.utils.lora.LoRALinear : nn.Module
---@field base_layer nn.Linear fixed
---@field lora_A nn.Linear from in_features to r, without bias
---@field lora_B nn.Linear from r to out_features, without bias
local LoRALinear = class("LoRALinear")
lora.LoRALinear = LoRALinear

local parse = arguments("nn.utils.lora.LoRALinear", {
  {"base_layer", "any"}, {"r", "integer?", 8}, {"alpha", "number?", 16},
  {"dropout", "probability?", 0},
})

function LoRALinear:init(...)
  local base, r, alpha, dropout = parse(...)
  if not is_a(base, "Linear") then
    fail("LoRALinear: base_layer must be an nn.Linear, got %s", is_module(base)
      and getmetatable(base).__name or type(base))
  elseif r < 1 then
    fail("LoRALinear: r must be at least 1, got %d", r)
  end
  local options = {bias = false, dtype = base.weight.dtype, device = tostring(base.weight.device)}
  self.base_layer = base
  self.r, self.alpha, self.scaling = r, alpha, alpha / r
  if dropout > 0 then self.lora_dropout = Dropout(dropout) end
  self.lora_A = Linear(base.in_features, r, options)
  self.lora_B = Linear(r, base.out_features, options)
  self.in_features, self.out_features = base.in_features, base.out_features
  base:requires_grad_(false)
  initializers.kaiming_uniform_(self.lora_A.weight, {a = math.sqrt(5)})
  initializers.zeros_(self.lora_B.weight)
  self:train(base.training)
end

function LoRALinear:forward(input)
  local narrow = self.lora_dropout and self.lora_dropout(input) or input
  narrow = functional.linear(narrow, self.lora_A.weight)
  return self.base_layer(input) + functional.linear(narrow, self.lora_B.weight) * self.scaling
end

---The linear layer that does the same in one, in evaluation: its weight is W + (alpha / r) B A.
---@return nn.Linear the base layer
function LoRALinear:merge()
  local _ <close> = autograd.no_grad()
  local base = self.base_layer
  base.weight:add_(self.lora_B.weight:matmul(self.lora_A.weight) * self.scaling)
  return base:requires_grad_(true)
end

function LoRALinear:extra_repr() return ("r=%d, alpha=%s"):format(self.r, self.alpha) end

local function wanted(path, targets)
  if targets == nil then return true end
  for _, target in ipairs(targets) do
    if path == target or path:sub(-#target - 1) == "." .. target then return true end
  end
  return false
end

-- Replaces modules below one: pick(path, module) returns what takes a module's place, or nil.
local function replace(model, pick)
  local list = {}
  for path, module in model:named_modules() do
    if path ~= "" then
      local new = pick(path, module)
      if new then list[#list + 1] = {path, new} end
    end
  end
  for _, entry in ipairs(list) do model:set_submodule(entry[1], entry[2]) end
  return #list
end

local parse_apply = arguments("nn.utils.lora.apply", {
  {"model", "any"}, {"r", "integer?", 8}, {"alpha", "number?", 16},
  {"dropout", "probability?", 0}, {"target_modules", "table?"},
})

---Fixes all parameters of a model, and puts a LoRALinear in the place of its linear layers; not of
---the out_proj of nn.MultiheadAttention, whose weight is used by the attention itself.
---@param model nn.Module
---@param r? integer the rank, default 8
---@param alpha? number default 16; what is added counts alpha / r
---@param dropout? number of what the small matrices see, default 0
---@param target_modules? string[] only layers whose path is or ends with one of these, such as
---"q_proj"; all of them by default
---@return nn.Module model
function lora.apply(...)
  local model, r, alpha, dropout, targets = parse_apply(...)
  if not is_module(model) then
    fail("nn.utils.lora.apply: a module is needed, got a %s", type(model))
  end
  model:requires_grad_(false)
  local layers = {} -- a layer that two places share stays shared
  local inner = {}
  for module in model:modules() do
    if is_a(module, "MultiheadAttention") then inner[module.out_proj] = true end
  end
  local count = replace(model, function(path, module)
    if inner[module] or not is_a(module, "Linear") or not wanted(path, targets) then return nil end
    layers[module] = layers[module] or LoRALinear(module, r, alpha, dropout)
    return layers[module]
  end)
  if count == 0 then
    fail("nn.utils.lora.apply: %s has no linear layer%s", getmetatable(model).__name,
      targets and " of these names: " .. table.concat(targets, ", ") or "")
  end
  return model
end

---Puts plain linear layers with the sums in the places of the LoRALinear.
---@param model nn.Module
---@return nn.Module model
function lora.merge(model)
  if not is_module(model) then
    fail("nn.utils.lora.merge: a module is needed, got a %s", type(model))
  end
  replace(model, function(_, module)
    return is_a(module, "LoRALinear") and module:merge() or nil
  end)
  return model
end

---The part of a model's state_dict that was fine-tuned: the small matrices. load_state_dict reads
---it with strict = false.
---@param model nn.Module
---@return table<string, Tensor>
function lora.state_dict(model)
  if not is_module(model) then
    fail("nn.utils.lora.state_dict: a module is needed, got a %s", type(model))
  end
  local part = {}
  for key, value in pairs(model:state_dict()) do
    if key:find("lora_[AB]%.") then part[key] = value end
  end
  return part
end

return lora
