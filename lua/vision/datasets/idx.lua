--- Reading the files of MNIST and its relatives: images and labels as gzipped IDX.

local fail = require "luma.fail"
local tensor = require "luma.tensor"

local function exists(path)
  local file = io.open(path, "rb")
  if file then file:close() end
  return file ~= nil
end

-- The file as it is distributed, or unpacked.
local function find(name, root, file, package)
  for _, ending in ipairs {".gz", ""} do
    local path = ("%s/%s%s"):format(root, file, ending)
    if exists(path) then return path end
  end
  fail("%s: %s/%s.gz is not there; install Debian's package %s, or name the folder of the four "
    .. "files with the option root", name, root, file, package)
end

local function describe(t) return ("%s (%s)"):format(t.dtype, table.concat(t:size(), ", ")) end

---@param name string of the data set, for errors
---@param options {root: string?, train: boolean?}?
---@param folder string its folder below the one that holds all data sets
---@param package string where the files come from
---@return Tensor images uint8 (N, height, width)
---@return Tensor labels int64 (N), positions from 1: the files count from 0
return function(name, options, folder, package)
  local root, train = nil, true
  for key, value in pairs(options or {}) do
    if key == "root" and type(value) == "string" then
      root = value
    elseif key == "train" and type(value) == "boolean" then
      train = value
    else
      fail("%s: unknown option %q or a wrong value of it; options are root (a string) and train "
        .. "(a boolean)", name, tostring(key))
    end
  end
  root = root or (os.getenv("LUMA_DATA") or "/usr/share/datasets") .. "/" .. folder
  local part = train and "train" or "t10k"
  local images = tensor.load(find(name, root, part .. "-images-idx3-ubyte", package))
  local labels = tensor.load(find(name, root, part .. "-labels-idx1-ubyte", package))
  if images.dtype ~= "uint8" or images.ndim ~= 3 or labels.dtype ~= "uint8" or labels.ndim ~= 1
    or #images ~= #labels then
    fail("%s: %s: images must be uint8 (N, height, width) and labels uint8 (N), got %s and %s",
      name, root, describe(images), describe(labels))
  end
  return images, labels:to("int64") + 1
end
