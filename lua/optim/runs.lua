--- Parameters that one fused operation updates together: those on one device that have seen the
--- same number of steps. There is mostly one such run in a group.

local drop = require "luma.tensor"._drop

local function run_for(runs, step, device)
  for _, run in ipairs(runs) do
    if run.step == step and run.device == device then return run end
  end
  local run = {step = step, device = device, count = 0, {}, {}, {}, {}, {}}
  runs[#runs + 1] = run
  return run
end

---Runs an update for the parameters of a list that have a gradient.
---@param params Tensor[]
---@param remember fun(parameter: Tensor): integer, ... the number of the step that is about to be
---made, then up to three tensors of state
---@param update fun(tensors: Tensor[], groups: integer, step: integer) `tensors` has all
---parameters, then all gradients, then the state: `groups` lists of equal length in one
return function(params, remember, update)
  local runs = {}
  for _, parameter in ipairs(params) do
    local grad = parameter.grad
    if grad then
      local step, a, b, c = remember(parameter)
      local run = run_for(runs, step, parameter.device)
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
    update(tensors, groups, run.step)
    -- Our handles to the gradients must not keep them until the next collection.
    drop(tensors, run.count + 1, 2 * run.count)
  end
end
