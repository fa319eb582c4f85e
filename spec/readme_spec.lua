-- README.md tells the truth: its snippets run and print what it says, and the lines that it quotes
-- from the sources are there.
--
--   ```lua         run by the command; text after `-->` is the whole output, if there is any
--   ```console     a conversation: inputs after prompts, and what comes back
--   ```c           a host program, built against libluma.a; `//-->` is its output
--   ```c FILE      lines of that file
--
-- Runs of white space count as one space: `print` writes tabs, which look odd on a page.

local BUILD = os.getenv("BUILD") or "build"
local CC, SAN = os.getenv("CC") or "gcc", os.getenv("SAN") == "1"

local function read(path)
  local file <close> = assert(io.open(path))
  return file:read("a")
end

local function write(path, text)
  local file <close> = assert(io.open(path, "w"))
  file:write(text)
end

-- {kind, line, text} for each fenced block, less the indentation of its fence.
local function blocks()
  local list, block, number = {}, nil, 0
  for line in io.lines("README.md") do
    number = number + 1
    local indent, info = line:match("^( *)```(.*)$")
    if not block and indent then
      block = {kind = info, line = number, indent = #indent, lines = {}}
    elseif block and info == "" then
      block.text = table.concat(block.lines, "\n") .. "\n"
      list[#list + 1] = block
      block = nil
    elseif block then
      table.insert(block.lines, line:sub(block.indent + 1))
    end
  end
  assert(block == nil, "a block of README.md is not closed")
  return list
end

local function tidy(text)
  return (text:gsub("[ \t]+", " "):gsub(" *\n *", "\n"):gsub("^%s+", ""):gsub("%s+$", ""))
end

-- What a block says that it prints, or nil.
local function promised(text)
  local list = {}
  for said in text:gmatch("%-%-> ?([^\n]*)") do list[#list + 1] = said end
  return #list > 0 and tidy(table.concat(list, "\n")) or nil
end

local function absolute(path)
  if path:sub(1, 1) == "/" then return path end
  local pipe <close> = assert(io.popen("pwd"))
  return pipe:read() .. "/" .. path
end

-- A place of its own for what snippets write.
local function in_folder(f)
  local folder = os.tmpname()
  os.remove(folder)
  assert(os.execute("mkdir " .. folder))
  local ok, problem = pcall(f, folder)
  os.execute("rm -rf " .. folder)
  if not ok then error(problem, 0) end
end

local function output_of(command)
  local pipe = assert(io.popen(command .. " 2>&1"))
  local output = pipe:read("a")
  local ok, how, code = pipe:close()
  if not ok then error(("%s %s\n%s"):format(how, code, output), 0) end
  return tidy(output)
end

local run = {}

function run.lua(block)
  in_folder(function(folder)
    write(folder .. "/snippet.lua", block.text)
    local output = output_of(("cd %s && '%s/luma' snippet.lua"):format(folder, absolute(BUILD)))
    local wanted = promised(block.text)
    if wanted then assert.are.equal(wanted, output) end
  end)
end

function run.console(block)
  in_folder(function(folder)
    local inputs = {}
    for input in ("\n" .. block.text):gmatch("\n>>? ([^\n]*)") do inputs[#inputs + 1] = input end
    write(folder .. "/input", table.concat(inputs, "\n") .. "\n")
    local output = output_of(("'%s/luma' -i <%s/input"):format(BUILD, folder))
    output = output:gsub("^[^\n]*\n", ""):gsub("\n> *$", "") -- the greeting, the last prompt
    assert.are.equal(tidy(block.text), output)
  end)
end

function run.c(block)
  in_folder(function(folder)
    write(folder .. "/host.c", block.text)
    output_of(("%s -std=c11 -Wall -Wextra -Werror %s -Ivm -I. -o %s/host %s/host.c %s/libluma.a " ..
      "$(pkg-config --cflags --libs lua5.4) -fopenmp -lz -lm -ldl -lpthread"):format(CC,
      SAN and "-fsanitize=address,undefined" or "", folder, folder, BUILD))
    assert.are.equal(promised(block.text), output_of(folder .. "/host"))
  end)
end

local function quotes(file, block)
  local source = "\n" .. read(file)
  for _, line in ipairs(block.lines) do
    assert(source:find("\n" .. line .. "\n", 1, true), file .. " has no line " .. line)
  end
end

describe("README.md", function()
  local snippets = 0
  for _, block in ipairs(blocks()) do
    local language, file = block.kind:match("^(%S*) ?(.*)$")
    if language == "lua" or language == "console" then snippets = snippets + 1 end
    if file ~= "" then
      it(("quotes %s in line %d"):format(file, block.line), function() quotes(file, block) end)
    elseif run[language] then
      it(("runs the %s in line %d"):format(language, block.line), function()
        run[language](block)
      end)
    end
  end

  it("has a tour of at least ten snippets", function() assert.is_true(snippets >= 10) end)

  it("names files that exist", function()
    for path in read("README.md"):gmatch("`([%w_]+/[%w_/]+%.%w+)`") do
      if path ~= "lua/nn/Name.lua" then
        assert(io.open(path), path .. " does not exist"):close()
      end
    end
    for path in read("README.md"):gmatch("%]%(([%w_/.]+)%)") do
      assert(io.open(path), path .. " does not exist"):close()
    end
  end)
end)
