-- Measures Luma beside PyTorch and the libraries of this machine: make bench
--
--   luma spec/bench/run.lua [--quick] [--best] [--threads N] [--filter TEXT]
--   make bench BENCH="--quick --filter element"
--
-- All sides of a case stay alive and take turns: a burst of calls in Luma, one in PyTorch, one in
-- each library, and so on for some rounds. So a slower minute of the machine is one for all.
-- Times are medians over the rounds; a ratio is the median of the rounds' ratios, below 1 where
-- Luma is faster. With --best, for a machine that does other things as well, times are those of
-- each side's fastest round, and rounds are shorter and more.
--
-- A limit is kept ("ok") or MISSED; the status is 1 when one was missed. PyTorch takes part when
-- python3 can import it. All sides use the same number of threads, by default one a processor;
-- beside other work a single thread disturbs the figures least.

local luma = require "luma"
local Peer = dofile("spec/bench/peer.lua")

local quick, best_only, filter = false, false, ""
do
  local i = 1
  while arg[i] do
    if arg[i] == "--quick" then
      quick = true
    elseif arg[i] == "--best" then
      best_only = true
    elseif arg[i] == "--threads" and math.tointeger(tonumber(arg[i + 1])) then
      i = i + 1
      tensor.set_num_threads(math.tointeger(tonumber(arg[i])))
    elseif arg[i] == "--filter" and arg[i + 1] then
      i = i + 1
      filter = arg[i]
    else
      io.stderr:write(
        "usage: luma spec/bench/run.lua [--quick] [--best] [--threads N] [--filter TEXT]\n")
      os.exit(2)
    end
    i = i + 1
  end
end

local ROUNDS = (quick and 3 or 9) * (best_only and 4 or 1)
local BURST = (quick and 0.01 or 0.04) / (best_only and 4 or 1) -- seconds of a side in a round
local THREADS = tensor.get_num_threads()
local COMMAND = arg[-1] -- this interpreter; what is compiled here goes beside it
local PLACE = COMMAND:match("^(.*)/") or "."

local function wanted(name) return name:lower():find(filter:lower(), 1, true) ~= nil end

local function line_of(command)
  local pipe <close> = assert(io.popen(command .. " 2>/dev/null"))
  return pipe:read() or "unknown"
end

-- The figure that stands for a list of measurements: the median, or the least.
local function typical(list)
  if best_only then return math.min(table.unpack(list)) end
  local sorted = table.move(list, 1, #list, 1, {})
  table.sort(sorted)
  local middle = #sorted // 2
  return #sorted % 2 == 1 and sorted[middle + 1] or (sorted[middle] + sorted[middle + 1]) / 2
end

-- ---------------------------------------------------------------- the table

local missed = 0
local LINE = "%-38s %9s  %-21s %9s  %6s  %-9s %s"

local function seconds(t)
  if t < 1e-6 then return ("%.0f ns"):format(t * 1e9) end
  if t < 1e-3 then return ("%.4g us"):format(t * 1e6) end
  if t < 1 then return ("%.4g ms"):format(t * 1e3) end
  return ("%.3g s"):format(t)
end

local function megabytes(bytes) return ("%.1f MB"):format(bytes / 1e6) end

-- Prints a row; `kept` is nil where there is no limit.
local function row(name, figure, beside, other, ratio, limit, kept)
  if kept == false then missed = missed + 1 end
  local part = ratio and (ratio < 0.01 and "%.4f" or "%.2f"):format(ratio) or ""
  print((LINE:format(name, figure, beside or "", other or "", part, limit or "",
    kept == nil and "" or kept and "ok" or "MISSED"):gsub(" +$", "")))
  io.stdout:flush()
end

-- ---------------------------------------------------------------- sides

-- A side is {title, time = function(calls)}: seconds per call, or nil and why not.

local function luma_side(case)
  local work, loop = case.luma and case.luma(), case.loop and case.loop()
  return {title = "Luma", time = function(calls)
    if work and not case.once then work() end -- the threads wake up, the caches fill
    local start = luma.clock()
    if loop then
      loop(calls)
    else
      for _ = 1, calls do work() end
    end
    return (luma.clock() - start) / calls
  end}
end

-- A peer's side: its requests are a pattern with the number of calls.
local function peer_side(peer, request)
  return {title = peer.title, time = function(calls)
    local answer, why = peer:ask(request:format(calls))
    return tonumber(answer), why
  end}
end

local torch = Peer.start(("OMP_NUM_THREADS=%d exec python3 spec/bench/torch_side.py %d"):format(
  THREADS, THREADS))

-- One process for each library and each choice of its kernels: a choice holds from the start on.
local libraries
local function open_libraries()
  if libraries then return libraries end
  libraries = {}
  local program = PLACE .. "/bench-gemm"
  local compile = "${CC:-cc} -std=gnu11 -O2 -o %s spec/bench/gemm.c -ldl"
  if not os.execute(compile:format(Peer.quote(program))) then return libraries end
  local avx512 = os.execute("grep -q avx512dq /proc/cpuinfo 2>/dev/null")
  local seen = {}
  local function open(library, core)
    local peer = Peer.start(("OMP_NUM_THREADS=%d %s exec %s %s"):format(THREADS,
      core and "OPENBLAS_CORETYPE=" .. core or "", Peer.quote(program), library))
    if peer and seen[peer.title] then
      peer:close()
    elseif peer then
      seen[peer.title] = true
      libraries[#libraries + 1] = peer
    end
  end
  open("libopenblas.so.0")
  open("libopenblas.so.0", "Haswell")
  if avx512 then open("libopenblas.so.0", "SkylakeX") end
  open("libdnnl.so.2")
  open("libdnnl.so.3")
  return libraries
end

-- ---------------------------------------------------------------- measuring

-- Calls that fill a burst; nil and why when the side cannot do the case.
local function calibrate(side, once)
  local calls = 1
  if once then return calls end
  local best
  while true do
    local t, why = side.time(calls)
    if not t then return nil, why end
    best = math.min(best or t, t)
    local fill = math.max(1, math.ceil(BURST / best))
    if fill <= calls * 2 then return fill end
    calls = math.min(fill, calls * 8)
  end
end

-- Times of all sides that can do it, {[side] = list}; the others say why not on stderr.
local function measure(sides, once)
  local times, calls = {}, {}
  for _, side in ipairs(sides) do
    local why
    calls[side], why = calibrate(side, once)
    if calls[side] then
      times[side] = {}
    elseif why ~= "not in this library" then
      io.stderr:write(("bench: %s: %s\n"):format(side.title, why))
    end
  end
  for _ = 1, once and (quick and 1 or 3) or ROUNDS do
    for _, side in ipairs(sides) do
      if times[side] then
        local t = side.time(calls[side])
        if t then table.insert(times[side], t) else times[side] = nil end
      end
    end
  end
  return times
end

local function ratio_of(mine, other)
  if best_only then return typical(mine) / typical(other) end
  local ratios = {}
  for i = 1, #mine do ratios[i] = mine[i] / other[i] end
  return typical(ratios)
end

local function run_case(case)
  collectgarbage()
  local mine = luma_side(case)
  local sides, its_torch = {mine}, nil
  if torch and torch:ask("case\n" .. case.torch .. ".") == "ok" then
    its_torch = peer_side(torch, case.once and "once %d" or "time %d")
    sides[2] = its_torch
  end
  if case.gemm then
    local request = ("%s %d %d %d"):format(table.unpack(case.gemm)) .. " %d"
    for _, library in ipairs(open_libraries()) do
      sides[#sides + 1] = peer_side(library, request)
    end
  end
  local times = measure(sides, case.once)
  local own = times[mine]
  local figure = seconds(typical(own))

  local function beside(side, name, limit)
    local ratio = ratio_of(own, times[side])
    row(name, figure, side.title, seconds(typical(times[side])), ratio,
      limit and ("<= %.2f"):format(limit), limit and ratio <= limit)
  end
  local against_torch = not case.gemm and case.limit or nil
  if its_torch and times[its_torch] then
    beside(its_torch, case.name, against_torch)
  elseif case.ceiling then
    row(case.name, figure, nil, nil, nil, "<= " .. seconds(case.ceiling),
      typical(own) <= case.ceiling)
  else
    row(case.name, figure)
  end
  local best
  for i = its_torch and 3 or 2, #sides do
    local side = sides[i]
    if times[side] and (not best or typical(times[side]) < typical(times[best])) then
      best = side
    end
  end
  if best then beside(best, "  beside the best library", case.limit) end
end

-- The whole life of a process that does nothing: fork, exec, libraries, state, end.
local function run_start()
  local count = quick and 20 or 100
  local loop = "i=0; while [ $i -lt %d ]; do %s; i=$((i + 1)); done"
  local function time(command, n)
    local start = luma.clock()
    os.execute(loop:format(n, command))
    return (luma.clock() - start) / n
  end
  local own, other = {}, {}
  time(COMMAND .. ' -e ""', 5)
  for i = 1, ROUNDS do
    own[i] = time(COMMAND .. ' -e ""', count)
    if torch and i <= 3 then other[i] = time('python3 -c "import torch"', 1) end
  end
  local t = typical(own)
  row('luma -e "", the whole process', seconds(t), #other > 0 and 'python3 "import torch"' or nil,
    #other > 0 and seconds(typical(other)) or nil, #other > 0 and t / typical(other) or nil,
    "<= 5 ms", t <= 5e-3)
end

local function figures_of(what)
  local list = {}
  local pipe <close> = assert(io.popen(("LUMA_QUICK=%d %s spec/bench/memory.lua %s"):format(
    quick and 1 or 0, COMMAND, what)))
  for line in pipe:lines() do
    local name, value = line:match("^(%w+)%s+(%S+)$")
    if name then list[name] = tonumber(value) end
  end
  return list
end

local function failed(name) row(name, "failed", nil, nil, nil, nil, false) end

local function run_steps()
  local f = figures_of("steps")
  if not f.peak then return failed("peak of tensors, training steps") end
  row(("peak of tensors, %s steps"):format(quick and "400" or "2000"), megabytes(f.peak),
    "after step 20", megabytes(f.early), f.peak / f.early, "<= 1.02", f.peak <= 1.02 * f.early)
end

local function run_garbage()
  local f = figures_of("garbage")
  if not f.peak then return failed("peak of tensors, garbage") end
  row(("peak of tensors, %.0f GB of garbage"):format(f.allocated / 1e9), megabytes(f.peak), nil,
    nil, nil, "<= 400 MB", f.peak <= 400e6)
  row("  the collector's share of the time", ("%.1f %%"):format(100 * f.share), nil, nil, nil,
    "<= 50 %", f.share <= 0.5)
end

-- ---------------------------------------------------------------- all

print(("%s, %s"):format(os.date("%Y-%m-%d"),
  line_of("sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1")))
print(("%d thread%s, instruction set %s, load %s before the start, %s"):format(THREADS,
  THREADS == 1 and "" or "s", luma.build.isa, line_of("cut -d' ' -f1 /proc/loadavg"),
  best_only and "fastest rounds" or "medians"))
print(("Luma %s beside %s"):format(luma.version, torch and torch.title or "nothing else"))
print()
print((LINE:format("case", "Luma", "beside", "", "ratio", "limit", ""):gsub(" +$", "")))

if wanted("start-up luma -e") then run_start() end
for _, case in ipairs(dofile("spec/bench/cases.lua")) do
  if wanted(case.name) and not (quick and case.once) then run_case(case) end
end
if wanted("memory peak of tensors, steps") then run_steps() end
if wanted("memory peak of tensors, garbage") then run_garbage() end

if torch then torch:close() end
for _, library in ipairs(libraries or {}) do library:close() end
print()
print(missed == 0 and "every limit is kept" or ("%d limits missed"):format(missed))
os.exit(missed == 0)
