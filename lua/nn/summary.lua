--- nn.summary: a table of a model's layers.

local autograd = require "luma.autograd"
local fail = require "luma.fail"
local is_module = require "luma.nn.module.is_module"
local multiply_adds = require "luma.nn.module.multiply_adds"
local tensor = require "luma.tensor"

-- ---------------------------------------------------------------- what the model is called with

local function is_size(value)
  if type(value) ~= "table" or getmetatable(value) and not value[1] then return false end
  for _, n in ipairs(value) do
    if math.type(n) ~= "integer" or n < 0 then return false end
  end
  return #value > 0
end

-- Made from a generator of its own: the script's random numbers stay what they would have been.
-- Integers are ones, which are a position in any table.
local function made(size, dtype, device)
  local options = {dtype = dtype, device = device}
  if dtype == "bool" or dtype:find("int", 1, true) then return tensor.ones(size, options) end
  return tensor.empty(size, options):uniform_(0, 1, {generator = tensor.Generator()})
end

local function inputs_of(model, given, options)
  local like = model:parameters()[1]
  local device = options.device or (like and like.device or "cpu")
  local default = like and like.dtype or tensor.get_default_dtype()
  local function one(value, i)
    if tensor.is_tensor(value) or not is_size(value) then return value end
    local dtype = options.dtypes
    if type(dtype) == "table" then dtype = dtype[i] end
    if dtype ~= nil and type(dtype) ~= "string" then
      fail("nn.summary: dtypes must be a dtype or a list of them, got a %s", type(dtype))
    end
    return made({table.unpack(value)}, dtype or default, tostring(device))
  end
  if tensor.is_tensor(given) or is_size(given) then return {n = 1, one(given, 1)} end
  if type(given) ~= "table" or getmetatable(given) ~= nil then
    fail("nn.summary: the input must be a tensor, a size such as {1, 3, 32, 32}, or a list of "
      .. "such, got a %s", type(given))
  end
  local list = {n = #given}
  for i, value in ipairs(given) do list[i] = one(value, i) end
  return list
end

-- ---------------------------------------------------------------- running it

local function shapes_of(value)
  if tensor.is_tensor(value) then return tostring(value.shape) end
  local list = {}
  if type(value) == "table" then
    for i = 1, math.min(value.n or #value, 4) do
      local shape = shapes_of(value[i])
      if shape ~= "" then list[#list + 1] = shape end
    end
  end
  return table.concat(list, ", ")
end

local function bytes_of(value)
  if tensor.is_tensor(value) then return value:numel() * value:element_size() end
  local sum = 0
  if type(value) == "table" then
    for i = 1, value.n or #value do sum = sum + bytes_of(value[i]) end
  end
  return sum
end

-- Calls the model once with hooks in all its modules. Whatever happens, the hooks go, and modes and
-- buffers are what they were.
local function run(model, inputs, options, note)
  local handles, modes, buffers = {}, {}, {}
  local inside = 0 -- calls that run whose children do not count
  for module in model:modules() do
    modes[module] = module.training
    local row = note(module)
    handles[#handles + 1] = module:register_forward_pre_hook(function()
      if row.whole then inside = inside + 1 end
    end, {prepend = true})
    handles[#handles + 1] = module:register_forward_hook(function(_, given, output)
      if row.whole then inside = inside - 1 end
      row.calls = row.calls + 1
      row.input_shape, row.output_shape = shapes_of(given), shapes_of(output)
      row.output_bytes = row.output_bytes + bytes_of(output)
      local count = multiply_adds(module, given, output)
      row.known = row.known and count ~= nil
      if inside == 0 then row.multiply_adds = row.multiply_adds + (count or 0) end
    end)
  end
  if options.mode == "train" then
    for _, buffer in ipairs(model:buffers()) do buffers[buffer] = buffer:clone() end
  end
  local ok, message = pcall(function()
    local _ <close> = autograd.no_grad()
    model:train(options.mode == "train")
    local arguments = table.move(inputs, 1, inputs.n, 1, {})
    local n = inputs.n
    if options.kwargs then
      n = n + 1
      arguments[n] = options.kwargs
    end
    model(table.unpack(arguments, 1, n))
  end)
  for _, handle in ipairs(handles) do handle:remove() end
  for module, mode in pairs(modes) do module.training = mode end
  local _ <close> = autograd.no_grad()
  for buffer, value in pairs(buffers) do buffer:copy_(value) end
  if not ok then error(message, 0) end
end

-- ---------------------------------------------------------------- the printed form

local function grouped(n)
  local text = tostring(n)
  repeat
    local longer, changed = text:gsub("^(%d+)(%d%d%d)", "%1,%2")
    text = longer
  until changed == 0
  return text
end

local function megabytes(bytes) return ("%.2f MB"):format(bytes / 1e6) end

local Summary = {__name = "Summary"}
Summary.__index = Summary

function Summary:__tostring()
  local lines = {{"Layer (class)", "Output shape", "Parameters", "Multiply-adds"}}
  for _, row in ipairs(self.rows) do
    if row.depth <= self.depth then
      local name = row.name == "" and row.class or ("%s: %s"):format(row.name, row.class)
      lines[#lines + 1] = {
        ("  "):rep(row.depth) .. name,
        row.output_shape or "--",
        row.repeated and "(shared)" or row.parameters > 0 and grouped(row.parameters) or "--",
        row.calls == 0 and "--" or not row.known and "?"
          or row.multiply_adds > 0 and grouped(row.multiply_adds) or "--",
      }
    end
  end
  local widths = {0, 0, 0, 0}
  for _, line in ipairs(lines) do
    for i, text in ipairs(line) do widths[i] = math.max(widths[i], #text) end
  end
  local out = {}
  local function rule()
    out[#out + 1] = ("="):rep(widths[1] + widths[2] + widths[3] + widths[4] + 9)
  end
  rule()
  for i, line in ipairs(lines) do
    out[#out + 1] = ("%-" .. widths[1] .. "s   %-" .. widths[2] .. "s   %" .. widths[3] .. "s   %"
      .. widths[4] .. "s"):format(table.unpack(line))
    if i == 1 then rule() end
  end
  rule()
  out[#out + 1] = "Total parameters: " .. grouped(self.total_parameters)
  out[#out + 1] = "Trainable parameters: " .. grouped(self.trainable_parameters)
  out[#out + 1] = "Other parameters: "
    .. grouped(self.total_parameters - self.trainable_parameters)
  if self.ran then
    out[#out + 1] = "Multiply-adds: " .. grouped(self.total_multiply_adds)
    out[#out + 1] = ("Input: %s, outputs of layers: %s, parameters and buffers: %s"):format(
      megabytes(self.input_bytes), megabytes(self.output_bytes), megabytes(self.parameter_bytes))
  end
  rule()
  return table.concat(out, "\n")
end

-- ---------------------------------------------------------------- nn.summary

local names = {dtypes = true, device = true, mode = true, kwargs = true, depth = true}

local function check_options(options)
  if options == nil then return {} end
  if type(options) ~= "table" then
    fail("nn.summary: options are a table such as {depth = 2}, got a %s", type(options))
  end
  for name in pairs(options) do
    if not names[name] then
      fail("nn.summary: there is no option %q, the names are: depth, device, dtypes, kwargs, mode",
        tostring(name))
    end
  end
  if options.mode ~= nil and options.mode ~= "train" and options.mode ~= "eval" then
    fail('nn.summary: mode must be "train" or "eval", got %q', tostring(options.mode))
  elseif options.depth ~= nil and math.type(options.depth) ~= "integer" then
    fail("nn.summary: depth must be an integer, got a %s", type(options.depth))
  elseif options.kwargs ~= nil and type(options.kwargs) ~= "table" then
    fail("nn.summary: kwargs must be a table of options, got a %s", type(options.kwargs))
  end
  return options
end

-- Each parameter counts once, where it comes first.
local function count_parameters(result, model)
  local seen = {}
  for _, row in ipairs(result.rows) do
    for _, p in ipairs(row.repeated and {} or row.module:parameters(false)) do
      if not seen[p] then
        seen[p] = true
        row.parameters = row.parameters + p:numel()
        if p.requires_grad then row.trainable = row.trainable + p:numel() end
        result.parameter_bytes = result.parameter_bytes + p:numel() * p:element_size()
      end
    end
    row.class = getmetatable(row.module).__name
    result.total_parameters = result.total_parameters + row.parameters
    result.trainable_parameters = result.trainable_parameters + row.trainable
  end
  for _, buffer in ipairs(model:buffers()) do
    result.parameter_bytes = result.parameter_bytes + buffer:numel() * buffer:element_size()
  end
end

---A table of a model's modules: paths and classes, shapes of outputs, parameters, and the
---multiplications with an addition that a call takes. The model runs once, without gradients and in
---evaluation; after that it is as it was, also when it fails. What comes back prints itself, and
---has fields: rows, total_parameters, trainable_parameters, total_multiply_adds.
---@param model nn.Module
---@param input? Tensor|integer[]|table what it is called with: a tensor, a size of one (with the
---batch), or a list of such; without it the model does not run, and there are no shapes
---@param options? {depth: integer?, dtypes: string|string[]|nil, device: string?, mode: string?,
---kwargs: table?} depth: how far down to print; dtypes and device: of inputs given as sizes; mode:
---"eval" (default) or "train"; kwargs: options that the model is called with
---@return nn.Summary
return function(model, input, options)
  if not is_module(model) then fail("nn.summary: a module is needed, got a %s", type(model)) end
  options = check_options(options)
  local rows, by_module = {}, {}
  for path, module in model:named_modules{remove_duplicate = false} do
    local row = {
      path = path, name = path:match("[^.]*$"), class = getmetatable(module).__name,
      depth = path == "" and 0 or select(2, path:gsub("%.", "")) + 1, module = module,
      parameters = 0, trainable = 0, multiply_adds = 0, output_bytes = 0, calls = 0, known = true,
      whole = getmetatable(module).__name == "MultiheadAttention",
    }
    rows[#rows + 1] = row
    if by_module[module] then
      row.repeated = true
    else
      by_module[module] = row
    end
  end
  local result = setmetatable({
    rows = rows, total_parameters = 0, trainable_parameters = 0, parameter_bytes = 0,
    total_multiply_adds = 0, input_bytes = 0, output_bytes = 0,
    depth = options.depth or math.huge, ran = input ~= nil,
  }, Summary)
  if input == nil then
    count_parameters(result, model)
    return result
  end
  local inputs = inputs_of(model, input, options)
  run(model, inputs, options, function(module) return by_module[module] end)
  count_parameters(result, model) -- lazy modules have theirs now
  result.input_bytes = bytes_of(inputs)
  for _, row in ipairs(rows) do
    local first = by_module[row.module]
    if row.repeated then
      row.output_shape, row.input_shape, row.known = first.output_shape, first.input_shape, true
    end
    result.total_multiply_adds = result.total_multiply_adds + row.multiply_adds
    if next(row.module:_child_texts()) == nil then
      result.output_bytes = result.output_bytes + row.output_bytes
    end
  end
  return result
end
