--- luma.options: what follows a script's name on the command line.

local fail = require "luma.fail"

local function stop(...)
  io.stderr:write((...):format(select(2, ...)), "\n")
  os.exit(2)
end

-- The value that a word stands for, of the kind that the default is of.
local function read(name, word, default)
  if type(default) == "string" then return word or stop("--%s needs a value", name) end
  local whole = math.type(default) == "integer"
  local value = tonumber(word)
  if whole then value = value and math.tointeger(value) end
  return value or stop("--%s needs a %s", name, whole and "whole number" or "number")
end

---    local options = require "luma.options"{epochs = 10, lr = 1e-3, device = "cpu", eval = false}
---
---Takes `--epochs 20 --eval` from the arguments of the script: an option is a number, a whole
---number or a string as its default is; one whose default is false becomes true when it is named.
---What does not fit ends the program with one line on stderr.
---@param defaults table<string, number|string|false>
---@param words? string[] default: the global `arg`
---@return table options what the command line says, else the defaults
return function(defaults, words)
  local options = {}
  for name, value in pairs(defaults) do
    if value == true or type(value) == "table" then
      fail("options: the default of %s must be a number, a string or false", tostring(name))
    end
    options[name] = value
  end
  words = words or arg
  local i = 1
  while words[i] do
    local name = words[i]:match("^%-%-([%w_%-]+)$")
    if options[name] == nil then
      stop("unknown option %s; the first lines of %s list them", words[i], words[0] or "the script")
    elseif defaults[name] == false then
      options[name] = true
    else
      i = i + 1
      options[name] = read(name, words[i], defaults[name])
    end
    i = i + 1
  end
  return options
end
