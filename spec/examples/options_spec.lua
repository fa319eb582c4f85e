-- luma.options: what examples take from their command line.

local luma = os.getenv("LUMA") or arg[-1]
local options = require "luma.options"

local defaults = {epochs = 10, lr = 1e-3, name = "a", eval = false}

-- What a script with these words says and how it ends.
local function run(words)
  local script = [[local o = require "luma.options"{epochs = 1, lr = 0.5, name = "", eval = false}
    print(o.epochs, o.lr, o.name, o.eval)]]
  local path = os.tmpname()
  local file = assert(io.open(path, "w"))
  file:write(script)
  file:close()
  local pipe = io.popen(("%s %s %s 2>&1"):format(luma, path, words))
  local text = pipe:read("a")
  local ok, _, code = pipe:close()
  os.remove(path)
  return text:gsub(path, "SCRIPT"), ok and 0 or code
end

describe("options", function()
  it("are the defaults, or what the words say", function()
    assert.are.same(defaults, options(defaults, {}))
    local got = options(defaults, {"--eval", "--epochs", "3", "--lr", "1e-2", "--name", "--b"})
    assert.are.same({epochs = 3, lr = 0.01, name = "--b", eval = true}, got)
    assert.is_false(defaults.eval)
  end)

  it("come from the command line", function()
    assert.are.equal("7\t0.5\tx\ttrue\n", (run("--epochs 7 --name x --eval")))
  end)

  for words, message in pairs{
    ["--epoch 3"] = "unknown option --epoch; the first lines of SCRIPT list them\n",
    ["word"] = "unknown option word; the first lines of SCRIPT list them\n",
    ["--epochs 1.5"] = "--epochs needs a whole number\n",
    ["--epochs"] = "--epochs needs a whole number\n",
    ["--lr x"] = "--lr needs a number\n",
    ["--name"] = "--name needs a value\n",
  } do
    it("end the program at " .. words, function()
      local text, code = run(words)
      assert.are.same({message, 2}, {text, code})
    end)
  end
end)
