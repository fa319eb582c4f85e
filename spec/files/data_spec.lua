-- luma.data, and the Fashion-MNIST files of Debian's package.

local data = require "luma.data"
local support = dofile("spec/files/support.lua")
local raises = support.raises

local function lists(iterator)
  local all = {}
  for x in iterator do all[#all + 1] = tensor.is_tensor(x) and x:tolist() or x end
  return all
end

describe("luma.data", function()
  local x = tensor.arange(10):reshape(5, 2)
  local y = tensor.tensor{1, 2, 3, 4, 5}
  local set = data.TensorDataset(x, y)

  it("TensorDataset has items at positions from 1", function()
    assert.are.equal(5, #set)
    assert.are.same({2, 3}, set[2][1]:tolist())
    assert.are.equal(5, set[-1][2]:item())
    assert.is_nil(set[6])
    assert.is_nil(set[-6])
    raises(function() return set[0] end, "counts from 1")
    raises(function() data.TensorDataset(x, tensor.ones(4)) end, "5 in argument 1, 4 in argument 2")
    raises(function() data.TensorDataset() end, "at least one")
    raises(function() data.TensorDataset(tensor.tensor(1)) end, "no dimensions")
  end)

  it("DataLoader goes through a set in order", function()
    local loader = data.DataLoader(set, {batch_size = 2})
    assert.are.equal(3, #loader)
    assert.are.same({{{0, 1}, {2, 3}}, {{4, 5}, {6, 7}}, {{8, 9}}}, lists(loader:batches()))
    for a, b in loader:batches() do assert.are.equal(#a, #b) end
    loader = data.DataLoader(set, {batch_size = 2, drop_last = true})
    assert.are.equal(2, #loader)
    assert.are.equal(2, #lists(loader:batches()))
    assert.are.equal(0, #lists(data.DataLoader({}, {batch_size = 2}):batches()))
  end)

  it("DataLoader shuffles anew, and alike from one seed", function()
    local long = data.TensorDataset(tensor.arange(100))
    local function pass(loader)
      local all = {}
      for batch in loader:batches() do
        for _, v in ipairs(batch:tolist()) do all[#all + 1] = v end
      end
      return all
    end
    tensor.manual_seed(3)
    local loader = data.DataLoader(long, {batch_size = 7, shuffle = true})
    local first, second = pass(loader), pass(loader)
    assert.are_not.same(first, second)
    tensor.manual_seed(3)
    assert.are.same(first, pass(loader))
    table.sort(second)
    for i, v in ipairs(second) do assert.are.equal(i - 1, v) end
  end)

  it("DataLoader stacks the items of a list", function()
    local list = {}
    for i = 1, 4 do list[i] = {image = tensor.ones(2) * i, label = i, name = "n" .. i} end
    local batches = lists(data.DataLoader(list, {batch_size = 3}):batches())
    assert.are.same({{1, 1}, {2, 2}, {3, 3}}, batches[1].image:tolist())
    assert.are.same({1, 2, 3}, batches[1].label:tolist())
    assert.are.same({"n4"}, batches[2].name)
    local sums = lists(data.DataLoader({1, 2, 3}, {
      batch_size = 2, collate_fn = function(items) return #items end,
    }):batches())
    assert.are.same({2, 1}, sums)
    raises(function() data.DataLoader(set, {batchsize = 2}) end, "batchsize")
    raises(function() data.DataLoader(set, {batch_size = 0}) end, "at least 1")
  end)

  it("a set of one's own needs get and len", function()
    local Squares = data.Dataset.class("Squares")
    function Squares:init(n) self.n = n end
    function Squares:len() return self.n end
    function Squares.get(_, i) return i * i end
    local squares = Squares(4)
    assert.are.equal(16, squares[4])
    assert.are.same({{1, 4, 9}, {16}}, lists(data.DataLoader(squares, {batch_size = 3}):batches()))
    raises(function() return #data.Dataset.class("Nothing")() end, "Nothing: ", "get(i) and len()")
  end)

  it("random_split gives parts that do not overlap", function()
    tensor.manual_seed(1)
    local a, b = table.unpack(data.random_split(set, {2, 3}))
    assert.are.equal(2, #a)
    assert.are.equal(3, #b)
    local seen = {}
    for _, part in ipairs{a, b} do
      for i = 1, #part do seen[part[i][2]:item()] = true end
      for _, labels in data.DataLoader(part, {batch_size = 10}):batches() do
        assert.are.equal(#part, #labels)
      end
    end
    assert.are.equal(5, #seen)
    local parts = data.random_split(set, {0.5, 0.3, 0.2})
    assert.are.equal(5, #parts[1] + #parts[2] + #parts[3])
    raises(function() data.random_split(set, {2, 2}) end, "add up to 4, the data set has 5")
    raises(function() data.random_split(set, {-1, 6}) end, "length 1")
  end)
end)

describe("vision.datasets.FashionMNIST", function()
  local datasets = require "luma.vision".datasets

  it("reads the files that the package has", function()
    local test = datasets.FashionMNIST{train = false}
    assert.are.equal(10000, #test)
    assert.are.same({10000, 28, 28}, test.images:size())
    assert.are.equal("uint8", test.images.dtype)
    assert.are.equal("int64", test.labels.dtype)
    -- The first test image is an ankle boot; the files call that 9.
    assert.are.equal("Ankle boot", test.classes[test[1][2]:item()])
    assert.are.same({1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000},
      (function()
        local counts = {}
        for c = 1, 10 do counts[c] = test.labels:eq(c):sum():item() end
        return counts
      end)())
  end)

  it("says what is missing, and which options there are", function()
    raises(function() datasets.FashionMNIST{root = "/no/such"} end, "FashionMNIST: /no/such/train",
      "dataset-fashion-mnist", "root")
    raises(function() datasets.FashionMNIST{rot = "x"} end, "unknown option", "root", "train")
    local root = support.path("")
    assert(os.execute("mkdir " .. root))
    support.write(root .. "/train-images-idx3-ubyte", "\0\0\8\3" .. ("\0\0\0\1"):rep(3) .. "x")
    support.write(root .. "/train-labels-idx1-ubyte", "\0\0\8\1\0\0\0\2xy")
    raises(function() datasets.FashionMNIST{root = root} end, "uint8 (1, 1, 1) and uint8 (2)")
    os.execute("rm -r " .. root)
  end)
end)

describe("luma.progress", function()
  it("prints its last state where no terminal is", function()
    local luma = os.getenv("LUMA") or arg[-1]
    local script = support.file(".lua", [[
      local bar = require "luma.progress"("epoch 1/2", 10, {unit = "images"})
      for i = 1, 10 do bar:add(1, "loss 0.5") end
      bar:finish("loss 0.25")]])
    local pipe = io.popen(luma .. " " .. script)
    assert.is_truthy(pipe:read("a"):find("^epoch 1/2  loss 0%.25  %S+ ?[kMG]? images/s  0%.0 s\n$"))
    pipe:close()
    os.remove(script)
  end)
end)
