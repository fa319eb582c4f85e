-- Complex numbers beyond the cases of the op table: Lua's side, files, random numbers, errors.

local assert = require "luassert"

local function numbers(dtype)
  local re = tensor.tensor({1, 2, -3}, {dtype = dtype or "float32"})
  return tensor.complex(re, tensor.tensor({0.5, -1, 2}, {dtype = dtype or "float32"}))
end

local function fails(text, f, ...)
  local ok, message = pcall(f, ...)
  assert.is_false(ok)
  assert.truthy(message:find(text, 1, true), message)
end

describe("complex numbers", function()
  it("are two Lua numbers, or lists of two", function()
    local re, im = numbers()[3]:item()
    assert.are.same({-3, 2}, {re, im})
    assert.are.same({{1, 0.5}, {2, -1}, {-3, 2}}, numbers():tolist())
  end)

  it("are made from real data", function()
    local z = tensor.tensor({1, 2}, {dtype = "complex64"})
    assert.are.equal("complex64", z.dtype)
    assert.are.same({{1, 0}, {2, 0}}, z:tolist())
    assert.are.equal("complex128", numbers():cdouble().dtype)
    assert.are.equal("complex64", numbers("float64"):cfloat().dtype)
    assert.is_true(z:is_complex())
    assert.is_false(z:is_conj())
  end)

  it("show their parts as views", function()
    local z = numbers()
    z.real:add_(1)
    z.imag[1] = 7
    assert.are.same({{2, 7}, {3, -1}, {-2, 2}}, z:tolist())
    fails("imag: is not defined for float32", function() return tensor.ones(2).imag end)
  end)

  it("take parts by assignment, broadcast and converted", function()
    local z = tensor.zeros({2, 3}, {dtype = "complex64"})
    z.real = tensor{1.0, 2.0, 3.0}
    z.imag = tensor.tensor({{5}, {6}}, {dtype = "int64"})
    assert.are.same({{{1, 5}, {2, 5}, {3, 5}}, {{1, 6}, {2, 6}, {3, 6}}}, z:tolist())
    z[1].imag = 0.5
    assert.are.same({{1, 0.5}, {2, 0.5}, {3, 0.5}}, z[1]:tolist())
    z.real = z -- of a complex value the real part
    assert.are.same({1, 2, 3}, z[2].real:tolist())
    local x = tensor.ones(2)
    x.real = tensor{3.0, 4.0} -- a real tensor is its own real part
    assert.are.same({3, 4}, x:tolist())
    fails("imag: is not defined for float32", function() x.imag = x end)
    fails("a tensor of shape (4) cannot be expanded to (2, 3)",
      function() z.imag = tensor.ones(4) end)
    fails("real: the value must be a number or a tensor, not nil", function() z.real = nil end)
    fails("no assignable field 'T'; there are: data, grad, imag, real, requires_grad",
      function() z.T = z end)
    fails("requires grad", function() z:requires_grad_().imag = x end)
  end)

  it("send gradients through an assigned part", function()
    local z = numbers("float64"):requires_grad_()
    local part = tensor.tensor(2.0):double():requires_grad_()
    local w = z * 1
    w.imag = part
    w:sum().real:add((w.imag * 3):sum()):backward()
    assert.are.same({{1, 0}, {1, 0}, {1, 0}}, z.grad:tolist())
    assert.are.equal(9, part.grad:item())
  end)

  it("are refused where PyTorch refuses them", function()
    local z = numbers()
    for _, name in ipairs {"softmax", "log_softmax", "logaddexp2", "cummax"} do
      local other = name == "logaddexp2" and z or 1
      fails(name .. ":", tensor[name], z, other)
    end
    fails("cov: aweights must be floats, not complex64", tensor.cov, z, {aweights = z})
    fails("softmax: ", tensor.softmax, tensor.ones(2), 1, "complex64")
  end)

  it("print as PyTorch prints them", function()
    local function shows(text, z)
      assert.are.equal("tensor(" .. text, (tostring(z):gsub(", complex.*", "")))
    end
    shows("[ 1.+0.5000j,  2.-1.0000j, -3.+2.0000j]", numbers())
    shows("1.5000-2.j", tensor.complex(tensor{1.5}, tensor{-2.0})[1])
    shows("[inf+nanj, 1.-2.j]", tensor.complex(tensor{math.huge, 1}, tensor{0 / 0, -2}))
    shows("[0.+0.j]", tensor.zeros({1}, {dtype = "complex128"}))
  end)

  it("decide the dtype as PyTorch's do", function()
    local z = numbers()
    local function result(a, b) return tensor.result_type(a, b) end
    assert.are.equal("complex64", result(z, tensor.ones(2, {dtype = "int64"})))
    assert.are.equal("complex128", result(z, tensor.ones(2, {dtype = "float64"})))
    assert.are.equal("complex64", result(z, 2.5))
    assert.are.equal("complex64", result(tensor.ones(2), numbers("float64")[1]))
    assert.are.equal("complex128", result(tensor.ones(2, {dtype = "float64"}), z[1]))
    fails("add_: the result is complex64 and cannot be stored in a tensor of float32",
      function() return tensor.ones(3):add_(z) end)
  end)

  it("have no order", function()
    local z = numbers()
    for _, f in ipairs {"lt", "ge", "maximum", "fmod", "remainder", "atan2"} do
      fails(f .. ": is not defined for complex numbers (complex64)", z[f], z, z)
    end
    for _, f in ipairs {"max", "min", "argmax", "sort", "relu", "floor", "sign", "erf"} do
      fails(f .. ": is not defined for complex numbers (complex64)", z[f], z)
    end
    fails("abs_: is not defined in place", function() return z:abs_() end)
    fails("softmax", function() return tensor.ones(3):softmax(1, "complex64") end)
  end)

  it("are saved and loaded", function()
    for _, dtype in ipairs {"float32", "float64"} do
      local path = os.tmpname() .. ".npy"
      tensor.save(numbers(dtype), path)
      assert.is_true(tensor.load(path):equal(numbers(dtype)))
      os.remove(path)
    end
    local path = os.tmpname() .. ".safetensors"
    tensor.save({z = numbers(), x = tensor.ones(3)}, path)
    assert.is_true(tensor.load(path).z:equal(numbers()))
    os.remove(path)
  end)

  it("are drawn with variance 1 and from the unit square", function()
    tensor.manual_seed(1)
    local z = tensor.randn({50000}, {dtype = "complex128"})
    assert.is_true(math.abs(z:abs():square():mean():item() - 1) < 0.03)
    assert.is_true(math.abs(z.real:square():mean():item() - 0.5) < 0.03)
    local u = tensor.rand({1000}, {dtype = "complex64"}):view_as_real()
    assert.is_true(u:min():item() >= 0 and u:max():item() < 1)
    assert.are.equal("complex64", numbers():randn_like().dtype)
  end)

  it("have gradients, the real part of which a real input gets", function()
    local z = numbers():requires_grad_()
    local w = (z * z):sum()
    fails("backward: a gradient is needed for an output of complex64", w.backward, w)
    w:abs():backward()
    assert.are.equal("complex64", z.grad.dtype)
    local x = tensor.tensor({1, 2, 3}, {requires_grad = true, dtype = "float32"})
    local y = x * numbers()
    y:abs():sum():backward()
    assert.are.equal("float32", x.grad.dtype)
  end)

  it("are changed in place through their parts, and parts through them", function()
    local function leaf() return numbers("float64"):requires_grad_() end
    local double = {dtype = "float64"}
    autograd.gradcheck(function(z)
      local v = z * 1
      v.real:mul_(v.imag + 2)
      v.imag[1] = 3
      return v * v
    end, {leaf()})
    autograd.gradcheck(function(z)
      local v = (z * 1).T
      local re = v.real
      v:mul_(2)
      return re * re
    end, {tensor.randn({2, 3}, {dtype = "complex128"}):requires_grad_()})
    autograd.gradcheck(function(re, im)
      local z = tensor.complex(re, im)
      z:mul_(tensor.complex(im, re + 1))
      z[2] = 0
      return z * z
    end, {tensor.randn({3}, double):requires_grad_(), tensor.randn({3}, double):requires_grad_()})
    autograd.gradcheck(function(x)
      local v = x * 1
      local z = v:view_as_complex()
      z[1]:mul_(z[2] * 1)
      return v:square(), z
    end, {tensor.randn({3, 2}, double):requires_grad_()})
  end)
end)
