-- The recorded cases of the files that a pattern of the shell names, in order; each tells its own
-- place, as "folder/file number".

return function(pattern)
  local cases = {}
  local pipe <close> = assert(io.popen("LC_ALL=C ls " .. pattern))
  for path in pipe:lines() do
    for number, case in ipairs(dofile(path)) do
      case.place = ("%s %d"):format(path:match "([^/]+/[^/]+)%.lua$", number)
      cases[#cases + 1] = case
    end
  end
  return cases
end
