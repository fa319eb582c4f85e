-- How much of the inventory (spec/coverage/names.txt) is there: `make coverage`.
--
--   luma spec/coverage/report.lua        prints each group; status 1 when a name is neither there
--                                        nor has a reason
--
-- As a module it returns {groups = list, problems = list of lines}.

local luma = require "luma"
local sample = tensor.ones(1, 1, {dtype = "complex64"})

-- A field of a table or a tensor; an error while looking is an absence.
local function field(value, key)
  local ok, found = pcall(function() return value[key] end)
  if ok then return found end
end

local function follow(value, path)
  for part in path:gmatch "[^.]+" do
    if value == nil then return nil end
    value = field(value, part)
  end
  return value
end

local roots = {tensor = tensor, autograd = autograd, nn = nn, optim = optim, luma = luma}
local fields = {}
for name in ([[shape ndim dtype device itemsize nbytes is_cuda is_leaf requires_grad grad grad_fn T
  mT mH H layout]]):gmatch "%S+" do fields[name] = true end

local function at(place)
  if place:find "^x[.:]" then
    local name = place:sub(3)
    return fields[name] and (name == "grad" or name == "grad_fn" or name == "H" or
      field(sample, name) ~= nil) or field(tensor._methods, name)
  end
  local root, rest = place:match "^(%w+)%.?(.*)$"
  return roots[root] and follow(roots[root], rest)
end

local places = {"tensor.", "x:", "tensor.linalg.", "tensor.fft.", "tensor.special.",
  "nn.functional.", "autograd.", "tensor.distributions.", "luma.distributions.",
  "autograd.func.", "autograd.functional.", "autograd.graph.",
  "nn.utils.", "nn."}

local function anywhere(name)
  for _, place in ipairs(places) do if at(place .. name) then return true end end
  return false
end

local function holds(expression)
  local f = assert(load("return " .. expression, "=" .. expression))
  local ok, value = pcall(f)
  return ok and value and true or false
end

-- Is the name of a line there; nil with a reason where the line gives one.
local function check(line)
  local name, reason = line:match "^(.-) %-%- (.*)$"
  if name then return name, anywhere(name:match "^%S+"), reason end
  local spoken, expression = line:match "^(.-) %? (.*)$"
  if spoken then return spoken, holds(expression) end
  local called, list = line:match "^(.-) = (.*)$"
  if called then
    for place in (list .. " | "):gmatch "(.-) | " do
      if at(place) then return called, true end
    end
    return called, false
  end
  return line, anywhere(line)
end

local function read()
  local groups, problems, section, group = {}, {}, nil, nil
  for line in io.lines "spec/coverage/names.txt" do
    local head, letter = line:match "^== (.*)$", line:match "^%[(%u)%]"
    if head then
      section = head
    elseif letter then
      group = {section = section, letter = letter, present = {}, absent = {}}
      for _, g in ipairs(groups) do
        if g.section == section and g.letter == letter then group = g end
      end
      if #group.present + #group.absent == 0 then groups[#groups + 1] = group end
      group.reason = line:match "^%[%u%] %-%- (.*)$" -- of all names until the next group
    elseif line ~= "" and line:sub(1, 1) ~= "#" then
      local name, there, reason = check(line)
      reason = reason or group.reason
      if not there and not reason then
        problems[#problems + 1] = ("%s [%s]: %s is neither there nor excused"):format(section,
          group.letter, name)
      end
      table.insert(there and group.present or group.absent, there and name or {name, reason})
    end
  end
  return {groups = groups, problems = problems}
end

local result = read()
if ... == "module" then return result end

local function wrapped(names)
  local out, line = {}, "  "
  for _, name in ipairs(names) do
    if #line + #name > 98 then
      out[#out + 1], line = line, "  "
    end
    line = line .. " " .. name .. ","
  end
  out[#out + 1] = line:gsub(",$", "")
  return table.concat(out, "\n")
end

local all = {A = {0, 0}, B = {0, 0}, C = {0, 0}}
for _, g in ipairs(result.groups) do
  local n, total = #g.present, #g.present + #g.absent
  all[g.letter][1], all[g.letter][2] = all[g.letter][1] + n, all[g.letter][2] + total
  print(("%s [%s]: %d of %d, %.0f %%"):format(g.section, g.letter, n, total, 100 * n / total))
  if n > 0 then print(wrapped(g.present)) end
  for _, a in ipairs(g.absent) do
    print(("    without %s: %s"):format(a[1], a[2] or "NO REASON"))
  end
end
print()
for _, letter in ipairs{"A", "B", "C"} do
  print(("[%s]: %d of %d, %.1f %%"):format(letter, all[letter][1], all[letter][2],
    100 * all[letter][1] / all[letter][2]))
end
for _, line in ipairs(result.problems) do io.stderr:write("not ok ", line, "\n") end
os.exit(#result.problems == 0)
