-- Reading and assigning by key, and the operations that take positions.

local recorded = dofile("spec/tensor/recorded.lua")

local fails = dofile("spec/fails.lua").text

local dtypes = {"float64", "float32", "float16", "bfloat16", "int64", "int32", "int16", "int8",
  "uint8"}

local function get(x, key) return x[key] end
local function set(x, key, value) x[key] = value end
local function int(values, dtype) return tensor.tensor(values, {dtype = dtype or "int64"}) end
local function grid() return tensor.arange(1.0, 13.0):reshape(3, 4) end -- 1 .. 12

describe("x[key]", function()
  recorded(it, "index")

  it("walks rows with # and drops a dimension at each number", function()
    local x, rows = grid(), {}
    for i = 1, #x do rows[i] = x[i]:tolist() end
    assert.are.same({{1, 2, 3, 4}, {5, 6, 7, 8}, {9, 10, 11, 12}}, rows)
    assert.are.equal(7, x[{2, 3}]:item())
    assert.are.equal(7, x[2][3]:item())
  end)

  it("gives views for numbers and ranges, copies for positions and masks", function()
    local x = grid()
    x[2]:fill_(0)
    x[{{}, {4, 4}}]:fill_(-1)
    x[int{1}]:fill_(100)
    x[x:gt(8)]:fill_(100)
    assert.are.same({{1, 2, 3, -1}, {0, 0, 0, -1}, {9, 10, 11, -1}}, x:tolist())
  end)

  it("works on every dtype", function()
    for _, dtype in ipairs(dtypes) do
      local x = grid():to(dtype)
      assert.are.same({{9, 10, 11, 12}, {1, 2, 3, 4}}, x[int{3, 1}]:tolist(), dtype)
      assert.are.same({11, 12}, x[x:gt(10)]:tolist(), dtype)
      x[{{}, int{1, 2}}] = 5
      assert.are.same({{5, 5, 3, 4}, {5, 5, 7, 8}, {5, 5, 11, 12}}, x:tolist(), dtype)
    end
    local b = tensor.tensor{true, false, true}
    assert.are.same({true, true}, b[b]:tolist())
    assert.are.same({false, true}, b[int{2, 3}]:tolist())
  end)

  it("handles tensors without elements", function()
    local x = tensor.zeros(0, 3)
    assert.are.same({0, 2}, {table.unpack(x[{{}, int{1, 3}}].shape)})
    assert.are.same({0, 3}, {table.unpack(x[int{}].shape)})
    assert.are.same({0}, {table.unpack(x[x:gt(0)].shape)})
    assert.are.same({0, 3}, {table.unpack(x[{{1, 5}}].shape)})
    x[int{}] = 1
    x[x:gt(0)] = 1
    fails("has no elements", get, x, 1)
    fails("has no elements", get, x, int{1})
  end)

  it("names what is wrong with a key", function()
    local x = grid()
    fails("index: index 0 for dimension 1 of shape (3, 4): Luma counts from 1", get, x, 0)
    fails("index: index 4 is out of range for dimension 1 of shape (3, 4)", get, x, 4)
    fails("(valid: 1 to 3, or -3 to -1)", get, x, 4)
    fails("index: index -4 is out of range", get, x, -4)
    fails("index: index 5 is out of range for dimension 2", get, x, {1, 5})
    fails("index: index 0 for dimension 2", get, x, {{}, 0})
    fails("index: too many entries for a tensor of shape (3, 4)", get, x, {1, 1, 1})
    fails("index: too many entries for a tensor of shape ()", get, tensor.tensor(1), 1)
    fails("index: a range from 0", get, x, {{0, 2}})
    fails("step of a range must be at least 1", get, x, {{1, 3, 0}})
    fails("step of a range must be at least 1", get, x, {{3, 1, -1}})
    fails("{first, last}", get, x, {{1}})
    fails("{first, last}", get, x, {{1, 2, 3, 4}})
    fails("must be an integer, not a string", get, x, {{1, "2"}})
    fails("index: 1.5 is no position", get, x, 1.5)
    fails("index: a boolean is no entry", get, x, true)
    fails("index: a function is no entry", get, x, {print})
    fails("index: a string is no entry", get, x, {"all"})
    fails("may stand only once", get, x, {"...", "..."})
    fails("without names", get, x, {dim = 1})
    fails("positions must be int64 or int32, not float32", get, x, tensor.zeros(2))
    fails("positions must be int64 or int32, not uint8", get, x, int({1, 0, 1}, "uint8"))
    fails("a mask of shape (2) does not fit a tensor of shape (3, 4): dimension 1 has 3 elements",
      get, x, tensor.tensor{true, false})
    fails("too many entries", get, x, {1, tensor.ones(3, 4):gt(0)})
    fails("do not broadcast together: (2) and (3)", get, x, {int{1, 2}, int{1, 2, 3}})
    fails("index: index 0 at position (2) for dimension 1: Luma counts from 1 (valid: 1 to 3",
      get, x, int{1, 0})
    fails("index: index 9 at position (1, 2) for dimension 2 is out of range (valid: 1 to 4",
      get, x, {{}, int{{1, 9}, {9, 1}}})
    assert.are.equal(1, x[{1, 1}]:item()) -- and the state goes on
  end)
end)

describe("x[key] = value", function()
  recorded(it, "assign")

  it("takes numbers, booleans and tensors of any dtype", function()
    local x = int{{1, 2}, {3, 4}}
    x[{1, 2}] = 7.9
    x[2] = tensor.tensor{-1.5, 2.5}
    assert.are.same({{1, 7}, {-1, 2}}, x:tolist())
    local b = tensor.tensor{false, false}
    b[1] = true
    assert.are.same({true, false}, b:tolist())
    fails("must be a number or a tensor", set, x, 1, {1, 2})
    fails("must be a number or a tensor", set, x, 1, "a")
  end)

  it("writes through views and strided tensors", function()
    local x = grid()
    x.T[{{2, 3}, 1}] = tensor.tensor{-1.0, -2.0}
    x.T[int{1, 4}] = 0
    x.T[x.T:gt(10)] = 9
    assert.are.same({{0, -1, -2, 0}, {0, 6, 7, 0}, {0, 10, 9, 0}}, x:tolist())
  end)

  it("lets the last of repeated positions win", function()
    local x = tensor.zeros(3)
    x[int{2, 2, 2}] = tensor.tensor{1.0, 2.0, 3.0}
    assert.are.same({0, 3, 0}, x:tolist())
  end)

  it("reads the value before it writes, where both share elements", function()
    local x = tensor.arange(1, 7)
    x[{{2, 6}}] = x[{{1, 5}}]
    assert.are.same({1, 1, 2, 3, 4, 5}, x:tolist())
    x[int{1, 2, 3}] = x[{{4, 6}}]
    x[int{4, 5, 6}] = x[{{3, 5}}]
    assert.are.same({3, 4, 5, 5, 3, 4}, x:tolist())
    local p = int{3, 1, 2}
    p[p] = p
    assert.are.same({1, 2, 3}, p:tolist())
  end)

  it("changes nothing when a position or a shape is wrong", function()
    local x = grid()
    local before = x:clone()
    fails("index 9 at position (3)", set, x, int{1, 2, 9}, 0)
    fails("Luma counts from 1", set, x, {int{1, 2}, int{1, 0}}, 0)
    fails("a value of shape (3) cannot be stored where shape (4) is indexed",
      set, x, 1, tensor.zeros(3))
    fails("index_put: values of shape (3) do not broadcast", set, x, int{1, 2}, tensor.zeros(3))
    fails("index_put: values of shape (3) do not broadcast", set, x, x:gt(7), tensor.zeros(3))
    for _, name in ipairs{"scatter_", "scatter_add_"} do
      fails("index 5 at position (2, 1)", x[name], x, 2, int{{1}, {5}}, tensor.zeros(2, 1))
    end
    for _, name in ipairs{"index_add_", "index_copy_"} do
      fails("index -5 at position (2)", x[name], x, 2, int{1, -5}, tensor.zeros(3, 2))
    end
    fails("index 0 at position (1)", x.index_fill_, x, 1, int{0}, 5)
    assert.is_true(x:equal(before))
  end)

  it("refuses leaves that require grad, but not under no_grad", function()
    local x = tensor.ones(3, {requires_grad = true})
    assert.is_false(pcall(set, x, 1, 0))
    assert.is_false(pcall(set, x, int{1}, 0))
    assert.is_false(pcall(set, x, x:detach():gt(0), 0))
    autograd.no_grad(function()
      x[1] = 5
      x[int{2}] = 6
      x[x:gt(5)] = 7
    end)
    assert.are.same({5, 7, 1}, x:tolist())
  end)

  it("raises the version, so that backward notices", function()
    for _, key in ipairs{1, {{1, 2}}, int{1}, tensor.tensor{true, false}} do
      local a = tensor.tensor({1.0, 2.0}, {requires_grad = true})
      local b = a * 1
      local c = (b * b):sum()
      autograd.no_grad(function() b[key] = 0 end)
      assert.is_false(pcall(c.backward, c))
    end
  end)
end)

describe("positions along a dimension", function()
  recorded(it, "gather")

  it("adds up in one order, whatever the number of threads", function()
    local threads, sums = tensor.get_num_threads and tensor.get_num_threads(), {}
    tensor.manual_seed(3)
    local x = tensor.randn(20000, 8)
    local at = tensor.randint(1, 12, {20000})
    for n = 1, 4 do
      tensor.set_num_threads(n)
      sums[n] = tensor.zeros(11, 8):index_add_(1, at, x)
      assert.is_true(sums[n]:equal(sums[1]))
      assert.is_true(tensor.zeros(11, 8):scatter_add_(1, at:reshape(-1, 1):expand(20000, 8), x)
        :equal(sums[1]))
    end
    tensor.set_num_threads(threads or 0)
    assert.is_true(sums[1]:allclose(tensor.stack((function()
      local rows = {}
      for k = 1, 11 do rows[k] = x[at:eq(k)]:sum(1) end
      return rows
    end)()), 1e-4, 1e-3))
  end)

  it("adds 16-bit floats up in 32 bits", function()
    local ones = tensor.ones(4000):to("bfloat16")
    assert.are.equal(4000, tensor.zeros(1, {dtype = "bfloat16"}):index_add(1,
      tensor.ones(4000, {dtype = "int64"}), ones):item())
  end)

  it("wraps integers around and joins booleans", function()
    local x = int({250, 0}, "uint8")
    assert.are.same({4, 0}, x:index_add(1, int{1}, int({10}, "uint8")):tolist())
    local b = tensor.tensor{false, false}
    assert.are.same({false, true}, b:index_add(1, int{2}, tensor.tensor{true}):tolist())
  end)

  it("names what is wrong", function()
    local x = grid()
    fails("gather: index 0 at position (1, 2): Luma counts from 1 (valid: 1 to 4, or -4 to -1)",
      x.gather, x, 2, int{{1, 0}})
    fails("gather: index must have as many dimensions as the tensor: (2) and (3, 4)",
      x.gather, x, 2, int{1, 2})
    fails("gather: dimension 1 of index has 4 elements and that of the tensor only 3",
      x.gather, x, 2, tensor.ones(4, 1, {dtype = "int64"}))
    fails("gather: positions must be int64 or int32, not float32",
      x.gather, x, 2, tensor.ones(1, 1))
    fails("gather: dimension 3 does not exist", x.gather, x, 3, int{{1}})
    fails("scatter: src must be float32 as the tensor is, not float64", x.scatter, x, 2, int{{1}},
      tensor.ones(1, 1, {dtype = "float64"}))
    fails("scatter: dimension 2 of index has 2 elements and that of src only 1", x.scatter, x, 2,
      int{{1, 2}}, tensor.ones(1, 1))
    fails("index_select: index must be a vector", x.index_select, x, 1, int{{1}})
    fails("index_add: source must have shape (2, 4)",
      x.index_add, x, 1, int{1, 2}, tensor.ones(2, 3))
    fails("index_fill: value must be a number", x.index_fill, x, 1, int{1}, tensor.ones(2))
    fails("embedding: index 4 at position (2) is out of range (valid: 1 to 3",
      nn.functional.embedding, int{1, 4}, x)
    fails("embedding: padding_idx must be a position in 1 .. 3", nn.functional.embedding, int{1}, x,
      {padding_idx = 4})
    fails("masked_select: the mask must be bool", x.masked_select, x, x)
  end)
end)

describe("nonzero and one_hot", function()
  it("list positions from 1, one row each", function()
    local x = tensor.tensor{{0.0, 1.0, -0.0}, {0 / 0, 0.0, -2.0}}
    assert.are.same({{1, 2}, {2, 1}, {2, 3}}, x:nonzero():tolist())
    assert.are.same({{1, 2}, {2, 1}, {3, 2}}, x.T:nonzero():tolist())
    assert.are.same({{2}, {3}}, tensor.tensor{false, true, true}:nonzero():tolist())
    assert.are.same({1, 0}, {table.unpack(tensor.tensor(3):nonzero().shape)})
    assert.are.same({0, 2}, {table.unpack(tensor.zeros(2, 0):nonzero().shape)})
  end)

  it("find every element of a large tensor", function()
    local x = tensor.arange(0, 300000)
    local odd = (x % 3):eq(1):reshape(3, 100, 1000)
    local found = odd:nonzero()
    assert.are.equal(100000, #found)
    assert.is_true(odd[{found[{{}, 1}], found[{{}, 2}], found[{{}, 3}]}]:all():item())
    assert.is_true(x:reshape(3, 100, 1000):masked_select(odd):equal(tensor.arange(1, 300000, 3)))
  end)

  it("one_hot stands a one at each position", function()
    local one_hot = nn.functional.one_hot
    assert.are.same({{1, 0, 0}, {0, 0, 1}}, one_hot(int{1, 3}):tolist())
    assert.are.same({{0, 1, 0, 0}, {0, 0, 0, 1}}, one_hot(int{2, -1}, 4):tolist())
    assert.are.same({2, 1, 5}, {table.unpack(one_hot(int{{1}, {5}}).shape)})
    fails("one_hot: index 0 at position (2): Luma counts from 1", one_hot, int{1, 0})
    fails("one_hot: index 3 at position (1) is out of range (valid: 1 to 2", one_hot, int{3}, 2)
    fails("one_hot: num_classes must be given", one_hot, int{})
    fails("one_hot: num_classes must be positive", one_hot, int{1}, 0)
  end)
end)

describe("triangles and diagonals", function()
  recorded(it, "tri")

  it("work in place and on empty matrices", function()
    local x = tensor.ones(2, 2, 3, {dtype = "int32"})
    x:triu_(1)
    assert.are.same({{{0, 1, 1}, {0, 0, 1}}, {{0, 1, 1}, {0, 0, 1}}}, x:tolist())
    assert.are.same({0, 3}, {table.unpack(tensor.ones(0, 3):tril().shape)})
    fails("tril: needs a matrix", tensor.tril, tensor.ones(3))
    fails("diag: needs a vector or a matrix", tensor.diag, tensor.ones(2, 2, 2))
    fails("diag_embed: offset", tensor.diag_embed, tensor.ones(2), math.maxinteger)
  end)
end)
