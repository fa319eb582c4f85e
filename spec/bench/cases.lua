-- What is measured: a list of cases, each the same work in Lua and in Python.
--
--   name      as it is printed
--   luma      makes the work: a function that does one call
--   loop      instead of luma: a function that does n calls, where the call of one would count
--   torch     Python that defines step() or, for loop, run(calls)
--   limit     Luma's time may be this part of the other's
--   ceiling   seconds that Luma may take where there is nothing to compare with
--   gemm      {dtype, m, n, k}: the limit is about the best library on this machine, not PyTorch
--   once      a long case: measured in single calls
--
-- Sizes are those of the issue that set the limits; a case without a limit is there to be watched.

local cases = {}
local function case(c) cases[#cases + 1] = c end

case{
  name = "a + b, one element",
  loop = function()
    local a, b = tensor{1.5}, tensor{2.5}
    return function(n)
      for _ = 1, n do local _ = a + b end
    end
  end,
  torch = [[
a, b = torch.tensor([1.5]), torch.tensor([2.5])
def run(calls):
    for _ in range(calls):
        a + b
]],
  limit = 0.25, ceiling = 0.4e-6,
}

case{
  name = "two-layer net, training step",
  luma = function()
    local x, y = tensor.randn(64, 1000), tensor.randn(64, 10)
    local Net = nn.class("Net")
    function Net:init()
      self.linear1, self.linear2 = nn.Linear(1000, 100), nn.Linear(100, 10)
    end
    function Net:forward(input) return self.linear2(self.linear1(input):clamp{min = 0}) end
    local model, loss_fn = Net(), nn.MSELoss{reduction = "sum"}
    local optimizer = optim.Adam(model:parameters(), {lr = 1e-4})
    return function()
      local loss = loss_fn(model(x), y)
      optimizer:zero_grad()
      loss:backward()
      optimizer:step()
    end
  end,
  torch = [[
x, y = torch.randn(64, 1000), torch.randn(64, 10)
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear1, self.linear2 = nn.Linear(1000, 100), nn.Linear(100, 10)
    def forward(self, input):
        return self.linear2(self.linear1(input).clamp(min=0))
model, loss_fn = Net(), nn.MSELoss(reduction="sum")
optimizer = torch.optim.Adam(model.parameters(), lr=1e-4)
def step():
    loss = loss_fn(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
]],
  limit = 0.5, ceiling = 1e-3,
}

-- ---------------------------------------------------------------- products

local function product(m, k, n, dtype)
  case{
    name = ("(%d, %d) by (%d, %d), %s"):format(m, k, k, n, dtype),
    luma = function()
      local a, b = tensor.ones(m, k, {dtype = dtype}), tensor.ones(k, n, {dtype = dtype})
      return function() return a:matmul(b) end
    end,
    torch = ([[
a, b = torch.ones(%d, %d, dtype=torch.%s), torch.ones(%d, %d, dtype=torch.%s)
def step():
    a.matmul(b)
]]):format(m, k, dtype, k, n, dtype),
    gemm = {dtype == "float32" and "f32" or "f64", m, n, k},
    limit = 1.1,
  }
end

for _, dtype in ipairs{"float32", "float64"} do
  product(64, 1000, 100, dtype)
  product(256, 256, 256, dtype)
  product(1024, 1024, 1024, dtype)
end

-- ---------------------------------------------------------------- convolutions

-- One convolution of a net, forward, and forward with the gradients of its input and its weight.
local function convolution(name, size, weight, options, torch_options)
  local setting = ([[
x = torch.randn(%s, requires_grad=True)
w = torch.randn(%s, requires_grad=True)
]]):format(table.concat(size, ", "), table.concat(weight, ", "))
  local call = ("F.conv2d(x, w%s)"):format(torch_options)
  local function operands()
    local o = {requires_grad = true}
    return tensor.randn(size, o), tensor.randn(weight, o)
  end
  case{
    name = name .. ", forward",
    luma = function()
      local x, w = operands()
      return function()
        local _ <close> = autograd.no_grad()
        return nn.functional.conv2d(x, w, nil, options)
      end
    end,
    torch = setting .. "def step():\n    with torch.no_grad():\n        " .. call .. "\n",
  }
  case{
    name = name .. ", both ways",
    luma = function()
      local x, w = operands()
      local g = tensor.randn(nn.functional.conv2d(x, w, nil, options).shape)
      return function()
        return autograd.grad({nn.functional.conv2d(x, w, nil, options)}, {x, w}, {g})
      end
    end,
    torch = setting .. ("g = torch.randn_like(%s)\n"):format(call)
      .. ("def step():\n    torch.autograd.grad(%s, (x, w), g)\n"):format(call),
  }
end

convolution("3 by 3, (8, 64, 56, 56)", {8, 64, 56, 56}, {64, 64, 3, 3}, {padding = 1},
  ", padding=1")
convolution("7 by 7, (8, 3, 224, 224)", {8, 3, 224, 224}, {64, 3, 7, 7},
  {stride = 2, padding = 3}, ", stride=2, padding=3")
convolution("3 by 3 of each channel, (8, 128, 28, 28)", {8, 128, 28, 28}, {128, 1, 3, 3},
  {padding = 1, groups = 128}, ", padding=1, groups=128")
convolution("1 by 1, (8, 256, 14, 14)", {8, 256, 14, 14}, {256, 256, 1, 1}, {}, "")
convolution("3 by 3, (8, 512, 7, 7)", {8, 512, 7, 7}, {512, 512, 3, 3}, {padding = 1},
  ", padding=1")

-- ---------------------------------------------------------------- large tensors

local function large(name, luma, torch, ten_million)
  case{
    name = name,
    luma = function()
      local a = tensor.randn(ten_million and {10000000} or {4096, 1024})
      return function() return luma(a) end
    end,
    torch = ("a = torch.randn(%s)\ndef step():\n    %s\n"):format(
      ten_million and "10_000_000" or "4096, 1024", torch),
  }
end

large("a + a, 10 million", function(a) return a + a end, "a + a", true)
large("exp, 10 million", function(a) return a:exp() end, "a.exp()", true)
large("sum, 10 million", function(a) return a:sum() end, "a.sum()", true)
large("sum over rows, (4096, 1024)", function(a) return a:sum(2) end, "a.sum(1)")
large("softmax over rows, (4096, 1024)", function(a) return a:softmax(2) end, "a.softmax(1)")

-- ---------------------------------------------------------------- small things

case{
  name = "a row of a matrix, as a view",
  loop = function()
    local a = tensor.randn(100, 100)
    return function(n)
      for _ = 1, n do local _ = a[7] end
    end
  end,
  torch = [[
a = torch.randn(100, 100)
def run(calls):
    for _ in range(calls):
        a[6]
]],
}

case{
  name = "a chain of 1,000,000 ops: forward",
  luma = function()
    local x = tensor.ones(1, {requires_grad = true})
    return function()
      local y = x
      for _ = 1, 1000000 do y = y * 1.0 end
    end
  end,
  torch = [[
x = torch.ones(1, requires_grad=True)
def step():
    y = x
    for _ in range(1_000_000):
        y = y * 1.0
]],
  once = true,
}

case{
  name = "the chain: forward, backward, free",
  luma = function()
    local x = tensor.ones(1, {requires_grad = true})
    return function()
      local y = x
      for _ = 1, 1000000 do y = y * 1.0 end
      y:backward()
      x.grad = nil
    end
  end,
  torch = [[
x = torch.ones(1, requires_grad=True)
def step():
    y = x
    for _ in range(1_000_000):
        y = y * 1.0
    y.backward()
    x.grad = None
]],
  once = true,
}

for _, c in ipairs(dofile("spec/bench/nn_cases.lua")) do case(c) end

return cases
