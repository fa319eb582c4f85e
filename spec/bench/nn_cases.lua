-- Cases of layers, losses and optimisers, in the form of cases.lua; none has a limit.

local cases = {}
local function case(c) cases[#cases + 1] = c end

-- A module on inputs of a size, in training: forward, and the gradients of the input and of all
-- parameters. `torch` is Python for the same module; what it returns first is the output.
local function layer(name, size, luma, torch)
  case{
    name = name .. ", both ways",
    luma = function()
      local module, x = luma(), tensor.randn(size, {requires_grad = true})
      local wanted = {x}
      for _, p in ipairs(module:parameters()) do wanted[#wanted + 1] = p end
      local g = tensor.randn((module(x)).shape)
      return function() return autograd.grad({(module(x))}, wanted, {g}) end
    end,
    torch = ([[
module, x = %s, torch.randn(%s, requires_grad=True)
def forward():
    y = module(x)
    return y[0] if isinstance(y, tuple) else y
wanted = [x, *module.parameters()]
g = torch.randn_like(forward())
def step():
    torch.autograd.grad(forward(), wanted, g)
]]):format(torch, table.concat(size, ", ")),
  }
end

layer("layer norm, (4096, 768)", {4096, 768}, function() return nn.LayerNorm(768) end,
  "nn.LayerNorm(768)")
layer("batch norm, (32, 64, 28, 28)", {32, 64, 28, 28}, function() return nn.BatchNorm2d(64) end,
  "nn.BatchNorm2d(64)")
layer("group norm, (32, 64, 28, 28)", {32, 64, 28, 28}, function() return nn.GroupNorm(8, 64) end,
  "nn.GroupNorm(8, 64)")
layer("max pool of 2 by 2, (32, 64, 28, 28)", {32, 64, 28, 28},
  function() return nn.MaxPool2d(2) end, "nn.MaxPool2d(2)")
layer("GELU, (4096, 1024)", {4096, 1024}, function() return nn.GELU() end, "nn.GELU()")
layer("dropout, (4096, 1024)", {4096, 1024}, function() return nn.Dropout(0.2) end,
  "nn.Dropout(0.2)")
layer("linear 768 to 3072, (512, 768)", {512, 768}, function() return nn.Linear(768, 3072) end,
  "nn.Linear(768, 3072)")
layer("LSTM 256, 64 steps of 32", {64, 32, 256}, function() return nn.LSTM(256, 256) end,
  "nn.LSTM(256, 256)")
layer("GRU 256, 64 steps of 32", {64, 32, 256}, function() return nn.GRU(256, 256) end,
  "nn.GRU(256, 256)")
layer("transformer layer 128, 32 by 128", {32, 128, 128}, function()
  return nn.TransformerEncoderLayer(128, 4, 512, 0, {batch_first = true})
end, "nn.TransformerEncoderLayer(128, 4, 512, 0, batch_first=True)")

-- Attention of 8 heads over 1024 positions.
for _, causal in ipairs{false, true} do
  local name = causal and "causal attention" or "attention"
  case{
    name = name .. ", (1, 8, 1024, 64), both ways",
    luma = function()
      local function operand() return tensor.randn(1, 8, 1024, 64, {requires_grad = true}) end
      local q, k, v, g = operand(), operand(), operand(), tensor.randn(1, 8, 1024, 64)
      return function()
        local y = nn.functional.scaled_dot_product_attention(q, k, v, {is_causal = causal})
        return autograd.grad({y}, {q, k, v}, {g})
      end
    end,
    torch = ([[
q, k, v = (torch.randn(1, 8, 1024, 64, requires_grad=True) for _ in range(3))
g = torch.randn(1, 8, 1024, 64)
def step():
    y = F.scaled_dot_product_attention(q, k, v, is_causal=%s)
    torch.autograd.grad(y, (q, k, v), g)
]]):format(causal and "True" or "False"),
  }
end

case{
  name = "cross entropy, (1024, 10000), both ways",
  luma = function()
    local x, y = tensor.randn(1024, 10000, {requires_grad = true}), tensor.randint(1, 10001, {1024})
    return function() return autograd.grad(nn.functional.cross_entropy(x, y), x) end
  end,
  torch = [[
x, y = torch.randn(1024, 10000, requires_grad=True), torch.randint(0, 10000, (1024,))
def step():
    torch.autograd.grad(F.cross_entropy(x, y), x)
]],
}

case{
  name = "embedding of 4096 of 50000 by 256, both ways",
  luma = function()
    local w, i = tensor.randn(50000, 256, {requires_grad = true}), tensor.randint(1, 50001, {4096})
    local g = tensor.randn(4096, 256)
    return function() return autograd.grad({nn.functional.embedding(i, w)}, {w}, {g}) end
  end,
  torch = [[
w, i = torch.randn(50000, 256, requires_grad=True), torch.randint(0, 50000, (4096,))
g = torch.randn(4096, 256)
def step():
    torch.autograd.grad(F.embedding(i, w), w, g)
]],
}

-- ---------------------------------------------------------------- steps of optimisers

-- 50 parameters of 64 elements and 4 of 250 000, which have their gradients.
local function optimizer(name, options, torch_options)
  case{
    name = name .. ", a step of 54 parameters",
    luma = function()
      local parameters = {}
      for i = 1, 54 do
        local p = nn.Parameter(tensor.randn(i <= 50 and {64} or {500, 500}))
        p.grad = tensor.randn(p.shape)
        parameters[i] = p
      end
      local it = optim[name](parameters, options)
      return function() it:step() end
    end,
    torch = ([[
ps = [nn.Parameter(torch.randn(64) if i < 50 else torch.randn(500, 500)) for i in range(54)]
for p in ps:
    p.grad = torch.randn_like(p)
it = torch.optim.%s(ps, %s)
def step():
    it.step()
]]):format(name, torch_options),
  }
end

optimizer("SGD", {lr = 1e-3, momentum = 0.9}, "lr=1e-3, momentum=0.9")
optimizer("AdamW", {lr = 1e-3}, "lr=1e-3")
optimizer("Adagrad", {lr = 1e-3}, "lr=1e-3")

return cases
