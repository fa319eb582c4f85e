--- The arguments of nn.functional.multi_head_attention_forward.

local arguments = require "luma.arguments"

local parameters = {
  {"query", "tensor"}, {"key", "tensor"}, {"value", "tensor"}, {"embed_dim_to_check", "size"},
  {"num_heads", "size"}, {"in_proj_weight", "tensor?"}, {"in_proj_bias", "tensor?"},
  {"bias_k", "tensor?"}, {"bias_v", "tensor?"}, {"add_zero_attn", "boolean?", false},
  {"dropout_p", "probability?", 0}, {"out_proj_weight", "tensor"}, {"out_proj_bias", "tensor?"},
  {"training", "boolean?", true}, {"key_padding_mask", "tensor?"},
  {"need_weights", "boolean?", true}, {"attn_mask", "tensor?"},
  {"use_separate_proj_weight", "boolean?", false}, {"q_proj_weight", "tensor?"},
  {"k_proj_weight", "tensor?"}, {"v_proj_weight", "tensor?"}, {"static_k", "tensor?"},
  {"static_v", "tensor?"}, {"average_attn_weights", "boolean?", true},
  {"is_causal", "boolean?", false},
}
local parse = arguments("multi_head_attention_forward", parameters)

---@return Tensor query, Tensor key, Tensor value, table named
return function(...)
  local values, named = {parse(...)}, {}
  for i, parameter in ipairs(parameters) do named[parameter[1]] = values[i] end
  named.embed_dim = named.embed_dim_to_check
  return named.query, named.key, named.value, named
end
