-- Hooks of modules: of forward and backward, of state_dict, and for all modules.

local message_of = dofile("spec/fails.lua").message

local function has(message, text)
  assert.truthy(message:find(text, 1, true), message)
end

describe("hooks", function()
  it("before forward see and replace the inputs", function()
    local layer = nn.Identity()
    local seen
    local handle = layer:register_forward_pre_hook(function(module, inputs)
      seen = {module, inputs.n}
      return inputs[1] * 2
    end)
    assert.are.same({2, 4}, layer(tensor.tensor({1, 2})):tolist())
    assert.are.same({layer, 1}, seen)
    handle:remove()
    handle:remove()
    assert.are.same({1, 2}, layer(tensor.tensor({1, 2})):tolist())
  end)

  it("after forward see and replace the output", function()
    local layer = nn.Identity()
    layer:register_forward_hook(function(_, inputs, output) return output + inputs[1] end)
    layer:register_forward_hook(function(_, _, output) return output * 10 end)
    assert.are.same({20, 40}, layer(tensor.tensor({1, 2})):tolist())
  end)

  it("of backward see and replace gradients", function()
    local layer = nn.Linear(2, 1)
    local got
    layer:register_full_backward_hook(function(module, grad_inputs, grad_outputs)
      got = {module, grad_inputs[1]:clone(), grad_outputs[1]:clone()}
      return {grad_inputs[1] * 2}
    end)
    local x = tensor.ones(1, 2, {requires_grad = true})
    layer(x):backward(tensor.tensor({{3.0}}))
    assert.are.equal(layer, got[1])
    assert.are.same({{3}}, got[3]:tolist())
    assert.is_true(got[2]:equal(layer.weight:detach() * 3))
    assert.is_true(x.grad:equal(layer.weight:detach() * 6))
    assert.are.same({{3, 3}}, layer.weight.grad:tolist())
  end)

  it("of backward run when no input asks for a gradient", function()
    local layer = nn.Linear(2, 1)
    local n
    layer:register_full_backward_hook(function(_, grad_inputs, grad_outputs)
      n = {grad_inputs.n, grad_inputs[1], grad_outputs[1]:item()}
    end)
    layer(tensor.ones(1, 2)):sum():backward()
    assert.are.same({1, nil, 1}, n)
  end)

  it("must be functions", function()
    has(message_of(nn.ReLU.register_forward_hook, nn.ReLU(), 3), "must be a function")
  end)

  it("know their order and their options", function()
    local layer, order = nn.Identity(), {}
    local function note(name) return function() order[#order + 1] = name end end
    layer:register_forward_hook(note("a"))
    layer:register_forward_hook(note("b"), {prepend = true})
    layer:register_forward_pre_hook(note("c"))
    layer:register_forward_pre_hook(note("d"), {prepend = true})
    layer(tensor.ones(1))
    assert.are.equal("dcba", table.concat(order))
    has(message_of(layer.register_forward_hook, layer, print, {first = true}), 'no option "first"')
    has(message_of(layer.register_forward_hook, layer, print, {prepend = 1}), "true or false")
  end)

  it("cost nothing any more once they are gone", function()
    local layer = nn.Identity()
    local one = layer:register_forward_hook(print)
    local two = layer:register_forward_pre_hook(print)
    one:remove()
    assert.is_truthy(layer._hooks)
    two:remove()
    assert.is_false(layer._hooks)
    do local _ <close> = layer:register_forward_hook(print) end
    assert.is_false(layer._hooks)
  end)

  it("with options get them by themselves", function()
    local M = nn.class("M")
    function M.forward(_, x, options) return x * (options and options.by or 1) end
    local model, seen = M(), nil
    model:register_forward_pre_hook(function(_, inputs, options)
      return inputs, {by = (options.by or 1) * 2}
    end, {with_kwargs = true})
    model:register_forward_hook(function(_, inputs, options, output)
      seen = {inputs.n, options.by, output:item()}
    end, {with_kwargs = true})
    assert.are.equal(6, model(tensor.tensor(1), {by = 3}):item())
    assert.are.same({1, 6, 6}, seen)
    assert.are.equal(2, model(tensor.tensor(1)):item())
    model:register_forward_pre_hook(function(_, inputs) return inputs end, {with_kwargs = true})
    has(message_of(model, tensor.tensor(1)), "the inputs and a table of options")
  end)

  it("that always run see a failure without output", function()
    local M = nn.class("M")
    function M.forward() error("no", 0) end
    local model, seen = M(), {}
    model:register_forward_hook(function() seen[#seen + 1] = "not this" end)
    model:register_forward_hook(function(_, inputs, output)
      seen[#seen + 1] = {inputs[1], output}
    end, {always_call = true})
    model:register_forward_hook(function() error("nor this") end, {always_call = true})
    assert.are.equal("no", message_of(model, 5))
    assert.are.same({{5}}, seen)
    function M.forward(_, x) return x end
    has(message_of(model, 5), "nor this")
    assert.are.same({{5}, "not this", {5, 5}}, seen)
  end)

  it("before backward replace the gradients of the outputs", function()
    local layer, order = nn.Linear(2, 1), {}
    layer:register_full_backward_pre_hook(function(module, grads)
      order[#order + 1] = "pre"
      assert.are.equal(layer, module)
      return grads[1] * 2
    end)
    layer:register_full_backward_hook(function(_, _, grads)
      order[#order + 1] = "post"
      assert.are.same({{2}}, grads[1]:tolist())
    end)
    local x = tensor.ones(1, 2, {requires_grad = true})
    layer(x):sum():backward()
    assert.are.same({"pre", "post"}, order)
    assert.is_true(x.grad:equal(layer.weight:detach() * 2))
    assert.are.same({2}, layer.bias.grad:tolist())
  end)

  it("of backward say what they may return", function()
    local layer = nn.Linear(2, 1)
    local handle = layer:register_full_backward_hook(function(_, grads)
      return {grads[1], grads[1]}
    end)
    local x = tensor.ones(1, 2, {requires_grad = true})
    has(message_of(function() layer(x):sum():backward() end), "2 gradients, and there are 1")
    handle:remove()
    layer:register_full_backward_hook(function(_, _, grads) return grads[1] end)
    has(message_of(function() layer(x:detach()):sum():backward() end), "no input of the module")
  end)

  it("of backward leave integer inputs alone and rest under no_grad", function()
    local layer, calls = nn.Embedding(3, 2), 0
    layer:register_full_backward_hook(function(_, grads)
      calls = calls + 1
      assert.are.equal(1, grads.n)
      assert.is_nil(grads[1])
    end)
    layer(tensor.tensor({1, 3})):sum():backward()
    assert.are.equal(1, calls)
    autograd.no_grad(function() layer(tensor.tensor({1, 3})) end)
    local M = nn.class("M")
    function M.forward(_, a, b) return a * b end
    local model = M()
    model:register_full_backward_hook(function(_, grads)
      assert.are.same({3}, grads[1]:tolist())
      assert.is_nil(grads[2])
    end)
    local a = tensor.tensor({2.0}, {requires_grad = true})
    model(a, tensor.tensor({3.0})):backward()
    assert.are.same({3}, a.grad:tolist())
  end)
end)

describe("hooks for all modules", function()
  it("run before a module's own, and end with their handles", function()
    local register = nn.modules.module
    local order, layer = {}, nn.Linear(1, 1)
    local function note(name) return function() order[#order + 1] = name end end
    layer:register_forward_hook(note("own"))
    local handles = {
      register.register_module_forward_pre_hook(note("pre")),
      register.register_module_forward_hook(note("all")),
      register.register_module_full_backward_pre_hook(note("back pre")),
      register.register_module_full_backward_hook(note("back")),
    }
    layer(tensor.ones(1, 1, {requires_grad = true})):sum():backward()
    assert.are.same({"pre", "all", "own", "back pre", "back"}, order)
    for _, handle in ipairs(handles) do handle:remove() end
    nn.Identity()(1)
    assert.are.equal(5, #order)
  end)
end)

describe("hooks of registration", function()
  it("see what fields of modules are given, and may replace it", function()
    local register, seen = nn.modules.module, {}
    local identity = nn.Identity()
    local handles = {
      register.register_module_parameter_registration_hook(function(_, name, p)
        seen[#seen + 1] = name
        return nn.Parameter(p:double())
      end),
      register.register_module_buffer_registration_hook(function(_, name)
        seen[#seen + 1] = name
      end),
      register.register_module_module_registration_hook(function(_, name, child)
        seen[#seen + 1] = name
        if tostring(child) == "ReLU()" then return identity end
      end),
    }
    local norm = nn.BatchNorm1d(1)
    local net = nn.Sequential(nn.ReLU())
    for _, handle in ipairs(handles) do handle:remove() end
    nn.Identity().bias = nn.Parameter(tensor.ones(1))
    assert.are.same({"weight", "bias", "running_mean", "running_var", "num_batches_tracked", 1},
      seen)
    assert.are.equal("float64", norm.weight.dtype)
    assert.are.equal(identity, net[1])
    has(message_of(net.register_backward_hook, net, print), "register_full_backward_hook")
  end)
end)

describe("hooks of state", function()
  it("run around state_dict", function()
    local model, seen = nn.Sequential(nn.Linear(1, 1)), {}
    model[1]:register_state_dict_pre_hook(function(module, prefix, keep)
      seen[#seen + 1] = {module == model[1], prefix, keep}
    end)
    local handle = model[1]:register_state_dict_post_hook(function(_, dict, prefix, metadata)
      dict[prefix .. "more"] = tensor.ones(1)
      seen[#seen + 1] = metadata.version
    end)
    local dict = model:state_dict{prefix = "net.", keep_vars = true}
    assert.are.same({{true, "net.0.", true}, 1}, seen)
    local keys = {}
    for key in pairs(dict) do keys[#keys + 1] = key end
    assert.are.same({"net.0.weight", "net.0.bias", "net.0.more"}, keys)
    assert.are.equal(model[1].weight, dict["net.0.weight"])
    handle:remove()
    assert.is_nil(model:state_dict()["0.more"])
    model:register_state_dict_post_hook(function() return {} end)
    has(message_of(model.state_dict, model), "in place")
  end)

  it("run around load_state_dict", function()
    local model = nn.Sequential(nn.Linear(1, 1))
    local dict = {["0.old"] = tensor.tensor({{5.0}}), ["0.bias"] = tensor.ones(1)}
    local pre = model[1]:register_load_state_dict_pre_hook(function(module, d, prefix)
      assert.are.equal(model[1], module)
      d[prefix .. "weight"], d[prefix .. "old"] = d[prefix .. "old"], nil
    end)
    model:load_state_dict(dict)
    assert.are.equal(5, model[1].weight:item())
    assert.is_truthy(dict["0.old"])
    pre:remove()
    model:register_load_state_dict_post_hook(function(_, keys)
      assert.are.same({"0.weight"}, keys.missing_keys)
      assert.are.same({"0.old"}, keys.unexpected_keys)
      keys.missing_keys[1], keys.unexpected_keys[1] = nil, nil
    end)
    local missing, unexpected = model:load_state_dict(dict)
    assert.are.same({{}, {}}, {missing, unexpected})
  end)
end)

describe("extra state", function()
  local Counter = nn.class("Counter")
  function Counter:init() self.count = 0 end
  function Counter:get_extra_state() return {count = self.count} end
  function Counter:set_extra_state(state) self.count = state.count end

  it("is in the state_dict and comes back", function()
    local one, two = nn.Sequential(Counter()), nn.Sequential(Counter())
    one[1].count = 7
    two:load_state_dict(one:state_dict())
    assert.are.equal(7, two[1].count)
    has(message_of(two.load_state_dict, two, {}), 'Missing key(s) in state_dict: "0._extra_state"')
    local plain = nn.Sequential(nn.ReLU())
    has(message_of(plain.load_state_dict, plain, one:state_dict()),
      'Unexpected key(s) in state_dict: "0._extra_state"')
    has(message_of(plain.get_extra_state, plain), "define get_extra_state")
  end)
end)

describe("load_state_dict", function()
  it("can put the tensors themselves in place", function()
    local model = nn.Sequential(nn.Linear(1, 2), nn.BatchNorm1d(2))
    model[1].bias.requires_grad = false
    local dict = {}
    for key, value in pairs(model:state_dict()) do
      dict[key] = (value.dtype == "int64" and value or value:double()):clone()
    end
    model:load_state_dict(dict, {assign = true})
    assert.are.equal("float64", model[1].weight.dtype)
    assert.is_true(model[1].weight.requires_grad)
    assert.is_false(model[1].bias.requires_grad)
    assert.are.equal(dict["1.running_mean"], model[2].running_mean)
    dict["0.weight"]:fill_(3) -- they share their elements
    assert.are.same({{3}, {3}}, model[1].weight:tolist())
    assert.are.equal(4, #model:parameters())
    assert.are.equal(3, #model:buffers())
  end)

  it("says what is no tensor, and what option there is not", function()
    local model = nn.Linear(1, 1)
    has(message_of(model.load_state_dict, model, {weight = 3, bias = tensor.ones(1)}),
      'While copying the parameter named "weight", expected a tensor from checkpoint')
    has(message_of(model.load_state_dict, model, {}, {strickt = false}), 'no option "strickt"')
    has(message_of(model.state_dict, model, {kepp = 1}), 'no option "kepp"')
    has(message_of(model.load_state_dict, model, {tensor.ones(1)}), "keys are names")
    has(message_of(model.load_state_dict, model, model), "its state_dict()")
  end)

  it("does without the count of batches that older files lack", function()
    local norm, dict = nn.BatchNorm1d(2), {}
    for key, value in pairs(norm:state_dict()) do dict[key] = value:clone() end
    dict.num_batches_tracked = nil
    dict.weight:fill_(3)
    norm.num_batches_tracked:fill_(5)
    norm:load_state_dict(dict)
    assert.are.same({3, 3}, norm.weight:tolist())
    assert.are.equal(5, norm.num_batches_tracked:item())
    dict = norm:state_dict()
    dict.num_batches_tracked = nil
    has(message_of(norm.load_state_dict, norm, dict), '"num_batches_tracked"')
  end)

  it("reads scalars that were written as lists of one", function()
    local M = nn.class("M")
    function M:init() self.scale = nn.Parameter(tensor.tensor(1.0)) end
    local model = M()
    model:load_state_dict{scale = tensor.tensor({4.0})}
    assert.are.equal(4, model.scale:item())
  end)
end)

describe("what hooks return", function()
  local function layer(forward)
    local M = nn.class("M")
    function M.forward(_, ...) return forward(...) end
    return M()
  end

  it("is one value in the place of a table", function()
    local named = layer(function(x) return {a = x} end)
    named:register_forward_hook(function(_, _, out) return {a = out.a + 1} end)
    assert.are.equal(1, named(tensor.zeros(1)).a:item())
    local listed = layer(function(x) return {x, x} end)
    listed:register_forward_hook(function(_, _, out) return {out[1] + 1, out[2] + 2} end)
    local out, more = listed(tensor.zeros(1))
    assert.are.equal(2, out[2]:item())
    assert.is_nil(more)
    local taking = layer(function(inputs) return inputs.x end)
    taking:register_forward_pre_hook(function(_, inputs) return {x = inputs[1].x + 3} end)
    assert.are.equal(3, taking({x = tensor.zeros(1)}):item())
  end)

  it("may be longer than what was given", function()
    local sum = layer(function(a, b) return a + b end)
    sum:register_forward_pre_hook(function(_, inputs)
      inputs[2] = tensor.ones(1)
      return inputs
    end)
    assert.are.equal(1, sum(tensor.zeros(1)):item())
  end)

  it("has no gradient for an output that was not used", function()
    local both = layer(function(x) return x * 2, x * 3 end)
    local grads
    both:register_full_backward_hook(function(_, _, grad_outputs) grads = grad_outputs end)
    local y = both(tensor.ones(1, {requires_grad = true}))
    y:sum():backward()
    assert.are.equal(1, grads[1]:item())
    assert.is_nil(grads[2])
    assert.are.equal(2, grads.n)
  end)

  it("is asked for with the options of their kind", function()
    local linear = nn.Linear(1, 1)
    has(message_of(linear.register_forward_pre_hook, linear, print, {always_call = true}),
      "the names are: prepend, with_kwargs")
    has(message_of(linear.register_full_backward_hook, linear, print, {with_kwargs = true}),
      "the names are: prepend")
    has(message_of(nn.modules.module.register_module_buffer_registration_hook, print,
      {prepend = true}), "the names are: none")
  end)
end)

describe("hooks after load_state_dict", function()
  it("see what was loaded, and may change it", function()
    local model = nn.Sequential(nn.Linear(1, 1), nn.Linear(1, 1))
    local dict, seen = model:state_dict(), nil
    for key in pairs(dict) do dict[key] = tensor.full(dict[key].shape, 7.0) end
    model[1]:register_load_state_dict_post_hook(function(module)
      seen = module.weight:item()
      autograd.no_grad(function() module.weight:mul_(2) end)
    end)
    model:load_state_dict(dict)
    assert.are.equal(7, seen)
    assert.are.equal(14, model[1].weight:item())
    assert.are.equal(7, model[2].weight:item())
  end)

  it("may forgive keys; what they leave undoes it all", function()
    local model = nn.Linear(1, 1)
    local before = model.weight:item()
    local forgive = model:register_load_state_dict_post_hook(function(_, keys)
      keys.missing_keys = {}
    end)
    assert.are.same({}, (model:load_state_dict{weight = tensor.ones(1, 1)}))
    assert.are.equal(1, model.weight:item())
    forgive:remove()
    model:register_load_state_dict_post_hook(function() end)
    has(message_of(model.load_state_dict, model, {weight = tensor.full({1, 1}, 5.0)}), '"bias"')
    assert.are.equal(1, model.weight:item())
    assert.are_not.equal(1, before)
  end)

  it("need no count of batches in a file of version 1", function()
    local norm = nn.BatchNorm1d(2)
    local dict = norm:state_dict()
    dict.num_batches_tracked = nil
    getmetatable(dict).metadata[""].version = 1
    norm:load_state_dict(dict)
    assert.are.equal(0, norm.num_batches_tracked:item())
  end)
end)

describe("lists that hooks have changed", function()
  it("count what is there, whatever became of n", function()
    local layer = nn.Linear(1, 1)
    layer:register_full_backward_hook(function(_, grad_inputs, grad_outputs)
      grad_inputs.n, grad_outputs.n = nil, nil
      return grad_inputs
    end)
    local x = tensor.ones(1, 1, {requires_grad = true})
    layer(x):sum():backward()
    assert.are.equal(layer.weight:item(), x.grad:item())
    for _, n in ipairs{1e9, "x", -4, 1.5} do
      local handle <close> = layer:register_forward_pre_hook(function(_, inputs)
        inputs.n = n
        return inputs
      end)
      has(message_of(layer, x), "how many there are, got")
      assert.truthy(handle)
    end
  end)
end)

describe("hooks of backward", function()
  it("keep neither the module nor what it computed", function()
    local alive = setmetatable({}, {__mode = "k"})
    local function run(register, requires_grad, backward)
      local layer = nn.Linear(1, 1)
      layer[register](layer, function() end)
      alive[layer] = register
      local y = layer(tensor.ones(1, 1, {requires_grad = requires_grad}))
      if backward then y:sum():backward() end
    end
    for _, register in ipairs{"register_full_backward_hook", "register_full_backward_pre_hook"} do
      for _, requires_grad in ipairs{true, false} do
        run(register, requires_grad, true)
        run(register, requires_grad, false)
      end
    end
    for _ = 1, 4 do collectgarbage() end
    assert.is_nil(next(alive))
  end)
end)
