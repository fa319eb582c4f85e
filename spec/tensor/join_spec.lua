-- Joining, repeating and shifting.

local recorded = dofile("spec/tensor/recorded.lua")

local fails = dofile("spec/fails.lua").text

local function int(values, dtype) return tensor.tensor(values, {dtype = dtype or "int64"}) end

describe("joining", function()
  recorded(it, "join")

  it("promotes dtypes as PyTorch does", function()
    local names = {"bool", "uint8", "int8", "int32", "int64", "float16", "bfloat16", "float32",
      "float64"}
    local wanted = {
      ["uint8 int8"] = "int16", ["float16 bfloat16"] = "float32", ["bool int8"] = "int8",
      ["int64 float16"] = "float16", ["uint8 int32"] = "int32", ["int64 float32"] = "float32",
      ["float32 float64"] = "float64",
    }
    local seen = 0
    for _, a in ipairs(names) do
      for _, b in ipairs(names) do
        local result = tensor.cat{tensor.ones(1):to(a), tensor.ones(2):to(b)}
        if wanted[a .. " " .. b] then
          assert.are.equal(wanted[a .. " " .. b], result.dtype)
          seen = seen + 1
        end
        assert.are.same({1, 1, 1}, result:to("int64"):tolist())
      end
    end
    assert.are.equal(7, seen)
  end)

  it("joins many and large tensors", function()
    local parts, at = {}, 0
    for i = 1, 200 do
      parts[i] = tensor.arange(at, at + i):reshape(1, i)
      at = at + i
    end
    assert.is_true(tensor.cat(parts, 2):equal(tensor.arange(0, at):reshape(1, at)))
    local x = tensor.arange(0, 600000):reshape(600, 1000)
    local left, right = x[{{}, {1, 300}}], x[{{}, {301, 1000}}]
    assert.is_true(tensor.cat({left, right}, 2):equal(x))
    assert.is_true(tensor.cat{x[{{1, 100}}], x[{{101, 600}}]}:equal(x))
    assert.is_true(tensor.cat({left:clone(), right:clone()}, 2):equal(x))
  end)

  it("names what does not fit", function()
    fails("cat: the list holds no tensor", tensor.cat, {})
    fails("cat: shapes must agree but for dimension 1: (2, 3) and (2, 4) (element 2 of the list)",
      tensor.cat, {tensor.ones(2, 3), tensor.ones(2, 4)})
    fails("cat: shapes must agree", tensor.cat, {tensor.ones(2, 3), tensor.ones(2)})
    fails("cat: element 1 of the list has no dimensions", tensor.cat, {tensor.tensor(1)})
    fails("cat: dimension 3 does not exist", tensor.cat, {tensor.ones(2, 3)}, 3)
    fails("stack: shapes must be equal: (2) and (3) (element 2 of the list)", tensor.stack,
      {tensor.ones(2), tensor.ones(3)})
    fails("stack: the list holds no tensor", tensor.stack, {})
    fails("stack: dimension 4 does not exist", tensor.stack, {tensor.ones(2, 2)}, 4)
  end)
end)

describe("repeating and shifting", function()
  it("repeats by a list of counts or one", function()
    local x = int{1, 2, 3}
    assert.are.same({1, 1, 3}, x:repeat_interleave(int{2, 0, 1}):tolist())
    assert.are.same({}, x:repeat_interleave(0):tolist())
    assert.are.same({}, x:repeat_interleave(int{0, 0, 0}):tolist())
    assert.are.same({5, 5}, tensor.tensor(5):repeat_interleave(2):tolist())
    fails("repeats must not be negative", x.repeat_interleave, x, -1)
    fails("repeats must not be negative, not -2 at position 2",
      x.repeat_interleave, x, int{1, -2, 1})
    fails("2 repeats do not fit 3 positions", x.repeat_interleave, x, int{1, 2})
    fails("repeat_interleave", x.repeat_interleave, x, int{math.maxinteger, math.maxinteger, 1})
    fails("repeat_interleave", x.repeat_interleave, x, math.maxinteger)
  end)

  it("copies, so that the result may change", function()
    local x = int{1, 2}
    for _, y in ipairs{x:tile(1), x:tile(2), x:flip(1), x:roll(0), x:repeat_interleave(1)} do
      y[1] = 9
      assert.are.same({1, 2}, x:tolist())
    end
  end)

  it("names what does not fit", function()
    local x = tensor.ones(2, 3)
    fails("repeat: 1 counts are too few for a tensor of shape (2, 3)", x["repeat"], x, 2)
    fails("tile: counts must not be negative", x.tile, x, -1)
    fails("tile", x.tile, x, 1 << 40, 1 << 40)
    fails("roll: 2 shifts for 1 dimensions", x.roll, x, {1, 2}, {1})
    fails("roll: dimension 3 does not exist", x.roll, x, 1, 3)
    fails("roll: without dims there is one shift, not 2", x.roll, x, {1, 2})
    fails("flip: dimension 1 is listed twice", x.flip, x, {1, 1})
    fails("flip: dims is 0, but Luma counts from 1", x.flip, x, 0)
    fails('meshgrid: indexing must be "ij" or "xy"', tensor.meshgrid, {x}, "yx")
    fails("meshgrid: element 1 must be a vector", tensor.meshgrid, {x})
  end)

  it("handles tensors without elements or dimensions", function()
    assert.are.same({0, 2}, {table.unpack(tensor.zeros(0, 2):flip({1, 2}).shape)})
    assert.are.same({0, 2}, {table.unpack(tensor.zeros(0, 2):roll(1, 1).shape)})
    assert.are.equal(3, tensor.tensor(3):flip({}):item())
    assert.are.equal(3, tensor.tensor(3):roll(1):item())
    local a, b = table.unpack(tensor.meshgrid({tensor.tensor(3), tensor.zeros(0)}))
    assert.are.same({1, 0}, {table.unpack(a.shape)})
    assert.are.same({1, 0}, {table.unpack(b.shape)})
  end)
end)
