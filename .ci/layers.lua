-- The rules of the map in one place: who may include whom, what the core never calls, what lies at
-- the top of the tree, and how large a tracked file may be. Prints each breach and exits with 1.

local breaches = 0
local function breach(where, what)
  breaches = breaches + 1
  print(where .. ": " .. what)
end

local function lines_of(command)
  local pipe <close> = assert(io.popen(command))
  local list = {}
  for line in pipe:lines() do list[#list + 1] = line end
  return list
end

-- C text without comments; strings and characters keep their quotes only. Lines keep their numbers.
local function code_of(text)
  local out, i = {}, 1
  local function skip(to)
    out[#out + 1] = text:sub(i, to):gsub("[^\n]", "")
    i = to + 1
  end
  while i <= #text do
    local j = text:find("[/\"']", i)
    if not j then break end
    out[#out + 1] = text:sub(i, j - 1)
    i = j
    local two, quote = text:sub(j, j + 1), text:sub(j, j)
    if two == "//" then
      skip((text:find("\n", j, true) or #text + 1) - 1)
    elseif two == "/*" then
      skip(select(2, text:find("*/", j + 2, true)) or #text)
    elseif quote == "/" then
      out[#out + 1] = "/"
      i = j + 1
    else
      local k = j + 1
      while k <= #text and text:sub(k, k) ~= quote do
        k = k + (text:sub(k, k) == "\\" and 2 or 1)
      end
      out[#out + 1] = quote
      skip(k)
      out[#out + 1] = quote
    end
  end
  out[#out + 1] = text:sub(i)
  return table.concat(out)
end

local never = {
  exit = "ends the host", _exit = "ends the host", quick_exit = "ends the host",
  abort = "ends the host", assert = "ends the host", longjmp = "jumps out of C",
  setjmp = "jumps out of C", siglongjmp = "jumps out of C", printf = "writes to stdout",
  vprintf = "writes to stdout", puts = "writes to stdout", putchar = "writes to stdout",
  stdout = "writes to stdout",
}

local sources = "find tensor gpu -name '*.[ch]' -o -name '*.def' -o -name '*.cu' -o -name '*.cuh'"
for _, path in ipairs(lines_of(sources .. " 2>/dev/null | sort")) do
  local file <close> = assert(io.open(path))
  local text = file:read("a")
  local number = 0
  for line in text:gmatch("([^\n]*)\n?") do
    number = number + 1
    local header = line:match('^%s*#%s*include%s*["<]([^">]+)[">]')
    local where = path .. ":" .. number
    if header then
      if header:match("^lua[%d.]*/") or header:match("^lua%w*%.h") or header == "lauxlib.h" then
        breach(where, "includes a Lua header, " .. header)
      elseif header:match("^vm/") or header:match("%.%./vm/") then
        breach(where, "includes from vm/, " .. header)
      elseif path:match("^tensor/") and (header:match("^gpu/") or header:match("%.%./gpu/")) then
        breach(where, "includes from gpu/, " .. header)
      end
    end
  end
  number = 0
  for line in code_of(text):gmatch("([^\n]*)\n?") do
    number = number + 1
    for before, word, after in line:gmatch("()([%a_][%w_]*)%s*()") do
      local called = line:sub(after, after) == "(" or word == "stdout"
      local member = line:sub(1, before - 1):match("[%.>]$")
      if never[word] and called and not member then
        breach(path .. ":" .. number, word .. " " .. never[word])
      end
    end
  end
end

local allowed = {}
for name in ("Makefile README.md LICENSE vm tensor gpu lua examples spec"):gmatch("%S+") do
  allowed[name] = true
end
local seen = {}
for _, path in ipairs(lines_of("git ls-files")) do
  local top = path:match("^[^/]+")
  if not allowed[top] and not top:match("^%.") and not seen[top] then
    seen[top] = true
    breach(top, "has no place at the top of the tree")
  end
  local file <close> = io.open(path)
  local size = file and file:seek("end")
  if size and size > 1048576 and size < math.maxinteger then
    breach(path, ("is tracked and has %d bytes, more than 1 MB"):format(size))
  end
end

os.exit(breaches == 0)
