--- The steps of tensor/ops/optim.def in operations, for optimisers with differentiable = true:
--- gradients flow through them to gradients, parameters, state and rates. Each takes what the
--- operation takes; its numbers may be tensors.

local recorded = {}

-- Makes the step of each parameter: formula(x) sees the values of a parameter, its gradient and its
-- state and returns new ones in the same order. Values are copies: what a formula keeps for its
-- derivative survives the next step.
local function each(tensors, groups, formula)
  local n = #tensors // groups
  for i = 1, n do
    local x = {tensors[i]:clone(), tensors[n + i]}
    for k = 3, groups do x[k] = tensors[(k - 1) * n + i]:clone() end
    local new = table.pack(formula(x))
    for k = 1, groups do
      if k ~= 2 then tensors[(k - 1) * n + i]:copy_(new[k]) end
    end
  end
end

-- The gradient after maximize and weight decay.
local function gradient(p, g, maximize, decay)
  if maximize then g = -g end
  return decay ~= 0 and g + p * decay or g
end

local function lerp(a, b, w) return a + (b - a) * w end

local function square(v, g, keep, fresh) return v * keep + g * g * fresh end

function recorded.sgd(tensors, groups, lr, momentum, fresh, decay, nesterov, maximize, first)
  each(tensors, groups, function(x)
    local g, buffer = gradient(x[1], x[2], maximize, decay), nil
    if groups > 2 then
      -- PyTorch's buffers begin apart from the graph.
      buffer = first and g:detach() or x[3] * momentum + g * fresh
      g = nesterov and g + buffer * momentum or buffer
    end
    return x[1] - g * lr, nil, buffer
  end)
end

function recorded.adam(tensors, groups, step, fresh1, beta2, fresh2, root, eps, decay, keep,
    maximize)
  each(tensors, groups, function(x)
    local p = x[1] * keep
    local g = gradient(x[1], x[2], maximize, decay)
    local mean, squares = lerp(x[3], g, fresh1), square(x[4], g, beta2, fresh2)
    local most = x[5] and x[5]:maximum(squares)
    return p - mean * step / ((most or squares):sqrt() / root + eps), nil, mean, squares, most
  end)
end

function recorded.nadam(tensors, groups, of_grad, of_mean, fresh1, beta2, fresh2, correction2, eps,
    decay, keep, maximize)
  each(tensors, groups, function(x)
    local g = gradient(x[1], x[2], maximize, decay)
    local mean, squares = lerp(x[3], g, fresh1), square(x[4], g, beta2, fresh2)
    local size = (squares / correction2):sqrt() + eps
    return x[1] * keep + g * of_grad / size + mean * of_mean / size, nil, mean, squares
  end)
end

function recorded.radam(tensors, groups, lr, fresh1, beta2, fresh2, correction1, root,
    rectification, eps, decay, keep, adaptive, maximize)
  each(tensors, groups, function(x)
    local g = gradient(x[1], x[2], maximize, decay)
    local mean, squares = lerp(x[3], g, fresh1), square(x[4], g, beta2, fresh2)
    local step = mean / correction1 * lr
    if adaptive then step = step * root / (squares:sqrt() + eps) * rectification end
    return x[1] * keep - step, nil, mean, squares
  end)
end

function recorded.adamax(tensors, groups, step, fresh1, beta2, eps, decay, maximize)
  each(tensors, groups, function(x)
    local g = gradient(x[1], x[2], maximize, decay)
    local mean, most = lerp(x[3], g, fresh1), (x[4] * beta2):maximum(g:abs() + eps)
    return x[1] - mean * step / most, nil, mean, most
  end)
end

function recorded.rmsprop(tensors, groups, lr, alpha, fresh, eps, momentum, decay, centered,
    maximize)
  each(tensors, groups, function(x)
    local g = gradient(x[1], x[2], maximize, decay)
    local squares, mean = square(x[3], g, alpha, fresh), nil
    local variance = squares
    if centered then
      mean = lerp(x[4], g, fresh)
      variance = squares:addcmul(mean, mean, {value = -1})
    end
    local step = g / (variance:sqrt() + eps)
    local buffer = x[centered and 5 or 4]
    if buffer then
      buffer = buffer * momentum + step
      step = buffer
    end
    return x[1] - step * lr, nil, squares, mean or buffer, mean and buffer
  end)
end

function recorded.adagrad(tensors, groups, lr, eps, decay, maximize)
  each(tensors, groups, function(x)
    local g = gradient(x[1], x[2], maximize, decay)
    local sum = x[3] + g * g
    return x[1] - g * lr / (sum:sqrt() + eps), nil, sum
  end)
end

function recorded.adadelta(tensors, groups, lr, rho, fresh, eps, decay, maximize)
  each(tensors, groups, function(x)
    local g = gradient(x[1], x[2], maximize, decay)
    local squares = square(x[3], g, rho, fresh)
    local delta = (x[4] + eps):sqrt() / (squares + eps):sqrt() * g
    return x[1] - delta * lr, nil, squares, square(x[4], delta, rho, fresh)
  end)
end

function recorded.asgd(tensors, groups, eta, mu, decay, keep, maximize)
  each(tensors, groups, function(x)
    local p = x[1] * keep - gradient(x[1], x[2], maximize, decay) * eta
    return p, nil, mu == 1 and p or lerp(x[3], p, mu)
  end)
end

function recorded.rprop(tensors, groups, shrink, grow, least, most, maximize)
  each(tensors, groups, function(x)
    local g = maximize and -x[2] or x[2]
    local turn = (g * x[3]):detach()
    local factor = turn:ne(turn):to(g.dtype):masked_fill(turn:eq(0), 1)
      :masked_fill(turn:gt(0), grow):masked_fill(turn:lt(0), shrink)
    local size = (x[4] * factor):clamp(least, most)
    g = g:masked_fill(turn:lt(0), 0)
    return x[1] - g:sign() * size, nil, g, size
  end)
end

return recorded
