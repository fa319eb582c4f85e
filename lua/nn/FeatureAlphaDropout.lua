--- nn.FeatureAlphaDropout.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local feature_alpha_dropout = functional.feature_alpha_dropout

---AlphaDropout of whole channels: (N, C, ...) gives the same shape.
---@class nn.FeatureAlphaDropout : nn.Module
---@field p number default 0.5
---@field inplace boolean default false
---@overload fun(p?: number, inplace?: boolean): nn.FeatureAlphaDropout
local FeatureAlphaDropout = class("FeatureAlphaDropout")

local parse = arguments("nn.FeatureAlphaDropout", {
  {"p", "probability?", 0.5}, {"inplace", "boolean?", false},
})

function FeatureAlphaDropout:init(...) self.p, self.inplace = parse(...) end

function FeatureAlphaDropout:forward(input)
  return feature_alpha_dropout(input, self.p, self.training, self.inplace)
end

function FeatureAlphaDropout:extra_repr()
  return ("p=%s, inplace=%s"):format(self.p, self.inplace)
end

return FeatureAlphaDropout
