-- Windows side by side take one path, those at the edges and of other sizes another: both agree
-- with the definition.
local F = nn.functional

-- The first of the largest elements of each window, NaN over all, and its position.
local function by_hand(rows, kernel, stride, padding, dilation)
  local height, width = #rows, #rows[1]
  local function windows(n) return (n + 2 * padding - dilation * (kernel - 1) - 1) // stride + 1 end
  local values, places = {}, {}
  for a = 1, windows(height) do
    for b = 1, windows(width) do
      local most, place
      for p = 0, kernel - 1 do
        for q = 0, kernel - 1 do
          local i = (a - 1) * stride - padding + p * dilation + 1
          local j = (b - 1) * stride - padding + q * dilation + 1
          if i >= 1 and i <= height and j >= 1 and j <= width then
            local v = rows[i][j]
            if not most or v > most or v ~= v then most, place = v, (i - 1) * width + j end
          end
        end
      end
      values[#values + 1], places[#places + 1] = most, place
    end
  end
  return values, places
end

local function same(a, b)
  for i = 1, #b do
    if a[i] ~= b[i] and (a[i] == a[i] or b[i] == b[i]) then return false end
  end
  return #a == #b
end

describe("max_pool2d", function()
  for _, dtype in ipairs{"float32", "float64", "float16", "int32", "int64"} do
    it("finds the first of the largest in " .. dtype, function()
      for _, options in ipairs{{2, 2, 0, 1}, {2, 1, 1, 1}, {3, 2, 1, 1}, {3, 1, 0, 2}, {2, 3, 0, 1},
        {9, 4, 4, 1}, {1, 2, 0, 1}} do
        for _, width in ipairs{9, 18, 70, 150} do
          local x = tensor.randint(-4, 5, {11, width}):to(tensor[dtype])
          if dtype:find "float" then x[{4, 4}], x[{7, 5}], x[{7, 8}] = 0 / 0, 0 / 0, math.huge end
          local values, places = F.max_pool2d(x:reshape(1, 1, 11, width), options[1], {
            stride = options[2], padding = options[3], dilation = options[4],
            return_indices = true})
          local most, at = by_hand(x:tolist(), table.unpack(options))
          assert.is_true(same(values:flatten():tolist(), most))
          assert.is_true(same(places:flatten():tolist(), at))
        end
      end
    end)
  end
end)
