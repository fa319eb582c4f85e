-- A process beside this one that measures when it is asked: a request is lines of text, the answer
-- one line. Lua's popen has one direction, so answers come back through a named pipe.

local Peer = {}
Peer.__index = Peer

local function quote(s) return "'" .. s:gsub("'", "'\\''") .. "'" end
Peer.quote = quote

-- Starts a shell command. Its first line says what it is and becomes `peer.title`; nil when there
-- is none, which means that the process cannot measure here (PyTorch is not installed, say).
function Peer.start(command)
  local fifo = os.tmpname()
  os.remove(fifo)
  if not os.execute("mkfifo " .. quote(fifo)) then return nil end
  local self = setmetatable({}, Peer)
  -- The shell opens the pipe before it starts the command, and both ends close with the process:
  -- one that dies leaves an end of file, never a wait without end.
  self.requests = io.popen(("exec >%s; %s 2>/dev/null"):format(quote(fifo), command), "w")
  self.requests:setvbuf("full")
  self.answers = io.open(fifo)
  os.remove(fifo)
  self.title = self.answers and self.answers:read()
  if self.title then return self end
  self:close()
  return nil
end

-- Sends the text and returns the answer; nil and what went wrong when the answer is "error: ...",
-- or when the process has ended.
function Peer:ask(text)
  self.requests:write(text, "\n")
  self.requests:flush()
  local answer = self.answers:read()
  if answer == nil then return nil, "the process has ended" end
  local wrong = answer:match("^error: (.*)")
  if wrong then return nil, wrong end
  return answer
end

function Peer:close()
  if self.requests then self.requests:close() end
  if self.answers then self.answers:close() end
end

return Peer
