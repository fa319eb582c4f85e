-- What the specs of files share: files with given bytes in a folder of their own.

local support = {}

local base = os.tmpname()
os.remove(base)
local count = 0

-- A name that no other call gives; the file is not there yet.
function support.path(ending)
  count = count + 1
  return ("%s-%d%s"):format(base, count, ending)
end

function support.write(path, bytes)
  local file <close> = assert(io.open(path, "wb"))
  assert(file:write(bytes))
end

function support.read(path)
  local file <close> = assert(io.open(path, "rb"))
  return file:read("a")
end

function support.file(ending, bytes)
  local path = support.path(ending)
  support.write(path, bytes)
  return path
end

-- Loads bytes as a file with this ending; the file is gone afterwards. Errors come with the path
-- replaced by FILE.
function support.load(ending, bytes, options)
  local path = support.file(ending, bytes)
  local ok, result = pcall(tensor.load, path, options)
  os.remove(path)
  if ok then return result end
  local from, to = tostring(result):find(path, 1, true)
  error(from and result:sub(1, from - 1) .. "FILE" .. result:sub(to + 1) or result, 0)
end

function support.unhex(digits)
  return (digits:gsub("%x%x", function(pair) return string.char(tonumber(pair, 16)) end))
end

-- The bytes of a .npy file: header as given, elements as given.
function support.npy(header, elements, version)
  version = version or 1
  local length = version == 1 and "<s2" or "<s4"
  return "\x93NUMPY" .. string.char(version, 0) .. length:pack(header) .. (elements or "")
end

-- The bytes of a .safetensors file.
function support.safetensors(header, elements) return ("<s8"):pack(header) .. (elements or "") end

-- Fails unless f raises an error whose text has all these parts.
function support.raises(f, ...)
  local ok, message = pcall(f)
  if ok then error("no error was raised", 2) end
  for _, part in ipairs {...} do
    if not tostring(message):find(part, 1, true) then
      error(("the error lacks %q: %s"):format(part, message), 2)
    end
  end
end

-- True when two values are equal: tensors by dtype, shape and elements (NaN equals NaN), tables by
-- their fields, numbers by their subtype, too.
function support.same(a, b)
  if tensor.is_tensor(a) and tensor.is_tensor(b) then
    if a.dtype ~= b.dtype or tostring(a.shape) ~= tostring(b.shape) then return false end
    return support.same(a:reshape(-1):tolist(), b:reshape(-1):tolist())
  end
  if type(a) ~= type(b) then return false end
  if type(a) == "number" then
    return math.type(a) == math.type(b) and (a == b or (a ~= a and b ~= b))
  end
  if type(a) ~= "table" then return a == b end
  for key, value in next, a do
    if not support.same(value, rawget(b, key)) then return false end
  end
  for key in next, b do
    if rawget(a, key) == nil then return false end
  end
  return true
end

return support
