-- Reductions, scans and softmax: PyTorch's values (spec/record/reduce.py), and the edges.

local assert = require "luassert"
local recorded = dofile("spec/tensor/recorded.lua")

local nan, inf = 0 / 0, math.huge

local fails = dofile("spec/fails.lua").text

-- Whether two numbers or lists are the same, NaN counting as itself.
local function same(expected, got)
  if type(expected) == "table" then
    if type(got) ~= "table" or #expected ~= #got then return false end
    for i = 1, #expected do if not same(expected[i], got[i]) then return false end end
    return true
  end
  return expected == got or (expected ~= expected and got ~= got)
end

local function gives(expected, t, dtype)
  local got = t:tolist()
  if not same(expected, got) then
    error(("expected %s, got %s"):format(tensor.tensor(expected), t), 2)
  end
  if dtype then assert.are.equal(dtype, t.dtype) end
end

describe("reductions", function()
  recorded(it, "reduce", "reduce")

  it("count integers and booleans in int64", function()
    gives(6, tensor.tensor{1, 2, 3}:sum(), "int64")
    gives(2, tensor.tensor{true, false, true}:sum(), "int64")
    gives(510, tensor.full({2}, 255, {dtype = "uint8"}):sum(), "int64")
    gives(2 ^ 24 | 0, tensor.full({2}, 2 ^ 23 | 0, {dtype = "int32"}):sum(), "int64")
    gives(6, tensor.full({2}, 3, {dtype = "int32"}):sum{dtype = "float32"}, "float32")
    gives(24, tensor.tensor{2, 3, 4}:prod(), "int64")
    gives(math.mininteger, tensor.tensor{math.maxinteger, 1}:sum(), "int64") -- wraps around
    gives({3, 1}, tensor.tensor{{3, 1}, {2, 1}}:amax(1), "int64")
    gives(true, tensor.tensor{false, true}:max(), "bool")
  end)

  it("take a dtype", function()
    gives(2, tensor.tensor{1, 3}:mean{dtype = "float32"}, "float32")
    gives(4, tensor.tensor{1.5, 3.5}:sum{dtype = "int64"}, "int64")
    fails("mean: needs a floating-point tensor, not int64",
      function() tensor.tensor{1, 2}:mean() end)
    fails("mean: dtype must be a floating-point one, not int32",
      function() tensor.tensor{1.0, 2}:mean{dtype = "int32"} end)
    for _, name in ipairs{"var", "std", "norm"} do
      fails(name .. ": needs a floating-point tensor, not int64",
        function() local t = tensor.tensor{1, 2}; return t[name](t) end)
    end
  end)

  it("know what nothing adds up to", function()
    local none = tensor.zeros(0)
    gives(0, none:sum())
    gives(1, none:prod())
    gives(nan, none:mean())
    gives(-inf, none:logsumexp())
    gives(0, none:norm())
    gives(nan, none:var())
    gives(true, none:all(), "bool")
    gives(false, none:any(), "bool")
    gives({0, 0, 0}, tensor.zeros(0, 3):sum(1))
    gives({}, tensor.zeros(0, 3):sum(2))
    gives({}, (tensor.zeros(0, 3):max(2)))
    for _, name in ipairs{"max", "min", "argmax", "argmin", "amax", "amin"} do
      fails(name .. ": dimension 1 of shape (0) is empty",
        function() return none[name](none) end)
    end
    fails("max: dimension 1 of shape (0, 3) is empty", function() tensor.zeros(0, 3):max(1) end)
    fails("norm: dimension 1 of shape (0) is empty", function() none:norm(inf) end)
  end)

  it("name dimensions from 1", function()
    fails("sum: dimension 3 does not exist", function() tensor.zeros(2, 2):sum(3) end)
    fails("counts from 1", function() tensor.zeros(2, 2):sum(0) end)
    fails("prod: dimension -3 does not exist", function() tensor.zeros(2, 2):prod(-3) end)
    fails("norm: p must be a number", function() tensor.zeros(2):norm(nan) end)
    gives(5, tensor.tensor(5):sum(1), "int64")
    gives(5, tensor.tensor(5):sum(-1))
    assert.are.equal("(1, 1)", tostring(tensor.zeros(2, 2):sum{keepdim = true}.shape))
  end)

  it("let NaN win and the first of equals", function()
    local x = tensor.tensor{1, nan, 3, nan}
    gives(nan, x:max())
    gives(nan, x:min())
    gives(2, x:argmax())
    gives(2, x:argmin())
    gives(nan, x:sum())
    local big = tensor.zeros(5000, 3)
    big[{4000, 2}] = nan
    big[{4500, 2}] = nan
    big[{3000, 1}] = 7
    big[{3500, 1}] = 7
    gives({3000, 4000, 1}, big:argmax(1))
    gives({3000, 4000, 1}, big.T:contiguous():argmax(2))
    gives(3 * 3999 + 2, big:argmax())
    gives(inf, tensor.tensor{1, inf}:logsumexp())
    gives(-inf, tensor.tensor{-inf, -inf}:logsumexp())
    gives(2, tensor.tensor{0, 2, 2}:argmax())
  end)

  it("do not depend on the number of threads", function()
    local x = tensor.randn(300, 1001)
    local threads = tensor.get_num_threads()
    local function all()
      return tensor.cat{x:sum():reshape(1), x:sum(1), x:sum(2), x:var(1), x:norm():reshape(1),
        x:logsumexp(2), x.T:mean(2), x:std():reshape(1)}
    end
    tensor.set_num_threads(1)
    local one = all()
    tensor.set_num_threads(4)
    local four = all()
    tensor.set_num_threads(threads)
    assert.is_true(one:equal(four))
  end)

  it("are exact where float32 lanes would not be", function()
    assert.are.equal(1e7, tensor.ones(10000000):sum():item())
    assert.are.equal(3, tensor.full({3000001}, 3.0):mean():item())
    local x = tensor.full({1000, 10}, 1e4) + tensor.tensor{0, 1}:tile(500):unsqueeze(2)
    assert.is_true((x:var(1) - 0.25025025):abs():max():item() < 1e-6)
    assert.is_true(math.abs(x:std():item() - 0.500025) < 1e-5)
  end)
end)

describe("scans", function()
  recorded(it, "scan", "reduce")

  it("count integers in int64 and check their dimension", function()
    gives({1, 3, 6}, tensor.tensor({1, 2, 3}, {dtype = "uint8"}):cumsum(1), "int64")
    gives({1, 2, 6}, tensor.tensor{1, 2, 3}:cumprod(1), "int64")
    gives({1.5, 3}, tensor.tensor{1.5, 1.5}:cumsum(1, {dtype = "float64"}), "float64")
    gives({}, tensor.zeros(0):cumsum(1))
    fails("cumsum: dimension 2 does not exist", function() tensor.zeros(2):cumsum(2) end)
  end)
end)

describe("softmax", function()
  recorded(it, "softmax", "reduce")

  it("knows masks and infinities", function()
    gives({0, 1, 0}, tensor.tensor{-inf, 5, -inf}:softmax(1))
    gives({-inf, 0, -inf}, tensor.tensor{-inf, 5, -inf}:log_softmax(1))
    gives({nan, nan}, tensor.tensor{-inf, -inf}:softmax(1))
    gives({nan, nan}, tensor.tensor{inf, 1}:log_softmax(1))
    gives({{0.5, 1}, {0.5, 0}}, tensor.tensor{{1, 2}, {1, -inf}}:softmax(1))
    gives({}, tensor.zeros(0):softmax(1))
  end)

  it("needs floats", function()
    fails("softmax: needs a floating-point tensor or dtype, not int64",
      function() tensor.tensor{1, 2}:softmax(1) end)
    gives({0.5, 0.5}, tensor.tensor{1, 1}:softmax(1, {dtype = "float64"}), "float64")
  end)
end)
