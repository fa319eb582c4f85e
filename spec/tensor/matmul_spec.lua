-- Matrix products.

local recorded = dofile("spec/tensor/recorded.lua")

local fails = dofile("spec/fails.lua").text

-- Small whole numbers: their products are exact in every dtype, whatever the order of the sum.
local function numbers(dtype, ...)
  return tensor.randint(dtype == "uint8" and 0 or -4, 5, {...}):to(dtype)
end

-- The product by another way: elementwise, and summed.
local function slow(a, b)
  a, b = a:to("float64"), b:to("float64")
  return (a:unsqueeze(-1) * b:unsqueeze(-3)):sum(-2)
end

describe("matrix products", function()
  before_each(function() tensor.manual_seed(1) end)

  recorded(it, "matmul", "matmul")
  recorded(it, "products", "matmul")
  recorded(it, "linear", "matmul")

  it("are right for every size around the limits between loops and libraries", function()
    local sizes = {{1, 1, 1}, {4, 4, 4}, {5, 4, 4}, {1, 17, 65}, {65, 1, 17}, {24, 24, 24}, {32,
      33, 31},
      {64, 64, 64}, {64, 65, 64}, {1, 300, 300}, {300, 1, 300}, {300, 300, 1}, {2, 3, 40000},
      {100, 10, 64}, {129, 65, 257}}
    for _, dtype in ipairs{"float32", "float64"} do
      for _, s in ipairs(sizes) do
        local m, n, k = table.unpack(s)
        local a, b = numbers(dtype, m, k), numbers(dtype, k, n)
        local wanted = numbers(dtype, m, n):zero_():to("float64")
        for first = 1, k, 5000 do -- in parts, to spare memory
          local last = math.min(k, first + 4999)
          wanted = wanted + slow(a[{{}, {first, last}}], b[{{first, last}}])
        end
        local at, bt = a.T:contiguous().T, b.T:contiguous().T
        for _, x in ipairs{a, at} do
          for _, y in ipairs{b, bt} do
            assert.is_true(x:mm(y):to("float64"):equal(wanted), ("%s %dx%dx%d"):format(dtype, m,
              n, k))
          end
        end
      end
    end
  end)

  it("exist for integers, which wrap", function()
    for _, dtype in ipairs{"uint8", "int8", "int16", "int32", "int64"} do
      local a, b = numbers(dtype, 37, 5), numbers(dtype, 5, 41)
      local c = a:matmul(b)
      assert.are.equal(dtype, c.dtype)
      assert.is_true(c:to("float64"):equal(slow(a, b)))
      assert.is_true(b.T:matmul(a.T):equal(c.T))
    end
    local big = tensor.full({1, 2}, 2 ^ 62 | 0, {dtype = "int64"})
    assert.are.equal(math.mininteger, big:mm(tensor.ones(2, 1, {dtype = "int64"})):item())
  end)

  it("round once in half precision", function()
    for _, dtype in ipairs{"float16", "bfloat16"} do
      local a, b = numbers(dtype, 9, 30), numbers(dtype, 30, 7)
      local c = a:matmul(b)
      assert.are.equal(dtype, c.dtype)
      assert.is_true(c:equal(slow(a, b):to(dtype)))
      assert.is_true(a[1]:dot(b.T[1]):equal(c[{1, 1}]))
    end
  end)

  it("multiply batches that are broadcast, transposed or strided", function()
    for _, n in ipairs{3, 40, 130} do
      local a, b = numbers("float64", 6, n, 7), numbers("float64", 6, 5, 7)
      local wanted = slow(a, b:transpose(2, 3))
      assert.is_true(a:bmm(b:transpose(2, 3)):equal(wanted))
      assert.is_true(a[{{1, 6, 2}}]:bmm(b[{{1, 6, 2}}]:transpose(2, 3)):equal(wanted[{{1, 6, 2}}]))
      local one = b[{{1, 1}}]:expand(6, 5, 7):transpose(2, 3)
      assert.is_true(a:bmm(one):equal(slow(a, one)))
      assert.is_true(a:permute(2, 1, 3):bmm(tensor.ones(n, 7, 2, {dtype = "float64"})):equal(
        slow(a:permute(2, 1, 3), tensor.ones(n, 7, 2, {dtype = "float64"}))))
    end
  end)

  it("give zeros for an empty sum, and keep NaN away from unset memory", function()
    assert.is_true(tensor.zeros(3, 0):mm(tensor.zeros(0, 4)):equal(tensor.zeros(3, 4)))
    assert.is_true(nn.functional.linear(tensor.zeros(2, 0), tensor.zeros(3, 0),
      tensor.ones(3)):equal(
      tensor.ones(2, 3)))
    local nan = tensor.full({2, 2}, 0 / 0)
    local one = tensor.ones(2, 2)
    assert.is_true(nan:addmm(one, one, {beta = 0}):equal(one * 2))
    local base, ones = nan:expand(3, 2, 2), one:expand(3, 2, 2)
    assert.is_true(base:baddbmm(ones, ones, {beta = 0}):equal(tensor.full({3, 2, 2}, 2)))
  end)

  it("rounds a sum in half precision once, with beta times self unrounded (addmm)", function()
    local function half(values) return tensor.tensor(values, {dtype = "bfloat16"}) end
    local rows, column = half{{-0.625, -0.74609375, -0.73046875}},
      half{{0.349609375}, {-0.46484375}, {-0.1455078125}}
    -- A float32 of 3.4445 times self would put the sum on the tie between two numbers.
    local sum = half{{-0.1455078125}}:addmm(rows, column, {beta = 3.4445})
    assert.are.equal(-0.267578125, sum:item())
    assert.are.equal(0.234375, half{{-0.1455078125}}:addmm(rows, column, {beta = 0}):item())
    assert.are.same({{3, 4, 5}}, half{1, 2, 3}:addmm(half{{2}}, half{{1, 1, 1}}):tolist())
  end)

  it("explain what does not fit", function()
    local a, b = tensor.ones(64, 1000), tensor.ones(100, 10)
    fails("matmul: sizes do not fit: (64, 1000) by (100, 10): dimension 2 of the first must " ..
      "equal dimension 1 of the second", tensor.matmul, a, b)
    fails("mm: dtypes differ: float32 by float64", tensor.mm, a, tensor.ones(1000, 2,
      {dtype = "float64"}))
    fails("mm: self must be a matrix (2 dimensions), got shape (3)", tensor.mm, tensor.ones(3), b)
    fails("bmm: mat2 must be a batch of matrices", tensor.bmm, tensor.ones(2, 3, 4),
      tensor.ones(4, 3))
    fails("matmul: batches do not fit: (2, 3, 4) by (3, 4, 5)", tensor.matmul, tensor.ones(2, 3, 4),
      tensor.ones(3, 4, 5))
    fails("matmul: both operands must have at least one dimension", tensor.matmul,
      tensor.tensor(1.0), a)
    fails("there are no products of bool", tensor.matmul, a:gt(0), a.T:gt(0))
    fails("linear: bias must have shape (5)", nn.functional.linear, tensor.ones(2, 3),
      tensor.ones(5, 3),
      tensor.ones(4))
    fails("linear: sizes do not fit: input (2, 4) by weight (5, 3)", nn.functional.linear,
      tensor.ones(2, 4), tensor.ones(5, 3))
    fails("addmm: self of shape (3, 3) cannot be broadcast", tensor.addmm, tensor.ones(3, 3),
      tensor.ones(2, 3), tensor.ones(3, 2))
    local int = tensor.ones(2, 2, {dtype = "int64"})
    fails("addmm: beta must be an integer", tensor.addmm, int, int, int, {beta = 0.5})
  end)
end)

describe("einsum", function()
  recorded(it, "einsum", "matmul")

  it("explains what is wrong with an equation", function()
    local x, y = tensor.ones(2, 3), tensor.ones(3, 4)
    fails("has shape (2, 3), but \"ijk,jk\" names 3", tensor.einsum, "ijk,jk", x, y)
    fails("argument 2 must be a list of labels such as {1, 2}, not no value", tensor.einsum, x)
    fails("argument 4 must be a list of labels", tensor.einsum, x, {1, 2}, y, 3)
    fails("a label must be an integer from 1 to 52 or \"...\", not 0", tensor.einsum, x, {0, 2})
    fails("names fewer operands than the 2 tensors", tensor.einsum, "ij", x, y)
    fails("names more operands than the 1 tensors", tensor.einsum, "ij,jk", x)
    fails("sizes do not fit", tensor.einsum, "ij,ij->i", x, y)
    fails("a name that no operand has", tensor.einsum, "ij->k", x)
    fails("a name twice", tensor.einsum, "ij->ii", x)
    fails("'1' in \"ij1\" is neither a letter", tensor.einsum, "ij1", x)
    fails("dtypes differ", tensor.einsum, "ij,jk", x, y:to("float64"))
  end)
end)
