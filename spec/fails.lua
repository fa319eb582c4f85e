-- Expects an error: fails.text(text, f, ...) calls f(...) and wants the text in its message,
-- fails.pattern(pattern, f, ...) a match of Lua's kind, fails.message(f, ...) wants just any. All
-- return the message.

local function expecting(plain)
  return function(wanted, f, ...)
    local ok, message = pcall(f, ...)
    if ok then error(("no error, expected %q"):format(wanted), 2) end
    if not tostring(message):find(wanted, 1, plain) then
      error(("expected an error with %q, got: %s"):format(wanted, message), 2)
    end
    return message
  end
end

local any = expecting(true)

return {
  text = any,
  pattern = expecting(false),
  message = function(f, ...) return any("", f, ...) end,
}
