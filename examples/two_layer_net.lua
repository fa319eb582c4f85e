-- A network with one hidden layer, trained to fit random data: the shortest complete program.
--
--   luma examples/two_layer_net.lua [--device cuda]
--
-- It has every part that a larger one has: data, a model, a loss, an optimiser and a loop.

local batch, inputs, hidden, outputs = 64, 1000, 100, 10
local steps = os.getenv("LUMA_SHORT") and 100 or 500 -- the test suite wants to be done soon

-- Where to compute: "cpu", or "cuda" on a machine with an NVIDIA GPU.
local device = "cpu"
for i = 1, #arg do
  if arg[i] == "--device" then device = assert(arg[i + 1], "--device needs a name, cpu or cuda") end
end

-- A fixed seed makes every run print the same numbers.
tensor.manual_seed(1)

-- Random inputs, and the random outputs that the network shall learn by heart.
local x = tensor.randn(batch, inputs, {device = device})
local y = tensor.randn(batch, outputs, {device = device})

-- A model is a class with two methods. `init` makes its layers: what is put into a field of `self`
-- belongs to the model, and its weights are found there by model:parameters().
local Net = nn.class("Net")

function Net:init(n_in, n_hidden, n_out)
  self.linear1 = nn.Linear(n_in, n_hidden)
  self.linear2 = nn.Linear(n_hidden, n_out)
end

-- `forward` computes. It is plain Lua: loops, conditions and calls all work, and the gradient
-- follows whatever was done. Between the layers, negative values become 0 (the ReLU function).
function Net:forward(input)
  return self.linear2(self.linear1(input):clamp{min = 0})
end

local model = Net(inputs, hidden, outputs):to(device)
print(model)

-- The loss says how far off the answers are: here the sum of all squared errors. The optimiser
-- changes the weights; Adam adapts the length of its steps to each of them.
local loss_fn = nn.MSELoss{reduction = "sum"}
local optimizer = optim.Adam(model:parameters(), {lr = 1e-4})

for step = 1, steps do
  -- Forward: calling the model runs `forward`.
  local loss = loss_fn(model(x), y)
  if step % 100 == 0 then print(("step %d  loss %.6f"):format(step, loss:item())) end

  -- Backward: gradients add up, so those of the step before are dropped first.
  optimizer:zero_grad()
  loss:backward()

  -- One step downhill.
  optimizer:step()
end
