-- Runs every suite and adds up: the last line is "N passed, N failed", the status is 1 if any did.
--
--   lua5.4 spec/run.lua [FILE...]        the files named, or all of them
--
--   spec/**/*_spec.lua   busted, under $BUILD/luma, all in one process; if that dies, the test it
--                        was in counts as failed and the files after it run in a new process
--   spec/**/*_spec.c     programs, built by `make hosts`: they print `ok NAME` and
--   spec/**/*_spec.sh    `not ok NAME: why`; ending with a status other than 0, or without a single
--                        line of these, counts as a failure, too
--   examples/*.lua, *.c  run with LUMA_SHORT=1; one test each, passed when the status is 0
--
-- It runs in the stock interpreter, so that it survives what it tests. From the environment: BUILD,
-- SAN (1: a sanitizer build), TEST_TIMEOUT (seconds a process may take).

local BUILD = os.getenv("BUILD") or "build"
local SAN = os.getenv("SAN") == "1"
local TIMEOUT = tonumber(os.getenv("TEST_TIMEOUT")) or (SAN and 3600 or 1200)

local passed, failed = 0, 0

local function fail(name, why)
  failed = failed + 1
  print(("not ok %s: %s"):format(name, why))
end

local function quote(s) return "'" .. s:gsub("'", "'\\''") .. "'" end

local env = {"BUILD=" .. quote(BUILD), "LUMA=" .. quote(BUILD .. "/luma"),
  "SAN=" .. (SAN and "1" or "0"), "CC=" .. quote(os.getenv("CC") or "gcc")}
if SAN then
  env[#env + 1] = "ASAN_OPTIONS=${ASAN_OPTIONS:-" ..
    "detect_leaks=1:abort_on_error=0:allocator_may_return_null=1}"
  -- use_tls=0: gcc 12's leak checker dies on the thread-local blocks of libraries opened later.
  env[#env + 1] = "LSAN_OPTIONS=${LSAN_OPTIONS:-" ..
    "suppressions=$PWD/.ci/lsan.supp:print_suppressions=0:use_tls=0}"
  env[#env + 1] = "UBSAN_OPTIONS=${UBSAN_OPTIONS:-print_stacktrace=1}"
end
local prefix = table.concat(env, " ")

-- Runs a command without input, hands each line of its output (stderr included) to `line`, and
-- returns true, or false and how it ended.
local function run(command, line)
  io.stdout:flush()
  local pipe = assert(io.popen(("%s timeout -k 10 %d %s </dev/null 2>&1"):format(
    prefix, TIMEOUT, command)))
  for text in pipe:lines() do line(text) end
  local ok, what, code = pipe:close()
  if ok then return true end
  if what == "exit" and code == 124 then
    return false, ("still running after %d seconds"):format(TIMEOUT)
  elseif what == "exit" and code > 128 then
    return false, ("killed by signal %d"):format(code - 128)
  end
  return false, ("%s %d"):format(what == "exit" and "exit status" or "killed by signal", code)
end

local function exists(path)
  local file = io.open(path)
  if file then file:close() end
  return file ~= nil
end

-- The files a suite consists of, sorted; when the caller named files, only those among them.
local chosen
if #arg > 0 then
  chosen = {}
  for _, path in ipairs(arg) do
    chosen[path] = true
    if not exists(path) then fail(path, "no such file") end
  end
end

local function files(find)
  local list = {}
  local pipe <close> = assert(io.popen("find " .. find .. " 2>/dev/null | LC_ALL=C sort"))
  for path in pipe:lines() do
    if not chosen or chosen[path] then list[#list + 1] = path end
  end
  return list
end

local function head(title, list)
  if #list > 0 then print("== " .. title) end
end

-- ---------------------------------------------------------------- busted

local broken = {} -- what did not load, so that a second process does not count it again

local function read_log(path)
  local account = {}
  local file = io.open(path)
  if not file then return account end
  for line in file:lines() do
    local rest = line:match("^file (.*)")
    if rest then
      account.file, account.test = rest, nil
    elseif line:match("^test ") then
      account.test = line:sub(6)
    elseif line == "ok" then
      passed, account.test = passed + 1, nil
    elseif line == "not ok" then
      failed, account.failed, account.test = failed + 1, true, nil
    elseif line:match("^broken ") then
      failed, account.failed = failed + (broken[line] and 0 or 1), true
      broken[line] = true
    elseif line == "pending" then
      account.test = nil
    elseif line == "done" then
      account.done = true
    end
  end
  file:close()
  os.remove(path)
  return account
end

local function busted(list)
  local log = BUILD .. "/test.log"
  local first = 1
  while first <= #list do
    local command = {
      "env", "LUMA_TEST_LOG=" .. quote(log), quote(BUILD .. "/luma"), "$(command -v busted)",
      "--helper=spec/device.lua", "--output=spec/report.lua",
    }
    for i = first, #list do command[#command + 1] = quote(list[i]) end
    os.remove(log)
    local ok, how = run(table.concat(command, " "), print)
    local account = read_log(log)
    if account.done then
      -- busted's status is the number of failures; with none, another status is a death at exit.
      if not ok and not account.failed then fail("busted, at its end", how) end
      return
    end
    local at = account.file
    fail(at or list[first], (how or "ended early") ..
      (account.test and (" in test '%s'"):format(account.test) or ""))
    for i = first, #list do
      if list[i] == at or not at then
        first = i + 1
        break
      end
    end
  end
end

-- ---------------------------------------------------------------- programs

local function program(path, command)
  local good, bad = 0, 0
  local ok, how = run(command, function(line)
    if line:match("^ok ") then
      good = good + 1
    else
      if line:match("^not ok ") then bad = bad + 1 end
      print(line)
    end
  end)
  passed, failed = passed + good, failed + bad
  print(("%-48s %d passed%s"):format(path, good, bad > 0 and (", %d failed"):format(bad) or ""))
  if not ok and bad == 0 then
    fail(path, how)
  elseif good + bad == 0 then
    fail(path, "reported no test")
  end
end

local function built(path)
  local binary = BUILD .. "/" .. path:gsub("%.c$", "")
  if exists(binary) then return quote(binary) end
  fail(path, "was not built")
end

local function example(path, command)
  local output = {}
  local ok, how = run("env LUMA_SHORT=1 " .. command, function(line) output[#output + 1] = line end)
  if ok then
    passed = passed + 1
    print(("%-48s ok"):format(path))
  else
    print(table.concat(output, "\n"))
    fail(path, how)
  end
end

-- ---------------------------------------------------------------- all

local suites = {
  lua = files("spec -name '*_spec.lua'"),
  c = files("spec -name '*_spec.c'"),
  sh = files("spec -name '*_spec.sh'"),
  examples = files("examples -maxdepth 1 -name '*.lua' -o -maxdepth 1 -name '*.c'"),
}

head("specs", suites.lua)
busted(suites.lua)

head("C specs", suites.c)
for _, path in ipairs(suites.c) do
  local command = built(path)
  if command then program(path, command) end
end

head("shell specs", suites.sh)
for _, path in ipairs(suites.sh) do program(path, "bash " .. quote(path)) end

head("examples", suites.examples)
for _, path in ipairs(suites.examples) do
  if path:match("%.lua$") then
    example(path, quote(BUILD .. "/luma") .. " " .. quote(path))
  else
    local command = built(path)
    if command then example(path, command) end
  end
end

if passed + failed == 0 then fail("suites", "there is no test") end
print(("%d passed, %d failed"):format(passed, failed))
os.exit(failed == 0)
