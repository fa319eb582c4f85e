-- Attention: what the recorded cases (spec/record/ops, spec/record/layers) cannot say.

local F = nn.functional
local attention = F.scaled_dot_product_attention

local errors = dofile("spec/fails.lua")
local fails, message_of = errors.text, errors.message

local function near(expected, got, tolerance)
  assert.are.same({table.unpack(expected.shape)}, {table.unpack(got.shape)})
  local most = expected:numel() > 0 and (expected - got):abs():max():item() or 0
  assert.is_true(most <= (tolerance or 1e-12), ("they differ by %g"):format(most))
end

-- Softmax over all scores at once.
local function plain(q, k, v, bias)
  local scores = q:matmul(k:transpose(-2, -1)) / math.sqrt(q:size(-1))
  if bias then scores = scores + bias end
  return scores:softmax(-1):matmul(v)
end

local function heads(...) return tensor.randn({...}, {dtype = "float64"}) end

describe("scaled_dot_product_attention", function()
  it("agrees with the whole matrix of scores over many blocks", function()
    tensor.manual_seed(1)
    for _, sizes in ipairs{{70, 600}, {130, 513}, {1, 1100}, {65, 3}} do
      local q, k, v = heads(2, sizes[1], 8), heads(2, sizes[2], 8), heads(2, sizes[2], 5)
      local grads, wanted
      for i, f in ipairs{attention, plain} do
        local leaves = {q:clone():requires_grad_(), k:clone():requires_grad_(),
          v:clone():requires_grad_()}
        local out = f(leaves[1], leaves[2], leaves[3])
        ;(out * out):sum():backward()
        local list = {out:detach(), leaves[1].grad, leaves[2].grad, leaves[3].grad}
        if i == 1 then grads = list else wanted = list end
      end
      for i = 1, 4 do near(wanted[i], grads[i], 1e-10) end
    end
  end)

  it("sees the same through windows and triangles, over many blocks", function()
    tensor.manual_seed(2)
    local L, S = 150, 700
    local q, k, v = heads(2, L, 4), heads(2, S, 4), heads(2, S, 4)
    local at, key = tensor.arange(L):unsqueeze(2), tensor.arange(S)
    for _, options in ipairs{{is_causal = true}, {is_causal = true, offset = 550},
      {window_size = {40, 3}, offset = 300}, {window_size = {0, 0}}, {window_size = 700},
      {is_causal = true, window_size = {20, -1}, offset = 400},
      {offset = 100000, window_size = 5}} do
      local ahead = key - (at + (options.offset or 0))
      local window = options.window_size or {-1, -1}
      if type(window) == "number" then window = {window, window} end
      local right = options.is_causal and 0 or window[2]
      local seen = tensor.ones({L, S}, {dtype = "bool"})
      if window[1] >= 0 then seen = seen & ahead:ge(-window[1]) end
      if right >= 0 then seen = seen & ahead:le(right) end
      local results = {}
      for i, o in ipairs{options, {attn_mask = seen}} do
        local leaves = {q:clone():requires_grad_(), k:clone():requires_grad_(),
          v:clone():requires_grad_()}
        local out = attention(leaves[1], leaves[2], leaves[3], o)
        ;(out * out):sum():backward()
        results[i] = {out:detach(), leaves[1].grad, leaves[2].grad, leaves[3].grad}
      end
      for i = 1, 4 do near(results[2][i], results[1][i], 1e-10) end
    end
  end)

  it("does not depend on the number of threads", function()
    tensor.manual_seed(4)
    local q, k, v = heads(3, 200, 8):float(), heads(3, 700, 8):float(), heads(3, 700, 8):float()
    local threads, results = tensor.get_num_threads(), {}
    for i, n in ipairs{1, 2, 3} do
      tensor.set_num_threads(n)
      local leaves = {q:clone():requires_grad_(), k:clone():requires_grad_(),
        v:clone():requires_grad_()}
      local out = attention(leaves[1], leaves[2], leaves[3])
      out:sum():backward()
      results[i] = {out, leaves[1].grad, leaves[2].grad, leaves[3].grad}
    end
    tensor.set_num_threads(threads)
    for i = 1, 4 do
      assert.is_true(results[1][i]:equal(results[2][i]))
      assert.is_true(results[1][i]:equal(results[3][i]))
    end
  end)

  it("drops weights with dropout_p and scales the rest", function()
    tensor.manual_seed(5)
    -- Equal scores and ones as values: what is left of each row's sum of weights.
    local q, k, v = tensor.zeros(4, 50, 2), tensor.zeros(4, 900, 2), tensor.ones(4, 900, 1)
    local out = attention(q, k, v, {dropout_p = 0.25})
    assert.is_true(math.abs(out:mean():item() - 1) < 0.01)
    local deviation = math.sqrt(0.25 / 0.75 / 900)
    assert.is_true(math.abs(out:std():item() / deviation - 1) < 0.25)
    tensor.manual_seed(5)
    assert.is_true(attention(q, k, v, {dropout_p = 0.25}):equal(out))
    assert.is_false(attention(q, k, v, {dropout_p = 0.25}):equal(out))
  end)

  it("uses one draw of dropout forward, backward and in second derivatives", function()
    local q, k, v = heads(2, 3, 2), heads(2, 5, 2), heads(2, 5, 2)
    for _, t in ipairs{q, k, v} do t.requires_grad = true end
    local function f(a, b, c)
      tensor.manual_seed(6)
      return attention(a, b, c, {dropout_p = 0.4})
    end
    assert.is_true(autograd.gradcheck(f, {q, k, v}))
    assert.is_true(autograd.gradgradcheck(f, {q, k, v}))
  end)

  it("has second derivatives under masks, windows and slopes", function()
    tensor.manual_seed(7)
    local q, k, v = heads(2, 3, 2), heads(1, 4, 2), heads(1, 4, 2)
    local mask, slopes = heads(3, 4), heads(2):abs()
    for _, t in ipairs{q, k, v, mask, slopes} do t.requires_grad = true end
    local function f(a, b, c, m, s)
      return attention(a, b, c, {attn_mask = m, alibi_slopes = s, window_size = {1, 1}, offset = 1,
        enable_gqa = true})
    end
    assert.is_true(autograd.gradcheck(f, {q, k, v, mask, slopes}))
    assert.is_true(autograd.gradgradcheck(f, {q, k, v, mask, slopes}))
  end)

  it("gives gradients of half precision in their dtype", function()
    local q = tensor.randn(2, 3, 4):bfloat16():requires_grad_()
    attention(q, q, q, {is_causal = true}):sum():backward()
    assert.are.equal("bfloat16", q.grad.dtype)
  end)

  it("says what does not fit", function()
    local q, k = tensor.ones(2, 3, 4), tensor.ones(2, 5, 4)
    local function is(text, ...) assert.truthy(message_of(attention, ...):find(text, 1, true)) end
    is("query (2, 3, 4) and key (2, 5, 3): their last dimensions must be equal", q,
      tensor.ones(2, 5, 3), k)
    is("key (2, 5, 4) and value (2, 6, 4): dimension -2", q, k, tensor.ones(2, 6, 4))
    is("at least 2 dimensions", tensor.ones(4), k, k)
    is("must have one dtype, got float32, float64 and float32", q, k:double(), k)
    is("floating-point, not int64", q:long(), k:long(), k:long())
    is("attn_mask of shape (4, 5) does not broadcast to the scores, of shape (2, 3, 5)", q, k, k,
      tensor.ones(4, 5))
    is("query's dtype, which is float32, not int64", q, k, k,
      tensor.ones({3, 5}, {dtype = "int64"}))
    is("exclude each other", q, k, k, {attn_mask = tensor.ones(3, 5), is_causal = true})
    is("dropout_p must be a number from 0 to 1, got 2", q, k, k, {dropout_p = 2})
    is("must divide those of query (3)", tensor.ones(3, 3, 4), k, k, {enable_gqa = true})
    is("enable_gqa needs a dimension of heads", q[1], k[1], k[1], {enable_gqa = true})
    is("window_size", q, k, k, {window_size = {1, 2, 3}})
    is("window_size counts positions", q, k, k, {window_size = -2})
    is("offset, the position of the first query, counts from 0", q, k, k, {offset = -1})
    is("one number for each head of a batch (2), got float32 of shape (3)", q, k, k,
      {alibi_slopes = tensor.ones(3)})
    is("shapes (2) and (3) do not broadcast", q, tensor.ones(3, 5, 4), tensor.ones(3, 5, 4))
  end)
end)

describe("MultiheadAttention", function()
  it("starts as PyTorch's does, and prints its projection", function()
    tensor.manual_seed(1)
    local m = nn.MultiheadAttention(64, 4, {add_bias_kv = true})
    local bound = math.sqrt(6 / (64 + 3 * 64)) -- xavier_uniform_
    local most = m.in_proj_weight:abs():max():item()
    assert.is_true(most <= bound and most > 0.99 * bound)
    assert.are.equal(0, m.in_proj_bias:abs():sum():item() + m.out_proj.bias:abs():sum():item())
    assert.is_true(math.abs(m.bias_k:std():item() / math.sqrt(2 / (64 + 64)) - 1) < 0.3)
    assert.truthy(tostring(m):find("(out_proj): Linear(in_features=64, out_features=64", 1, true))
  end)

  it("has PyTorch's names", function()
    local function names(...)
      local list = {}
      for name in nn.MultiheadAttention(...):named_parameters() do list[#list + 1] = name end
      return table.concat(list, " ")
    end
    assert.are.equal("in_proj_weight in_proj_bias out_proj.weight out_proj.bias", names(4, 2))
    assert.are.equal("q_proj_weight k_proj_weight v_proj_weight in_proj_bias bias_k bias_v "
      .. "out_proj.weight out_proj.bias", names(4, 2, {kdim = 3, add_bias_kv = true}))
  end)

  it("drops weights in training only", function()
    local m = nn.MultiheadAttention(4, 2, {dropout = 0.5})
    local x = tensor.randn(6, 2, 4)
    local a, b = m(x, x, x, {need_weights = false}), m(x, x, x, {need_weights = false})
    assert.is_false(a:equal(b))
    assert.is_false(m(x, x, x):equal((m(x, x, x))))
    m:eval()
    a, b = m(x, x, x, {need_weights = false}), m(x, x, x, {need_weights = false})
    assert.is_true(a:equal(b))
  end)

  it("is nn.functional.multi_head_attention_forward of its parameters", function()
    local m = nn.MultiheadAttention(4, 2):double()
    local x, y = heads(3, 2, 4), heads(5, 2, 4)
    local out, weights = m(x, y, y)
    local o, w = F.multi_head_attention_forward(x, y, y, 4, 2, m.in_proj_weight, m.in_proj_bias,
      nil, nil, false, 0, m.out_proj.weight, m.out_proj.bias)
    near(out, o)
    near(weights, w)
    local parts = m.in_proj_weight:chunk(3)
    local only = F.multi_head_attention_forward(x, y, y, 4, 2, nil, m.in_proj_bias, nil, nil, false,
      0, m.out_proj.weight, m.out_proj.bias, {use_separate_proj_weight = true, need_weights = false,
      q_proj_weight = parts[1], k_proj_weight = parts[2], v_proj_weight = parts[3]})
    near(out, only)
    local k = F.linear(y, parts[2]):view(5, 4, 2):transpose(1, 2)
    local v = F.linear(y, parts[3]):view(5, 4, 2):transpose(1, 2)
    near(out, (F.multi_head_attention_forward(x, y, y, 4, 2, m.in_proj_weight, m.in_proj_bias, nil,
      nil, false, 0, m.out_proj.weight, m.out_proj.bias, {static_k = k, static_v = v})))
  end)

  it("says what does not fit", function()
    local m = nn.MultiheadAttention(4, 2)
    local x = tensor.ones(3, 2, 4)
    local function is(text, ...) assert.truthy(message_of(m, ...):find(text, 1, true)) end
    is("query must have 2 dimensions (unbatched) or 3, not shape (4)", tensor.ones(4), x, x)
    is("key and value must have 3 dimensions as the query has", x, x[1], x)
    is("must have 4 features (embed_dim), not shape (3, 2, 5)", tensor.ones(3, 2, 5), x, x)
    is("attn_mask must have shape (3, 3), not (2, 3)", x, x, x,
      {attn_mask = tensor.ones(2, 3)})
    is("attn_mask must have shape (4, 3, 3), not (2, 3, 3)", x, x, x,
      {attn_mask = tensor.ones(2, 3, 3)})
    is("key_padding_mask must have shape (2, 3), not (3, 3)", x, x, x,
      {key_padding_mask = tensor.ones(3, 3)})
    is("key_padding_mask must have shape (N, S) here", x, x, x,
      {key_padding_mask = tensor.ones(3)})
    is("attn_mask must be bool (true: left out) or floating-point, not int64", x, x, x,
      {attn_mask = tensor.ones({3, 3}, {dtype = "int64"})})
    is("is_causal is a hint about attn_mask, which is missing", x, x, x, {is_causal = true})
    is("query and key must have one batch size, got 2 and 3", x, tensor.ones(3, 3, 4),
      tensor.ones(3, 3, 4))
    is("key (3, 2, 4) and value (2, 2, 4) must have one shape", x, x, tensor.ones(2, 2, 4))
    is('there is no option "mask"', x, x, x, {mask = x})
    assert.truthy(message_of(nn.MultiheadAttention, 5, 2):find("divisible by num_heads", 1, true))
    assert.truthy(message_of(nn.MultiheadAttention, 4, 0):find("must be above 0", 1, true))
  end)
end)

describe("transformers", function()
  it("copy a layer deeply", function()
    local layer = nn.TransformerEncoderLayer(4, 2, 8)
    local stack = nn.TransformerEncoder(layer, 2)
    local a, b = stack.layers[1].linear1.weight, stack.layers[2].linear1.weight
    assert.is_true(a:equal(b))
    assert.are_not.equal(a, b)
    assert.are_not.equal(a, layer.linear1.weight)
    assert.are.equal(24, #stack:parameters())
  end)

  it("refuse what they do not know", function()
    local text = message_of(nn.TransformerEncoderLayer, 4, 2, {activation = "tanh"})
    assert.truthy(text:find('activation must be "relu", "gelu", a function or a module, got "tanh"',
      1, true))
    text = message_of(nn.TransformerEncoder, 3, 2)
    assert.truthy(text:find("the layer must be a module", 1, true))
    local model = nn.Transformer{d_model = 4, nhead = 2, num_encoder_layers = 1,
      num_decoder_layers = 1, dim_feedforward = 4}
    text = message_of(model, tensor.ones(3, 2, 4), tensor.ones(3, 1, 4))
    assert.truthy(text:find("src and tgt must have one batch size", 1, true))
    text = message_of(model, tensor.ones(3, 2, 5), tensor.ones(3, 2, 5))
    assert.truthy(text:find("must have d_model (4) features", 1, true))
  end)

  it("make the mask of a triangle", function()
    local mask = nn.Transformer.generate_square_subsequent_mask(3)
    local inf = math.huge
    assert.are.same({{0, -inf, -inf}, {0, 0, -inf}, {0, 0, 0}}, mask:tolist())
    assert.are.equal("float64", nn.Transformer.generate_square_subsequent_mask(2, "cpu",
      "float64").dtype)
  end)
end)

describe("KVCache", function()
  it("gives step by step what the full pass gives", function()
    tensor.manual_seed(8)
    for _, window in ipairs{0, 1, 3} do
      for _, shape in ipairs{{2, 2, 90, 4}, {90, 3}} do
        local q, k = heads(table.unpack(shape)), heads(table.unpack(shape))
        local v = heads(table.unpack(shape))
        local full = attention(q, k, v, {is_causal = true,
          window_size = window > 0 and {window - 1, 0} or nil})
        local cache = nn.KVCache{window = window > 0 and window or nil}
        local parts, at = {}, 1
        for _, n in ipairs{3, 1, 1, 2, 80, 2, 1} do
          local function part(t) return t:narrow(-2, at, n) end
          parts[#parts + 1] = cache:attend(part(q), part(k), part(v))
          at = at + n
        end
        near(full, tensor.cat(parts, -2))
        assert.are.equal(90, cache.offset)
      end
    end
  end)

  it("serves MultiheadAttention, also with gradients", function()
    for _, mode in ipairs{"no_grad", "enable_grad"} do
      autograd[mode](function()
        local m = nn.MultiheadAttention(4, 2):double()
        local x = heads(5, 2, 4)
        local mask = nn.Transformer.generate_square_subsequent_mask(5, "cpu", "float64")
        local full = m(x, x, x, {attn_mask = mask, need_weights = false})
        local cache, parts = nn.KVCache(), {}
        for i = 1, 5 do
          local step = x:narrow(1, i, 1)
          parts[i] = m(step, step, step, {need_weights = false, cache = cache})
        end
        near(full, tensor.cat(parts, 1))
      end)
    end
  end)

  it("serves the layers and stacks of transformers", function()
    tensor.manual_seed(3)
    for _, options in ipairs{
      {batch_first = true, norm_first = true, activation = "gelu"}, {}, {bias = false},
    } do
      options.dropout, options.dtype = 0, "float64"
      local at = options.batch_first and 2 or 1
      local x, memory = heads(6, 3, 4), heads(2, 3, 4)
      if at == 2 then x, memory = x:transpose(1, 2), memory:transpose(1, 2) end
      local mask = nn.Transformer.generate_square_subsequent_mask(6, "cpu", "float64")
      local layer = nn.TransformerEncoderLayer(4, 2, 5, options)
      local decoder_layer = nn.TransformerDecoderLayer(4, 2, 5, options)
      local norm = nn.LayerNorm(4):double()
      local encoder = nn.TransformerEncoder(layer, 2, norm)
      local decoder = nn.TransformerDecoder(decoder_layer, 2, norm)
      local steps = {
        {layer(x, mask), function(part, o) return layer(part, o) end},
        {encoder(x, mask), function(part, o) return encoder(part, o) end},
        {decoder_layer(x, memory, mask), function(part, o)
          return decoder_layer(part, memory, o)
        end},
        {decoder(x, memory, mask), function(part, o) return decoder(part, memory, o) end},
      }
      for _, step in ipairs(steps) do
        for _, mode in ipairs{"no_grad", "enable_grad"} do
          autograd[mode](function()
            local cache, parts, from = nn.KVCache(), {}, 1
            for _, n in ipairs{3, 1, 2} do
              parts[#parts + 1] = step[2](x:narrow(at, from, n), {cache = cache})
              from = from + n
              assert.are.equal(from - 1, cache.offset)
            end
            near(step[1], tensor.cat(parts, at))
            cache:reset()
            near(parts[1], step[2](x:narrow(at, 1, 3), {cache = cache}))
          end)
        end
      end
    end
  end)

  it("takes a window to each layer of a stack", function()
    local encoder = nn.TransformerEncoder(nn.TransformerEncoderLayer(4, 2, 5), 2):double():eval()
    local x = heads(6, 1, 4)
    local far = tensor.ones(6, 6):tril(-3):bool() | tensor.ones(6, 6):triu(1):bool()
    local cache, parts = nn.KVCache{window = 3}, {}
    for i = 1, 6 do parts[i] = encoder(x:narrow(1, i, 1), {cache = cache}) end
    near(encoder(x, far), tensor.cat(parts, 1))
  end)

  it("is refused with masks, and where it is none", function()
    local x, mask = heads(2, 1, 4), nn.Transformer.generate_square_subsequent_mask(2)
    local layer = nn.TransformerEncoderLayer(4, 2, 5):double()
    local encoder = nn.TransformerEncoder(layer, 2)
    fails("with a cache attention is causal and plain: it takes no masks", encoder, x,
      {mask = mask, cache = nn.KVCache()})
    fails("MultiheadAttention: cache must be an nn.KVCache, got a boolean", layer, x,
      {cache = true})
    fails("TransformerEncoder: cache must be an nn.KVCache, got a table", encoder, x, {cache = {}})
  end)

  it("starts anew, and says what does not fit", function()
    local cache = nn.KVCache()
    cache(tensor.ones(2, 3, 4), tensor.ones(2, 3, 4))
    local text = message_of(cache, tensor.ones(2, 3, 5), tensor.ones(2, 3, 4))
    assert.truthy(text:find("keys of shape (2, 3, 5) and float32 do not fit those before", 1, true))
    cache:reset()
    assert.are.equal(0, cache.offset)
    assert.are.equal(5, cache(tensor.ones(2, 3, 5), tensor.ones(2, 3, 4)):size(-1))
  end)
end)

describe("position encodings", function()
  it("let products depend on distances", function()
    local rope = nn.RoPE(8)
    local q, k = heads(1, 8), heads(1, 8)
    local function product(i, j) return (rope(q, i) * rope(k, j)):sum():item() end
    assert.is_true(math.abs(product(7, 3) - product(104, 100)) < 1e-9)
  end)

  it("ALiBi equals the option of attention", function()
    local q, k, v = heads(1, 4, 3, 2), heads(1, 4, 5, 2), heads(1, 4, 5, 2)
    local scores = q:matmul(k:transpose(-2, -1)) / math.sqrt(2)
    near(nn.ALiBi()(scores, 2):softmax(-1):matmul(v),
      attention(q, k, v, {alibi_slopes = nn.ALiBi.slopes(4, "float64"), offset = 2}))
  end)

  it("say what does not fit", function()
    assert.truthy(message_of(nn.RoPE, 3):find("dims must be even", 1, true))
    assert.truthy(message_of(nn.RoPE(4), tensor.ones(2, 3)):find("D of at least 4", 1, true))
    assert.truthy(message_of(nn.RoPE(4), tensor.ones(2, 4), -1):find("from 0 on", 1, true))
    local text = message_of(F.rotary_embedding, tensor.ones(2, 4), tensor.ones(2, 3),
      tensor.ones(2, 3))
    assert.truthy(text:find("(L, d) with 2 d <= D, got shapes (2, 4), (2, 3) and (2, 3)", 1, true))
    assert.truthy(message_of(nn.ALiBi(), tensor.ones(2, 4)):find("(..., heads, L, S)", 1, true))
  end)
end)

describe("EmbeddingBag", function()
  it("says what does not fit", function()
    local weight = tensor.ones(4, 2)
    local function is(text, ...)
      local message = message_of(F.embedding_bag, ...)
      assert.truthy(message:find(text, 1, true), message)
    end
    local vector, matrix = tensor{1, 2, 3}, tensor{{1, 2}, {3, 4}}
    is("needs offsets", vector, weight)
    is("takes no offsets", matrix, weight, tensor{1})
    is("offsets[1] must be 1", vector, weight, tensor{2, 3})
    is("offsets[2] is 5", vector, weight, tensor{1, 5})
    is("offsets must not fall", vector, weight, tensor{1, 3, 2})
    is('mode must be "sum", "mean" or "max", not "avg"', matrix, weight, {mode = "avg"})
    is("scale_grad_by_freq is for sums and means", matrix, weight,
      {mode = "max", scale_grad_by_freq = true})
    is('per_sample_weights are for mode "sum"', matrix, weight,
      {per_sample_weights = tensor.ones(2, 2)})
    is("per_sample_weights must be float32 of shape (2, 2)", matrix, weight,
      {mode = "sum", per_sample_weights = tensor.ones(2)})
    is("no sparse gradients", matrix, weight, {sparse = true})
    is("padding_idx must be a position in 1 .. 4", matrix, weight, {padding_idx = 5})
    is("Luma counts from 1", matrix, weight, {padding_idx = 0})
    is("Luma counts from 1", tensor{{0, 1}}, weight)
    is("index 5 at position (1) is out of range", tensor{{5, 1}}, weight)
    is("vector or a matrix", tensor.ones({1, 1, 1}, {dtype = "int64"}), weight)
  end)

  it("takes vectors that exist", function()
    local layer = nn.EmbeddingBag.from_pretrained(tensor{{1.0, 2.0}, {3.0, 5.0}}, {mode = "sum"})
    assert.are.same({{4, 7}}, layer(tensor{{1, 2}}):tolist())
    assert.is_false(layer.weight.requires_grad)
    assert.are.equal("EmbeddingBag(2, 2, mode=sum)", tostring(layer))
    local x, shares = tensor{{2, 1}}, tensor{{3.0, 0.5}}
    assert.are.same({{9.5, 16}}, layer(x, {per_sample_weights = shares}):tolist())
    fails('EmbeddingBag: there is no option "offset"', layer, x, {offset = x})
    fails("AdaptiveLogSoftmaxWithLoss: the target must hold class positions (int64), not bool",
      nn.AdaptiveLogSoftmaxWithLoss(6, 8, {2}), tensor.rand(2, 6), tensor{true, false})
  end)
end)

describe("Embedding", function()
  it("scales long vectors down in its table", function()
    local layer = nn.Embedding.from_pretrained(tensor{{3.0, 4.0}, {0.3, 0.4}, {6.0, 8.0}},
      {freeze = false, max_norm = 1})
    layer(tensor{1, 2}):sum():backward()
    assert.is_true(math.abs(layer.weight[1]:norm():item() - 1) < 1e-6)
    assert.is_true(math.abs(layer.weight[2]:norm():item() - 0.5) < 1e-6)
    assert.are.equal(10, layer.weight[3]:norm():item())
    assert.are.same({{1, 1}, {1, 1}, {0, 0}}, layer.weight.grad:tolist())
  end)

  it("has no sparse gradients", function()
    local text = message_of(nn.Embedding, 2, 3, {sparse = true})
    assert.truthy(text:find("no sparse gradients", 1, true))
  end)
end)

-- ---- weights that PyTorch saved

local Bert = nn.class("Bert")

function Bert:init(words, positions, dim, count, inner, layers)
  local function part(fields)
    local module = nn.Module()
    for _, field in ipairs(fields) do module[field[1]] = field[2] end
    return module
  end
  local function dense(inputs)
    return part{{"dense", nn.Linear(inputs, dim)}, {"LayerNorm", nn.LayerNorm(dim, 1e-12)}}
  end
  self.heads = count
  self.embeddings = part{
    {"word_embeddings", nn.Embedding(words, dim, 1)},
    {"position_embeddings", nn.Embedding(positions, dim)},
    {"token_type_embeddings", nn.Embedding(2, dim)}, {"LayerNorm", nn.LayerNorm(dim, 1e-12)},
  }
  local list = nn.ModuleList()
  for _ = 1, layers do
    list:append(part{
      {"attention", part{
        {"self", part{{"query", nn.Linear(dim, dim)}, {"key", nn.Linear(dim, dim)},
          {"value", nn.Linear(dim, dim)}}},
        {"output", dense(dim)},
      }},
      {"intermediate", part{{"dense", nn.Linear(dim, inner)}}}, {"output", dense(inner)},
    })
  end
  self.encoder = part{{"layer", list}}
  self.pooler = part{{"dense", nn.Linear(dim, dim)}}
end

function Bert:forward(words, types, mask)
  local e = self.embeddings
  local x = e.LayerNorm(e.word_embeddings(words) + e.token_type_embeddings(types)
    + e.position_embeddings(tensor.arange(1, words:size(2) + 1)))
  local function split(t) return t:unflatten(-1, {self.heads, -1}):transpose(2, 3) end
  for _, layer in ipairs(self.encoder.layer) do
    local own, out = layer.attention.self, layer.attention.output
    local y = attention(split(own.query(x)), split(own.key(x)), split(own.value(x)),
      mask:unsqueeze(2):unsqueeze(2))
    x = out.LayerNorm(x + out.dense(y:transpose(2, 3):flatten(3)))
    y = F.gelu(layer.intermediate.dense(x))
    x = layer.output.LayerNorm(x + layer.output.dense(y))
  end
  return x, self.pooler.dense(x:select(2, 1)):tanh()
end

describe("weights saved by PyTorch", function()
  it("load into a transformer encoder by their names", function()
    local layer = nn.TransformerEncoderLayer(32, 4, 48, {activation = "gelu", batch_first = true,
      norm_first = true})
    local model = nn.TransformerEncoder(layer, 2, nn.LayerNorm(32)):eval()
    model:load_state_dict(tensor.load("spec/data/weights/encoder.safetensors"))
    local case = tensor.load("spec/data/weights/encoder_case.safetensors")
    near(case.out, model(case.src, {src_key_padding_mask = case.padding}), 1e-5)
  end)

  it("load into an encoder of BERT's shape", function()
    local model = Bert(40, 12, 32, 4, 64, 2):eval()
    model:load_state_dict(tensor.load("spec/data/weights/bert.safetensors"))
    local case = tensor.load("spec/data/weights/bert_case.safetensors")
    local hidden, pooled = model(case.words + 1, case.types + 1, case.mask) -- files count from 0
    near(case.hidden, hidden, 1e-5)
    near(case.pooled, pooled, 1e-5)
  end)
end)
