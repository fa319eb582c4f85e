--- help(what): what a function, method, class or library is for.
---
--- Rows of the op table explain themselves (tensor/ops); functions written in C otherwise have
--- their text where they are registered (vm); what is written in Lua has it in the comment above.

local luma = require "luma"
local tensor = require "luma.tensor"
local fail = require "luma.fail"

-- What follows the name of a function that is registered with a text.
local texts = {}
for name, text in pairs(tensor._texts()) do texts[name] = text:gsub("\n", "\n    ") end

-- ---- rows

local function bare(name) return (name:gsub("_$", "")) end

local kinds = {
  T = "tensor", TO = "tensor", TS = "tensor or number", TSO = "tensor or number",
  TL = "list of tensors", S = "number", SR = "number", SO = "number", I = "integer", IR = "integer",
  IO = "integer", F = "number", B = "boolean", POS = "position", DIM = "dimension",
  DIMR = "dimension", DIMO = "dimension", DIMS = "dimensions", SIZE = "sizes", INTS = "integers",
  DIMLIST = "dimensions", INTSO = "integers", PADS = "integers", IL = "integers", FL = "numbers",
  FLO = "numbers", PAIR = "integers", ORD = "number or name", DT = "dtype", DEV = "device",
  STR = "string", GEN = "generator",
}

local function default_of(p)
  if p.default == nil or p.default:find "NULL" or p.default:find "void" then return "nil" end
  if p.kind == "B" then return (p.default == "1" or p.default == "true") and "true" or "false" end
  local n = p.kind == "DIM" and math.tointeger(tonumber(p.default))
  if n and n >= 0 then return tostring(n + 1) end -- the table counts dimensions as C does
  return p.default
end

local function parameters(row, first)
  local parts = {}
  for i = first, #row.params do
    local p = row.params[i]
    parts[#parts + 1] = bare(p.name) .. (p.optional and " = " .. default_of(p) or "")
  end
  return table.concat(parts, ", ")
end

local function is_method(row)
  local p = row.params[1]
  if not p or row.nn then return false end
  return p.kind == "T" or (not row.create and p.kind:find "^T[OS]" ~= nil)
end

local function paragraph_of(row) return row.doc:match "^(.-)\n" or row.doc end

local function shapes_of(row)
  local shapes = row.doc:match "\nShapes: (.-)\n" or row.doc:match "\nShapes: (.*)$"
  if shapes then return shapes end
  local tensors = 0
  for _, p in ipairs(row.params) do
    if p.kind == "T" or p.kind:find "^TS" then tensors = tensors + 1 end
  end
  if row.kind == "pointwise" then
    return tensors < 2 and "(...) to (...)." or
      "tensors that broadcast to each other, to the shape of all of them."
  elseif row.kind == "reduction" then
    return "(...) to () or to what is left without dim; with keepdim dim stays, of size 1."
  end
end

local function join(prefix, name)
  -- `repeat` is a keyword
  return name == "repeat" and ('%s["repeat"]'):format(prefix) or prefix .. "." .. name
end

-- The text of one row under one of its names.
local function row_text(row, place, name)
  local out = {("%s(%s)"):format(join(place, name), parameters(row, 1))}
  local method = place == "tensor" and is_method(row) and name ~= "repeat"
  if method then out[#out + 1] = ("x:%s(%s)"):format(name, parameters(row, 2)) end
  out[#out + 1] = "    " .. paragraph_of(row)
  local shapes = shapes_of(row)
  if shapes then out[#out + 1] = "    Shapes: " .. shapes end
  local list = {}
  for i, p in ipairs(row.params) do
    if i > 1 or not method then
      list[#list + 1] = ("%s (%s%s)"):format(bare(p.name), kinds[p.kind] or p.kind,
        p.optional and ", optional" or "")
    end
  end
  if #list > 0 then out[#out + 1] = "    Arguments: " .. table.concat(list, ", ") .. "." end
  local example = row.doc:match "\nExample: (.*)$"
  if example then out[#out + 1] = "    Example: " .. example end
  if row.inplace and place ~= "nn.functional" and name ~= "repeat" then
    out[#out + 1] = ("    In place: x:%s_(%s)"):format(name, parameters(row, 2))
  end
  local others = {}
  for _, at in ipairs(row.names) do
    local other = join(at.place, at.name)
    if other ~= join(place, name) then others[#others + 1] = other end
  end
  if #others > 0 then out[#out + 1] = "    Also: " .. table.concat(others, ", ") end
  return table.concat(out, "\n")
end

-- "tensor.add" -> {{row, place, name}, ...}, and the same under the function itself.
local by_name

local function add_entry(key, row, place, name)
  by_name[key] = by_name[key] or {}
  table.insert(by_name[key], {row, place, name})
end

local function holder(place)
  if place == "nn.functional" then return luma.nn.functional end
  local t = tensor
  for part in place:gmatch "[^.]+" do if part ~= "tensor" then t = t[part] end end
  return t
end

local function collect()
  by_name = {}
  for _, row in ipairs(tensor._operations()) do
    for _, at in ipairs(row.names) do
      add_entry(join(at.place, at.name), row, at.place, at.name)
      local where = holder(at.place)
      for _, key in ipairs{at.name, row.inplace and at.name .. "_"} do
        for _, t in ipairs{where, at.place == "tensor" and tensor._methods or nil} do
          local f = rawget(t, key)
          if f ~= nil then add_entry(f, row, at.place, at.name) end
        end
      end
    end
    if row.hidden and row.inplace then -- fill_, uniform_: the twin alone is public
      local f = tensor._methods[row.name .. "_"]
      if f then add_entry(f, row, "x:", row.name .. "_") end
      add_entry("x:" .. row.name .. "_", row, "x:", row.name .. "_")
    end
  end
end

local function twin_text(row, name)
  local out = {("x:%s(%s)"):format(name, parameters(row, 2)), "    In place: " .. paragraph_of(row)}
  local example = row.doc:match "\nExample: (.*)$"
  if example then out[#out + 1] = "    Example: " .. example end
  return table.concat(out, "\n")
end

local function entries_text(entries)
  local out, seen = {}, {}
  for _, e in ipairs(entries) do
    local text = e[2] == "x:" and twin_text(e[1], e[3]) or row_text(e[1], e[2], e[3])
    if not seen[text] then out[#out + 1] = text end
    seen[text] = true
  end
  return table.concat(out, "\n\n")
end

-- ---- Lua sources

-- The comment that ends before line `last` of a source, without its dashes; what editors read
-- becomes a list of arguments.
local function comment_before(source, last)
  local lines, block = {}, {}
  for line in (source .. "\n"):gmatch "(.-)\n" do lines[#lines + 1] = line end
  for i = last - 1, 1, -1 do
    local text = lines[i]:match "^%s*%-%-%-(.*)$"
    if not text then break end
    table.insert(block, 1, text)
  end
  local prose, arguments, overloads, into = {}, {}, {}, nil
  for _, text in ipairs(block) do
    local tag, rest = text:match "^%s*@(%w+)%s*(.*)$"
    if tag then
      into = tag == "overload" and overloads or arguments
      if tag == "return" then rest = "returns " .. rest end
      if tag == "param" or tag == "return" or tag == "field" or tag == "overload" then
        into[#into + 1] = rest
      else
        into = {""}
      end
    elseif into then -- a tag goes on
      into[#into] = into[#into] .. " " .. text:match "^%s*(.*)$"
    else
      prose[#prose + 1] = (text:gsub("^ ", ""))
    end
  end
  return table.concat(prose, "\n    "), arguments, overloads
end

local function described(title, source, line)
  local prose, arguments, overloads = comment_before(source, line)
  local out = {title}
  if prose ~= "" then out[#out + 1] = "    " .. prose end
  for _, text in ipairs(overloads) do out[#out + 1] = "    " .. text end
  for _, text in ipairs(arguments) do out[#out + 1] = "      " .. text end
  return table.concat(out, "\n")
end

local function class_text(title, module)
  local source = luma._source(module)
  if not source then return nil end
  local n, at = 0, nil
  for line in (source .. "\n"):gmatch "(.-)\n" do
    n = n + 1
    if at == nil and line:find "^%-%-%-@class" then at = n end
    if at and not line:find "^%-%-%-" then return described(title, source, n) end
  end
  local head = source:match "^%-%-%- ?([^\n]*)"
  return title .. (head and "\n    " .. head or "")
end

local function function_text(title, f)
  local source, line = luma._source(f)
  if not source then return nil end
  return described(title, source, line)
end

-- ---- what is asked for

local libraries = {"tensor", "autograd", "nn", "optim"}

-- The name under which a value is found in the libraries that are loaded.
local function name_of(value)
  for name, module in pairs(package.loaded) do
    if name:find "^luma%." and rawequal(module, value) then return name:sub(6), name end
  end
  for name, module in pairs(package.loaded) do
    if type(module) == "table" and name:find "^luma%." and name ~= "luma.tensor" then
      for key, field in next, module do
        if rawequal(field, value) and type(key) == "string" then
          return name:sub(6) .. "." .. key
        end
      end
    end
  end
  for key, field in next, tensor do
    if rawequal(field, value) and key:sub(1, 1) ~= "_" then return "tensor." .. key end
  end
  for key, field in next, tensor._methods do
    if rawequal(field, value) then return "x:" .. key end
  end
end

local function value_text(value)
  local entries = by_name[value]
  if entries then return entries_text(entries) end
  local name, module = name_of(value)
  -- A class may have been loaded as a field, its module since forgotten.
  if name and not module and type(value) == "table" then module = "luma." .. name end
  if name and texts[name] then return name .. texts[name] end
  if module and type(value) == "table" then
    if rawget(value, "__name") then return class_text(name, module) end
    return luma._source(module) and class_text(name, module) or name
  end
  if type(value) == "function" then
    return function_text(name or "function", value)
  elseif type(value) == "table" then
    local class = getmetatable(value)
    if class and name_of(class) then return value_text(class) end
  end
end

local function look_up(path)
  local value = luma
  for part in path:gmatch "[^.:]+" do
    local kind = type(value)
    if kind ~= "table" then return nil end
    local ok, found = pcall(function() return value[part] end)
    value = ok and found or nil
    if value == nil then return nil end
  end
  return value
end

local function name_text(name)
  local found = {}
  local function add(text) if text then found[#found + 1] = text end end
  if by_name[name] then add(entries_text(by_name[name])) end
  if texts[name] then add(name .. texts[name]) end
  if #found > 0 then return table.concat(found, "\n\n") end
  for _, place in ipairs{"tensor.", "x:", "nn.functional.", "tensor.linalg.", "tensor.fft.",
    "tensor.special.", "autograd.", "tensor.distributions."} do
    local key = place .. name
    if by_name[key] then add(entries_text(by_name[key])) end
    if texts[key] then add(key .. texts[key]) end
  end
  if #found > 0 then return table.concat(found, "\n\n") end
  for _, place in ipairs{"", "tensor.", "nn.", "optim.", "autograd.", "nn.functional.",
    "optim.lr_scheduler."} do
    local value = look_up(place .. name)
    local text = value ~= nil and value_text(value)
    if text then return text end
  end
  local twin = name:match "^(.*)_$"
  return twin and by_name["tensor." .. twin] and name_text("tensor." .. twin) or nil
end

local general = [[
help(tensor.clamp), help "clamp", help(nn.Linear), help "linalg.inv", help(x.sum)
    Tells what a function, a method or a class is for. Libraries: tensor (with linalg, fft and
    special), autograd, nn, optim. Positions and dimensions count from 1; optional arguments may
    stand in one trailing table: x:sum{dim = 2, keepdim = true}.]]

---The text of help for a value or a name, or nil where there is none.
---@param what any
---@return string?
local function text(what)
  if by_name == nil then collect() end
  if what == nil then return general end
  if type(what) == "string" then return name_text(what) end
  if tensor.is_tensor(what) then
    return ("a tensor of %s, shape %s, on %s: help(x.sum) or help \"sum\" tells of its methods")
      :format(what.dtype, tostring(what.shape), what.device)
  end
  return value_text(what)
end

local function help(_, what)
  local answer = text(what)
  if answer == nil then
    if type(what) == "string" then fail('help: nothing is known of "%s"', what) end
    fail("help: nothing is known of this %s", type(what))
  end
  print(answer)
end

return setmetatable({text = text, libraries = libraries}, {
  __call = help,
  __tostring = function() return "help(function, class or name) tells what it is for" end,
})
