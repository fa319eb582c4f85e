-- nn.utils against values recorded from PyTorch by spec/record/nn_utils.py, step by step.

local Numbers = dofile("spec/data/lcg.lua")
local recorded = dofile("spec/data/nn_utils.lua")

local utils = nn.utils
local parametrizations, prune = utils.parametrizations, utils.prune

local function check(name, got)
  local expected = assert(recorded[name], "not recorded: " .. name)
  got = got:detach():double():reshape(-1):tolist()
  assert.are.equal(#expected, #got, name)
  for i, value in ipairs(expected) do
    if not (value == got[i] or math.abs(value - got[i]) <= 1e-12 + 1e-10 * math.abs(value)) then
      error(("%s, element %d: expected %.17g, got %.17g"):format(name, i, value, got[i]), 0)
    end
  end
end

local function fill(module, numbers)
  module:double()
  local _ <close> = autograd.no_grad()
  for _, p in ipairs(module:parameters()) do p:copy_(numbers:tensor(p.shape)) end
  return module
end

local function run(name, module, shape, numbers)
  local x = numbers:tensor(shape):requires_grad_()
  local y = module(x)
  check(name .. " output", y)
  y:backward(numbers:tensor(y.shape))
  check(name .. " input", x.grad)
  for key, p in module:named_parameters() do check(name .. " grad " .. key, p.grad) end
  for key, b in module:named_buffers() do check(name .. " buffer " .. key, b) end
end

local function maker(shape, make)
  return function()
    local numbers = Numbers.new(1)
    return fill(make(), numbers), shape, numbers
  end
end

local linear = maker({2, 4}, function() return nn.Linear(4, 3) end)
local conv = maker({2, 2, 3, 3}, function() return nn.Conv2d(2, 3, 2) end)
local transposed = maker({2, 2, 3}, function() return nn.ConvTranspose1d(2, 3, 2) end)

describe("weight_norm", function()
  for _, entry in ipairs{{"linear", linear}, {"conv", conv}} do
    for _, dim in ipairs{1, 2, false} do
      for _, form in ipairs{{"old", utils.weight_norm}, {"new", parametrizations.weight_norm}} do
        local name = ("weight_norm %s %s %s"):format(form[1], entry[1], dim or "all")
        it(name .. " is PyTorch's", function()
          local module, shape, numbers = entry[2]()
          form[2](module, {dim = dim})
          for key, p in module:named_parameters() do check(name .. " " .. key, p) end
          run(name, module, shape, numbers)
        end)
      end
    end
  end
end)

describe("spectral_norm", function()
  local options = {plain = {}, n_power_iterations = {n_power_iterations = 3}, dim = {dim = 2}}
  for _, entry in ipairs{{"linear", linear}, {"conv", conv}, {"transposed", transposed}} do
    for _, form in ipairs{{"old", utils.spectral_norm}, {"new", parametrizations.spectral_norm}} do
      for _, option in ipairs{"plain", "n_power_iterations", "dim"} do
        local name = ("spectral_norm %s %s %s"):format(form[1], entry[1], option)
        it(name .. " is PyTorch's", function()
          local module, shape, numbers = entry[2]()
          form[2](module, options[option])
          for _, b in ipairs(module:buffers()) do
            local v = numbers:tensor(b.shape)
            b:copy_(v / v:norm())
          end
          run(name, module, shape, numbers)
          module:eval()
          check(name .. " again", module(numbers:tensor(shape)))
        end)
      end
    end
  end
end)

describe("orthogonal", function()
  for _, map in ipairs{"matrix_exp", "cayley", "householder"} do
    for _, size in ipairs{{3, 3}, {2, 4}, {4, 2}} do
      local name = ("orthogonal %s %d %d"):format(map, size[1], size[2])
      it(name .. " is PyTorch's", function()
        local numbers = Numbers.new(1)
        local module = fill(nn.Linear(size[2], size[1]), numbers)
        parametrizations.orthogonal(module, {orthogonal_map = map, use_trivialization = false})
        local original = module.parametrizations.weight.original
        autograd.no_grad(function()
          original:copy_(numbers:tensor(size))
          if map == "householder" then
            local diagonal = original:diagonal()
            diagonal:copy_(tensor.tensor({1, -1, 1})[{{1, diagonal:numel()}}])
          end
        end)
        check(name .. " weight", module.weight)
        run(name, module, {2, size[2]}, numbers)
      end)
    end
    it(("around a value, by %s, is PyTorch's"):format(map), function()
      local numbers = Numbers.new(1)
      local module = fill(nn.Linear(3, 3), numbers)
      parametrizations.orthogonal(module, "weight", map)
      check(("trivialized %s weight"):format(map), module.weight)
      run("trivialized " .. map, module, {2, 3}, numbers)
    end)
  end
end)

describe("limits on gradients", function()
  for _, norm_type in ipairs{2, 1, 3, 0.5, 0, -1, math.huge, -math.huge} do
    for _, max_norm in ipairs{0.5, 100} do
      local name = ("clip_grad_norm_ %g %g"):format(norm_type, max_norm)
      it(name .. " is PyTorch's", function()
        local function parameters()
          local numbers = Numbers.new(1)
          local list = {}
          for i, shape in ipairs{{2, 3}, {4}, {2}} do
            list[i] = nn.Parameter(numbers:tensor(shape))
          end
          for i = 1, 2 do list[i].grad = numbers:tensor(list[i].shape, {scale = 2}) end
          return list
        end
        local list = parameters()
        local total = utils.get_total_norm({list[1].grad, list[2].grad}, norm_type)
        check(name .. " total", total)
        check(name, utils.clip_grad_norm_(list, max_norm, norm_type))
        for i = 1, 2 do check(name .. " " .. i, list[i].grad) end
        list = parameters()
        utils.clip_grads_with_norm_(list, max_norm, total)
        for i = 1, 2 do check(name .. " " .. i, list[i].grad) end
      end)
    end
  end
end)

describe("fusion", function()
  local function statistics(norm, numbers)
    fill(norm, numbers)
    norm.running_mean:copy_(numbers:tensor(norm.running_mean.shape))
    norm.running_var:copy_(numbers:tensor(norm.running_var.shape):abs() + 0.5)
    return norm:eval()
  end

  for label, make in pairs{
    conv1d = function() return nn.Conv1d(2, 3, 2), nn.BatchNorm1d(3) end,
    ["no bias"] = function()
      return nn.Conv1d(2, 3, 2, {bias = false}), nn.BatchNorm1d(3, {eps = 0.1})
    end,
    grouped = function() return nn.Conv1d(2, 4, 2, {groups = 2}), nn.BatchNorm1d(4) end,
    transposed = function() return nn.ConvTranspose1d(2, 3, 2), nn.BatchNorm1d(3), true end,
  } do
    it(("of a convolution (%s) is PyTorch's, and what the two give"):format(label), function()
      local numbers = Numbers.new(1)
      local layer, norm, transpose = make()
      fill(layer, numbers):eval()
      statistics(norm, numbers)
      local fused = utils.fuse_conv_bn_eval(layer, norm, transpose)
      check(("fused %s weight"):format(label), fused.weight)
      check(("fused %s bias"):format(label), fused.bias)
      local x = numbers:tensor({2, 2, 4})
      check(("fused %s output"):format(label), fused(x))
      assert.is_true(fused(x):allclose(norm(layer(x))))
    end)
  end

  for label, bias in pairs{linear = true, ["linear no bias"] = false} do
    it(("of a layer (%s) is PyTorch's, and what the two give"):format(label), function()
      local numbers = Numbers.new(1)
      local layer = fill(nn.Linear(4, 3, bias), numbers):eval()
      local norm = statistics(nn.BatchNorm1d(3), numbers)
      local fused = utils.fuse_linear_bn_eval(layer, norm)
      check(("fused %s weight"):format(label), fused.weight)
      check(("fused %s bias"):format(label), fused.bias)
      local x = numbers:tensor({2, 4})
      check(("fused %s output"):format(label), fused(x))
      assert.is_true(fused(x):allclose(norm(layer(x))))
    end)
  end
end)

describe("prune", function()
  local l1, ln = prune.l1_unstructured, prune.ln_structured
  for label, steps in pairs{
    ["l1 share"] = {{l1, 0.3}}, ["l1 half"] = {{l1, 0.375}}, ["l1 count"] = {{l1, 5}},
    ["l1 twice"] = {{l1, 0.3}, {l1, 0.5}}, ["ln rows"] = {{ln, 1, 2, 1}},
    ["ln columns"] = {{ln, 0.5, 1, 2}}, ["ln inf"] = {{ln, 2, math.huge, -1}},
    ["ln fro"] = {{ln, 1, "fro", 1}}, ["l1 then ln"] = {{l1, 4}, {ln, 1, 2, 1}},
    ["ln then l1"] = {{ln, 1, 2, 1}, {l1, 0.5}}, ["ln then ln"] = {{ln, 1, 2, 1}, {ln, 1, 2, 1}},
    custom = {{l1, 2}, {prune.custom_from_mask, tensor.eye(3, 4)}},
  } do
    it(("(%s) is PyTorch's"):format(label), function()
      local module, shape, numbers = linear()
      for _, step in ipairs(steps) do step[1](module, "weight", table.unpack(step, 2)) end
      run("prune " .. label, module, shape, numbers)
    end)
  end

  it("by scores, of convolutions and of several parameters is PyTorch's", function()
    local module, _, numbers = linear()
    l1(module, "weight", 5, {importance_scores = numbers:tensor({3, 4})})
    check("prune scores", module.weight_mask)
    module = conv()
    ln(module, "weight", 1, 2, 2)
    check("prune conv", module.weight_mask)
    numbers = Numbers.new(1)
    local a, b = fill(nn.Linear(4, 3), numbers), fill(nn.Linear(3, 2), numbers)
    local pairs_of = {{a, "weight"}, {b, "weight"}, {b, "bias"}}
    prune.global_unstructured(pairs_of, prune.L1Unstructured, {amount = 0.3})
    prune.global_unstructured(pairs_of, prune.L1Unstructured, {amount = 4})
    for i, pair in ipairs(pairs_of) do check("prune global " .. i, pair[1][pair[2]]) end
  end)
end)

describe("the functions of nn.utils", function()
  local fails = dofile("spec/fails.lua").text
  local parametrize, rnn = utils.parametrize, utils.rnn

  it("refuse unknown options and what is of another kind", function()
    local register, remove = parametrize.register_parametrization,
      parametrize.remove_parametrizations
    local layer = nn.Linear(2, 2)
    fails('no option "unsfe"', register, layer, "weight", nn.Identity(), {unsfe = true})
    fails("tensor_name is missing", register, layer, nil, nn.Identity())
    fails("unsafe must be true or false", register, layer, "weight", nn.Identity(), 3)
    register(layer, "weight", nn.Identity())
    fails('no option "leave"', remove, layer, "weight", {leave = true})
    fails("tensor_name is missing", remove, layer)
    assert.is_true(parametrize.is_parametrized(layer, "weight"))
    fails('no option "all"', utils.copy_parameters_and_buffers, layer, layer, {all = true})
    fails('no option "order"', rnn.pack_sequence, {tensor.ones(1)}, {order = true})
    fails('no option "first"', rnn.unpad_sequence, tensor.ones(2, 2), {1, 1}, {first = true})
    fails('no option "devic"', nn.UninitializedParameter, {devic = "cpu"})
    fails('no option "devic"', nn.UninitializedBuffer, {devic = "cpu"})
    fails("entry 1 must be a pair", prune.global_unstructured, {3}, prune.L1Unstructured,
      {amount = 1})
    fails("dtypes must be", nn.summary, layer, {1, 2}, {dtypes = 3})
    fails("kwargs must be", nn.summary, layer, {1, 2}, {kwargs = 3})
  end)

  it("say what cannot be fused", function()
    local norm = nn.BatchNorm1d(2):eval()
    fails("ReLU has no weight", utils.fuse_linear_bn_eval, nn.ReLU():eval(), norm)
    fails("the weight must be a tensor, got a nil", utils.fuse_conv_bn_weights, nil, nil,
      norm.running_mean, norm.running_var, 0)
    fails("the running mean must be a tensor", utils.fuse_linear_bn_weights, norm.weight, nil, 3,
      norm.running_var, 0)
  end)
end)
