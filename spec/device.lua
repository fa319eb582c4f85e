-- LUMA_DEVICE=cuda runs the same specs on another device: tensors are made there by default.
-- spec/run.lua has busted load this first (--helper).

local device = os.getenv "LUMA_DEVICE"
if device and device ~= "" then tensor.set_default_device(device) end
