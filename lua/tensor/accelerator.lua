--- tensor.accelerator: what a script needs to know of accelerators without naming their kind.

local tensor = require "luma.tensor"

local accelerator = {}

local KIND = "cuda"

local function one_element(device) return tensor.zeros({1}, {device = device}) end

---@return integer how many accelerators there are, 0 where there is no driver
function accelerator.device_count()
  local count = 0
  while pcall(one_element, ("%s:%d"):format(KIND, count)) do count = count + 1 end
  return count
end

---@return boolean
function accelerator.is_available() return (pcall(one_element, KIND)) end

---@return string? # the kind of the accelerator, nil where there is none
function accelerator.current_accelerator()
  return accelerator.is_available() and KIND or nil
end

---Waits until all that was asked of an accelerator is done.
---@param device? string
function accelerator.synchronize(device) one_element(device or KIND):cpu() end

return accelerator
