--- Parameters that one fused operation updates together: those on one device for which its numbers
--- are the same, because they have seen the same number of steps. There is mostly one such run in a
--- group.

local tensor = require "luma.tensor"

local drop, view_as_real = tensor._drop, tensor.view_as_real

local function run_for(runs, key, device, state)
  for _, run in ipairs(runs) do
    if run.key == key and run.device == device then return run end
  end
  local run = {key = key, device = device, state = state, count = 0, {}, {}, {}, {}, {}}
  runs[#runs + 1] = run
  return run
end

---Runs an update for the parameters of a list that have a gradient. A complex parameter is updated
---as the real numbers that it consists of.
---@param params Tensor[]
---@param remember fun(parameter: Tensor): any, table, ... what has to be the same in a run, what
---is remembered of the parameter, then up to three tensors of state
---@param update fun(tensors: Tensor[], groups: integer, key: any, state: table) `tensors` has all
---parameters, then all gradients, then the state: `groups` lists of equal length in one; `state`
---is that of the first parameter
return function(params, remember, update)
  local runs = {}
  for _, parameter in ipairs(params) do
    local grad = parameter.grad
    if grad then
      local key, state, a, b, c = remember(parameter)
      if parameter.dtype:find("complex", 1, true) then
        parameter, grad = view_as_real(parameter), view_as_real(grad)
        a, b, c = a and view_as_real(a), b and view_as_real(b), c and view_as_real(c)
      end
      local run = run_for(runs, key, parameter.device, state)
      local n = run.count + 1
      run.count = n
      run[1][n], run[2][n], run[3][n], run[4][n], run[5][n] = parameter, grad, a, b, c
    end
  end
  for _, run in ipairs(runs) do
    local tensors, groups = run[1], 1
    while groups < 5 and run[groups + 1][1] do
      table.move(run[groups + 1], 1, run.count, groups * run.count + 1, tensors)
      groups = groups + 1
    end
    update(tensors, groups, run.key, run.state)
    -- Our handles to the gradients must not keep them until the next collection.
    drop(tensors, run.count + 1, 2 * run.count)
  end
end
