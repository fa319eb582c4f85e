--- Errors of the library name the script's line, not one inside the library.
---
--- The text of every error is "operation: what was wrong and what would be right". Chunks of the
--- library are told from a script's by their folder: this file's, which is "@luma/" when embedded.

-- A host may leave the debug library out; the library still works, its errors then lack the line.
local has_debug, debug = pcall(require, "debug")
local getinfo = has_debug and debug.getinfo
local root = getinfo and getinfo(1, "S").source:match("^(.*)fail%.lua$") or "@luma/"

-- The message with the module of a model that runs, if one does. The library comes when it is
-- needed, which is when it is there: this file is among the first to load.
local function in_module(message) return require "luma.tensor"._in_module(message) end

---Raises an error at the nearest caller outside the library.
---@param format string for string.format
---@param ... any
local function fail(format, ...)
  local message = format:format(...)
  local level = 2
  local info = getinfo and getinfo(level, "Sl")
  while info do
    if info.currentline > 0 and info.source:sub(1, #root) ~= root then
      error(in_module(("%s:%d: %s"):format(info.short_src, info.currentline, message)), 0)
    end
    level = level + 1
    info = getinfo(level, "Sl")
  end
  error(in_module(message), 0)
end

return fail
