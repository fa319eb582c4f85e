-- nn.utils.parametrize, and how the helpers of nn.utils that change modules behave around it.

local utils = nn.utils
local parametrize, parametrizations, prune = utils.parametrize, utils.parametrizations, utils.prune

local function keys(dict)
  local list = {}
  for key in pairs(dict) do list[#list + 1] = key end
  return list
end

local message_of = dofile("spec/fails.lua").message

local function has(text, ...)
  local message = message_of(...)
  assert.truthy(message:find(text, 1, true), message)
end

local Symmetric = nn.class("Symmetric")
function Symmetric.forward(_, x) return x:triu() + x:triu(1):t() end
function Symmetric.right_inverse(_, x) return x:triu() end

local Double = nn.class("Double")
function Double.forward(_, x) return x * 2 end
function Double.right_inverse(_, x) return x / 2 end

local OneWay = nn.class("OneWay")
function OneWay.forward(_, x) return x:exp() end

describe("register_parametrization", function()
  it("computes the weight from what was the weight", function()
    local layer = nn.Linear(3, 3)
    local weight = layer.weight
    assert.are.equal(layer, parametrize.register_parametrization(layer, "weight", Symmetric()))
    assert.are.equal(weight, layer.parametrizations.weight.original)
    assert.is_true(layer.weight:equal(layer.weight:t()))
    assert.are.same({"bias", "parametrizations.weight.original"}, keys(layer:state_dict()))
    assert.are.equal(2, #layer:parameters())
    assert.are.equal([[
ParametrizedLinear(
  in_features=3, out_features=3, bias=true
  (parametrizations): ModuleDict(
    (weight): ParametrizationList(
      (0): Symmetric()
    )
  )
)]], tostring(layer))
    layer(tensor.ones(1, 3)):sum():backward()
    assert.are.equal(0, weight.grad:tril(-1):abs():sum():item())
    assert.is_true(parametrize.is_parametrized(layer))
    assert.is_true(parametrize.is_parametrized(layer, "weight"))
    assert.is_false(parametrize.is_parametrized(layer, "bias"))
    assert.are.equal(nn.Linear, parametrize.type_before_parametrizations(layer))
  end)

  it("takes assignments by right_inverse, through a chain", function()
    local layer = nn.Linear(2, 2)
    parametrize.register_parametrization(layer, "weight", Symmetric())
    parametrize.register_parametrization(layer, "weight", Double())
    layer.weight = tensor.tensor{{2.0, 4}, {4, 6}}
    assert.are.same({{2, 4}, {4, 6}}, layer.weight:tolist())
    assert.are.same({{1, 2}, {0, 3}}, layer.parametrizations.weight.original:tolist())
    local M = nn.Linear(2, 2)
    parametrize.register_parametrization(M, "weight", OneWay())
    has("OneWay does not implement right_inverse", function() M.weight = tensor.ones(2, 2) end)
    has("a tensor is needed", function() layer.weight = 3 end)
  end)

  it("keeps several originals, and buffers that are buffers", function()
    local Split = nn.class("Split")
    function Split.forward(_, a, b) return tensor.cat({a, b}, 1) end
    function Split.right_inverse(_, x) return x:narrow(1, 1, 1), x:narrow(1, 2, 1) end
    local layer = nn.Linear(3, 2)
    local before = layer.weight:detach():clone()
    parametrize.register_parametrization(layer, "weight", Split())
    assert.are.same({"bias", "parametrizations.weight.original0",
      "parametrizations.weight.original1"}, keys(layer:state_dict()))
    assert.is_true(before:equal(layer.weight))
    has("cannot be left unparametrized", parametrize.remove_parametrizations, layer, "weight",
      {leave_parametrized = false})
    parametrize.remove_parametrizations(layer, "weight")
    assert.are.equal(2, #layer:parameters())
    assert.is_true(before:equal(layer.weight))
    local norm = nn.BatchNorm1d(2)
    parametrize.register_parametrization(norm, "running_var", Double())
    assert.are.equal(3, #norm:buffers())
    assert.are.same({1, 1}, norm.running_var:tolist())
    assert.are.same({.5, .5}, norm.parametrizations.running_var.original:tolist())
    parametrize.remove_parametrizations(norm, "running_var")
    assert.are.same({1, 1}, norm:get_buffer("running_var"):tolist())
  end)

  it("says what does not fit, and leaves the module as it was", function()
    local layer = nn.Linear(3, 2)
    local Narrow = nn.class("Narrow")
    function Narrow.forward(_, x) return x:narrow(1, 1, 1) end
    local register = parametrize.register_parametrization
    has("may not change the shape of the tensor", register, layer, "weight", Narrow())
    local Half = nn.class("Half")
    function Half.forward(_, x) return x:half() end
    has("may not change the dtype", register, layer, "weight", Half())
    local Nothing = nn.class("Nothing")
    function Nothing.forward() return 3 end
    has("must return a tensor", register, layer, "weight", Nothing())
    has('no parameter, buffer or parametrized tensor "weigth"', register, layer, "weigth", Double())
    has("a module is needed", register, layer, "weight", print)
    has("a module is needed", register, 3, "weight", Double())
    assert.are.equal("Linear(in_features=3, out_features=2, bias=true)", tostring(layer))
    register(layer, "weight", Double())
    has("may not change the shape", register, layer, "weight", Narrow())
    assert.are.equal(1, #layer.parametrizations.weight)
    register(layer, "weight", Narrow(), {unsafe = true})
    assert.are.equal(1, layer.weight:size(1))
  end)

  it("is undone by remove_parametrizations, to the same parameter", function()
    local layer = nn.Linear(2, 2)
    local weight = layer.weight
    local before = weight:detach():clone()
    parametrize.register_parametrization(layer, "weight", OneWay())
    parametrize.register_parametrization(layer, "bias", Double())
    local value = layer.weight:detach()
    parametrize.remove_parametrizations(layer, "weight")
    assert.are.equal(weight, layer.weight)
    assert.is_true(value:equal(weight))
    assert.are.equal("ParametrizedLinear", getmetatable(layer).__name)
    parametrize.remove_parametrizations(layer, "bias")
    assert.are.equal(nn.Linear, getmetatable(layer))
    assert.are.same({"weight", "bias"}, keys(layer:state_dict()))
    parametrize.register_parametrization(layer, "weight", OneWay())
    autograd.no_grad(function() weight:copy_(before) end)
    parametrize.remove_parametrizations(layer, "weight", false)
    assert.is_true(before:equal(layer.weight))
    has("no parametrization", parametrize.remove_parametrizations, layer, "weight")
  end)

  it("computes once while cached", function()
    local calls = 0
    local Counting = nn.class("Counting")
    function Counting.forward(_, x)
      calls = calls + 1
      return x * 2
    end
    local layer = nn.Linear(2, 2)
    parametrize.register_parametrization(layer, "weight", Counting())
    local x = tensor.ones(1, 2)
    calls = 0
    parametrize.cached(function()
      layer(x)
      layer(x)
    end)
    assert.are.equal(1, calls)
    do
      local _ <close> = parametrize.cached()
      layer(x)
      parametrize.cached(layer, x)
    end
    assert.are.equal(2, calls)
    layer(x)
    layer(x)
    assert.are.equal(4, calls)
    pcall(parametrize.cached, error, "no")
    layer(x)
    layer(x)
    assert.are.equal(6, calls)
  end)

  it("goes along with clone, to, state_dict, functional_call and containers", function()
    local net = nn.Sequential(nn.Linear(2, 2), nn.ReLU())
    parametrize.register_parametrization(net[1], "weight", Symmetric())
    local twin = net:clone():double()
    assert.are.equal("float64", twin[1].weight.dtype)
    parametrize.remove_parametrizations(twin[1], "weight")
    assert.is_true(parametrize.is_parametrized(net[1]))
    local other = nn.Sequential(nn.Linear(2, 2), nn.ReLU())
    parametrize.register_parametrization(other[1], "weight", Symmetric())
    other:load_state_dict(net:state_dict())
    assert.is_true(other[1].weight:equal(net[1].weight))
    local x = tensor.tensor{{1.0, 2.0}}
    local y = utils.stateless.functional_call(net, {
      ["0.parametrizations.weight.original"] = tensor.tensor{{1.0, 2.0}, {0.0, 3.0}},
      ["0.bias"] = tensor.zeros(2),
    }, x)
    assert.are.same({{5, 8}}, y:tolist())
  end)

  it("moves to another module", function()
    local from, to = nn.Linear(2, 2), nn.Linear(2, 2)
    parametrize.register_parametrization(from, "weight", Symmetric())
    parametrize.transfer_parametrizations_and_params(from, to)
    assert.are.equal(from.parametrizations.weight.original, to.parametrizations.weight.original)
    assert.is_true(from.weight:equal(to.weight))
    has('no parametrization of "bias"', parametrize.transfer_parametrizations_and_params, from, to,
      "bias")
  end)
end)

describe("normalised weights", function()
  it("have PyTorch's keys, and read those of the older form", function()
    local old = utils.weight_norm(nn.Linear(3, 2))
    assert.are.same({"bias", "weight_g", "weight_v"}, keys(old:state_dict()))
    local new = parametrizations.weight_norm(nn.Linear(3, 2))
    assert.are.same({"bias", "parametrizations.weight.original0",
      "parametrizations.weight.original1"}, keys(new:state_dict()))
    new:load_state_dict(old:state_dict())
    assert.is_true(new.weight:allclose(old.weight))
    assert.are.same({"bias", "weight_orig", "weight_u", "weight_v"},
      keys(utils.spectral_norm(nn.Linear(3, 2)):state_dict()))
    assert.are.same({"bias", "parametrizations.weight.original", "parametrizations.weight.0._u",
      "parametrizations.weight.0._v"},
      keys(parametrizations.spectral_norm(nn.Linear(3, 2)):state_dict()))
  end)

  it("go away again", function()
    local layer = nn.Linear(3, 2)
    local before = layer.weight:detach():clone()
    utils.weight_norm(layer)
    has("has it for", utils.weight_norm, layer)
    assert.is_true(layer.weight:allclose(before))
    utils.remove_weight_norm(layer)
    assert.is_true(layer.weight:allclose(before))
    assert.are.same({"bias", "weight"}, keys(layer:state_dict()))
    assert.is_false(layer._hooks)
    has("no weight_norm", utils.remove_weight_norm, layer)
    utils.spectral_norm(layer)
    has("has it for", utils.spectral_norm, layer)
    layer(tensor.ones(1, 3))
    local value = layer:eval().weight:detach():clone()
    utils.remove_spectral_norm(layer)
    assert.is_true(layer.weight:allclose(value, 1e-4))
    assert.are.same({"bias", "weight"}, keys(layer:state_dict()))
    assert.are.equal(0, #layer:buffers())
    has("no spectral_norm", utils.remove_spectral_norm, layer)
  end)

  it("have singular values of at most 1 in training", function()
    local layer = parametrizations.spectral_norm(nn.Linear(5, 4), {n_power_iterations = 30})
    assert.is_true(math.abs(tensor.linalg.svdvals(layer.weight)[1]:item() - 1) < 1e-3)
    local vector = nn.Linear(3, 2)
    parametrizations.spectral_norm(vector, "bias")
    assert.is_true(math.abs(vector.bias:norm():item() - 1) < 1e-6)
  end)

  it("say what they need", function()
    has('no parameter or buffer "weigth"', parametrizations.weight_norm, nn.Linear(1, 1), "weigth")
    has('no parameter "weigth"', utils.weight_norm, nn.Linear(1, 1), "weigth")
    has("counts from 1", utils.weight_norm, nn.Linear(1, 1), {dim = 0})
    has("must lie in 1 .. 2", parametrizations.weight_norm, nn.Linear(1, 1), {dim = 3})
    has("must be positive", parametrizations.spectral_norm, nn.Linear(1, 1),
      {n_power_iterations = 0})
    has("counts from 1", utils.spectral_norm, nn.Linear(1, 1), {dim = 0})
    has("a module is needed", utils.weight_norm, 3)
  end)
end)

describe("orthogonal weights", function()
  it("stay orthogonal while they are learned, and keep what they are given", function()
    for _, size in ipairs{{3, 3}, {2, 4}, {4, 2}} do
      for _, map in ipairs{"matrix_exp", "cayley", "householder"} do
        local layer = nn.Linear(size[2], size[1]):double()
        nn.init.orthogonal_(layer.weight)
        local before = layer.weight:detach():clone()
        parametrizations.orthogonal(layer, {orthogonal_map = map})
        assert.is_true(layer.weight:allclose(before))
        local optimizer = optim.SGD(layer:parameters(), {lr = 0.1})
        for _ = 1, 3 do
          optimizer:zero_grad()
          layer(tensor.randn(2, size[2], {dtype = "float64"})):square():sum():backward()
          optimizer:step()
        end
        local w = layer.weight
        local gram = size[1] <= size[2] and w:matmul(w:t()) or w:t():matmul(w)
        assert.is_true(gram:allclose(tensor.eye(#gram, {dtype = "float64"})))
        assert.is_false(w:allclose(before))
        layer.weight = before
        assert.is_true(layer.weight:allclose(before))
      end
    end
  end)

  it("say what they need", function()
    local orthogonal = parametrizations.orthogonal
    has("a matrix or a batch", orthogonal, nn.Linear(2, 2), "bias")
    has('"matrix_exp", "cayley" or "householder"', orthogonal, nn.Linear(2, 2), "weight", "foo")
    local layer = orthogonal(nn.Linear(2, 2))
    has("of shape (2, 2) is needed", function() layer.weight = tensor.ones(3, 3) end)
    layer = orthogonal(nn.Linear(2, 2), {use_trivialization = false})
    has("does not implement right_inverse", function() layer.weight = tensor.eye(2) end)
  end)
end)

describe("prune", function()
  it("keeps the original, a mask and a hook, and gives the parameter back", function()
    local layer = nn.Linear(4, 3)
    local weight = layer.weight
    assert.are.equal(layer, prune.l1_unstructured(layer, "weight", 0.5))
    assert.are.same({"bias", "weight_orig", "weight_mask"}, keys(layer:state_dict()))
    assert.are.equal(weight, layer.weight_orig)
    assert.is_true(prune.is_pruned(nn.Sequential(layer)))
    local twin = layer:clone()
    autograd.no_grad(function() weight:fill_(1) end)
    layer(tensor.ones(1, 4))
    assert.is_true(layer.weight:equal(layer.weight_mask))
    prune.remove(layer, "weight")
    assert.are.equal(weight, layer.weight)
    assert.are.equal(6, layer.weight:sum():item())
    assert.is_false(prune.is_pruned(layer))
    assert.is_true(prune.is_pruned(twin))
    assert.are.same({"bias", "weight"}, keys(layer:state_dict()))
  end)

  it("draws at random as many as it is told", function()
    local layer = nn.Linear(6, 5)
    prune.random_unstructured(layer, "weight", 7)
    assert.are.equal(23, layer.weight_mask:sum():item())
    prune.random_unstructured(layer, "weight", 3)
    assert.are.equal(20, layer.weight_mask:sum():item())
    layer = nn.Linear(6, 5)
    prune.random_structured(layer, "weight", 2, 1)
    assert.are.equal(18, layer.weight_mask:sum():item())
    assert.are.same({0, 6}, {layer.weight_mask:sum(2):min():item(),
      layer.weight_mask:sum(2):max():item()})
    prune.identity(layer, "bias")
    assert.are.equal(5, layer.bias_mask:sum():item())
    local module = nn.Linear(4, 4)
    prune.global_unstructured({{module, "weight"}, {module, "bias"}}, prune.RandomUnstructured,
      {amount = 5})
    assert.are.equal(15, module.weight_mask:sum():item() + module.bias_mask:sum():item())
  end)

  it("prunes tensors outside of modules, and by methods of one's own", function()
    assert.are.same({0, -3, 2, 0}, prune.L1Unstructured(2):prune(
      tensor.tensor{1.0, -3, 2, 0.5}):tolist())
    local EverySecond = prune.class("EverySecond")
    EverySecond.PRUNING_TYPE = "unstructured"
    function EverySecond.compute_mask(_, _, mask)
      mask = mask:clone()
      mask:view(-1)[{{1, -1, 2}}] = 0
      return mask
    end
    local layer = nn.Linear(2, 2)
    EverySecond.apply = nil
    local container = prune.PruningContainer(EverySecond())
    assert.are.equal(1, #container)
    assert.are.same({0, 1, 0, 1}, EverySecond():compute_mask(nil, tensor.ones(4)):tolist())
    assert.is_false(prune.is_pruned(layer))
  end)

  it("says what it needs, and leaves the module as it was", function()
    local layer = nn.Linear(3, 2)
    has("a share from 0.0 to 1.0", prune.l1_unstructured, layer, "weight", 1.5)
    has("amount = 7 must be at most", prune.l1_unstructured, layer, "weight", 7)
    has("must be a number", prune.l1_unstructured, layer, "weight", "x")
    has('no parameter "weigth"', prune.l1_unstructured, layer, "weigth", 1)
    has("two or more dimensions", prune.ln_structured, layer, "bias", 1, 2, 1)
    has("counts from 1", prune.ln_structured, layer, "weight", 1, 2, 0)
    has("must lie in 1 .. 2", prune.random_structured, layer, "weight", 1, 3)
    has('a number, "fro" or "nuc"', prune.ln_structured, layer, "weight", 1, "two", 1)
    has('no option "amout"', prune.l1_unstructured, layer, "weight", {amout = 1})
    has("the mask has shape (3)", prune.custom_from_mask, layer, "bias", tensor.ones(3))
    has("must be a tensor of shape (2, 3)", prune.l1_unstructured, layer, "weight", 1,
      {importance_scores = tensor.ones(2)})
    has("is not pruned", prune.remove, layer, "weight")
    has("only methods of PRUNING_TYPE", prune.global_unstructured, {{layer, "weight"}},
      prune.LnStructured, {amount = 1})
    has("entry 1 must be a pair", prune.global_unstructured, {{layer, "w"}}, prune.L1Unstructured,
      {amount = 1})
    assert.are.same({"weight", "bias"}, keys(layer:state_dict()))
    assert.is_false(layer._hooks)
  end)
end)

describe("functional_call", function()
  it("keeps shared tensors shared, or takes them apart", function()
    local call = utils.stateless.functional_call
    local net = nn.Sequential(nn.Linear(2, 2, {bias = false}), nn.Linear(2, 2, {bias = false}))
    net[2].weight = net[1].weight
    local x, two = tensor.ones(1, 2), tensor.eye(2) * 2
    assert.are.same({{4, 4}}, call(net, {["0.weight"] = two}, x):tolist())
    assert.are.same({{4, 4}}, call(net, {["1.weight"] = two}, x):tolist())
    autograd.no_grad(function() net[1].weight:copy_(tensor.eye(2)) end)
    assert.are.same({{2, 2}}, call(net, {["1.weight"] = two}, x, nil,
      {tie_weights = false}):tolist())
    has('"0.weight" and "1.weight" are one tensor', call, net,
      {["0.weight"] = two, ["1.weight"] = tensor.eye(2)}, x)
    assert.are.same({{2, 2}}, call(net, {["0.weight"] = two, ["1.weight"] = tensor.eye(2)}, x, nil,
      {tie_weights = false}):tolist())
    has("strict, but not given: 1.weight", call, net, {["0.weight"] = two}, x, nil,
      {tie_weights = false, strict = true})
    call(net, {["0.weight"] = two}, x, nil, {strict = true})
  end)
end)

describe("the rest of nn.utils", function()
  it("fusion says what it needs", function()
    local conv, norm = nn.Conv1d(1, 2, 1), nn.BatchNorm1d(2)
    has("in evaluation", utils.fuse_conv_bn_eval, conv, norm)
    conv:eval()
    norm:eval()
    has("no running statistics", utils.fuse_conv_bn_eval, conv,
      nn.BatchNorm1d(2, {track_running_stats = false}):eval())
    has("they must be equal", utils.fuse_linear_bn_eval, nn.Linear(2, 3):eval(), norm)
    has("are needed", utils.fuse_linear_bn_eval, 3, norm)
    local fused = utils.fuse_conv_bn_eval(conv, norm)
    assert.are_not.equal(conv.weight, fused.weight)
    assert.is_true(fused.weight.requires_grad)
  end)

  it("converts the memory format of weights", function()
    local net = nn.Sequential(nn.Conv2d(2, 3, 3), nn.Linear(2, 2), nn.ConvTranspose2d(2, 3, 3))
    utils.convert_conv2d_weight_memory_format(net, "channels_last")
    assert.are.equal("(18, 1, 6, 2)", tostring(net[1].weight:stride()))
    assert.are.equal("(27, 1, 9, 3)", tostring(net[3].weight:stride()))
    assert.are.equal("(2, 1)", tostring(net[2].weight:stride()))
    utils.convert_conv3d_weight_memory_format(net, {memory_format = "channels_last_3d"})
    has("no memory format", utils.convert_conv2d_weight_memory_format, net, "foo")
    has("a module is needed", utils.convert_conv2d_weight_memory_format, 3, "channels_last")
  end)

  it("copies parameters and buffers by name", function()
    local a = nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2))
    local b = nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2), nn.Linear(2, 1))
    a[2].running_mean:fill_(3)
    utils.copy_parameters_and_buffers(a, b)
    assert.is_true(a[1].weight:equal(b[1].weight))
    assert.are.same({3, 3}, b[2].running_mean:tolist())
    has('the source has no "2.weight"', utils.copy_parameters_and_buffers, a, b,
      {require_all = true})
    has("has shape", utils.copy_parameters_and_buffers, nn.Linear(1, 2), nn.Linear(2, 2))
    has("two modules", utils.copy_parameters_and_buffers, a)
  end)

  it("gives total norms", function()
    assert.are.equal(5, utils.get_total_norm({tensor.tensor{3.0}, tensor.tensor{4.0}}):item())
    assert.are.equal(4, utils.get_total_norm({tensor.tensor{3.0}, tensor.tensor{4.0}},
      "inf"):item())
    assert.are.equal(0, utils.get_total_norm({}):item())
    has("not finite", utils.get_total_norm, {tensor.tensor{0 / 0}}, {error_if_nonfinite = true})
    has("norm_type must be", utils.get_total_norm, {tensor.ones(1)}, "two")
    has('no option "norm"', utils.clip_grad_norm_, {}, 1, {norm = 2})
    has("max_norm is missing", utils.clip_grad_norm_, {})
    local p = nn.Parameter(tensor.ones(1))
    p.grad = tensor.tensor{8.0}
    utils.clip_grads_with_norm_(p, 2, 8)
    assert.is_true(math.abs(p.grad:item() - 2) < 1e-5)
    local z = tensor.ones(1, {dtype = "complex64", requires_grad = true})
    z.grad = tensor.ones(1, {dtype = "complex64"}) * 4
    assert.are.equal(4, utils.clip_grad_norm_({z}, 2):item())
  end)
end)

describe("a parametrized original", function()
  it("is parametrized itself", function()
    local Skew = nn.class("Skew")
    function Skew.forward(_, x) return x:tril(-1) - x:tril(-1).T end
    local layer = nn.Linear(3, 3)
    parametrize.register_parametrization(layer, "weight", Skew())
    local list = layer.parametrizations.weight
    parametrize.register_parametrization(list, "original", Skew())
    assert.is_true(layer.weight:equal(-layer.weight.T))
    layer(tensor.ones(1, 3)):sum():backward()
    local name = "parametrizations.weight.parametrizations.original.original"
    assert.truthy(layer:get_parameter(name).grad)
    parametrize.remove_parametrizations(list, "original", {leave_parametrized = false})
    parametrize.remove_parametrizations(layer, "weight", {leave_parametrized = false})
    assert.are.equal(2, #layer:parameters())
  end)
end)
