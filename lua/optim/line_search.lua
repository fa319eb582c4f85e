--- A line search for LBFGS that ends at a point with the strong Wolfe conditions (Nocedal and
--- Wright, Numerical Optimization, algorithms 3.5 and 3.6), in the form of Mark Schmidt's minFunc
--- that PyTorch's follows.

local ENOUGH_DECREASE = 1e-4 -- c1: how much of the slope's promise the loss must keep
local CURVATURE = 0.9 -- c2: how flat the slope must have become

-- The minimum of the cubic through two points with their slopes, within bounds.
local function cubic_minimum(x1, f1, g1, x2, f2, g2, low, high)
  if not low then low, high = math.min(x1, x2), math.max(x1, x2) end
  local d1 = g1 + g2 - 3 * (f1 - f2) / (x1 - x2)
  local square = d1 * d1 - g1 * g2
  if square < 0 or square ~= square then return (low + high) / 2 end
  local d2 = math.sqrt(square)
  local place
  if x1 <= x2 then
    place = x2 - (x2 - x1) * ((g2 + d2 - d1) / (g2 - g1 + 2 * d2))
  else
    place = x1 - (x1 - x2) * ((g1 + d2 - d1) / (g1 - g2 + 2 * d2))
  end
  return math.min(math.max(place, low), high)
end

local function point(t, f, g, slope) return {t = t, f = f, g = g, slope = slope} end

-- Steps outwards until two points enclose a good one, or one is good itself. Returns the ends (the
-- second is missing when the first is good), whether the first is good, and the number of steps.
local function bracket(evaluate, start, t, most)
  local before, looks, now = start, 0, evaluate(t)
  while looks < most do
    if now.f > start.f + ENOUGH_DECREASE * now.t * start.slope
      or (looks > 1 and now.f >= before.f) then
      return before, now, false, looks
    elseif math.abs(now.slope) <= -CURVATURE * start.slope then
      return now, nil, true, looks
    elseif now.slope >= 0 then
      return before, now, false, looks
    end
    t = cubic_minimum(before.t, before.f, before.slope, now.t, now.f, now.slope,
      now.t + 0.01 * (now.t - before.t), now.t * 10)
    before, now = now, evaluate(t)
    looks = looks + 1
  end
  return start, now, false, looks
end

-- The next place to look at between two points: the cubic's minimum, kept away from the ends when
-- it came too near to one twice, or lies on it. Returns whether it was near.
local function between(a, b, near)
  local t = cubic_minimum(a.t, a.f, a.slope, b.t, b.f, b.slope)
  local low, high = math.min(a.t, b.t), math.max(a.t, b.t)
  local margin = 0.1 * (high - low)
  local close = math.min(high - t, t - low) < margin
  if not close then return t, false end
  if not (near or t >= high or t <= low) then return t, true end
  return math.abs(t - high) < math.abs(t - low) and high - margin or low + margin, false
end

---@param evaluate fun(t: number): number, Tensor, number loss, gradient and slope at step t
---@param t number the step to begin with
---@param loss number at step 0, with its gradient and slope
---@param gradient Tensor
---@param slope number
---@param length number the largest element of the direction
---@param tolerance number ends smaller than this, times length, are not halved further
---@param most integer how often to look at most
---@return number loss
---@return Tensor gradient
---@return number t
---@return integer evaluations
return function(evaluate, t, loss, gradient, slope, length, tolerance, most)
  local evaluations = 0
  local function look(place)
    evaluations = evaluations + 1
    return point(place, evaluate(place))
  end
  local start = point(0, loss, gradient:clone(), slope)
  local first, second, done, looks = bracket(look, start, t, most)
  local ends = {first, second}
  local low, high = 1, 2 -- of the ends, the one with the lower loss and the other
  local ordered = not second or first.f <= second.f -- NaN is not
  if not ordered then low, high = 2, 1 end
  local near = false
  while not done and looks < most do
    if math.abs(ends[2].t - ends[1].t) * length < tolerance then break end
    t, near = between(ends[1], ends[2], near)
    local now = look(t)
    looks = looks + 1
    if now.f > loss + ENOUGH_DECREASE * t * slope or now.f >= ends[low].f then
      ends[high] = now
      if ends[1].f <= ends[2].f then low, high = 1, 2 else low, high = 2, 1 end
    else
      if math.abs(now.slope) <= -CURVATURE * slope then
        done = true
      elseif now.slope * (ends[high].t - ends[low].t) >= 0 then
        ends[high] = ends[low]
      end
      ends[low] = now
    end
  end
  return ends[low].f, ends[low].g, ends[low].t, evaluations
end
