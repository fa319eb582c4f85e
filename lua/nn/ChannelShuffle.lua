--- nn.ChannelShuffle.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local channel_shuffle = functional.channel_shuffle

---Channels dealt out over groups (Zhang et al. 2018): (N, C, ...) gives the same shape.
---@class nn.ChannelShuffle : nn.Module
---@field groups integer
---@overload fun(groups: integer): nn.ChannelShuffle
local ChannelShuffle = class("ChannelShuffle")

local parse = arguments("nn.ChannelShuffle", {
  {"groups", "size"},
})

function ChannelShuffle:init(...) self.groups = parse(...) end

function ChannelShuffle:forward(input) return channel_shuffle(input, self.groups) end

function ChannelShuffle:extra_repr() return ("groups=%d"):format(self.groups) end

return ChannelShuffle
