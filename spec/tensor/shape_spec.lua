-- Shapes, storages and positions: what the cases of spec/record/ops cannot say.

local fails = dofile("spec/fails.lua").text

local function values(t) return t:reshape(-1):tolist() end
local function sizes(t) return {table.unpack(t.shape)} end
local function shapes(list)
  local result = {}
  for i, t in ipairs(list) do result[i] = sizes(t) end
  return result
end
local function leaf(...)
  return tensor.arange(1, 7, {dtype = "float64"}):reshape(...):requires_grad_()
end

describe("in-place twins of views", function()
  it("change the shape and share the elements", function()
    local x = tensor.arange(6):reshape(2, 3)
    local row = x[1]
    assert.is_true(x:transpose_(1, 2) == x)
    assert.are.same({3, 2}, sizes(x))
    assert.are.same({{0, 3}, {1, 4}, {2, 5}}, x:tolist())
    x[{2, 1}] = 9
    assert.are.same({0, 9, 2}, row:tolist())
    assert.are.same({1, 3, 2}, sizes(x:unsqueeze_(1)))
    assert.are.same({3, 2}, sizes(x:squeeze_()))
    assert.are.same({2, 3}, sizes(x:t_()))
    assert.are.same({3, 2}, sizes(x:swapaxes_(1, 2)))
    assert.are.same({2, 3}, sizes(x:swapdims_(-1, 1)))
    assert.are.same({2, 3}, sizes(x:squeeze_(1)))
  end)

  it("carry gradients", function()
    local x = leaf(2, 3)
    local y = x * 2
    y:transpose_(1, 2)
    assert.are.equal("<transpose>", tostring(y.grad_fn))
    local weights = tensor.tensor({{1, 2}, {3, 4}, {5, 6}}, {dtype = "float64"})
    local z = (y * weights):sum()
    assert.are.same({2, 6, 10, 4, 8, 12}, values(autograd.grad(z, x)))
  end)

  it("and so do later changes of the tensor and of its views", function()
    local x = leaf(2, 3)
    local y = x * 1
    local before = y[1]
    y:t_()
    y[1]:mul_(10) -- first and fourth element
    before:mul_(2) -- the first three
    y:unsqueeze_(1):mul_(3)
    assert.are.same({60, 120, 12, 15, 18, 18}, values(y))
    assert.are.same({60, 12, 18}, values(before))
    local weights = tensor.arange(1, 7, {dtype = "float64"}):reshape(1, 3, 2)
    local first, second = autograd.grad((y * weights * y):sum(), x, {create_graph = true})
    assert.is_nil(second)
    assert.are.same({2 * 60 * 60 * 1, 2 * 6 * 6 * 2 * 3, 2 * 6 * 6 * 3 * 5}, values(first[1]))
    local taken = autograd.grad(before:sum(), x, {allow_unused = true})
    assert.are.same({60, 6, 6, 0, 0, 0}, values(taken))
  end)

  it("keep to the rules of leaves", function()
    local x = leaf(2, 3)
    for _, name in ipairs {"t_", "squeeze_"} do
      fails("a leaf that requires grad cannot be changed in place", x[name], x)
    end
    local _ <close> = autograd.no_grad()
    assert.are.same({3, 2}, sizes(x:t_()))
  end)
end)

describe("storages", function()
  it("grow and stay shared", function()
    local x = tensor.arange(4)
    local view = x[{{1, 2}}]
    assert.is_true(x:resize_(2, 3) == x)
    assert.are.same({{0, 1, 2}, {3, 0, 0}}, x:tolist())
    view[1] = 7
    assert.are.equal(7, x[{1, 1}]:item())
    assert.are.same({7, 1}, x:resize_({2}):tolist())
    assert.are.same({2, 3}, sizes(x:resize_as_(tensor.ones(2, 3))))
    assert.are.same({{7, 1, 2}, {3, 0, 0}}, x:tolist())
    assert.are.same({}, sizes(x:resize_({})))
    fails("resize_: sizes must not be negative", x.resize_, x, -1)
    fails("resize_: sizes (4611686018427387904, 4) are too large", x.resize_, x, 1 << 62, 4)
    fails("resize_: a tensor that requires grad", x.resize_, leaf(6), 2)
    fails("resize_: argument 'size' is missing", x.resize_, x)
  end)

  it("are exchanged by set_", function()
    local x, source = tensor.ones(2), tensor.arange(6.0)
    assert.is_true(x:set_(source) == x)
    x[1] = 9
    assert.are.equal(9, source[1]:item())
    x:set_(source, 1, {2, 2}, {1, 2})
    assert.are.same({{1, 3}, {2, 4}}, x:tolist())
    assert.are.same({2, 3, 4}, x:set_(source, 2, {3}):tolist())
    assert.are.same({0}, sizes(x:set_()))
    fails("do not lie in the storage", x.set_, x, source, 3, {2, 2})
    fails("set_: source must be float32 as the tensor is, not int64", x.set_, x, tensor.arange(2))
    fails("set_: a tensor that requires grad", x.set_, leaf(6), source)
    fails("set_: argument 'size' is missing", x.set_, x, source, 0)
  end)

  it("show their bytes as another dtype", function()
    local x = tensor.zeros(3)
    x:view("int32"):fill_(0x3f800000)
    assert.are.same({1, 1, 1}, x:tolist())
    fails("view: the last dimension of shape (3) of float32 cannot be shown as float64", x.view, x,
      "float64")
    fails("view: int32 has elements of another size", function()
      return tensor.tensor(1, {dtype = "int64"}):view("int32")
    end)
    fails("must lie side by side", function() return tensor.ones(2, 4):t():view("int16") end)
    fails("only the bytes 0 and 1", function() return tensor.full({2}, 3):byte():view("bool") end)
    assert.is_false(leaf(6):view("int64").requires_grad)
  end)

  it("come from strings and files", function()
    local bytes = string.pack("<fff", 1, 2, 3)
    assert.are.same({1, 2, 3}, tensor.frombuffer(bytes, {dtype = "float32"}):tolist())
    assert.are.same({2}, tensor.frombuffer(bytes, {dtype = "float32", offset = 4,
      count = 1}):tolist())
    assert.is_true(tensor.frombuffer(bytes, {dtype = "float32",
      requires_grad = true}).requires_grad)
    fails("frombuffer: the option 'dtype' is needed", tensor.frombuffer, bytes)
    fails("do not lie in the 12 bytes", tensor.frombuffer, bytes, {dtype = "float32", count = 4})
    fails("no multiple of the 8 of float64", tensor.frombuffer, bytes, {dtype = "float64"})
    fails("offset 12 does not lie", tensor.frombuffer, bytes, {dtype = "uint8", offset = 12})
    fails("there is no option 'size'", tensor.frombuffer, bytes, {size = 1})
    local path = os.tmpname()
    local x = tensor.from_file(path, true, 4, {dtype = "int32"})
    x:copy_(tensor.arange(4))
    local private = tensor.from_file(path, {size = 3, dtype = "int32"})
    private:fill_(9)
    assert.are.same({0, 1, 2}, tensor.from_file(path, false, 3, {dtype = "int32"}):tolist())
    assert.are.same({9, 9, 9}, private:tolist())
    fails("the file has 16 bytes, and 20 are asked for", tensor.from_file, path, false, 5)
    os.remove(path)
    fails("No such file", tensor.from_file, path, false, 5)
    fails("from_file: size must not be negative", tensor.from_file, path, false, -5)
  end)

  it("are taken as they are by asarray", function()
    local x = tensor.ones(2)
    assert.are.equal(x:data_ptr(), tensor.asarray(x):data_ptr())
    assert.are_not.equal(x:data_ptr(), tensor.asarray(x, {copy = true}):data_ptr())
    assert.are.equal("float64", tensor.asarray(x, {dtype = "float64"}).dtype)
    assert.are.equal("int64", tensor.asarray({1, 2}).dtype)
    assert.is_true(tensor.asarray(x, {requires_grad = true}).requires_grad)
    assert.is_false(x.requires_grad)
    fails("copy = false forbids", tensor.asarray, x, {dtype = "int64", copy = false})
  end)

  it("have any strides", function()
    local x = tensor.empty_strided({2, 3}, {1, 2})
    assert.are.same({1, 2}, {table.unpack(x:stride())})
    fails("empty_strided: 2 sizes and 1 strides", tensor.empty_strided, {2, 3}, {1})
    fails("must not be negative", tensor.empty_strided, {2, 3}, {1, -1})
    fails("are too large", tensor.empty_strided, {2, 3}, {1, 1 << 62})
  end)
end)

describe("a Lua function for each element", function()
  it("changes the elements", function()
    local x = tensor.arange(4)
    assert.is_true(x:apply_(function(v) return v * v end) == x)
    assert.are.same({0, 1, 4, 9}, x:tolist())
    x:map_(tensor.tensor {1, 0, 2, 1}, function(a, b) return a + b end)
    assert.are.same({1, 1, 6, 10}, x:tolist())
    assert.are.same({{2, 1}, {1, 2}},
      tensor.eye(2):t():apply_(function(v) return v + 1 end):tolist())
  end)

  it("leaves the tensor as it was when it fails", function()
    local x = tensor.arange(4)
    fails("no more", x.apply_, x, function(v)
      if v == 2 then error("no more") end
      return 7
    end)
    fails("apply_: the function must return a number, not nil", x.apply_, x, function() end)
    assert.are.same({0, 1, 2, 3}, x:tolist())
    fails("apply_: a function is needed", x.apply_, x, 3)
    fails("map_: shape (3) does not broadcast to (4)", x.map_, x, tensor.ones(3), math.max)
    fails("apply_: what a Lua function does has no gradient", x.apply_, leaf(6), math.abs)
    fails("apply_: the tensor was freed", x.apply_, x, function()
      x:free()
      return 1
    end)
  end)
end)

describe("splitting", function()
  it("takes lists of any length", function()
    local ones = {}
    for i = 1, 40 do ones[i] = 1 end
    assert.are.equal(40, #tensor.arange(40):split(ones))
    assert.are.equal(41, #tensor.arange(40):tensor_split(ones))
    assert.are.same({{2}, {0}, {3}}, shapes(tensor.arange(5):tensor_split {3, 3}))
  end)

  it("names what is wrong", function()
    local x = tensor.ones(2, 3)
    fails("split: sizes (1, 1) do not add up to the 3 positions of dimension 2", x.split, x, {1,
      1}, 2)
    fails("split_with_sizes: sizes (4, -1) do not add up", x.split_with_sizes, x, {4, -1}, 2)
    fails("tensor_split: a split point is 0, but Luma counts from 1", x.tensor_split, x, {0})
    fails("tensor_split: the number of sections must be positive", x.tensor_split, x, 0)
    fails("tensor_split: entry 2 of 'indices_or_sections' must be an integer", x.tensor_split, x,
      {1, "x"})
    fails("hsplit: dimension 2 of size 3 cannot be divided into 2 equal pieces", x.hsplit, x, 2)
    fails("dsplit: needs a tensor of 3 dimensions or more, not of shape (2, 3)", x.dsplit, x, 2)
    fails("vsplit: needs a tensor of 2 dimensions or more", tensor.vsplit, tensor.ones(3), 1)
  end)
end)

describe("shapes", function()
  it("broadcast together", function()
    assert.are.equal("(2, 3)", tostring(tensor.broadcast_shapes({2, 1}, 3, {})))
    assert.are.equal("()", tostring(tensor.broadcast_shapes()))
    fails("broadcast_shapes: shapes (2) and (3) do not broadcast together", tensor.broadcast_shapes,
      {2}, {3})
    fails("broadcast_tensors: shapes (2) and (3)", tensor.broadcast_tensors, tensor.ones(2),
      tensor.ones(3))
    fails("broadcast_shapes: sizes must not be negative", tensor.broadcast_shapes, {-1})
  end)
end)

describe("positions", function()
  local x = tensor.zeros(4)

  it("are checked, in the name of the call", function()
    local at = tensor.tensor {5}
    fails("take: index 5 at position (1) is out of range (valid: 1 to 4, or -4 to -1)", x.take, x,
      at)
    fails("put: index 5", x.put, x, at, tensor.ones(1))
    fails("put: source has 2 elements for the 1 positions", x.put, x, at, tensor.ones(2))
    fails("put: source must be float32", x.put, x, at, tensor.tensor {1})
    fails("scatter_reduce: index 5", x.scatter_reduce, x, 1, at, tensor.ones(1), "sum")
    fails("index_reduce: index 5", x.index_reduce, x, 1, at, tensor.ones(1), "amax")
    fails('index_reduce: reduce must be "prod", "mean", "amax" or "amin", not "sum"',
      x.index_reduce,
      x, 1, at, tensor.ones(1), "sum")
    fails("scatter_reduce: reduce must be", x.scatter_reduce, x, 1, at, tensor.ones(1))
    fails('scatter: reduce must be "add" or "multiply", not "sum"', x.scatter, x, 1, at, 1, "sum")
    fails("take_along_dim: index 5", x.take_along_dim, x, at, 1)
    fails("index_put: index 5 at position (1) for dimension 1", x.index_put, x, {at},
      tensor.ones(1))
    fails("index_put_: index 0", x.index_put_, x, {0}, 1)
    fails("index_put: values must be float32 as the tensor is, not int64", x.index_put, x, {1}, at)
    fails("index_put: argument 'indices' must be a list", x.index_put, x, at, at)
    fails("unravel_index: index 7 is out of range", tensor.unravel_index, tensor.tensor {7}, {2, 3})
    fails("unravel_index: index 0: Luma counts from 1", tensor.unravel_index, tensor.tensor {0},
      {2})
    fails("masked_scatter: source has 1 elements, and the mask holds at 4", x.masked_scatter, x,
      x:eq(0), tensor.ones(1))
    fails("select_scatter: src must have the shape () of the piece, not (1)", x.select_scatter, x,
      tensor.ones(1), 1, 1)
    fails("slice_scatter: start is 0, but Luma counts from 1", x.slice_scatter, x, x, 1, 0)
    fails("combinations: there are too many choices", tensor.combinations, tensor.ones(200), 100)
    fails("nonzero_static: size must not be negative", x.nonzero_static, x, -2)
    fails("repeat_interleave: output_size is 3", x.repeat_interleave, x, 2, 1, 3)
    assert.are.same({0, 0, 0, 0}, x:tolist())
  end)

  it("store and add in place, through views too", function()
    local y = tensor.zeros(2, 3)
    assert.is_true(y:index_put_({tensor.tensor {1, 1}, tensor.tensor {2, 2}}, 1, true) == y)
    y:index_put_({2}, tensor.tensor {1.0, 2.0, 3.0}, {accumulate = true})
    y.T:index_put_({tensor.tensor {-1}, {}}, tensor.ones(2))
    assert.are.same({{0, 2, 1}, {1, 2, 1}}, y:tolist())
    y:put_(tensor.tensor {1, -1}, tensor.tensor {8.0, 9.0})
    assert.are.same({{8, 2, 1}, {1, 2, 9}}, y:tolist())
    y.T:fill_diagonal_(0)
    assert.are.same({{0, 2, 1}, {1, 0, 9}}, y:tolist())
  end)

  it("come as a tensor or as a list", function()
    local y = tensor.tensor {{0, 1}, {2, 0}}
    assert.are.same({{1, 2}, {2, 1}}, y:nonzero():tolist())
    assert.are.same({{1, 2}, {2, 1}}, y:nonzero {as_tuple = false}:tolist())
    local rows, columns = table.unpack(tensor.nonzero(y, {as_tuple = true}))
    assert.are.same({1, 2}, rows:tolist())
    assert.are.same({1, 2}, y[{rows, columns}]:tolist())
    fails("nonzero: there is no option 'tuple'", y.nonzero, y, {tuple = true})
  end)
end)

describe("a tensor without dimensions", function()
  local x, two = tensor.arange(10):reshape(2, 5), tensor.tensor(2)

  it("stands for an integer: dimensions, positions, sizes", function()
    assert.are.same({{1, 2}, {6, 7}}, x:narrow(2, two, two):tolist())
    assert.are.same({10, 35}, x:sum(two):tolist())
    assert.are.same({10, 35}, x:sum({two}):tolist())
    assert.are.same({2, 3}, sizes(tensor.zeros(two, 3)))
    assert.are.same({3, 2}, sizes(tensor.zeros({3, two})))
    assert.are.same({2, 2}, sizes((x:topk(two, 2))))
    assert.are.same({{1, 2}, {6, 7}}, x[{{}, {two, 3}}]:tolist())
    assert.are.same({2, 2, 2}, tensor.full({3}, two):tolist())
  end)

  it("stands for a number where no tensor is wanted", function()
    assert.are.same({3, 3}, tensor.ones(2):addcmul(tensor.ones(2), tensor.ones(2),
      {value = two}):tolist())
    assert.are.equal(6, x:clamp_min(tensor.tensor(6)):min():item())
  end)

  it("is none of another dtype, with dimensions or with a history", function()
    for text, bad in pairs {
      ["float32 tensor of shape ()"] = tensor.tensor(2.0),
      ["int64 tensor of shape (1)"] = tensor.tensor {2},
      ["bool tensor of shape ()"] = tensor.tensor(true),
    } do
      fails("narrow: argument 'start' must be an integer, not a " .. text, x.narrow, x, 2, bad, 2)
      fails("size: a dimension must be an integer, not a " .. text, x.size, x, bad)
    end
    assert.are.equal(5, x:size(two))
    fails("value 1 of a range must be an integer, not a float32 tensor of shape ()", function()
      return x[{1, {tensor.tensor(2.0), 3}}]
    end)
    fails("narrow: start is 0, but Luma counts from 1", x.narrow, x, 2, tensor.tensor(0), 2)
    fails("argument 'value' must be a number", tensor.addcmul, tensor.ones(1), tensor.ones(1),
      tensor.ones(1), {value = tensor.tensor(1.0, {requires_grad = true})})
  end)
end)
