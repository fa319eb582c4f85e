-- The command takes stock lua's options, and ends as stock lua ends.

local luma = arg and arg[-1] or "build/luma"
do
  local i = 0
  while arg and arg[i] do luma, i = arg[i], i - 1 end
end

-- Runs a shell command in which LUMA stands for the command; gives what it wrote and its status.
local function run(command)
  command = command:gsub("LUMA", function() return "'" .. luma .. "'" end)
  local pipe = assert(io.popen("{ " .. command .. "\n} 2>&1"))
  local text = pipe:read("a")
  local _, _, status = pipe:close()
  return text, status
end

-- A file with this text, for the time of the test.
local files = {}
local function file(text)
  local path = os.tmpname()
  local out <close> = assert(io.open(path, "w"))
  out:write(text)
  files[#files + 1] = path
  return path
end

local function expect(command, text, status)
  local got, ended = run(command)
  assert.are.equal(text, got)
  assert.are.equal(status or 0, ended)
end

describe("the luma command", function()
  after_each(function()
    for i = #files, 1, -1 do
      os.remove(files[i])
      files[i] = nil
    end
  end)

  it("runs a script with its arguments", function()
    local script = file("print(#arg, arg[0] == ..., select('#', ...), arg[-1] ~= nil)\nprint(...)")
    expect("LUMA " .. script .. " a 'b c'", "2\tfalse\t2\ttrue\na\tb c\n")
  end)

  it("counts what comes before the script with negative indices", function()
    local script = file("print(arg[-1], arg[-2], arg[-3] ~= nil, arg[-4])")
    expect("LUMA -e x=1 " .. script, "x=1\t-e\ttrue\tnil\n")
  end)

  it("runs -e and -l in their order", function()
    expect("LUMA -e 'a = 1' -l m=math -lstring -e 'print(a, m.pi > 3, string.rep(\"x\", 2))'",
      "1\ttrue\txx\n")
  end)

  it("runs stdin, alone and as -", function()
    expect("echo 'print(...)' | LUMA - x", "x\n")
    expect("echo 'print(1)' | LUMA", "1\n")
  end)

  it("stops reading options at --", function()
    local text, status = run("LUMA -- -missing-file")
    assert.matches("luma: cannot open %-missing%-file", text)
    assert.are.equal(1, status)
  end)

  it("says its version and Lua's", function()
    local text, status = run("LUMA -v")
    assert.matches("^Luma %d+%.%d+%.%d+, on Lua 5%.4", text)
    assert.are.equal(0, status)
  end)

  it("reads LUA_INIT, but not with -E", function()
    expect("LUA_INIT='x = 5' LUMA -e 'print(x)'", "5\n")
    expect("LUA_INIT='x = 5' LUA_INIT_5_4='x = 6' LUMA -e 'print(x)'", "6\n")
    expect("LUA_INIT=@" .. file("x = 7") .. " LUMA -e 'print(x)'", "7\n")
    expect("LUA_INIT='x = 5' LUMA -E -e 'print(x)'", "nil\n")
  end)

  it("reports errors with a traceback and status 1", function()
    local text, status = run("LUMA " .. file("local x\nx()"))
    assert.matches(":2: attempt to call a nil value", text)
    assert.matches("stack traceback:", text)
    assert.are.equal(1, status)
    text, status = run("LUMA -e 'error({})'")
    assert.matches("%(error object is a table value%)", text)
    assert.are.equal(1, status)
    text = run("LUMA -e \"error(setmetatable({}, {__tostring = function() return 'mine' end}))\"")
    assert.matches("mine", text)
    text, status = run("LUMA -e 'x ='")
    assert.matches("%(command line%):1: unexpected symbol near <eof>", text)
    assert.are.equal(1, status)
  end)

  it("passes on what os.exit says", function()
    local _, status = run("LUMA -e 'os.exit(7)'")
    assert.are.equal(7, status)
    _, status = run("LUMA -e 'os.exit(true, true)'")
    assert.are.equal(0, status)
  end)

  it("refuses options that it does not know", function()
    for _, option in ipairs {"-h", "---", "-Ex", "-vv", "-iv", "-e", "-l"} do
      local text, status = run("LUMA " .. option)
      assert.matches("usage:", text)
      assert.are.equal(1, status)
    end
  end)

  it("shows warnings when asked", function()
    expect("LUMA -e 'warn(\"a\")'", "")
    expect("LUMA -W -e 'warn(\"a\", \"b\")'", "Lua warning: ab\n")
    expect("LUMA -e 'warn(\"@on\") warn(\"a\")'", "Lua warning: a\n")
  end)

  it("sets its four globals and leaves Lua's as they are", function()
    expect("LUMA -e 'print(type(tensor), type(autograd), type(nn), type(optim), luma)'",
      "table\ttable\ttable\ttable\tnil\n")
    expect("LUMA -e 'for _, n in ipairs {\"tensor\", \"autograd\", \"nn\", \"optim\"} do " ..
      "assert(require(\"luma.\" .. n) == _G[n] and require(\"luma\")[n] == _G[n]) end print(1)'",
      "1\n")
    local names = "local t = {} for k in pairs(_G) do t[#t + 1] = k end table.sort(t) " ..
      "print(table.concat(t, ' '))"
    local stock, status = run("lua5.4 -e \"" .. names .. "\"")
    if status == 0 then
      local ours = run("LUMA -e \"tensor, autograd, nn, optim = nil " .. names .. "\"")
      assert.are.equal(stock, ours)
    end
  end)

  it("ends as stock lua does on SIGINT, whatever loops", function()
    local loops = {
      "while true do end",
      "local x = tensor.ones(10) while true do x = x + 1 end",
      "local x = tensor.ones(500, 500) while true do x = x:matmul(x) end",
      "local x = tensor.ones({9}, {requires_grad = true}) " ..
        "while true do (x * x):sum():backward() end",
      "local m = nn.Linear(9, 9) local x = tensor.ones(9, 9) while true do m(x) end",
    }
    for _, loop in ipairs(loops) do
      local script = file("io.stdout:setvbuf 'no' print(1) " .. loop)
      local text, status = run("LUMA " .. script .. " & sleep 0.7; kill -INT $!; wait $!")
      assert.matches("interrupted!\nstack traceback:", text)
      assert.are.equal(1, status, loop)
    end
  end)

  it("is interrupted by SIGINT inside tensor operations", function()
    local script = file("io.stdout:setvbuf 'no' print(1) local x = tensor.ones(10)\n" ..
      "print(select(2, pcall(function() while true do x = x + 1 end end)))")
    local text = run("LUMA " .. script .. " & sleep 0.5; kill -INT $!; wait $!")
    assert.matches("interrupted!", text)
  end)
end)
