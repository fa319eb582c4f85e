-- Elements at listed positions: long rows of them, every size of element, wrong positions.
local fails = require "spec.fails".text

local dtypes = {"bool", "uint8", "int16", "float16", "bfloat16", "int32", "float32", "int64",
  "float64", "complex64", "complex128"}
local n = 1300 -- more than one block of offsets

local function numbers(dtype, rows, columns)
  local x = tensor.arange(rows * columns):reshape(rows, columns)
  return dtype == "bool" and (x * 7 % 5):lt(2) or (x % 251):to(tensor[dtype])
end

-- Every position once in some order, some of them counted from the end.
local function positions(size, dtype)
  local i = (tensor.arange(size) * 7 + 3) % size
  return tensor.where((i % 3):eq(0), i - size, i + 1):to(tensor[dtype])
end

local function from_zero(i, size) return i > 0 and i or i + size + 1 end

describe("positions", function()
  for _, dtype in ipairs(dtypes) do
    it("pick and put elements of " .. dtype, function()
      for _, kind in ipairs{"int32", "int64"} do
        local x, at = numbers(dtype, 3, n), positions(n, kind)
        local list, want = at:tolist(), x:to(tensor.float64):tolist()
        local rows = at:expand(3, n):contiguous()
        local turned = at:expand(3, n):t():contiguous():t() -- in another order in memory
        for _, got in ipairs{x:gather(2, rows), x:gather(2, turned), x:index_select(2, at),
          x[{{}, at}], x:t():gather(1, rows:t()):t(),
          x:take_along_dim(at:reshape(1, n), 2),
          x[{tensor.arange(1, 4):reshape(3, 1):to(tensor[kind]), at:reshape(1, n)}],
          x[{tensor.arange(1, 4):reshape(3, 1):expand(3, n):contiguous(), rows}]} do
          got = got:to(tensor.float64):tolist()
          for r = 1, 3 do
            for j = 1, n do assert(got[r][j] == want[r][from_zero(list[j], n)]) end
          end
        end
        local zero = tensor.zeros(3, n, {dtype = tensor[dtype]})
        for _, back in ipairs{zero:scatter(2, rows, x:gather(2, rows)),
          zero:scatter_add(2, turned, x:gather(2, rows)),
          zero:index_copy(2, at, x:index_select(2, at)),
          zero:index_add(2, at, x:index_select(2, at))} do
          assert.is_true(tensor.equal(back, x))
        end
      end
    end)
  end

  it("add up in their order, on any number of threads", function()
    local threads = tensor.get_num_threads()
    local x = tensor.randn(40, 3000)
    local at = tensor.randint(1, 12, {40, 3000})
    local function sums()
      return {tensor.zeros(40, 11):scatter_add(2, at, x),
        tensor.zeros(11, 3000):scatter_add(1, at, x),
        tensor.zeros(40, 11, {dtype = tensor.float16}):scatter_add(2, at, x:half()),
        tensor.zeros(11, 11):index_put({at, at:flip(1)}, x, true)}
    end
    tensor.set_num_threads(1)
    local one = sums()
    tensor.set_num_threads(2)
    for i, y in ipairs(sums()) do assert.is_true(tensor.equal(one[i], y)) end
    tensor.set_num_threads(threads)
    local by_hand, places, values = 0, at[7]:tolist(), x[7]:tolist()
    for j = 1, 3000 do
      if places[j] == 4 then by_hand = tensor.tensor(by_hand + values[j]):item() end
    end
    assert.are.equal(by_hand, one[1][{7, 4}]:item())
  end)

  it("are refused with the first that is wrong, and nothing is written", function()
    for _, wrong in ipairs{0, n + 1, -n - 1, math.mininteger, math.maxinteger} do
      local x, at = numbers("float32", 2, n), tensor.ones(2, n, {dtype = tensor.int64})
      at[{2, 700}] = wrong
      at[{2, 900}] = wrong
      local text = ("index %d at position (2, 700)"):format(wrong)
      local before = x:clone()
      fails("gather: " .. text, x.gather, x, 2, at)
      fails("scatter: " .. text, x.scatter, x, 2, at, x:clone())
      fails("scatter: " .. text, x.scatter_, x, 2, at, x:clone())
      fails("scatter_add: " .. text, x.scatter_add_, x, 2, at, x:clone())
      fails("scatter_reduce: " .. text, x.scatter_reduce_, x, 2, at, x:clone(), "amax")
      fails("index_put: " .. text .. " for dimension 2", x.index_put_, x,
        {tensor.ones(2, n, {dtype = tensor.int64}), at}, x:clone())
      fails("index: " .. text .. " for dimension 1", function() return x[{at, at}] end)
      fails(("index %d at position (700)"):format(wrong), x.index_add_, x, 2, at[2], x:clone())
      fails(("index %d at position (700)"):format(wrong), x.index_select, x, 2, at[2])
      assert.is_true(tensor.equal(before, x))
    end
    local none = tensor.zeros(2, 0)
    local one = tensor.ones(2, 1, {dtype = tensor.int64})
    fails("the dimension has no elements", none.gather, none, 2, one)
    fails("the dimension has no elements", none.index_select, none, 2, one[1])
  end)

  it("may be the elements that are changed", function()
    local t = tensor.tensor{3, 1, 2}
    assert.are.same({20, 30, 10}, t:clone():scatter_(1, t, tensor.tensor{10, 20, 30}):tolist())
    local u = t:clone()
    assert.are.same({20, 30, 10}, u:scatter_(1, u, tensor.tensor{10, 20, 30}):tolist())
    local v = t:clone()
    v[{v}] = tensor.tensor{10, 20, 30}
    assert.are.same({20, 30, 10}, v:tolist())
    local w = t:clone()
    assert.are.same({4, 3, 5}, w:scatter_add_(1, w, w):tolist())
  end)

  it("may be few, or none", function()
    local x = numbers("float32", 5, 4)
    local none = tensor.zeros(0, {dtype = tensor.int64})
    assert.are.same({5, 0}, {table.unpack(x:index_select(2, none).shape)})
    assert.are.same({0, 4}, {table.unpack(x[{none}].shape)})
    assert.are.equal(7, x[{tensor.tensor{2}, tensor.tensor{4}}]:item())
    assert.are.equal(7, x:gather(2, tensor.tensor{{1}, {4}})[{2, 1}]:item())
    assert.are.equal(3, tensor.tensor(3):gather(1, tensor.tensor(1)):item())
  end)
end)
