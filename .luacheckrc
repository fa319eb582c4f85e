std = "lua54"
max_line_length = 100
codes = true

-- Scripts run under `luma` see its libraries as globals. The library itself (lua/) must not lean on
-- them: under stock Lua they are not there.
local luma = {"tensor", "autograd", "nn", "optim"}

files["examples"] = {read_globals = luma}
files["spec"] = {std = "+busted", read_globals = luma}
files["spec/bench"] = {read_globals = luma}
files["spec/fuzz.lua"] = {globals = {"fuzz", "succeeded"}}
files["spec/data"] = {max_line_length = false} -- recorded values
