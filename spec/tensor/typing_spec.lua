-- dtypes, devices, memory formats and storages, against what PyTorch says (spec/record/typing.py).

local recorded = dofile("spec/data/typing.lua")

local function message(f, ...)
  local ok, text = pcall(f, ...)
  assert.is_false(ok)
  return text
end

local function names(f, pattern, ...)
  local text = message(f, ...)
  assert.truthy(text:find(pattern, 1, true), text)
end

describe("dtypes", function()
  it("have limits", function()
    for _, r in ipairs(recorded.finfo) do
      local i = tensor.finfo(r[1])
      assert.are.same(r, {i.dtype, i.bits, i.eps, i.max, i.min, i.tiny, i.smallest_normal,
        i.resolution})
    end
    for _, r in ipairs(recorded.iinfo) do
      local i = tensor.iinfo(r[1])
      assert.are.same(r, {i.dtype, i.bits, i.max, i.min})
    end
    assert.are.equal(math.maxinteger, tensor.iinfo("int64").max)
    assert.are.equal(math.mininteger, tensor.iinfo(tensor.int64).min)
    assert.are.equal("float32", tensor.finfo().dtype)
    names(tensor.finfo, "finfo: a floating-point dtype is needed, not int32", "int32")
    names(tensor.iinfo, "iinfo: an integer dtype is needed, not bool", "bool")
    names(tensor.iinfo, "iinfo: an integer dtype is needed, not float32; finfo", "float32")
    names(tensor.iinfo, 'iinfo: "int128" is no dtype', "int128")
    names(tensor.finfo, "finfo: a dtype such as", 3)
  end)

  it("promote", function()
    for _, r in ipairs(recorded.pairs) do
      local a, b, what = r[1], r[2], r[1] .. ", " .. r[2]
      assert.are.equal(r[3], tensor.promote_types(a, b), what)
      assert.are.equal(r[4], tensor.can_cast(a, b), what)
      local one, zero = tensor.ones(2, {dtype = a}), tensor.ones({}, {dtype = b})
      assert.are.equal(r[5], tensor.result_type(one, zero), what)
      assert.are.equal(r[6], tensor.result_type(one[1], zero), what)
    end
    names(tensor.promote_types, "promote_types: a dtype such as", "int64")
    names(tensor.can_cast, 'can_cast: "x" is no dtype', "x", "int8")
  end)

  it("promote with numbers", function()
    for _, r in ipairs(recorded.numbers) do
      local t, found = tensor.ones(2, {dtype = r[1]}), {r[1]}
      for _, side in ipairs{t, t[1]} do
        for _, n in ipairs{true, 1, 1.5} do found[#found + 1] = tensor.result_type(side, n) end
      end
      assert.are.same(r, found)
    end
    assert.are.equal("int64", tensor.result_type(1, true))
    assert.are.equal("float32", tensor.result_type(1, 2.5))
    assert.are.equal("bool", tensor.result_type(true, false))
    names(tensor.result_type, "result_type: two tensors or numbers are needed, not string", 1, "x")
  end)

  it("answer questions", function()
    local x = tensor.ones(2)
    assert.is_true(x:is_floating_point())
    assert.is_true(tensor.is_floating_point(x))
    assert.is_false(tensor.is_floating_point("int8"))
    assert.is_false(tensor.is_complex(x))
    assert.is_true(tensor.is_signed(x:int()))
    assert.is_false(x:byte():is_signed())
    assert.is_false(x:gt(0):is_signed())
    assert.is_true(tensor.is_tensor(x))
    assert.is_false(tensor.is_tensor(3))
    assert.is_true(tensor.is_nonzero(tensor.tensor(0.5)))
    assert.is_false(tensor.zeros(1, 1):is_nonzero())
    assert.is_true(tensor.tensor(0 / 0):is_nonzero())
    assert.is_true(tensor.tensor(true):is_nonzero())
    names(tensor.is_nonzero, "is_nonzero: a tensor of one element is needed, not one of shape (2)",
      x)
    assert.are.equal(2, tensor.numel(x))
    assert.are.equal("float32", x:type())
    assert.are.equal("strided", x.layout)
    assert.is_true(x.is_cpu or x.is_cuda)
  end)

  it("convert", function()
    local x = tensor.tensor{1.5, -2.5}
    for name, dtype in pairs{float = "float32", double = "float64", half = "float16",
      bfloat16 = "bfloat16", long = "int64", int = "int32", short = "int16", char = "int8",
      bool = "bool"} do
      assert.are.equal(dtype, x[name](x).dtype)
    end
    assert.are.equal("uint8", x:abs():byte().dtype)
    assert.is_true(x:float() == x or x:float():is_set_to(x))
    assert.are.equal("float64", x:type("float64").dtype)
    assert.are.equal("int64", x:type_as(tensor.arange(2)).dtype)
    assert.are.equal("float64", x:to(tensor.ones(1, {dtype = "float64"})).dtype)
    assert.is_false(x:to("float32", false, true):is_set_to(x)) -- copy
    assert.is_true(x:to("float32", true):is_set_to(x)) -- non_blocking
    assert.is_false(x:to{dtype = "float32", copy = true}:is_set_to(x))
    assert.are.equal("float64", x:to(x.device, "float64", true).dtype)
    names(x.to, 'to: "x" is neither a dtype nor a device', x, "x")
    names(x.to, "to: there is no option 'dtyp'", x, {dtyp = 1})
    names(x.to, 'to: "7" is no dtype', x, {dtype = 7})
    names(x.to, "to: a dtype, a device or a tensor is needed, not function", x, print)
    names(x.double, "double: takes no argument but", x, 3)
    names(x.type, 'type: "torch.FloatTensor" is no dtype', x, "torch.FloatTensor")
    names(x.cuda, "cuda: there is no device -1", x, -1)
    names(x.cuda, "cuda: a number or", x, "cpu")
  end)

  it("have a default", function()
    names(tensor.set_default_dtype,
      "set_default_dtype: a floating-point dtype is needed, not int64", "int64")
    tensor.set_default_dtype("float64")
    local dtype = tensor.tensor{1.5}.dtype
    local quotient = (tensor.arange(2) / 2).dtype
    local result = tensor.result_type(tensor.arange(2), 1.5)
    tensor.set_default_dtype(tensor.float32)
    assert.are.same({"float64", "float64", "float64"}, {dtype, quotient, result})
    assert.are.equal("float32", tensor.get_default_dtype())
  end)

  it("are refused where PyTorch refuses them", function()
    local x, i, b = tensor.ones(2), tensor.ones(2, {dtype = "int64"}), tensor.ones(2):gt(0)
    names(x.lerp, "lerp: self and end must have one dtype, not float32 and float64", x,
      x:double(), 1)
    names(x.lerp, "lerp: weight must be float32 as the ends are, not float64", x, x, x:double())
    names(i.lerp, "lerp: needs floating-point tensors, not int64", i, i, 0.5)
    names(x.addcdiv, "addcdiv: tensor1 and tensor2 must not both be integers, but are int64 " ..
      "and bool", x, i, b)
    names(b.bitwise_left_shift, "bitwise_left_shift: needs integers, not bool", b, b)
    names(tensor.arange, "arange: a step of 0.5 is 0 in int64", 0, 1, 0.5, {dtype = "int64"})
    assert.are.same({1, 1}, x:lerp(x, tensor.tensor(0.5, {dtype = "float64"})):tolist())
  end)

  it("are checked in place", function()
    local x = tensor.arange(3)
    names(x.add_, "add_: the result is float32 and cannot be stored in a tensor of int64", x, 1.5)
    names(x.div_, "div_: the result is float32", x, 2)
    assert.are.equal("int64", x:add_(true).dtype)
    assert.are.equal("float16", tensor.ones(2):half():add_(tensor.ones(2)).dtype)
  end)
end)

describe("the device", function()
  it("of a scope is the default until its end", function()
    local before = tensor.get_default_device()
    do
      local d <close> = tensor.device("cpu")
      assert.are.equal("cpu", tostring(d))
      assert.are.equal("cpu", tensor.ones(1).device)
      assert.are.equal("cpu", tensor.ones({1}, {device = d}).device)
    end
    assert.are.equal(before, tensor.get_default_device())
    assert.are.same({7, "cpu"},
      {tensor.device("cpu", function(a) return a, tensor.get_default_device() end, 7)})
    names(tensor.device, "inside", "cpu", function() error "inside" end)
    assert.are.equal(before, tensor.get_default_device())
    names(tensor.device, 'device: "xpu" is no device', "xpu")
    names(tensor.device, "device: a device such as", nil)
    names(tensor.device, "device: a function is needed after the device, not number", "cpu", 3)
    names(tensor.set_default_device, 'set_default_device: "tpu" is no device', "tpu")
  end)
end)

describe("memory formats", function()
  local function list(shape) return table.concat(shape, ",") end

  it("have PyTorch's strides", function()
    for _, r in ipairs(recorded.strides) do
      local x = tensor.arange(tensor.zeros(r[1]):numel()):reshape(r[1]):float():permute(r[2])
      local last = x:contiguous{memory_format = tensor.channels_last}
      assert.are.equal(list(r[3]), list(x:stride()))
      assert.are.equal(list(r[4]), list(x:clone():stride()))
      assert.are.equal(list(r[5]), list(last:stride()))
      assert.are.equal(list(r[6]), list(x:double():stride()))
      assert.are.equal(list(r[7]), list(x:dim_order()))
      assert.is_true(last:is_contiguous{memory_format = "channels_last"})
      assert.is_true(last:equal(x))
      assert.is_true(x:clone():equal(x))
    end
  end)

  it("are an option of what makes tensors", function()
    local format = {memory_format = "channels_last"}
    local x = tensor.rand(2, 3, 4, 5):to(format)
    assert.are.equal("60,1,15,3", list(x:stride()))
    assert.is_false(x:is_contiguous())
    assert.is_true(x:is_contiguous("channels_last"))
    assert.are.equal("60,1,15,3", list(tensor.empty({2, 3, 4, 5}, format):stride()))
    assert.are.equal("60,1,15,3", list(x:rand_like():stride()))
    assert.are.equal("60,1,15,3", list(x:clone(format):stride()))
    assert.are.equal("60,20,5,1", list(x:zeros_like{memory_format = "contiguous_format"}:stride()))
    assert.are.equal("60,20,5,1", list(x:clone("contiguous_format"):stride()))
    local y = tensor.ones(1, 2, 3, 4, 5):contiguous("channels_last_3d")
    assert.are.equal("120,1,40,10,2", list(y:stride()))
    local z = tensor.ones(2, 3, 4, 5, {requires_grad = true})
    z:contiguous("channels_last"):sum():backward()
    assert.is_true(z.grad:equal(tensor.ones(2, 3, 4, 5)))
  end)

  it("are refused where they do not fit", function()
    local x = tensor.ones(2, 3)
    names(x.contiguous,
      "contiguous: channels_last needs a tensor of 4 dimensions, not one of shape (2, 3)",
      x, "channels_last")
    names(x.clone, 'clone: "nhwc" is no memory format', x, "nhwc")
    names(x.clone, "clone: there is no option 'format'; there are: memory_format", x,
      {format = "x"})
    names(x.contiguous, "contiguous: preserve_format is no order", x, "preserve_format")
    names(x.is_contiguous, "is_contiguous: there is no option 'x'; there is: memory_format", x,
      {x = 1})
    names(x.is_contiguous, "is_contiguous: a memory format such as", x, 3)
    names(tensor.zeros, "zeros: there is no option 'memory_format'", 2, {memory_format = "x"})
    names(tensor.empty, "empty: channels_last needs a tensor of 4 dimensions", 2,
      {memory_format = "channels_last"})
    names(tensor.empty, 'empty: "3" is no memory format', 2, {memory_format = 3})
  end)
end)

describe("a storage", function()
  it("is shared by views", function()
    local x = tensor.tensor{1, 2, 3, 4}
    local s, bytes = x:storage(), x[{{2, 3}}]:untyped_storage()
    assert.is_true(tensor.is_storage(s))
    assert.is_false(tensor.is_storage(x))
    assert.are.equal(4, #s)
    assert.are.equal(4, s:size())
    assert.are.equal(32, s:nbytes())
    assert.are.equal("int64", s.dtype)
    assert.are.equal(x.device, s.device)
    assert.are.equal(32, bytes:size())
    assert.is_true(s:untyped() == bytes)
    assert.are.equal(x:data_ptr(), s:data_ptr())
    assert.are.same({1, 2, 3, 4}, s:tolist())
    assert.are.equal(4, s[-1])
    s[2] = 7
    assert.are.equal(7, x[2]:item())
    assert.are.equal(7, bytes[9])
    local copy = s:clone()
    s:fill_(5)
    assert.are.same({5, 5, 5, 5}, x:tolist())
    s:copy_(copy)
    assert.are.same({1, 7, 3, 4}, x:tolist())
    assert.is_true(x:is_set_to(x:detach()))
    assert.is_false(x:is_set_to(x[{{1, 2}}]))
    assert.is_false(x:is_pinned())
  end)

  it("grows, but does not shrink under its views", function()
    local x = tensor.tensor{1.5, 2.5}
    local s = x:untyped_storage()
    if x.is_cuda then return end
    assert.are.equal(1000, s:resize_(1000):nbytes())
    assert.are.same({1.5, 2.5}, x:tolist())
    names(s.resize_, "resize_: a storage of 1000 bytes cannot shrink to 4", s, 4)
    names(s.resize_, "resize_: a size that is not negative is needed, not -1", s, -1)
    names(s.fill_, "fill_: a number is needed, not table", s, {})
    names(s.copy_, "copy_: a storage is needed, not nil", s, nil)
    names(s.copy_, "copy_: 2 elements do not fit in 1000", s, tensor.ones(2):storage())
    names(s.nbytes, "nbytes: a storage is needed, not number", 3)
    names(function() return s[1001] end, "index 1001 is out of range")
    names(function() s.x = 1 end, "storage: only positions can be assigned, not string")
  end)
end)
