-- help: every public name has a text, every example runs as it stands.

local help = require("luma").help

local function run(example, what)
  local f = load("return " .. example) or load(example)
  assert(f, ("%s: the example does not compile: %s"):format(what, example))
  local ok, message = pcall(f)
  assert(ok, ("%s: %s\n    %s"):format(what, example, message))
end

describe("help", function()
  it("has an example of every public row, which runs", function()
    local without, wrong = {}, {}
    for _, row in ipairs(tensor._operations()) do
      if #row.names > 0 and not (row.hidden and row.inplace) then
        local example = row.doc:match "\nExample: (.*)$"
        local ok, message = true, nil
        if example then ok, message = pcall(run, example, row.name) end
        if not ok then wrong[#wrong + 1] = message end
        if not example and not row.hidden then without[#without + 1] = row.name end
      end
    end
    assert.are.equal("", table.concat(wrong, "\n"))
    assert.are.equal("", table.concat(without, " "), "rows without an example")
  end)

  it("has the shapes of every public row", function()
    local without = {}
    for _, row in ipairs(tensor._operations()) do
      local known = row.kind == "pointwise" or row.kind == "reduction" or row.hidden
      if not known and not row.doc:find "\nShapes: " then without[#without + 1] = row.name end
    end
    assert.are.equal("", table.concat(without, " "), "rows without their shapes")
  end)

  it("runs the other examples", function()
    local threads = tensor.get_num_threads()
    for name, text in pairs(tensor._texts()) do
      local example = text:match "\nExample: (.*)$"
      if example then run(example, name) end
    end
    tensor.set_num_threads(threads)
  end)

  it("knows every function and method", function()
    local unknown = {}
    local function walk(place, t)
      for name, f in pairs(t) do
        if type(f) == "function" and name:sub(1, 1) ~= "_" and not help.text(f) then
          unknown[#unknown + 1] = place .. name
        end
      end
    end
    walk("tensor.", tensor)
    walk("x:", tensor._methods)
    walk("autograd.", autograd)
    for _, family in ipairs{"linalg", "fft", "special"} do
      walk(family .. ".", tensor[family])
    end
    table.sort(unknown)
    assert.are.equal("", table.concat(unknown, " "))
  end)

  it("shows signatures, shapes, examples, twins and other names", function()
    local text = help.text(tensor.clamp)
    for _, part in ipairs{"tensor.clamp(self, min = nil, max = nil)", "x:clamp(min = nil",
      "    Shapes: ", "    Example: tensor{-3, 0, 3}:clamp(-1, 1)", "In place: x:clamp_(",
      "Also: tensor.clip"} do
      assert.truthy(text:find(part, 1, true), text)
    end
    assert.are.equal(text, help.text "clamp")
    assert.are.equal(text, help.text(tensor.ones(1).clamp))
    assert.truthy(help.text("sum"):find("keepdim = false", 1, true))
    assert.truthy(help.text("flatten"):find("start_dim = 1, end_dim = -1", 1, true))
    assert.truthy(help.text("linalg.inv"):find("tensor.linalg.inv(A)", 1, true))
    local _, overloads = help.text("max"):gsub("tensor%.max%(", "")
    assert.is_true(overloads >= 3)
    assert.truthy(help.text("fill_"):find("x:fill_(value)", 1, true))
    assert.truthy(help.text("repeat"):find('tensor["repeat"](', 1, true))
  end)

  it("reads the comments of what is written in Lua", function()
    local text = help.text(nn.Linear)
    assert.truthy(text:find "^nn%.Linear\n    y = x")
    assert.truthy(text:find("in_features: integer, out_features: integer, options", 1, true))
    assert.are.equal(text, help.text "Linear")
    assert.are.equal(text, help.text "nn.Linear")
    assert.are.equal(text, help.text(nn.Linear(2, 3)))
    assert.truthy(help.text(optim.SGD):find("Stochastic gradient descent", 1, true))
    assert.truthy(help.text(autograd.gradcheck):find("central differences", 1, true))
    assert.truthy(help.text(tensor.ones(2)):find("a tensor of float32, shape (2)", 1, true))
    assert.truthy(help.text():find("help(tensor.clamp)", 1, true))
  end)

  it("says when it knows nothing", function()
    local ok, message = pcall(help, "nonsense")
    assert.is_false(ok)
    assert.truthy(message:find('help: nothing is known of "nonsense"', 1, true), message)
    ok, message = pcall(help, 3)
    assert.is_false(ok)
    assert.truthy(message:find("help: nothing is known of this number", 1, true), message)
  end)

  it("is no global of programs, but one of conversations", function()
    assert.is_nil(rawget(_G, "help"))
    local luma = os.getenv "LUMA" or "build/luma"
    local pipe = assert(io.popen(("echo 'help \"clamp\"' | %s -i 2>&1"):format(luma)))
    local text = pipe:read "a"
    pipe:close()
    assert.truthy(text:find("tensor.clamp(self", 1, true), text)
  end)
end)
