-- sort, argsort and topk.

local recorded = dofile("spec/tensor/recorded.lua")

local nan, inf = 0 / 0, math.huge
local dtypes = {"float64", "float32", "float16", "bfloat16", "int64", "int32", "int16", "int8",
  "uint8"}

local fails = dofile("spec/fails.lua").text

-- The positions of a stable sort, by Lua.
local function sorted_positions(values, descending)
  local positions = {}
  for i = 1, #values do positions[i] = i end
  table.sort(positions, function(a, b)
    local x, y = values[a], values[b]
    if x == y then return a < b end
    if descending then return x > y end
    return x < y
  end)
  return positions
end

local function equal_lists(expected, got, what)
  assert.are.equal(#expected, #got, what)
  for i = 1, #expected do
    if expected[i] ~= got[i] then
      error(("%s, element %d: expected %s, got %s"):format(what, i, expected[i], got[i]), 2)
    end
  end
end

describe("sorting", function()
  recorded(it, "sort")

  it("is stable in every dtype, length and direction", function()
    tensor.manual_seed(5)
    for _, dtype in ipairs(dtypes) do
      for _, n in ipairs{1, 2, 47, 48, 49, 1000, 5000} do
        local low = dtype == "uint8" and 0 or -50
        local x = tensor.randint(low, 50, {n}):to(dtype)
        for _, descending in ipairs{false, true} do
          local values, positions = x:sort(1, descending)
          local expected = sorted_positions(x:tolist(), descending)
          local what = ("%s, %d, %s"):format(dtype, n, descending)
          equal_lists(expected, positions:tolist(), what)
          equal_lists(x[positions]:tolist(), values:tolist(), what)
          local k = math.min(n, 5)
          values, positions = x:topk(k, 1, descending)
          equal_lists(table.move(expected, 1, k, 1, {}), positions:tolist(), what .. ", topk")
          equal_lists(x[positions]:tolist(), values:tolist(), what)
        end
      end
    end
  end)

  it("puts all of float64's and int64's range in order", function()
    local x = tensor.tensor({-inf, -1e300, -5e-324, 0.0, 5e-324, 1e-300, 1, 2, 1e300, inf},
      {dtype = "float64"})
    equal_lists(x:tolist(), (x:flip(1):sort()):tolist(), "float64")
    x = tensor.tensor{math.mininteger, -(1 << 33), -1, 0, 1, 1 << 33, math.maxinteger}
    equal_lists(x:tolist(), (x:flip(1):sort()):tolist(), "int64")
  end)

  it("takes NaN as the largest and -0 as 0", function()
    for _, dtype in ipairs{"float64", "float32", "float16", "bfloat16"} do
      local x = tensor.tensor({nan, 1.0, -inf, 0.0, inf, -0.0, -nan}, {dtype = dtype})
      assert.are.same({3, 4, 6, 2, 5, 1, 7}, x:argsort():tolist())
      assert.are.same({1, 7, 5, 2, 4, 6, 3}, x:argsort(1, true):tolist())
      local values, positions = x:topk(2)
      assert.are.same({1, 7}, positions:tolist())
      assert.is_true(values:isnan():all():item())
      assert.are.same({3, 4}, select(2, x:topk(2, {largest = false})):tolist())
      local wide = tensor.cat{x, tensor.zeros(100, {dtype = dtype})}
      assert.are.same({1, 7, 5}, select(2, wide:topk(3)):tolist())
    end
  end)

  it("sorts booleans", function()
    local values, positions = tensor.tensor{true, false, true, false}:sort()
    assert.are.same({false, false, true, true}, values:tolist())
    assert.are.same({2, 4, 1, 3}, positions:tolist())
  end)

  it("goes along any dimension of any strides", function()
    tensor.manual_seed(6)
    local x = tensor.randn(5, 60, 7)
    for d = 1, 3 do
      local values, positions = x:sort(d)
      assert.is_true(values:equal(x:gather(d, positions)))
      local moved = x:transpose(d, 3):contiguous():sort():transpose(d, 3)
      assert.is_true(values:equal(moved))
      local top, at = x:transpose(1, 2):topk(4, d)
      assert.is_true(top:equal(x:transpose(1, 2):gather(d, at)))
      assert.is_true(top:equal((x:transpose(1, 2):sort(d, true)):narrow(d, 1, 4)))
    end
  end)

  it("sorts long rows", function()
    tensor.manual_seed(7)
    local x = tensor.randn(300000)
    local values, positions = x:sort()
    assert.is_true(values[{{1, -2}}]:le(values[{{2, -1}}]):all():item())
    assert.is_true(x[positions]:equal(values))
    local top = x:topk(100)
    assert.is_true(top:equal(values:flip(1)[{{1, 100}}]))
  end)

  it("handles tensors without elements or dimensions", function()
    local values, positions = tensor.tensor(4.0):sort()
    assert.are.equal(4, values:item())
    assert.are.equal(1, positions:item())
    assert.are.same({2, 0}, {table.unpack(tensor.zeros(2, 0):argsort().shape)})
    assert.are.same({2, 0}, {table.unpack(tensor.zeros(2, 3):topk(0).shape)})
    assert.are.equal(1, select(2, tensor.tensor(4.0):topk(1)):item())
  end)

  it("names what is wrong", function()
    local x = tensor.zeros(2, 3)
    fails("topk: k must lie between 0 and 3, the size of dimension 2 of (2, 3), not 4",
      x.topk, x, 4)
    fails("topk: k must lie", x.topk, x, -1)
    fails("sort: dimension 3 does not exist", x.sort, x, 3)
    fails("sort: dim is 0, but Luma counts from 1", x.sort, x, 0)
  end)
end)
