-- Values that were saved come back equal.

local support = dofile("spec/files/support.lua")
local raises, same = support.raises, support.same

local dtypes = {
  "bool", "uint8", "int8", "int16", "int32", "int64", "float16", "bfloat16", "float32", "float64",
}

local function round_trip(value, ending, options)
  local path = support.path(ending or ".safetensors")
  tensor.save(value, path)
  local ok, result = pcall(tensor.load, path, options)
  os.remove(path)
  if not ok then error(result, 0) end
  return result
end

local function sample(dtype, ...)
  return tensor.tensor({0, 1, 0, 1, 1, 0, 0, 1, 1, 1, 0, 1}):reshape(...):to(dtype)
end

describe("tensor.save and tensor.load", function()
  for _, dtype in ipairs(dtypes) do
    it("keep every element of " .. dtype, function()
      local values = {sample(dtype, 12), sample(dtype, 3, 4), sample(dtype, 3, 4):t(),
        sample(dtype, 12)[{{2, 11, 3}}], tensor.zeros(0, {dtype = dtype}),
        tensor.zeros(2, 0, 3, {dtype = dtype}), sample(dtype, 12)[2]}
      for _, t in ipairs(values) do
        assert.is_true(same(t, round_trip(t)))
        assert.is_true(same(t, round_trip(t, ".safetensors", {mmap = true})))
        if dtype ~= "bfloat16" then assert.is_true(same(t, round_trip(t, ".npy"))) end
      end
    end)
  end

  it("know that .npy has no bfloat16 and holds one tensor", function()
    local path = support.path(".npy")
    raises(function() tensor.save(tensor.ones(1, {dtype = "bfloat16"}), path) end,
      "save: " .. path .. ": .npy cannot hold bfloat16")
    raises(function() tensor.save({tensor.ones(1)}, path) end, ".npy holds one tensor", "table")
    assert.is_nil(io.open(path))
  end)

  it("keep special numbers", function()
    local t = tensor.tensor({0 / 0, math.huge, -math.huge, -0.0, 5e-324, 1.7976931348623157e308},
      {dtype = "float64"})
    assert.is_true(same(t, round_trip(t)))
    assert.is_true(same(t, round_trip(t, ".npy")))
  end)

  it("keep a state_dict as a flat table, and write nothing else", function()
    local state = {["layers.0.weight"] = tensor.randn(2, 3), ["layers.0.bias"] = tensor.randn(2),
      step = tensor.tensor(3)}
    assert.is_true(same(state, round_trip(state)))
    assert.is_true(same({}, round_trip({})))
    local path = support.path(".safetensors")
    tensor.save(state, path)
    assert.is_nil(support.read(path):find("__metadata__", 1, true))
    os.remove(path)
  end)

  it("keep nested tables of tensors and plain data", function()
    local value = {
      epoch = 3, loss = 0.1, best = 1.0, name = "größe \"x\"\n\0y", bytes = "\xff\xfe",
      done = false,
      list = {1, 2.5, "three", tensor.arange(4), {}, {{tensor.ones(1)}}},
      big = math.maxinteger, small = math.mininteger, tiny = 5e-324, third = 1 / 3,
      inf = math.huge, minf = -math.huge, nan = 0 / 0, zero = -0.0,
      mixed = {1, 2, x = "y", [-3] = true, [2.5] = tensor.zeros(2)},
      holes = {[1] = "a", [3] = "c"}, flags = {[true] = 1, [false] = 2},
      dollar = {["$tensor"] = "x"}, invalid = {["\xff"] = 1}, [""] = {[""] = tensor.ones(2)},
    }
    local got = round_trip(value)
    assert.is_true(same(value, got))
    assert.are.equal("-0.0", ("%.1f"):format(got.zero))
    assert.is_true(same({1, {2}}, round_trip({1, {2}})))
    assert.are.equal("text", round_trip("text"))
    assert.are.equal(1.5, round_trip(1.5))
    assert.are.equal(false, round_trip(false))
  end)

  it("keep what an optimiser remembers", function()
    local p = tensor.ones(3, {requires_grad = true})
    local optimizer = optim.Adam({p}, {lr = 0.1})
    p:sum():backward()
    optimizer:step()
    local state = optimizer:state_dict()
    assert.is_true(same(state, round_trip(state)))
  end)

  it("name tensors by their path, and never twice", function()
    local a, b, c = tensor.ones(1), tensor.zeros(2), tensor.ones(3)
    local value = {x = {y = a}, ["x.y"] = b, ["x.y_"] = c}
    assert.is_true(same(value, round_trip(value)))
    local path = support.path(".safetensors")
    tensor.save({model = {weight = a}, 1}, path)
    assert.is_truthy(support.read(path):find('"model.weight":{"dtype":"F32"', 1, true))
    os.remove(path)
  end)

  it("are exact about equal files for equal values", function()
    local function bytes()
      local path = support.path(".safetensors")
      tensor.save({b = {2, z = tensor.ones(1)}, a = 1, c = {x = 1, y = 2, w = 3}}, path)
      local text = support.read(path)
      os.remove(path)
      return text
    end
    assert.are.equal(bytes(), bytes())
  end)

  it("forget metatables and history", function()
    local x = tensor.ones(2, {requires_grad = true})
    local got = round_trip(setmetatable({x = x, y = x * 2}, {__len = function() return 7 end}))
    assert.is_nil(getmetatable(got))
    assert.is_false(got.x.requires_grad)
    assert.are.same({2, 2}, got.y:tolist())
  end)

  it("refuse what no file can hold, with its place", function()
    local path = support.path(".safetensors")
    local function refuses(value, ...)
      raises(function() tensor.save(value, path) end, "save: ", ...)
      assert.is_nil(io.open(path))
    end
    refuses(print, "the value: a function cannot be saved")
    refuses({a = {b = print}}, "a.b: a function cannot be saved")
    refuses({1, {2, coroutine.create(print)}}, "2.2: a thread cannot be saved")
    refuses({[{}] = 1}, "a key is a table")
    refuses({["\xff"] = tensor.ones(1)}, "not UTF-8")
    refuses({__metadata__ = tensor.ones(1)}, "__metadata__")
    refuses({model = nn.Linear(2, 2)}, "model: ", "state_dict()")
    local loop = {}
    loop.deep = {loop}
    refuses(loop, "deep.1: the table contains itself")
    local deep = {}
    for _ = 1, 200 do deep = {deep} end
    refuses(deep, "more than 100 tables in each other")
    local freed = tensor.ones(2)
    freed:free()
    refuses({a = freed}, "freed")
    raises(function() tensor.save() end)
    local shared = {1}
    assert.is_true(same({shared, shared}, round_trip({shared, shared})))
  end)

  it("leave the old file whole when they fail", function()
    local path = support.path(".safetensors")
    tensor.save({a = tensor.ones(3)}, path)
    local before = support.read(path)
    raises(function() tensor.save({a = tensor.zeros(3), b = {print}}, path) end, "b.1")
    assert.are.equal(before, support.read(path))
    -- A limit on the size of files stops the write in the middle.
    local script = ([[
      local ok, message = pcall(tensor.save, {a = tensor.zeros(1000000)}, %q)
      assert(not ok and message:find("save: ", 1, true), message)
    ]]):format(path)
    local name = support.file(".lua", script)
    local luma = os.getenv("LUMA") or arg[-1]
    assert.is_true(os.execute(("trap '' XFSZ; ulimit -f 100; exec %s %s"):format(luma, name)))
    assert.are.equal(before, support.read(path))
    local left = io.popen("ls " .. path .. "*"):read("a")
    assert.are.equal(path .. "\n", left)
    os.remove(name)
    os.remove(path)
  end)

  it("write through a link and keep permissions", function()
    local path, link = support.path(".npy"), support.path(".npy")
    tensor.save(tensor.ones(1), path)
    assert(os.execute(("chmod 640 %s && ln -s %s %s"):format(path, path, link)))
    tensor.save(tensor.zeros(1), link)
    assert.are.same({0}, tensor.load(path):tolist())
    assert.are.equal("640\n", io.popen("stat -c %a " .. path):read("a"))
    os.remove(link)
    os.remove(path)
  end)

  it("map a file whose tensors are changed in memory alone", function()
    local path = support.path(".safetensors")
    tensor.save({a = tensor.ones(5), b = tensor.ones(3, {dtype = "uint8"})}, path)
    local before = support.read(path)
    local got = tensor.load(path, {mmap = true})
    got.a:add_(1)
    assert.are.same({2, 2, 2, 2, 2}, got.a:tolist())
    assert.are.equal(before, support.read(path))
    tensor.save({a = got.a}, path) -- the mapping keeps what it was made from
    assert.are.same({1, 1, 1}, got.b:tolist())
    local a = got.a
    got = nil -- luacheck: ignore
    collectgarbage()
    assert.are.same({2, 2, 2, 2, 2}, a:tolist())
    os.remove(path)
  end)
end)
