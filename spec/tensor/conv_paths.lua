-- Convolutions that are large enough for oneDNN: outputs, gradients and second derivatives, as one
-- table of tensors. conv_spec.lua compares them with what a process without the library computes:
--
--   LUMA_DNNL=0 luma spec/tensor/conv_paths.lua FILE.safetensors

local cases = {
  {"conv2d", {8, 32, 14, 14}, {32, 32, 3, 3}, {padding = 1}},
  {"conv2d", {8, 3, 33, 35}, {16, 3, 7, 7}, {stride = 2, padding = 3}},
  {"conv2d", {8, 32, 14, 14}, {32, 1, 3, 3}, {padding = 1, groups = 32}},
  {"conv2d", {8, 64, 7, 7}, {48, 64, 1, 1}, {}},
  {"conv2d", {1, 16, 20, 20}, {24, 16, 3, 3}, {dilation = 2, padding = 2}},
  {"conv2d", {3, 16, 17, 19}, {24, 8, 3, 2}, {groups = 2, stride = {2, 3}, padding = {1, 0}}},
  {"conv2d", {17, 12, 9, 9}, {10, 12, 3, 3}, {}},
  {"conv2d", {4, 12, 9, 9}, {16, 12, 4, 4}, {padding = "same"}},
  {"conv1d", {4, 16, 100}, {32, 16, 5}, {stride = 2, padding = 2}},
  {"conv1d", {4, 64, 200}, {64, 1, 5}, {groups = 64}},
  {"conv3d", {2, 8, 9, 10, 11}, {16, 8, 3, 3, 3}, {padding = 1}},
  {"conv3d", {4, 8, 5, 6, 7}, {8, 4, 3, 1, 2}, {groups = 2}},
  {"conv_transpose2d", {8, 16, 7, 7}, {16, 24, 3, 3},
    {stride = 2, padding = 1, output_padding = 1}},
  {"conv_transpose2d", {2, 16, 7, 7}, {16, 4, 2, 2}, {groups = 2, stride = 2}},
  {"conv_transpose1d", {3, 16, 40}, {16, 12, 4}, {stride = 3}},
  {"conv_transpose3d", {2, 8, 3, 4, 5}, {8, 6, 2, 2, 2}, {stride = 2}},
}

local function results()
  tensor.manual_seed(7)
  local all = {}
  for i, case in ipairs(cases) do
    local name, size, weight, options = table.unpack(case)
    local x, w = tensor.randn(size):requires_grad_(), tensor.randn(weight):requires_grad_()
    local outputs = name:find "transpose" and weight[2] * (options.groups or 1) or weight[1]
    local b = tensor.randn(outputs):requires_grad_()
    local named = {}
    for key, value in pairs(options) do named[key] = value end
    local y = nn.functional[name](x, w, b, named)
    local gx, gw, gb = autograd.grad({y}, {x, w, b}, {tensor.randn(y.shape)}, {create_graph = true})
    local seeds = {tensor.randn(gx.shape), tensor.randn(gw.shape)}
    local hx, hw = autograd.grad({gx, gw}, {x, w}, seeds)
    for key, t in pairs{y = y, gx = gx, gw = gw, gb = gb, hx = hx, hw = hw} do
      all[("%s of %s, case %d"):format(key, name, i)] = t:detach()
    end
  end
  return all
end

if arg and arg[0] and arg[0]:find "conv_paths" then tensor.save(results(), arg[1]) end
return results
