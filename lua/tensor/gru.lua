--- tensor.gru.

local run = require "luma.tensor._recurrent".as_function("gru")

---A gated recurrent unit over all steps and layers, with the parameters as a flat list in the order
---of nn.GRU's. Packed steps come as (data, batch_sizes, hx, params, ...) without batch_first.
---@param input Tensor (T, N, I), or (N, T, I) with batch_first
---@param hx Tensor (layers * directions, N, H)
---@param params Tensor[]
---@param has_biases boolean
---@param num_layers integer
---@param dropout number between layers, while train is true
---@param train boolean
---@param bidirectional boolean
---@param batch_first boolean
---@return Tensor output (T, N, directions * P)
---@return Tensor h (layers * directions, N, P)
local function gru(...) return run(...) end

return gru
