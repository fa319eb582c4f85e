--- nn.CTCLoss.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local ctc_loss = functional.ctc_loss

---Connectionist temporal classification (Graves et al. 2006): log_probs (T, N, C) or (T, C),
---targets (N, S) or one after the other, and the lengths of both. Labels and blank are positions
---from 1 on; "mean" divides each loss by the length of its target first.
---@class nn.CTCLoss : nn.Module
---@field blank integer default 1
---@field reduction string "mean" (default), "sum" or "none"
---@field zero_infinity boolean infinite losses count as 0
---@overload fun(blank?: integer, reduction?: string, zero_infinity?: boolean): nn.CTCLoss
local CTCLoss = class("CTCLoss")

local parse = arguments("nn.CTCLoss", {
  {"blank", "integer?", 1}, {"reduction", "reduction?", "mean"},
  {"zero_infinity", "boolean?", false},
})

function CTCLoss:init(...) self.blank, self.reduction, self.zero_infinity = parse(...) end

function CTCLoss:forward(log_probs, targets, input_lengths, target_lengths)
  return ctc_loss(log_probs, targets, input_lengths, target_lengths, self.blank, self.reduction,
    self.zero_infinity)
end

return CTCLoss
