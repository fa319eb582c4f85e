-- A busted output handler for spec/run.lua: one line a file on stdout, failures in full, and a
-- machine's account in the file that LUMA_TEST_LOG names, flushed line by line, so that it is
-- complete up to the test that brought the process down:
--
--   broken MESSAGE                         a file that does not load
--   file PATH, test NAME                   what is running
--   ok, not ok, pending                    how it ended
--   done

local busted = require "busted"
local base = require "busted.outputHandlers.base"

return function()
  local handler = base()
  local log = assert(io.open(assert(os.getenv("LUMA_TEST_LOG"), "LUMA_TEST_LOG is not set"), "w"))
  log:setvbuf("line")
  local counts

  local function note(...)
    log:write(table.concat({...}, " "):gsub("\n", " "), "\n")
  end

  local function show(failure)
    local message = failure.message
    if type(message) ~= "string" then
      message = message == nil and "(no message)" or require("pl.pretty").write(message)
    end
    local at = failure.element.trace or {}
    io.write(("not ok %s\n    %s:%s\n"):format(failure.name, at.short_src, at.currentline))
    io.write("    ", (message:gsub("\n", "\n    ")), "\n")
    if failure.isError and failure.trace and failure.trace.traceback then
      io.write("    ", (failure.trace.traceback:gsub("^\n", ""):gsub("\n", "\n    ")), "\n")
    end
    io.flush()
  end

  local function file_start(file)
    counts = {ok = 0, failed = 0, pending = 0}
    note("file", file.name)
    return nil, true
  end

  local function file_end(file)
    io.write(("%-48s %d passed"):format(file.name, counts.ok))
    if counts.failed > 0 then io.write(", ", counts.failed, " failed") end
    if counts.pending > 0 then io.write(", ", counts.pending, " pending") end
    io.write("\n")
    io.flush()
    return nil, true
  end

  local function test_start(element)
    note("test", handler.getFullName(element))
    return nil, true
  end

  local function test_end(_, _, status)
    if status == "success" then
      counts.ok = counts.ok + 1
      note("ok")
    elseif status == "pending" then
      counts.pending = counts.pending + 1
      note("pending")
    else
      counts.failed = counts.failed + 1
      local list = status == "error" and handler.errors or handler.failures
      show(list[#list])
      note("not ok")
    end
    return nil, true
  end

  -- Outside a test: a file that does not load, a failing setup or teardown.
  local function outside(element)
    if element.descriptor ~= "it" then
      local last = handler.errors[#handler.errors]
      show(last)
      if counts then
        counts.failed = counts.failed + 1
        note("not ok")
      else
        note("broken", tostring(last.message))
      end
    end
    return nil, true
  end

  local function suite_end()
    note("done")
    log:close()
    return nil, true
  end

  busted.subscribe({"file", "start"}, file_start)
  busted.subscribe({"file", "end"}, file_end)
  busted.subscribe({"test", "start"}, test_start)
  busted.subscribe({"test", "end"}, test_end)
  busted.subscribe({"error"}, outside)
  busted.subscribe({"failure"}, outside)
  busted.subscribe({"suite", "end"}, suite_end)

  return handler
end
