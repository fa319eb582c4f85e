--- tensor.lstm_cell.

local fail = require "luma.fail"
local tensor = require "luma.tensor"

local step = tensor._ops.lstm_cell

---One step of a long short-term memory (Hochreiter and Schmidhuber 1997): the new state and cell
---from those in hx; rows of the weights belong to the gates input, forget, cell, output.
---@param input Tensor (N, I), or (I) of one sequence
---@param hx Tensor[] state and cell, each (N, H) or (H)
---@param w_ih Tensor (4 * H, I)
---@param w_hh Tensor (4 * H, H)
---@param b_ih? Tensor (4 * H)
---@param b_hh? Tensor (4 * H)
---@return Tensor h
---@return Tensor c
local function lstm_cell(input, hx, ...)
  if type(hx) ~= "table" or #hx ~= 2 then
    fail("lstm_cell: hx must be a list of two tensors, state and cell")
  end
  return step(input, hx[1], hx[2], ...)
end

return lstm_cell
