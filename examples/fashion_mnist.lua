-- Teaches a small network to tell pieces of clothing apart: Fashion-MNIST, 28 by 28 grey pixels.
--
--   luma examples/fashion_mnist.lua [--epochs 10] [--seed 1] [--device cuda]
--                                   [--weights FILE.safetensors] [--data FOLDER]
--   luma examples/fashion_mnist.lua --eval [--weights FILE.safetensors]
--
-- The first form trains, saves the weights, and says how many of the test images the network gets
-- right; the second loads the weights and says it again. The images come with Debian's package
-- dataset-fashion-mnist; --data names the folder of the four files if they lie elsewhere.

local data = require "luma.data"
local progress = require "luma.progress"
local vision = require "luma.vision"

-- ---------------------------------------------------------------- options

local short = os.getenv("LUMA_SHORT") -- the test suite wants to be done soon

local options = require "luma.options"{
  epochs = short and 1 or 10,
  seed = 1,
  device = "cpu",
  weights = short and "" or "fashion_mnist.safetensors", -- "" saves nothing
  data = "",
  eval = false,
}
local device = options.device

-- ---------------------------------------------------------------- data

-- A data set gives one image and its label at a time; a loader makes batches of them, in a new
-- order for each pass if it shuffles. Labels count from 1: they are places in the list of classes.
local function load(train)
  local root = options.data ~= "" and options.data or nil -- nil: where the package puts them
  return vision.datasets.FashionMNIST{train = train, root = root}
end

-- Pixels are bytes from 0 to 255. Networks learn best from numbers around 0 with a spread around 1,
-- and 0.286 and 0.353 are the mean and the spread of all training images, scaled to 0 .. 1.
local function prepare(images, labels)
  return (images:to(device):to("float32") / 255 - 0.286) / 0.353, labels:to(device)
end

-- ---------------------------------------------------------------- model

-- A multi-layer perceptron: three linear maps with a bend (ReLU) between them. It takes a batch of
-- images (N, 28, 28) and gives ten numbers for each (N, 10): the larger, the likelier that class.
local Net = nn.class("Net")

function Net:init()
  self.layers = nn.Sequential(
    nn.Flatten(),
    nn.Linear(28 * 28, 256), nn.ReLU(),
    nn.Linear(256, 128), nn.ReLU(),
    nn.Linear(128, 10)
  )
end

function Net:forward(images) return self.layers(images) end

-- ---------------------------------------------------------------- training and testing

local function train_epoch(model, loader, optimizer, bar)
  local loss_fn = nn.CrossEntropyLoss()
  local total, count = 0, 0
  model:train()
  for images, labels in loader:batches() do
    local x, y = prepare(images, labels)
    local loss = loss_fn(model(x), y)
    optimizer:zero_grad()
    loss:backward()
    optimizer:step()
    total, count = total + loss:item() * #x, count + #x
    bar:add(#x, ("loss %.4f"):format(total / count))
  end
  return total / count
end

-- The share of images whose largest of the ten numbers stands at the place of their label.
local function accuracy(model, set)
  local right = 0
  model:eval()
  local _ <close> = autograd.no_grad() -- nothing here needs gradients
  for images, labels in data.DataLoader(set, {batch_size = 1000}):batches() do
    local x, y = prepare(images, labels)
    right = right + model(x):argmax(-1):eq(y):sum():item()
  end
  return right / #set
end

-- ---------------------------------------------------------------- the program

tensor.manual_seed(options.seed)
local model = Net():to(device)
local test = load(false)

if options.eval then
  model:load_state_dict(tensor.load(options.weights))
  print(("test accuracy %.2f %%"):format(100 * accuracy(model, test)))
  return
end

local train = load(true)
if short then train = data.Subset(train, tensor.range(1, 6000, 1, {dtype = "int64"})) end
print(model)
print(("%d images to learn from, %d to test with"):format(#train, #test))

local loader = data.DataLoader(train, {batch_size = 128, shuffle = true, drop_last = true})
local optimizer = optim.AdamW(model:parameters(), {lr = 1e-3, weight_decay = 0.01})
-- Steps become smaller towards the end, which lets the weights settle.
local schedule = optim.lr_scheduler.CosineAnnealingLR(optimizer, options.epochs)

for epoch = 1, options.epochs do
  local bar = progress(("epoch %2d/%d"):format(epoch, options.epochs),
    #loader * loader.batch_size, {unit = "images"})
  local loss = train_epoch(model, loader, optimizer, bar)
  schedule:step()
  bar:finish(("loss %.4f  test %.2f %%"):format(loss, 100 * accuracy(model, test)))
end

print(("test accuracy %.2f %%"):format(100 * accuracy(model, test)))
if options.weights ~= "" then
  tensor.save(model:state_dict(), options.weights)
  print("weights in " .. options.weights)
end
