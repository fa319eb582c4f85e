-- A convolutional network that tells pieces of clothing apart: Fashion-MNIST, 28 by 28 grey pixels.
--
--   luma examples/fashion_cnn.lua [--epochs 8] [--seed 1] [--data FOLDER] [--mixed]
--                                 [--weights FILE.safetensors]
--
-- fashion_mnist.lua does the same with a perceptron and explains the loops; here the model is
-- better, and images are mirrored now and then, so that the network sees more of them than there
-- are. --mixed runs the products and convolutions in bfloat16, which is faster where the processor
-- multiplies it.

local data = require "luma.data"
local luma = require "luma"
local progress = require "luma.progress"
local vision = require "luma.vision"

-- ---------------------------------------------------------------- options

local short = os.getenv("LUMA_SHORT") -- the test suite wants to be done soon

local options = require "luma.options"{
  epochs = short and 1 or 8, seed = 1, data = "", weights = "", mixed = false,
}

-- ---------------------------------------------------------------- model

-- Convolutions look at 3 by 3 pixels everywhere with the same weights, so what they learn in one
-- place holds in all; pooling keeps the largest of 2 by 2, so what follows looks at larger parts.
local Net = nn.class("Net")

function Net:init()
  self.conv1 = nn.Conv2d(1, 32, 3, {padding = 1})
  self.conv2 = nn.Conv2d(32, 64, 3, {padding = 1})
  self.conv3 = nn.Conv2d(64, 64, 3, {padding = 1})
  self.hidden = nn.Linear(64 * 7 * 7, 128)
  self.dropout = nn.Dropout(0.3)
  self.output = nn.Linear(128, 10)
end

-- (N, 1, 28, 28) to (N, 10).
function Net:forward(x)
  x = nn.functional.max_pool2d(self.conv1(x):relu(), 2) -- (N, 32, 14, 14)
  x = nn.functional.max_pool2d(self.conv2(x):relu(), 2) -- (N, 64, 7, 7)
  x = self.dropout(self.conv3(x):relu():flatten(2))
  return self.output(self.dropout(self.hidden(x):relu()))
end

-- ---------------------------------------------------------------- training and testing

local function load(train)
  local root = options.data ~= "" and options.data or nil -- nil: where the package puts them
  return vision.datasets.FashionMNIST{train = train, root = root}
end

-- Bytes to numbers around 0 with a spread around 1 (see fashion_mnist.lua), with a channel.
local function prepare(images)
  return ((images:to("float32") / 255 - 0.286) / 0.353):unsqueeze(2)
end

-- Half of the images as in a mirror: a shoe that points to the right is a shoe.
local function mirrored(x)
  local turn = tensor.rand(#x, 1, 1, 1):lt(0.5)
  return tensor.where(turn, x:flip(4), x)
end

local function accuracy(model, set)
  local right = 0
  model:eval()
  local _ <close> = autograd.no_grad()
  for images, labels in data.DataLoader(set, {batch_size = 500}):batches() do
    right = right + model(prepare(images)):argmax(-1):eq(labels):sum():item()
  end
  return right / #set
end

tensor.manual_seed(options.seed)
local train, test = load(true), load(false)
if short then
  train = data.Subset(train, tensor.range(1, 3000, 1, {dtype = "int64"}))
  test = data.Subset(test, tensor.range(1, 1000, 1, {dtype = "int64"}))
end

local model = Net()
print(model)
print(("%d images to learn from, %d to test with"):format(#train, #test))

local loader = data.DataLoader(train, {batch_size = 100, shuffle = true, drop_last = true})
local optimizer = optim.AdamW(model:parameters(), {lr = 1e-3, weight_decay = 0.05})
local schedule = optim.lr_scheduler.CosineAnnealingLR(optimizer, options.epochs)
local loss_fn = nn.CrossEntropyLoss()
local start = luma.clock()

for epoch = 1, options.epochs do
  local bar = progress(("epoch %2d/%d"):format(epoch, options.epochs),
    #loader * loader.batch_size, {unit = "images"})
  local total, count = 0, 0
  model:train()
  for images, labels in loader:batches() do
    local x = mirrored(prepare(images))
    local loss = autograd.autocast("cpu", {enabled = options.mixed}, function()
      return loss_fn(model(x), labels)
    end)
    optimizer:zero_grad()
    loss:backward()
    optimizer:step()
    total, count = total + loss:item() * #x, count + #x
    bar:add(#x, ("loss %.4f"):format(total / count))
  end
  schedule:step()
  bar:finish(("loss %.4f  test %.2f %%"):format(total / count, 100 * accuracy(model, test)))
end

print(("test accuracy %.2f %% after %.0f seconds"):format(100 * accuracy(model, test),
  luma.clock() - start))
if options.weights ~= "" then tensor.save(model:state_dict(), options.weights) end
