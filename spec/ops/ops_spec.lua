-- Walks the op table (tensor/ops): every row has cases, and every case is checked against
-- recorded PyTorch values (spec/record/ops.py), against differences (gradients and second
-- derivatives), with strided inputs, in float32, in place, and with wrong arguments.

local assert = require "luassert"
local make = dofile("spec/ops/inputs.lua")
local cases = dofile("spec/cases.lua")("spec/data/ops/*/*.lua")

local rows, rows_by_name = tensor._operations(), {}
for _, row in ipairs(rows) do rows_by_name[row.name] = row end

-- Rows that have their cases elsewhere, and where.
local elsewhere = {
  clamp_number = "clamp", gelu_erf = "gelu", gelu_tanh = "gelu",
  bce_logits = "binary_cross_entropy_with_logits", bce = "binary_cross_entropy",
  bce_slope = "its gradient", multi_margin_loss_forward = "multi_margin_loss",
  multilabel_margin_loss_forward = "multilabel_margin_loss",
  empty = "below: only the shape is defined",
  empty_like = "below", new_empty = "below", embedding_rows = "embedding",
  embedding_renorm = "embedding with max_norm", embedding_bag_sum = "embedding_bag",
  embedding_bag_places = "embedding_bag", attention_forward = "scaled_dot_product_attention",
  attention_keep = "spec/nn/attention_spec.lua", layer_norm_forward = "layer_norm",
  batch_norm_train = "batch_norm", nll_loss_forward = "nll_loss", prelu_kernel = "prelu",
  huber = "huber_loss", group_norm_forward = "group_norm", instance_norm_train = "instance_norm",
  rms_norm_forward = "rms_norm", ctc_loss_forward = "ctc_loss",
  linear_cross_entropy_forward = "linear_cross_entropy", softmax_cross_entropy = "cross_entropy",
  convolution = "conv1d to conv_transpose3d", convolution_weight = "their gradients",
  rnn_sequence = "lstm, gru, rnn_tanh, rnn_relu", columns = "unfold", columns_sum = "fold",
  box_max = "max_pool1d to adaptive_max_pool3d", plane_take = "the gradient of max_unpool1d",
  plane_put = "max_unpool1d", constant_pad = "pad", position_pad = "pad", roll_dims = "roll",
  gate = "glu, swiglu", piece_of_zeros = "the gradient of slice",
  band = "avg_pool1d, interpolate",
  band_transposed = "their gradients", sgd_step = "spec/optim", adam_step = "spec/optim",
  nadam_step = "spec/optim", radam_step = "spec/optim", adamax_step = "spec/optim",
  rmsprop_step = "spec/optim", adagrad_step = "spec/optim", adadelta_step = "spec/optim",
  asgd_step = "spec/optim", rprop_step = "spec/optim", lion_step = "spec/optim",
  clip_scale = "spec/nn: clip_grad_norm_", grid_sample_forward = "grid_sample",
  grid_sample_to_image = "its gradient", grid_sample_to_places = "its gradient",
  cdist_forward = "cdist", cdist_kernel = "cdist", linalg_pinv_tolerances = "linalg.pinv",
  linalg_solve_system = "linalg.solve", linalg_triangular_system = "linalg.solve_triangular",
  cholesky_system = "cholesky_solve", linalg_lstsq_driver = "linalg.lstsq",
  linalg_permutation = "lu_unpack", linalg_ldl_system = "linalg.ldl_solve",
  linalg_qr_factors = "linalg.qr", householder_columns = "linalg.householder_product",
  householder_multiply = "ormqr", singular_values = "linalg.svdvals",
  symmetric_eigenvalues = "linalg.eigvalsh", linalg_eigenvalues = "linalg.eigvals",
  overwritten = "spec/autograd/engine_spec.lua", frexp_mantissa = "frexp",
  frexp_exponent = "frexp", log_odds = "logit", fft_c2c = "fft_fft", fft_r2c = "fft_rfft",
  fft_c2r = "fft_irfft", standard_gamma_grad = "spec/tensor/variates_spec.lua",
  native_dropout = "spec/tensor/random_spec.lua", dropout = "spec/tensor/random_spec.lua",
}
for _, row in ipairs(rows) do
  if row.random then elsewhere[row.name] = "spec/tensor/random_spec.lua, variates_spec.lua" end
  local of = row.name:match("^(.*)_backward$") -- what a vjp calls
  if of then elsewhere[row.name] = of .. "'s gradient" end
end

local function compile(source)
  local code = "local a, b, c, d, tensor, nn = ...; return " .. source
  return assert(load(code, source))
end

local functions = {}
local function run(case, inputs)
  functions[case.lua] = functions[case.lua] or compile(case.lua)
  local f = functions[case.lua]
  return table.pack(f(inputs[1], inputs[2], inputs[3], inputs[4], tensor, nn))
end

local epsilon = {
  float64 = 1e-11, float32 = 2e-5, float16 = 2e-3, bfloat16 = 2e-2, complex128 = 1e-11,
  complex64 = 2e-5,
}

local function same(want, got, what, tolerance)
  if want ~= want or got ~= got then return want ~= want and got ~= got end
  if want == got then return true end
  return math.abs(want - got) <= tolerance * (1 + math.abs(want)), what
end

local function check_values(expected, got, what, tolerance)
  if got:is_complex() then got = got:resolve_conj():contiguous():view_as_real() end
  local flat = got:to("float64"):reshape(-1):tolist()
  assert.are.equal(#expected, #flat, what .. ": number of elements")
  for i, want in ipairs(expected) do
    if not same(want, flat[i], what, tolerance) then
      error(("%s, element %d: PyTorch has %.17g, not %.17g"):format(what, i, want, flat[i]), 0)
    end
  end
end

local function numbers_of(list)
  local values = {}
  for i, v in ipairs(list) do values[i] = v end
  return values
end

local function check_results(case, results, options)
  options = options or {}
  assert.are.equal(#case.results, results.n, case.lua .. ": number of results")
  for i, expected in ipairs(case.results) do
    local got, what = results[i], ("%s, result %d"):format(case.lua, i)
    if expected.value ~= nil then
      assert.are.equal(expected.value, got, what)
    else
      local shape = table.concat(expected.shape, ", ")
      assert.are.equal(shape, table.concat(got.shape, ", "), what .. ": shape")
      if not options.any_dtype then
        assert.are.equal(expected.dtype, got.dtype, what .. ": dtype")
      end
      local tolerance = options.tolerance or epsilon[expected.dtype] or 0
      check_values(numbers_of(expected[1]), got, what, tolerance)
    end
  end
end

local function copies(inputs, f)
  local result = {}
  for i, t in ipairs(inputs) do result[i] = f(t) end
  return result
end

local function has_gradient(t) return t:is_floating_point() or t:is_complex() end

local function leaf(t)
  t = t:clone()
  return has_gradient(t) and t:requires_grad_() or t
end

-- The same elements with strides that are neither 1 nor dense.
local function strided(t)
  if t:dim() == 0 then return tensor.stack({t, t})[1] end
  local wide = tensor.stack({t, t}, -1):transpose(1, -2)
  local spread = wide:contiguous():transpose(1, -2)
  return spread:select(-1, 2)
end

-- Differences say nothing where a function jumps, where an input is deliberately left out of the
-- graph and where float32 rounds.
local jumps = {round = true, max = true, min = true, amax = true, aminmax = true, median = true,
  nanmedian = true, scatter_reduce = true, linalg_eigh = true, nextafter = true}

-- Computed in less than double precision.
local function narrow(case)
  return case.lua:find "float32" or case.lua:find "complex64" or case.lua:find ":float%(%)"
    or case.lua:find "half%(" or case.lua:find "float16"
end

local function smooth(case)
  if case.lua:find "detach" or narrow(case) then return false end
  if jumps[case.op] and case.inputs[1]:sub(1, 1) == "=" then return false end
  if case.op == "embedding" and (case.lua:find ", 2%)" or case.lua:find "padding_idx") then
    return false -- the padding row
  end
  return not (case.lua:find "max_norm" or case.lua:find "scale_grad_by_freq")
end

-- These show memory, which a strided input has in another order or cannot show.
local memory = {
  view_as_complex = true, view = true, view_as = true, as_strided = true, strided = true,
  view_dtype = true,
}

local function finite(case)
  for _, spec in ipairs(case.inputs) do
    if spec:find "inf" or spec:find "nan" or spec:find "e" then return false end
  end
  return true
end

-- In place a result may lose precision, but not its category.
local function category(dtype)
  return dtype == "bool" and 0 or dtype:find "int" and 1 or dtype:find "complex" and 3 or 2
end

local function element_count(inputs)
  local n = 0
  for _, t in ipairs(inputs) do n = n + t:numel() end
  return n
end

describe("the op table", function()
  it("has a case for every row", function()
    local have, missing = {}, {}
    for _, case in ipairs(cases) do have[case.op] = true end
    for _, row in ipairs(rows) do
      if not have[row.name] and not elsewhere[row.name] then missing[#missing + 1] = row.name end
    end
    assert.are.equal("", table.concat(missing, " "), "rows without a case in spec/record/ops")
  end)

  it("documents every row with a sentence", function()
    for _, row in ipairs(rows) do
      local sentences = row.doc:match "^[^\n]*"
      assert.truthy(sentences:find "%.$", row.name .. ": " .. row.doc)
    end
  end)

  it("makes unset tensors of the right shape", function()
    assert.are.equal("(2, 0, 3)", tostring(tensor.empty(2, 0, 3).shape))
    assert.are.equal("int32", tensor.empty({2}, {dtype = "int32"}):empty_like().dtype)
    assert.are.equal("(3)", tostring(tensor.ones(2, 2):new_empty(3).shape))
  end)
end)

for index, case in ipairs(cases) do
  describe(("%s: %s #%d"):format(case.op, case.lua, index), function()
    local row = rows_by_name[case.op]

    it("gives PyTorch's values and gradients", function()
      local inputs, numbers = make(case)
      inputs = copies(inputs, leaf)
      local results = run(case, inputs)
      check_results(case, results)
      if not case.grads then return end
      local outputs, seeds, leaves = {}, {}, {}
      for i = 1, results.n do
        if results[i].requires_grad then
          outputs[#outputs + 1] = results[i]
          local shape, dtype = results[i].shape, results[i].dtype
          local seed = numbers:tensor(shape, {dtype = "float64"})
          if results[i]:is_complex() then
            seed = tensor.complex(seed, numbers:tensor(shape, {dtype = "float64"}))
          end
          seeds[#seeds + 1] = seed:to(dtype)
        end
      end
      for _, t in ipairs(inputs) do
        if t.requires_grad then leaves[#leaves + 1] = t end
      end
      local grads = table.pack(autograd.grad(outputs, leaves, seeds, {allow_unused = true}))
      for i, expected in ipairs(case.grads) do
        check_values(numbers_of(expected), grads[i] or tensor.zeros_like(leaves[i]),
          ("%s, gradient of input %d"):format(case.lua, i),
          case.lua:find "half" and 2e-3 or narrow(case) and 1e-5 or 1e-9)
      end
    end)

    if not memory[case.op] then
      it("takes strided inputs", function()
        check_results(case, run(case, copies(make(case), strided)))
      end)

      if case.grads then
        it("gives strided inputs the same gradients", function()
          local inputs, numbers = make(case)
          local leaves, outputs, seeds = {}, {}, {}
          inputs = copies(inputs, function(t)
            local s = strided(t):detach()
            if s:is_floating_point() or s:is_complex() then
              leaves[#leaves + 1] = s:requires_grad_()
            end
            return s
          end)
          local results = run(case, inputs)
          for i = 1, results.n do
            local r = results[i]
            if r.requires_grad then
              outputs[#outputs + 1] = r
              local seed = numbers:tensor(r.shape, {dtype = "float64"})
              if r:is_complex() then
                seed = tensor.complex(seed, numbers:tensor(r.shape, {dtype = "float64"}))
              end
              seeds[#seeds + 1] = strided(seed:to(r.dtype))
            end
          end
          local grads = table.pack(autograd.grad(outputs, leaves, seeds, {allow_unused = true}))
          for i, expected in ipairs(case.grads) do
            check_values(numbers_of(expected), grads[i] or tensor.zeros_like(leaves[i]),
              ("%s, gradient of input %d"):format(case.lua, i),
              case.lua:find "half" and 2e-3 or narrow(case) and 1e-5 or 1e-9)
          end
        end)
      end
    end

    if case.grads and finite(case) and smooth(case) then
      it("agrees with differences, also in second derivatives", function()
        local inputs = copies(make(case), leaf)
        if element_count(inputs) > 30 then return end
        local function f(...) return table.unpack(run(case, {...})) end
        -- round, sign and the like jump: differences need to stay on one side of 0 and of integers
        assert.is_true(autograd.gradcheck(f, inputs, {eps = 1e-7, atol = 1e-4}))
        if case.op == "ctc_loss" then return end -- has none, as in PyTorch
        assert.is_true(autograd.gradgradcheck(f, inputs, {eps = 1e-7, atol = 1e-4}))
      end)

      it("computes in float32", function()
        local inputs = copies(make(case), function(t)
          return t:is_complex() and t:cfloat() or t:is_floating_point() and t:float() or t
        end)
        check_results(case, run(case, inputs), {tolerance = 1e-4, any_dtype = true})
      end)
    end

    local name = row and row.inplace and case.lua:match "^a:([%w_]+)%("
    local inplace = name and name ~= "detach" and tensor._methods[name .. "_"]
      and case.lua:gsub("^a:[%w_]+%(", "a:" .. name .. "_(")
    if inplace then
      it("changes self in place to the same values", function()
        local inputs = copies(make(case), function(t) return t:clone() end)
        local self, expected = inputs[1], case.results[1]
        local fits = row.kind == "view" -- these change the shape itself
          or table.concat(self.shape, ",") == table.concat(expected.shape, ",")
        if not fits or category(expected.dtype) > category(self.dtype) then
          assert.has_error(function() run({lua = inplace}, inputs) end)
          return
        end
        if case.op == "abs" and self:is_complex() then
          assert.has_error(function() run({lua = inplace}, inputs) end)
          return
        end
        -- A wider integer does not fit.
        if expected.dtype:find "int" and expected.dtype ~= self.dtype then return end
        local result = run({lua = inplace}, inputs)
        assert.is_true(result[1] == self, "the twin returns its tensor")
        if self:is_complex() and not expected.dtype:find "complex" then self = self.real end
        check_results(case, {self, n = 1}, {any_dtype = true})
        if row.kind == "view" then return end
        -- on a view, whose neighbours stay what they are
        inputs = copies(make(case), function(t) return t:clone() end)
        local wide = tensor.stack({inputs[1], inputs[1]}, -1)
        inputs[1] = wide:select(-1, 2)
        local before = wide:select(-1, 1):clone()
        result = run({lua = inplace}, inputs)
        assert.is_true(result[1] == inputs[1])
        self = inputs[1]
        if self:is_complex() and not expected.dtype:find "complex" then self = self.real end
        check_results(case, {self, n = 1}, {any_dtype = true})
        local after = wide:select(-1, 1)
        if before:is_complex() then before, after = before:view_as_real(), after:view_as_real() end
        local unknown = before:double():isnan():any():item()
        assert.is_true(unknown or before:double():equal(after:double()), "neighbours changed")
      end)
    end
  end)
end

-- ---- wrong arguments, from the signatures

local function always(value) return function() return value end end

local samples = {
  T = function() return tensor.ones(2, 3) end, TO = function() return tensor.ones(3) end,
  TL = function() return {tensor.ones(2)} end,
  TS = always(2), TSO = always(1), S = always(1), SR = always(1), SO = always(1), I = always(1),
  IR = always(1), F = always(0.5), B = always(true), POS = always(1), DIM = always(1),
  DIMR = always(1), DIMO = always(1), DIMS = always {1}, SIZE = always {2, 3}, INTS = always {1},
  INTSO = always {1}, PADS = always {0}, FLO = always {2},
  DIMLIST = always {1}, DT = always "float32", DEV = always "cpu", STR = always "none",
  IL = always {1}, FL = always {1, 0.5},
  ORD = always(2), PAIR = always {{1}, {1}},
  GEN = always(nil),
}

local function message_of(f, ...)
  local ok, message = pcall(f, ...)
  assert.is_false(ok)
  return tostring(message)
end

describe("every signature", function()
  for _, row in ipairs(rows) do
    local f = tensor._ops[row.name]

    it("of " .. row.name .. " names itself and what is wrong", function()
      if row.params[1] and not row.params[1].optional and not row.create then
        local message = message_of(f)
        assert.truthy(message:find(row.spoken .. ":", 1, true), message)
        assert.truthy(message:find("ops_spec.lua:%d+: "), message)
        message = message_of(f, function() end)
        assert.truthy(message:find(row.spoken .. ":", 1, true), message)
      end
      local args = {}
      for i, p in ipairs(row.params) do
        if p.optional then break end
        args[i] = samples[p.kind]()
      end
      args[#args + 1] = {no_such_option = 1}
      local message = message_of(f, table.unpack(args))
      local expected = row.spoken .. ": there is no option 'no_such_option'"
      assert.truthy(message:find(expected, 1, true), message)
    end)

    it("of " .. row.name .. " refuses dimension 0", function()
      local args, at = {}, nil
      for i, p in ipairs(row.params) do
        args[i] = samples[p.kind]()
        if p.kind:find "^DIM" then
          args[i] = p.kind:find "S$" and {0} or p.kind == "DIMLIST" and {0} or 0
          at = i
          break
        end
      end
      if not at then return end
      local message = message_of(f, table.unpack(args, 1, at))
      assert.truthy(message:find("Luma counts from 1", 1, true), message)
    end)
  end
end)
