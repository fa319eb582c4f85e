-- Recurrent nets: what the recorded cases of spec/data/layers/recurrent and packed do not
-- say.

local inputs_of = dofile("spec/ops/inputs.lua")
local rnn = nn.utils.rnn

local function message_of(f, ...)
  local ok, message = pcall(f, ...)
  assert.is_false(ok)
  return message
end

local function says(expected, f, ...)
  local message = message_of(f, ...)
  assert.truthy(message:find(expected, 1, true), message)
  assert.truthy(message:find("recurrent_spec.lua:%d+: "), message)
end

local function randn(...) return tensor.randn({...}, {dtype = "float64", requires_grad = true}) end

describe("recurrent nets", function()
  it("have PyTorch's parameters, in its order and of its shapes", function()
    local found = {}
    local net = nn.LSTM(3, 4, {num_layers = 2, bidirectional = true, proj_size = 2})
    for name, p in net:named_parameters() do found[#found + 1] = name .. tostring(p.shape) end
    assert.are.same({
      "weight_ih_l0(16, 3)", "weight_hh_l0(16, 2)", "bias_ih_l0(16)", "bias_hh_l0(16)",
      "weight_hr_l0(2, 4)",
      "weight_ih_l0_reverse(16, 3)", "weight_hh_l0_reverse(16, 2)", "bias_ih_l0_reverse(16)",
      "bias_hh_l0_reverse(16)", "weight_hr_l0_reverse(2, 4)",
      "weight_ih_l1(16, 4)", "weight_hh_l1(16, 2)", "bias_ih_l1(16)", "bias_hh_l1(16)",
      "weight_hr_l1(2, 4)",
      "weight_ih_l1_reverse(16, 4)", "weight_hh_l1_reverse(16, 2)", "bias_ih_l1_reverse(16)",
      "bias_hh_l1_reverse(16)", "weight_hr_l1_reverse(2, 4)",
    }, found)
    local all = net:all_weights()
    assert.are.equal(4, #all)
    assert.are.equal(net.weight_hr_l1_reverse, all[4][5])
    found = {}
    for name, p in nn.GRUCell(3, 4):named_parameters() do
      found[#found + 1] = name .. tostring(p.shape)
    end
    assert.are.same({"weight_ih(12, 3)", "weight_hh(12, 4)", "bias_ih(12)", "bias_hh(12)"}, found)
    assert.are.equal(2, #nn.RNN(3, 4, {bias = false}):parameters())
  end)

  it("print as in PyTorch", function()
    local function printed(expected, module) assert.are.equal(expected, tostring(module)) end
    printed("LSTM(3, 4)", nn.LSTM(3, 4))
    printed("LSTM(3, 4, proj_size=2, num_layers=2, bias=false, batch_first=true, dropout=0.5, "
      .. "bidirectional=true)", nn.LSTM(3, 4, 2, false, true, 0.5, true, 2))
    printed("RNN(3, 4, num_layers=2)", nn.RNN(3, 4, 2, "relu"))
    printed("GRU(3, 4, batch_first=true)", nn.GRU(3, 4, {batch_first = true}))
    printed("RNNCell(3, 4)", nn.RNNCell(3, 4))
    printed("RNNCell(3, 4, bias=false, nonlinearity=relu)", nn.RNNCell(3, 4, false, "relu"))
    printed("LSTMCell(3, 4)", nn.LSTMCell(3, 4))
    printed("GRUCell(3, 4, bias=false)", nn.GRUCell(3, 4, {bias = false}))
    printed("RNNBase(3, 4)", nn.RNNBase("GRU", 3, 4))
  end)

  it("start uniform on 1 / sqrt(hidden_size)", function()
    tensor.manual_seed(1)
    for _, net in ipairs{nn.LSTM(30, 100), nn.GRU(30, 100), nn.RNN(300, 100),
      nn.LSTMCell(30, 100)} do
      for _, p in ipairs(net:parameters()) do
        local largest = p:abs():max():item()
        assert.is_true(largest <= 0.1 and largest > 0.09)
      end
      local w = net.weight_ih or net.weight_ih_l0
      assert.is_true(math.abs(w:std():item() - 0.1 / math.sqrt(3)) < 2e-3)
    end
  end)

  it("take dtype, follow :to, and compute in half precision", function()
    assert.are.equal("float64", nn.GRU(2, 3, {dtype = "float64"}).bias_hh_l0.dtype)
    local x = tensor.randn(3, 2, 2)
    for _, dtype in ipairs{"float64", "float16", "bfloat16"} do
      for _, name in ipairs{"RNN", "LSTM", "GRU"} do
        local net = nn[name](2, 3)
        local expected = net(x)
        local input = x:to(dtype):requires_grad_()
        local out, h = net:to(dtype)(input)
        assert.are.equal(dtype, out.dtype)
        assert.are.equal(dtype, h.dtype)
        assert.is_true(out:float():allclose(expected, {atol = 0.03}))
        out:sum():backward()
        assert.are.equal(dtype, net.weight_hh_l0.grad.dtype)
        assert.are.equal(dtype, input.grad.dtype)
      end
    end
  end)

  it("give the same without gradients", function()
    for _, name in ipairs{"RNN", "LSTM", "GRU"} do
      local net = nn[name](5, 7, {num_layers = 2, bidirectional = true})
      local x = tensor.randn(4, 3, 5)
      local out, h = net(x)
      local plain, plain_h = autograd.no_grad(net, x)
      assert.is_false(plain.requires_grad)
      assert.is_true(out:equal(plain))
      assert.is_true(h:equal(plain_h))
    end
  end)

  it("agree with the cells, step by step", function()
    for _, name in ipairs{"RNN", "LSTM", "GRU"} do
      local net, cell = nn[name](3, 4), nn[name .. "Cell"](3, 4)
      local state = {}
      for key, value in pairs(net:state_dict()) do state[key:gsub("_l0", "")] = value end
      cell:load_state_dict(state)
      local x = tensor.randn(5, 2, 3)
      local out = net(x)
      local h, c
      for t = 1, 5 do h, c = cell(x[t], h, c) end
      assert.is_true(out[5]:allclose(h, {atol = 1e-6}))
    end
  end)

  it("have second derivatives, packed, in both directions and with projections", function()
    tensor.manual_seed(3)
    for _, case in ipairs{
      {nn.LSTM(2, 2, {bidirectional = true}), {1, 3}}, {nn.LSTM(2, 2, {proj_size = 1}), {3, 1}},
      {nn.GRU(2, 2, {bidirectional = true}), {2, 3}},
      {nn.RNN(2, 2, {bidirectional = true}), {2, 3}},
      {nn.RNN(2, 2, {nonlinearity = "relu"})}, {nn.LSTM(2, 2)}, {nn.GRU(2, 2)},
    } do
      local net, lengths = case[1]:to("float64"), case[2]
      local names, leaves = {}, {}
      for name, p in net:named_parameters() do
        names[#names + 1] = name
        leaves[#leaves + 1] = p:detach():clone():requires_grad_()
      end
      local function f(x, ...)
        for i, name in ipairs(names) do rawset(net, name, (select(i, ...))) end
        if lengths then x = rnn.pack_padded_sequence(x, lengths, {enforce_sorted = false}) end
        local out, h, c = net(x)
        return lengths and out.data or out, h, c
      end
      local x = randn(3, 2, 2)
      assert.is_true(autograd.gradcheck(f, {x, table.unpack(leaves)}))
      assert.is_true(autograd.gradgradcheck(f, {x, table.unpack(leaves)}))
    end
  end)

  it("take gradients through the last states alone", function()
    local net = nn.LSTM(2, 3, {dtype = "float64"})
    local x = randn(4, 2, 2)
    local out, h, c = net(x)
    local from_h = autograd.grad(h:sum(), x, {retain_graph = true})
    local from_out = autograd.grad(out[4]:sum(), x, {retain_graph = true})
    assert.is_true(from_h:allclose(from_out))
    assert.is_true(autograd.grad(c:sum(), x):abs():sum():item() > 0)
  end)

  it("zero between layers in training alone, with the state's random numbers", function()
    tensor.manual_seed(5)
    local net = nn.GRU(4, 8, {num_layers = 2, dropout = 0.5})
    local x = tensor.randn(6, 3, 4)
    tensor.manual_seed(6)
    local first = net(x)
    local second = net(x)
    tensor.manual_seed(6)
    assert.is_true(net(x):equal(first))
    assert.is_false(second:equal(first))
    net:eval()
    assert.is_true(net(x):equal((net(x))))
    -- dropout 1 leaves the second layer its biases alone
    local gone = nn.RNN(4, 8, {num_layers = 2, dropout = 1})
    assert.is_true(gone(x)[{{}, 1}]:equal(gone(x)[{{}, 2}]))
  end)

  it("run long sequences and are interrupted by nothing", function()
    local net = nn.LSTM(1, 2)
    local x = tensor.randn({2000, 1, 1}, {requires_grad = true})
    net(x):sum():backward()
    assert.are.equal("(2000, 1, 1)", tostring(x.grad.shape))
  end)

  it("take what layers before them made under autocast", function()
    for _, name in ipairs{"RNN", "LSTM", "GRU", "RNNCell", "LSTMCell", "GRUCell"} do
      local model = nn.Sequential(nn.Linear(2, 2), nn[name](2, 3))
      local x = tensor.ones(2, 2)
      local expected = model(x)
      autograd.autocast("cpu", function()
        assert.is_true(model(x):float():allclose(expected, {atol = 0.02}))
      end)
    end
  end)

  it("have flatten_parameters, which leaves everything as it is", function()
    local net = nn.LSTM(2, 3)
    local before = net.weight_ih_l0:clone()
    net:flatten_parameters()
    assert.is_true(net.weight_ih_l0:equal(before))
  end)

  it("load PyTorch's weights by their names and give its results", function()
    local file = tensor.load("spec/data/lstm.safetensors")
    local weights, got = {}, {}
    for name, value in pairs(file) do
      if name:find "_l%d" then weights[name] = value end
    end
    local net = nn.LSTM(5, 6, {num_layers = 2, bidirectional = true, proj_size = 3})
    net:load_state_dict(weights)
    got.output, got.h, got.c = net(file.input)
    for name, value in pairs(got) do
      assert.is_true(value:allclose(file[name], {rtol = 0, atol = 1e-5}), name)
    end
  end)
end)

describe("recorded recurrent cases in float32", function()
  local function check(case)
    local code = "local m, a, b, c, d, e, f = ...; return "
    local module = assert(load(code .. case.make))():train(case.train ~= false)
    local inputs, numbers = inputs_of{lua = case.make .. case.call, inputs = case.inputs}
    autograd.no_grad(function()
      for _, p in ipairs(module:parameters()) do p:copy_(numbers:tensor(p.shape)) end
    end)
    for i, t in ipairs(inputs) do inputs[i] = t:is_floating_point() and t:float() or t end
    local results = table.pack(assert(load(code .. case.call))(module, table.unpack(inputs)))
    for i, expected in ipairs(case.results) do
      local got = results[i]
      if expected and tensor.is_tensor(got) and got:is_floating_point() and got:numel() > 0 then
        assert.are.equal("float32", got.dtype)
        local wanted = tensor.tensor(expected[1]):reshape(expected.shape)
        assert.is_true(got:allclose(wanted, {rtol = 1e-4, atol = 1e-5}), case.make .. case.call)
      end
    end
  end
  for _, family in ipairs{"recurrent", "packed"} do
    it("agree: " .. family, function()
      for _, case in ipairs(dofile("spec/cases.lua")("spec/data/layers/" .. family .. "/*.lua")) do
        check(case)
      end
    end)
  end
end)

describe("packed sequences", function()
  local x = tensor.arange(1, 13):float():reshape(3, 2, 2)

  it("say what they hold", function()
    local packed = rnn.pack_padded_sequence(x, {1, 3}, {enforce_sorted = false})
    assert.are.same({2, 1, 1}, packed.batch_sizes:tolist())
    assert.are.same({2, 1}, packed.sorted_indices:tolist())
    assert.are.same({{3, 4}, {1, 2}, {7, 8}, {11, 12}}, packed.data:tolist())
    local sorted = rnn.pack_sequence{tensor.tensor{1, 2, 3}, tensor.tensor{4, 5}}
    assert.are.equal("PackedSequence(data=tensor([1, 4, 2, 5, 3], int64 (5) cpu), "
      .. "batch_sizes=tensor([2, 2, 1], int64 (3) cpu), sorted_indices=nil, unsorted_indices=nil)",
      tostring(sorted))
  end)

  it("are converted with their data", function()
    local packed = rnn.pack_padded_sequence(x, {1, 3}, {enforce_sorted = false})
    local double = packed:to("float64")
    assert.are.equal("float64", double.data.dtype)
    assert.are.equal("float64", packed:double().data.dtype)
    assert.are.equal(packed.batch_sizes, double.batch_sizes)
    assert.are.equal(packed, packed:cpu())
    assert.is_false(packed:is_cuda())
  end)

  it("let gradients and second derivatives through", function()
    local function f(t)
      local packed = rnn.pack_padded_sequence(t, {2, 3}, {enforce_sorted = false})
      return (rnn.pad_packed_sequence(packed, {total_length = 4, padding_value = 2}))
    end
    local t = randn(3, 2, 2)
    assert.is_true(autograd.gradcheck(f, {t}))
    assert.is_true(autograd.gradgradcheck(function(a) return f(a * a) end, {t}))
    local function g(a, b)
      return table.unpack(rnn.unpack_sequence(rnn.pack_sequence({a, b}, false)))
    end
    assert.is_true(autograd.gradcheck(g, {randn(1, 2), randn(3, 2)}))
  end)

  it("refuse what does not fit", function()
    says("lengths must not rise", rnn.pack_padded_sequence, x, {1, 3})
    says("each length must be at least 1, got 0", rnn.pack_padded_sequence, x, {3, 0})
    says("length 4 is more than the 3 steps", rnn.pack_padded_sequence, x, {4, 1})
    says("a length for each of the 2 sequences", rnn.pack_padded_sequence, x, {3})
    says("length 1 must be an integer", rnn.pack_padded_sequence, x, {1.5, 1})
    says("at least two dimensions", rnn.pack_padded_sequence, tensor.ones(3), {3})
    says("a PackedSequence is needed, got a tensor", rnn.pad_packed_sequence, x)
    says("at least the 3 steps", rnn.pad_packed_sequence,
      rnn.pack_padded_sequence(x, {3, 1}), {total_length = 2})
    says("an empty one", rnn.pad_sequence, {})
    says("sequence 2 has shape (3, 1), sequence 1 (2, 2)", rnn.pad_sequence,
      {tensor.ones(2, 2), tensor.ones(3, 1)})
    says('"right" or "left"', rnn.pad_sequence, {tensor.ones(2)}, {padding_side = "both"})
    says("a length for each of the 2 sequences", rnn.unpad_sequence, x, {3})
    says("data and batch_sizes must be tensors", rnn.PackedSequence, x, {1, 2})
  end)
end)

describe("wrong arguments of recurrent nets", function()
  local x, net = tensor.ones(3, 2, 4), nn.LSTM(4, 5, {num_layers = 2, bidirectional = true})

  it("are named with shapes and what would be right", function()
    says("the last dimension of the input must be input_size, 4; it has shape (3, 2, 5)", net,
      tensor.ones(3, 2, 5))
    says("the input must have shape (steps, batch, 4) or, of one sequence, (steps, 4), got (4)",
      net,
      tensor.ones(4))
    says("(batch, steps, 2)", nn.GRU(2, 3, {batch_first = true}), tensor.ones(2))
    says("got a string", net, "x")
    says("the input is float64 and the weights are float32", net, x:double())
    says("LSTM: h0 must have shape (4, 2, 5), got (4, 2, 4)", net, x, tensor.ones(4, 2, 4),
      tensor.ones(4, 2, 5))
    says("LSTM: c0 must have shape (4, 2, 5), got (2, 2, 5)", net, x, tensor.ones(4, 2, 5),
      tensor.ones(2, 2, 5))
    says("c0 is missing", net, x, tensor.ones(4, 2, 5))
    says("h0 must have shape (4, 5), got (4, 2, 5)", net, tensor.ones(3, 4), tensor.ones(4, 2, 5),
      tensor.ones(4, 2, 5))
    says("GRU: h0 must be a tensor, got a number", nn.GRU(4, 5), x, 1)
    says("the input has no steps", net, tensor.ones(0, 2, 4))
    says("last dimension of the input must be input_size, 4; the packed data has shape (2, 3)", net,
      rnn.pack_sequence{tensor.ones(2, 3)})
    says("hx must have shape (2, 3), got (3, 3)", nn.GRUCell(2, 3), tensor.ones(2, 2),
      tensor.ones(3, 3))
    says("RNNCell: the input must have shape (batch, 2) or (2), got (2, 3)", nn.RNNCell(2, 3),
      tensor.ones(2, 3))
    says("c is missing", nn.LSTMCell(2, 3), tensor.ones(2), tensor.ones(3))
  end)

  it("are refused when a net is made", function()
    says("nn.LSTM: proj_size must be smaller than hidden_size, 3, got 3", nn.LSTM, 2, 3,
      {proj_size = 3})
    says("nn.GRU: input_size, hidden_size and num_layers must be greater than zero", nn.GRU, 0, 3)
    says("dropout must be a number from 0 to 1", nn.RNN, 2, 3, {dropout = 1.5})
    says('nonlinearity must be "tanh" or "relu", got "gelu"', nn.RNN, 2, 3, 1, "gelu")
    says('there is no option "proj_size"', nn.GRU, 2, 3, {proj_size = 1})
    says("mode must be", nn.RNNBase, "CNN", 2, 3)
    says("proj_size is for LSTM only", nn.RNNBase, "GRU", 2, 3, {proj_size = 1})
  end)

  it("of the functions, too", function()
    local h, w = tensor.zeros(1, 2, 1), tensor.ones(4, 1)
    local input = tensor.ones(3, 2, 1)
    local function refuses(expected, f, data, hx, params)
      says(expected, f, data, hx, params, false, 1, 0, false, false, false)
    end
    refuses("lstm: hx must be a list of two tensors", tensor.lstm, input, {h}, {w, w})
    refuses("lstm: params must list 2 tensors for 1 layers and directions, got 4", tensor.lstm,
      input, {h, h}, {w, w, w, w})
    refuses("one entry for each layer and direction", tensor.gru, input, h[1], {w, w})
    refuses("lstm: w_ih must have shape (4, 2), got (4, 1)", tensor.lstm, tensor.ones(3, 2, 2),
      {h, h}, {w, w})
    refuses("gru: w_hh must have shape (3 * hidden_size, 1), got (4, 1)", tensor.gru, input, h,
      {w, w})
    refuses("rnn_tanh: input must be floating-point, not int64", tensor.rnn_tanh, input:long(), h,
      {w, w})
    local function refuses_sizes(expected, sizes)
      says(expected, tensor.lstm, tensor.ones(4, 1), tensor.tensor(sizes), {h, h}, {w, w}, false, 1,
        0, false, false)
    end
    for _, sizes in ipairs{{1, 2, 1}, {2, 1, 1, 0}, {3, 1}, {2, 2, 2}, {-1, 5}, {4}} do
      refuses_sizes("batch_sizes must be positive, never rise", sizes)
    end
    refuses_sizes("batch_sizes add up to 2 rows, the input has 4", {2})
    refuses_sizes("batch_sizes must be a contiguous vector of int64", {2.0, 2.0})
    says("lstm_cell: hx must be a list of two tensors", tensor.lstm_cell, input[1], {h[1]}, w, w)
    says("w_ih and w_hh must have shapes (4 * hidden_size, features)", tensor.lstm_cell, input[1],
      {h[1], h[1]}, w, tensor.ones(3, 1))
    says("lstm_cell: the cell state must have shape (2, 1), got (3, 1)", tensor.lstm_cell, input[1],
      {h[1], tensor.zeros(3, 1)}, w, w)
  end)
end)
