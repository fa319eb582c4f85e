-- Random calls, for spec/fuzz_spec.c: any values into every row of the op table, keys,
-- constructors,
-- graphs, files.  A call may succeed or raise an error that is a string, begins with this file's
-- name
-- and a line, and names what was called.  Nothing else may happen.
--
--   fuzz(first, count)   runs the calls from number `first` on, in a world of their own: the same
--                        numbers are the same calls.  LUMA_FUZZ_TRACE=1 prints each before it runs.

local random = math.random
local trace = os and os.getenv and os.getenv "LUMA_FUZZ_TRACE" == "1"

-- Inner rows of transforms trust the public ones that call them.
local trusting = {"^fft_"}
local function public(row)
  for _, pattern in ipairs(trusting) do
    if row.hidden and row.name:find(pattern) then return false end
  end
  return true
end

local rows = {}
for _, row in ipairs(tensor._operations()) do if public(row) then rows[#rows + 1] = row end end

local POOL, LARGEST = 24, 5000 -- tensors that later calls choose from; elements of such a tensor
local dtypes = {"float32", "float64", "int64", "int32", "uint8", "bool"}
local odd_dtypes = {"float16", "bfloat16", "int8", "int16", "complex64", "complex128", "float", "",
  "x"}
local words = {"mean", "sum", "none", "batchmean", "trunc", "floor", "ij", "xy", "tanh",
  "ij,jk->ik",
  "ii->i", "...", "->", "bij,bjk", "", "cpu", "cuda", "cuda:9", "float32", "a\0b", "index", "%s%n"}
local pool

local function one_of(list) return list[random(#list)] end
local function chance(percent) return random(100) <= percent end

-- ---- values

local odd_numbers = {0, -1, 0.5, -0.0, 1e300, -1e300, 0 / 0, math.huge, -math.huge, 2 ^ 31, 2 ^ 53,
  math.maxinteger, math.mininteger, 1 << 31, 1 << 32, 1 << 40, 1 << 62, -(1 << 40), 255, 256, 65536}

local function integer()
  if chance(6) then return one_of(odd_numbers) end
  return random(-3, 6)
end

local function number()
  if chance(10) then return one_of(odd_numbers) end
  return chance(50) and random(-4, 5) or random() * 4 - 2
end

local function size()
  if chance(4) then return integer() end
  return chance(8) and 0 or chance(10) and random(1, 40) or random(1, 3)
end

local function list(most, f)
  local t = {}
  for i = 1, random(0, most) do t[i] = f() end
  return t
end

local function shape()
  local n = chance(3) and random(6, 18) or random(0, 4)
  local t, numel = {}, 1
  for i = 1, n do
    t[i] = n > 5 and random(1, 2) or chance(5) and 0 or chance(6) and random(4, 40) or random(1, 3)
    if numel * t[i] > LARGEST then t[i] = 1 end
    numel = numel * t[i]
  end
  return t
end

local function odd_layout(x)
  local kind = random(5)
  if kind == 1 and x:dim() > 1 then return x:transpose(1, -1) end
  if kind == 2 and x:dim() > 0 then return x[{{1, -1, 2}}] end
  if kind == 3 and x:dim() > 0 and x:dim() < 15 then return x:unsqueeze(1):expand(2,
    table.unpack(x.shape)) end
  if kind == 4 and x:dim() > 0 and x:size(1) > 0 then return x[-1] end
  if kind == 5 and x:dim() > 0 and x:size(1) > 1 then return x[{{2, -1}}] end
  return x
end

local function make()
  local dtype, s = one_of(dtypes), shape()
  while #s > 16 do table.remove(s) end
  local x
  if dtype:find "float" then
    x = tensor.randn(s, {dtype = dtype})
    if chance(15) then x = x * one_of{0, 1e30, 1e-30, math.huge, 0 / 0} end
    if chance(8) then x = x:to(one_of{"float16", "bfloat16", "complex64", "complex128"}) end
  elseif dtype == "bool" then
    x = tensor.rand(s):gt(0.5)
  else
    x = chance(70) and tensor.randint(1, 4, s, {dtype = dtype}) or tensor.randint(-3, 40,
      s):to(dtype)
  end
  if chance(40) then x = odd_layout(x) end
  if dtype:find "float" and chance(40) then
    x = x:detach():requires_grad_()
    if chance(60) then x = x * 1 end
  end
  return x
end

local function keep(x)
  if not tensor.is_tensor(x) then return end
  local ok, n = pcall(x.numel, x)
  if ok and n <= LARGEST then pool[random(POOL)] = x end
end

local function any_tensor()
  local x = chance(75) and pool[random(POOL)] or nil
  if x == nil then
    x = make()
    keep(x)
  end
  return x
end

local function junk()
  local kind = random(12)
  if kind == 1 then return nil end
  if kind == 2 then return chance(50) end
  if kind == 3 then return one_of(words) end
  if kind == 4 then return {} end
  if kind == 5 then return list(4, integer) end
  if kind == 6 then return {x = 1, dim = integer()} end
  if kind == 7 then return type end
  if kind == 8 then return coroutine.create(type) end
  if kind == 9 then return list(3, any_tensor) end
  if kind == 10 then return tensor.newaxis end
  if kind == 11 then return setmetatable({}, {__index = function() error "trap" end}) end
  return number()
end

local function maybe(f) return function() if chance(60) then return f() end end end
local function truth() return chance(50) end
local function dims() return chance(50) and integer() or list(3, integer) end
local function sizes() return chance(30) and size() or list(4, size) end

local kinds = {
  T = any_tensor, TO = maybe(any_tensor), TS = function() return chance(60) and any_tensor()
    or number() end,
  TSO = maybe(function() return chance(50) and any_tensor() or number() end),
  TL = function()
    if chance(50) then
      local x = any_tensor()
      return list(4, function() return x end)
    end
    return list(4, function() if chance(97) then return any_tensor() end return junk() end)
  end,
  S = maybe(number), SR = number, SO = maybe(number), I = maybe(integer), IR = integer,
    F = maybe(number),
  B = maybe(truth), POS = integer, DIM = maybe(integer), DIMR = integer, DIMO = maybe(integer),
  DIMS = maybe(dims), SIZE = sizes, INTS = sizes, DIMLIST = dims,
  DT = maybe(function() return one_of(chance(80) and dtypes or odd_dtypes) end),
  DEV = function() if chance(8) then return one_of(words) end end,
  STR = maybe(function() return one_of(words) end),
  IL = function()
    return one_of{chance(50) and integer() or list(4, integer), tensor.tensor{2, 3}}
  end,
  FL = function() return list(3, number) end,
  PAIR = function() return {dims(), dims()} end,
  INTSO = maybe(sizes),
  ORD = maybe(function() return one_of{"fro", "nuc", "two", 2, 1, -1, 0, 0.5, math.huge} end),
  GEN = function() if chance(20) then return tensor.Generator() end end,
  PADS = sizes, FLO = maybe(function() return list(3, number) end),
}

-- ---- showing a call

local function show(v, depth)
  if tensor.is_tensor(v) then
    local ok, s = pcall(function()
      return ("<%s %s%s>"):format(v.dtype, tostring(v.shape), v.requires_grad and " grad" or "")
    end)
    return ok and s or "<freed>"
  elseif type(v) == "table" and not depth then
    local parts = {}
    for k, x in next, v do parts[#parts + 1] = ("[%s]=%s"):format(show(k, 1), show(x, 1)) end
    return "{" .. table.concat(parts, ", ") .. "}"
  elseif type(v) == "string" then
    return ("%q"):format(v)
  end
  return tostring(v)
end

local function show_all(args)
  local parts = {}
  for i = 1, args.n do parts[i] = show(args[i]) end
  return table.concat(parts, ", ")
end

-- ---- calls: each is made of a name, a function and its arguments

local function random_arguments(params)
  local args = {n = 0}
  local count = chance(85) and #params or random(0, #params)
  for i = 1, count do
    args[i] = chance(97) and (kinds[params[i].kind] or junk)() or junk()
    args.n = i
  end
  if chance(8) then
    local options = {}
    for _ = 1, random(3) do
      local p = #params > 0 and one_of(params)
      local name = p and chance(85) and p.name or one_of(words)
      options[name] = p and chance(85) and (kinds[p.kind] or junk)() or junk()
    end
    args.n = random(0, args.n) + 1
    args[args.n] = options
  elseif chance(3) then
    args.n = args.n + 1
    args[args.n] = junk()
  end
  return args
end

local function row_call()
  local row = one_of(rows)
  local args = random_arguments(row.params)
  local name, f, way = row.name, nil, random(4)
  if way == 1 and #row.names > 0 then -- under a name that scripts know, with its overloads
    local at = one_of(row.names)
    local place = at.place == "nn.functional" and nn.functional or tensor[at.place:match "%.(%w+)$"]
      or tensor
    name, f = at.name, place[at.name]
  end
  if way == 2 and tensor.is_tensor(args[1]) then f = tensor._methods[name] end
  if way >= 3 and row.inplace then name, f = name .. "_", tensor._methods[name .. "_"] end
  return name, f or tensor._ops[row.name], args
end

local function entry()
  local kind = random(9)
  if kind == 1 then return {} end
  if kind == 2 then return {integer(), integer()} end
  if kind == 3 then return {integer(), integer(), integer()} end
  if kind == 4 then return "..." end
  if kind == 5 then return tensor.newaxis end
  if kind == 6 then return any_tensor() end
  if kind == 7 then return {{}} end
  return integer()
end

local function key()
  local kind = random(5)
  if kind == 1 then return integer() end
  if kind == 2 then return any_tensor() end
  if kind == 3 and chance(30) then return junk() end
  return list(5, entry)
end

-- A gradient that gets a history from here on may close a cycle: it is not kept.
local function get(x, k)
  local value = x[k]
  if k ~= "grad" then return value end
end
local function set(x, k, v) x[k] = v end

local function nested(depth)
  if depth == 0 or chance(20) then return chance(90) and number() or chance(50) and truth()
    or junk() end
  local t, n = {}, random(0, 3)
  local same = chance(80) and nested(depth - 1)
  for i = 1, n do t[i] = same or nested(depth - 1) end
  return t
end

local fields = {"shape", "dtype", "device", "ndim", "T", "mT", "grad", "requires_grad", "is_leaf",
  "grad_fn",
  "is_cuda", "itemsize", "nbytes", "data", "nothing"}
local asking = {"size", "stride", "dim", "numel", "is_contiguous", "storage_offset",
  "element_size", "item",
  "tolist", "to", "float", "double", "half", "bfloat16", "long", "int", "short", "char", "byte",
    "bool", "cpu",
  "cuda", "type_as", "copy_", "where", "requires_grad_", "retain_grad", "register_hook",
    "new_tensor",
  "data_ptr", "is_floating_point", "type", "dim_order", "is_set_to", "is_nonzero",
  "cfloat", "is_pinned"}
local typing = {"finfo", "iinfo", "promote_types", "can_cast", "is_nonzero", "is_storage", "device",
  "is_complex", "result_type", "numel", "broadcast_shapes"}
local storages = {"nbytes", "size", "resize_", "fill_", "copy_", "clone", "untyped", "tolist",
  "element_size"}
local operators = {
  function(a, b) return a + b end, function(a, b) return a - b end, function(a, b) return a * b end,
  function(a, b) return a / b end, function(a, b) return a // b end, function(a, b)
    return a % b end,
  function(a, b) return a ^ b end, function(a, b) return a & b end, function(a, b) return a | b end,
  function(a, b) return a ~ b end, function(a, b) return a << b end, function(a, b)
    return a >> b end,
  function(a) return -a end, function(a) return ~a end, function(a) return #a end,
  function(a, b) return a == b end, function(a, b) return a < b end, function(a, b)
    return a .. b end,
  function(a) return tostring(a) end, function(a, b) return a(b) end,
}
local layers = {"Linear", "BatchNorm1d", "LayerNorm", "Embedding", "Dropout", "Flatten", "Softmax",
  "ELU",
  "Sequential", "CrossEntropyLoss", "MSELoss", "Unflatten", "GELU", "Hardtanh"}

local function pack(...) return {n = select("#", ...), ...} end

local function few(f)
  local args = {n = random(0, 3)}
  for i = 1, args.n do args[i] = f() end
  return args
end

local function anything()
  if chance(40) then return any_tensor() end
  return chance(60) and number() or junk()
end

local function a_function()
  return one_of{
    function() error "inside" end, function() error{} end, function(...) return ... end,
    function(x) return x * 2 end, function() return tensor.ones(2) end,
      function() collectgarbage() end,
    function() return any_tensor():sum():backward() end,
    function() local _ <close> = autograd.no_grad(); return any_tensor() * 2 end,
  }
end

local makers = {
  index = function() return "index", get, pack(any_tensor(), key()) end,
  assign = function() return "index", set, pack(any_tensor(), key(), anything()) end,
  constructor = function()
    local options = chance(30) and {dtype = one_of(dtypes), requires_grad = truth()}
      or chance(10) and junk() or nil
    return "tensor", chance(50) and tensor.tensor or tensor, pack(nested(4), options)
  end,
  field = function() return "field", get, pack(any_tensor(), one_of(fields)) end,
  assign_field = function()
    local value = anything()
    if tensor.is_tensor(value) then
      local ok, alone = pcall(value.detach, value) -- no cycles, as above
      value = ok and alone or nil
    end
    local name = one_of(fields)
    return "field", set, pack(any_tensor(), name, name == "requires_grad" or value)
  end,
  ask = function()
    local name = one_of(asking)
    local args = few(anything)
    if name == "register_hook" then args = pack(a_function()) end
    -- a leaf that is none any more can close a cycle, as in PyTorch: it only ever becomes one here
    if name == "requires_grad_" then args = pack(true) end
    return name, tensor._methods[name], pack(any_tensor(), table.unpack(args, 1, args.n))
  end,
  operator = function() return "operator", one_of(operators), pack(any_tensor(), anything()) end,
  swapped = function() return "operator", one_of(operators), pack(anything(), any_tensor()) end,
  backward = function()
    local x = any_tensor()
    return "backward", function(...) return x:sum():backward(...) end, pack(anything(), anything())
  end,
  backward_of = function()
    -- create_graph would leave cycles: x.grad, whose history leads to x
    return "backward", tensor._methods.backward, pack(any_tensor(), anything(),
      {retain_graph = truth()})
  end,
  grad = function()
    return "grad", autograd.grad, pack(chance(70) and any_tensor() or list(3, any_tensor),
      chance(70) and any_tensor() or list(3, any_tensor), chance(30) and anything() or nil,
      {allow_unused = truth(), retain_graph = truth(), create_graph = truth()})
  end,
  custom = function()
    return "Function", function(...)
      local f = autograd.Function{
        forward = function(ctx, ...)
          ctx:save_for_backward(...)
          return a_function()(...)
        end,
        backward = function(ctx) return a_function()(table.unpack(ctx.saved_tensors)) end,
      }
      local y = f(...)
      y:sum():backward()
      return y
    end, few(any_tensor)
  end,
  mode = function()
    local name = one_of{"no_grad", "enable_grad", "inference_mode", "set_grad_enabled"}
    return name, function(...)
      local _ <close> = autograd.enable_grad() -- whatever the call leaves
      return autograd[name](...)
    end, pack(chance(70) and a_function() or junk(), any_tensor())
  end,
  typing = function()
    local name = one_of(typing)
    return name, tensor[name], few(function()
      if chance(60) then return one_of(chance(80) and dtypes or odd_dtypes) end
      return anything()
    end)
  end,
  storage = function()
    local x, name, typed = any_tensor(), one_of(storages), truth()
    return name, function(...)
      local s = typed and x:storage() or x:untyped_storage()
      return s[name](s, ...), s[random(-2, 6)], #s
    end, few(function() return chance(20) and make():storage() or anything() end)
  end,
  format = function()
    local name = one_of{"clone", "contiguous", "to", "is_contiguous", "zeros_like", "rand_like"}
    return name, tensor._methods[name], pack(any_tensor(), {memory_format = chance(90) and one_of{
      "contiguous_format", "preserve_format", "channels_last", "channels_last_3d", "x"} or junk()})
  end,
  scope = function() return "scope", tensor.scope, pack(a_function(), anything()) end,
  free = function()
    return "free", function(x) x:free() end, pack(chance(30) and any_tensor() or make())
  end,
  collect = function() return "collect", function() collectgarbage() end, pack() end,
  wrap = function()
    local x, f = any_tensor(), a_function()
    return "coroutine", function(...)
      local co = coroutine.wrap(function(...)
        local y = x * 2
        coroutine.yield(y)
        pcall(f, ...)
        return y:sum()
      end)
      return co(...), chance(50) and co() or nil
    end, few(anything)
  end,
  load = function()
    return "load", tensor.load, pack(one_of{"spec/fuzz.lua", "none.npy", "/dev/null",
      "x.safetensors", "a.pt",
      "\0.npy", "", "/"}, chance(20) and junk() or nil)
  end,
  range = function()
    return "range", one_of{tensor.range, tensor.arange, tensor.linspace, tensor.eye}, few(number)
  end,
  einsum = function()
    return "einsum", tensor.einsum, pack(chance(90) and one_of(words) or junk(), any_tensor(),
      any_tensor())
  end,
  layer = function()
    local name = one_of(layers)
    return name, function(...)
      local layer = nn[name](...)
      return layer(any_tensor()), tostring(layer)
    end, few(function() return chance(60) and random(1, 4) or junk() end)
  end,
  generator = function()
    return "Generator", function(...)
      local g = tensor.Generator()
      g:manual_seed(...)
      g:set_state(...)
    end, few(anything)
  end,
  functions = function()
    local name = one_of{"result_type", "as_tensor", "is_tensor", "set_rng_state", "manual_seed",
      "_drop",
      "_parameter", "_is_parameter", "_terminal_columns"}
    return name, tensor[name], few(anything)
  end,
}
local maker_names = {}
for name in pairs(makers) do maker_names[#maker_names + 1] = name end
table.sort(maker_names)

-- ---- judging

-- Some errors are the script's own, Lua's, or speak of a part of what was called.
local function fair(message)
  if message == "not enough memory" or message:find "^error in error handling" then return true end
  local rest, positions = message:gsub("spec/fuzz%.lua:%d+: ", "") -- coroutine.wrap adds its own
  if positions == 0 then return false end
  return (rest:find "^[%a_][%w_%.]*[:!]? " or rest:find "^#: " or rest == "inside" or
    rest == "trap" or rest:find "^attempt to " or rest:find "^bad argument #") ~= nil
end

local function judge(i, name, args, ok, message)
  if ok then return end
  if type(message) ~= "string" then
    if type(message) == "table" and next(message) == nil then return end -- error{} of a_function
    error(("call %d, %s(%s): the error is a %s"):format(i, name, show_all(args), type(message)), 0)
  end
  if message:find "interrupted!" then error(message, 0) end
  if not fair(message) then
    error(("call %d, %s(%s): the error is %q"):format(i, name, show_all(args), message), 0)
  end
end

succeeded = 0 -- calls, for the one that runs this

function fuzz(first, count)
  math.randomseed(first, 20)
  tensor.manual_seed(first)
  pool = {}
  for i = first, first + count - 1 do
    local name, f, args
    if chance(65) then
      name, f, args = row_call()
    else
      name, f, args = makers[one_of(maker_names)]()
    end
    if trace then
      io.stderr:write(("%d %s(%s)\n"):format(i, name, show_all(args)))
    end
    local results = pack(pcall(f, table.unpack(args, 1, args.n)))
    judge(i, name, args, results[1], results[2])
    if results[1] then succeeded = succeeded + 1 end
    for k = 2, results.n do keep(results[k]) end
    -- whatever happened, modes are what they were and the state works
    if i % 16 == 0 then
      assert(autograd.is_grad_enabled() and not autograd.is_inference_mode_enabled(),
        "a mode stuck")
      assert((tensor.ones(2, 2) + 1):sum():item() == 8, "the state is broken")
    end
  end
  pool = nil
end
