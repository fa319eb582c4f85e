-- What moves elements moves them by their size: every dtype, rows of lengths around a vector's.

local dtypes = {"bool", "uint8", "int16", "float16", "bfloat16", "int32", "float32", "int64",
  "float64", "complex64", "complex128"}
local lengths = {1, 2, 7, 8, 9, 31, 32, 33, 63, 65, 130, 300}

-- Rows of different elements, as many as a dtype can tell apart.
local function rows_of(dtype, rows, n)
  local x = tensor.arange(rows * n):reshape(rows, n)
  if dtype == "bool" then return (x * 7 % 5):lt(2) end
  return (x % 251):to(tensor[dtype])
end

-- What stands at (i, j) of x, as numbers that compare.
local function same(x, want, f)
  local rows, n = x.shape[1], x.shape[2]
  local got, from = x:to(tensor.float64):tolist(), want:to(tensor.float64):tolist()
  for i = 1, rows do
    for j = 1, n do
      local k, l = f(i, j)
      if got[i][j] ~= from[k][l] then return false end
    end
  end
  return true
end

describe("moving elements", function()
  for _, dtype in ipairs(dtypes) do
    it("reverses, turns, joins and copies " .. dtype, function()
      for _, n in ipairs(lengths) do
        local x = rows_of(dtype, 3, n)
        assert.is_true(same(x:flip(2), x, function(i, j) return i, n + 1 - j end), n)
        assert.is_true(same(x:flip(1), x, function(i, j) return 4 - i, j end), n)
        assert.is_true(same(x:t():flip(1):t(), x, function(i, j) return i, n + 1 - j end), n)
        assert.is_true(same(x:roll({2, 1}, {2, 1}), x, function(i, j)
          return (i + 1) % 3 + 1, (j - 3) % n + 1
        end), n)
        assert.is_true(same(x:roll(-1), x, function(i, j)
          local k = ((i - 1) * n + j) % (3 * n)
          return k // n + 1, k % n + 1
        end), n)
        local joined = tensor.cat({x:narrow(2, 1, 1), x, x:expand(3, n)}, 2)
        assert.is_true(same(joined, x, function(i, j)
          return i, j == 1 and 1 or (j - 2) % n + 1
        end), n)
        local down, along = x:narrow(1, 2, 1):expand(4, n), x:narrow(2, n, 1):expand(3, 40)
        assert.is_true(same(down:clone(), x, function(_, j) return 2, j end), n)
        assert.is_true(same(along:clone(), x, function(i) return i, n end), n)
      end
    end)

    it("surrounds " .. dtype .. " with its own elements", function()
      local pad = nn.functional.pad
      for _, n in ipairs{3, 8, 33, 130} do
        local x = rows_of(dtype, 3, n)
        local function padded(mode) return pad(x:unsqueeze(1), {2, 1, 1, 2}, mode):squeeze(1) end
        assert.is_true(same(padded("replicate"), x, function(i, j)
          return math.min(math.max(i - 1, 1), 3), math.min(math.max(j - 2, 1), n)
        end))
        assert.is_true(same(padded("circular"), x, function(i, j)
          return (i - 2) % 3 + 1, (j - 3) % n + 1
        end))
        local function reflected(i, m) return i < 1 and 2 - i or i > m and 2 * m - i or i end
        assert.is_true(same(padded("reflect"), x, function(i, j)
          return reflected(i - 1, 3), reflected(j - 2, n)
        end))
      end
    end)
  end

  it("turns along one dimension twice, by any number", function()
    local x = tensor.arange(1, 6)
    assert.are.same({3, 4, 5, 1, 2}, x:roll({1, 2}, {1, -1}):tolist())
    assert.are.same(x:roll(math.mininteger % 5):tolist(), x:roll(math.mininteger):tolist())
    assert.are.same(x:roll(math.maxinteger % 5):tolist(), x:roll(math.maxinteger):tolist())
  end)

  it("has the same bits on any number of threads", function()
    local x = tensor.randn(70, 9, 130)
    local function all()
      return {x:flip({1, 3}), x:roll({3, 5}, {1, 3}), x:transpose(1, 3):flip(1),
        nn.functional.pad(x, {3, 2, 1, 1}, "reflect")}
    end
    local threads = tensor.get_num_threads()
    tensor.set_num_threads(1)
    local one = all()
    tensor.set_num_threads(2)
    for i, y in ipairs(all()) do assert.is_true(tensor.equal(one[i], y)) end
    tensor.set_num_threads(threads)
  end)
end)
