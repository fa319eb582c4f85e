--- What nn.Embedding and nn.EmbeddingBag share: a table of vectors and its options.

local autograd = require "luma.autograd"
local fail = require "luma.fail"
local initializers = require "luma.nn.initializers"
local Parameter = require "luma.nn.Parameter"
local tensor = require "luma.tensor"

local rows = {}

---Sets the fields of a layer from its parsed arguments.
---@param self nn.Module
---@param name string for errors
---@param o table num_embeddings, embedding_dim, padding_idx, max_norm, norm_type,
---scale_grad_by_freq, sparse, weight, freeze, device, dtype
function rows.init(self, name, o)
  local count, dim, padding = o.num_embeddings, o.embedding_dim, o.padding_idx
  if padding then
    if padding == 0 or padding > count or padding < -count then
      fail("%s: padding_idx must lie in 1 .. %d (or -%d .. -1), got %d%s", name, count, count,
        padding, padding == 0 and "; Luma counts from 1" or "")
    end
    if padding < 0 then padding = count + 1 + padding end
  end
  if o.sparse then
    fail("%s: there are no sparse gradients: leave sparse out, gradients are dense tensors", name)
  end
  self.num_embeddings, self.embedding_dim, self.padding_idx = count, dim, padding
  self.max_norm, self.norm_type = o.max_norm, o.norm_type
  self.scale_grad_by_freq, self.sparse = o.scale_grad_by_freq, false
  if not o.weight then
    self.weight = Parameter(tensor.empty({count, dim}, o.dtype, o.device), not o.freeze)
    self:reset_parameters()
  elseif o.weight.ndim ~= 2 or o.weight:size(1) ~= count or o.weight:size(2) ~= dim then
    fail("%s: weight must have shape (%d, %d), not %s", name, count, dim, o.weight.shape)
  else
    self.weight = Parameter(o.weight, not o.freeze)
  end
end

---Draws the vectors anew; that at padding_idx is zero.
function rows.reset_parameters(self)
  initializers.normal_(self.weight)
  if self.padding_idx then
    local _ <close> = autograd.no_grad()
    self.weight[self.padding_idx] = 0
  end
end

---The sizes of vectors that exist already.
---@return integer count, integer dim
function rows.sizes(embeddings)
  if embeddings.ndim ~= 2 then
    fail("from_pretrained: embeddings must be a matrix, a vector in each row, not of shape %s",
      embeddings.shape)
  end
  return embeddings:size(1), embeddings:size(2)
end

---The options that differ from the defaults, as extra_repr shows them; mode only of bags.
---@return string
function rows.describe(self, ...)
  local parts = {("%d, %d"):format(self.num_embeddings, self.embedding_dim)}
  for _, field in ipairs{...} do
    local value = self[field]
    if value and not (field == "norm_type" and value == 2) then
      parts[#parts + 1] = ("%s=%s"):format(field, value)
    end
  end
  return table.concat(parts, ", ")
end

return rows
