--- nn.utils: a batch normalisation in evaluation as part of the layer before it.

local fail = require "luma.fail"
local is_module = require "luma.nn.module.is_module"
local is_options = require "luma.nn.module.is_options"
local Parameter = require "luma.nn.Parameter"
local tensor = require "luma.tensor"

local fusion = {}

local function check_tensors(operation, weight, mean, variance)
  for name, value in pairs{weight = weight or false, ["running mean"] = mean or false,
    ["running variance"] = variance or false} do
    if not tensor.is_tensor(value) then
      fail("%s: the %s must be a tensor, got a %s", operation, name, type(value or nil))
    end
  end
end


local function check_pair(operation, layer, norm)
  if not is_module(layer) or not is_module(norm) then
    fail("%s: a layer and a batch normalisation are needed", operation)
  elseif not tensor.is_tensor(layer.weight) then
    fail("%s: %s has no weight to take the normalisation in", operation,
      getmetatable(layer).__name)
  elseif layer.training or norm.training then
    fail("%s: both modules must be in evaluation: call eval() first", operation)
  elseif not tensor.is_tensor(norm.running_mean) or not tensor.is_tensor(norm.running_var) then
    fail("%s: the normalisation has no running statistics", operation)
  end
end

local function learned(value, like) return Parameter(value, like.requires_grad) end

---The weight and the bias of a convolution with a batch normalisation behind it.
---@param conv_w Tensor @param conv_b Tensor|nil
---@param bn_rm Tensor running mean @param bn_rv Tensor running variance @param bn_eps number
---@param bn_w Tensor|nil @param bn_b Tensor|nil
---@param transpose? boolean of a transposed convolution; also as {transpose = ...}
---@return Tensor weight, Tensor bias parameters
function fusion.fuse_conv_bn_weights(conv_w, conv_b, bn_rm, bn_rv, bn_eps, bn_w, bn_b, transpose)
  if is_options(transpose) then transpose = transpose.transpose end
  check_tensors("fuse_conv_bn_weights", conv_w, bn_rm, bn_rv)
  local weight_dtype = conv_w.dtype
  local bias_dtype = conv_b and conv_b.dtype or weight_dtype
  conv_b = conv_b or tensor.zeros_like(bn_rm)
  bn_w = bn_w or tensor.ones_like(bn_rm)
  bn_b = bn_b or tensor.zeros_like(bn_rm)
  local factor = (bn_rv + bn_eps):rsqrt()
  local shape = {}
  for d = 1, conv_w.ndim do shape[d] = 1 end
  shape[transpose and 2 or 1] = -1
  local weight = (conv_w * (bn_w * factor):reshape(shape)):to(weight_dtype)
  local bias = ((conv_b - bn_rm) * factor * bn_w + bn_b):to(bias_dtype)
  return learned(weight:detach(), conv_w), learned(bias:detach(), conv_b)
end

---A copy of a convolution that does in one what the two modules do, one after the other, in
---evaluation.
---@param conv nn.Module @param bn nn.Module
---@param transpose? boolean of a transposed convolution; also as {transpose = ...}
---@return nn.Module
function fusion.fuse_conv_bn_eval(conv, bn, transpose)
  check_pair("fuse_conv_bn_eval", conv, bn)
  local fused = conv:clone()
  local weight, bias = fusion.fuse_conv_bn_weights(conv.weight, conv.bias, bn.running_mean,
    bn.running_var, bn.eps, bn.weight, bn.bias, transpose)
  fused.weight, fused.bias = weight, bias
  return fused
end

---The weight and the bias of a linear layer with a batch normalisation behind it.
---@param linear_w Tensor @param linear_b Tensor|nil
---@param bn_rm Tensor running mean @param bn_rv Tensor running variance @param bn_eps number
---@param bn_w Tensor|nil @param bn_b Tensor|nil
---@return Tensor weight, Tensor bias parameters
function fusion.fuse_linear_bn_weights(linear_w, linear_b, bn_rm, bn_rv, bn_eps, bn_w, bn_b)
  check_tensors("fuse_linear_bn_weights", linear_w, bn_rm, bn_rv)
  local weight_dtype = linear_w.dtype
  local bias_dtype = linear_b and linear_b.dtype or weight_dtype
  linear_b = linear_b or tensor.zeros_like(bn_rm)
  local factor = (bn_rv + bn_eps):rsqrt()
  if bn_w then factor = bn_w * factor end
  local weight = linear_w * factor:unsqueeze(-1):to(weight_dtype)
  local bias = (linear_b - bn_rm) * factor
  if bn_b then bias = bias + bn_b end
  return learned(weight:detach(), linear_w), learned(bias:to(bias_dtype):detach(), linear_b)
end

---A copy of a linear layer that does in one what the two modules do, one after the other, in
---evaluation.
---@param linear nn.Module @param bn nn.Module of as many features as the layer gives, or of one
---@return nn.Module
function fusion.fuse_linear_bn_eval(linear, bn)
  check_pair("fuse_linear_bn_eval", linear, bn)
  if linear.out_features ~= bn.num_features and bn.num_features ~= 1 then
    fail("fuse_linear_bn_eval: the layer has out_features %s and the normalisation num_features "
      .. "%s: they must be equal, or the latter 1", tostring(linear.out_features),
      tostring(bn.num_features))
  end
  local fused = linear:clone()
  local weight, bias = fusion.fuse_linear_bn_weights(linear.weight, linear.bias, bn.running_mean,
    bn.running_var, bn.eps, bn.weight, bn.bias)
  fused.weight, fused.bias = weight, bias
  return fused
end

return fusion
