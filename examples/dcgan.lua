-- Invents pieces of clothing: two convolutional networks that learn against each other.
--
--   luma examples/dcgan.lua [--epochs 5] [--batch 64] [--lr 0.0002] [--seed 1] [--device cuda]
--                           [--pictures dcgan] [--weights FILE.safetensors] [--data FOLDER]
--   luma examples/dcgan.lua --sample [--seed 2] [--weights FILE.safetensors] [--pictures dcgan]
--
-- The generator makes an image out of 64 random numbers; the discriminator tells its images from
-- those of Fashion-MNIST, and each learns from what the other does (Radford, Metz and Chintala
-- 2016). After every epoch the generator draws the same 64 samples: dcgan-1.png, dcgan-2.png, ...
-- show how it gets better. The second form draws new ones with weights that were saved.

local data = require "luma.data"
local progress = require "luma.progress"
local vision = require "luma.vision"

local short = os.getenv("LUMA_SHORT") -- the test suite wants to be done soon

local options = require "luma.options"{
  epochs = short and 1 or 5,
  batch = 64,
  lr = 2e-4,
  seed = 1,
  device = "cpu",
  pictures = "dcgan", -- how the names of the pictures begin; "" draws none
  weights = short and "" or "dcgan.safetensors",
  data = "",
  sample = false,
}

local LATENT = 64 -- random numbers that an image is made of
local device = options.device

-- ---------------------------------------------------------------- the two networks

-- From (N, LATENT, 1, 1) to images (N, 1, 28, 28) with values from -1 to 1. Each transposed
-- convolution makes the picture larger: 7, 14, 28 pixels.
local function Generator()
  return nn.Sequential(
    nn.ConvTranspose2d(LATENT, 128, 7, {bias = false}), nn.BatchNorm2d(128),
    nn.ReLU{inplace = true},
    nn.ConvTranspose2d(128, 64, 4, {stride = 2, padding = 1, bias = false}), nn.BatchNorm2d(64),
    nn.ReLU{inplace = true},
    nn.ConvTranspose2d(64, 1, 4, {stride = 2, padding = 1}), nn.Tanh()
  )
end

-- From images to one number each (N): above 0 it takes the image for a real one.
local function Discriminator()
  return nn.Sequential(
    nn.Conv2d(1, 64, 4, {stride = 2, padding = 1}),
    nn.LeakyReLU{negative_slope = 0.2, inplace = true},
    nn.Conv2d(64, 128, 4, {stride = 2, padding = 1, bias = false}), nn.BatchNorm2d(128),
    nn.LeakyReLU{negative_slope = 0.2, inplace = true},
    nn.Conv2d(128, 1, 7), nn.Flatten(1)
  )
end

-- The paper's start: weights from a narrow normal distribution.
local function start(module)
  local name = getmetatable(module).__name
  if name:find("^Conv") then
    nn.init.normal_(module.weight, 0, 0.02)
  elseif name == "BatchNorm2d" then
    nn.init.normal_(module.weight, 1, 0.02)
  end
end

local function noise(n) return tensor.randn(n, LATENT, 1, 1, {device = device}) end

-- Draws samples side by side into a PNG file.
local function draw(generator, z, path)
  local _ <close> = autograd.no_grad()
  generator:eval()
  vision.utils.save_image(generator(z):cpu(), path, {
    nrow = 8, normalize = true, value_range = {-1, 1},
  })
  generator:train()
  print("samples in " .. path)
end

-- ---------------------------------------------------------------- learning

local loss_fn = nn.BCEWithLogitsLoss()

-- One step of both: first the discriminator, on real images and on invented ones; then the
-- generator, which wants its images to be taken for real.
local function step(real, generator, discriminator, optimizer_g, optimizer_d)
  local n = #real
  local ones, zeros = tensor.ones(n, {device = device}), tensor.zeros(n, {device = device})
  local fake = generator(noise(n))

  optimizer_d:zero_grad()
  local loss_d = loss_fn(discriminator(real), ones) + loss_fn(discriminator(fake:detach()), zeros)
  loss_d:backward()
  optimizer_d:step()

  optimizer_g:zero_grad()
  local loss_g = loss_fn(discriminator(fake), ones)
  loss_g:backward()
  optimizer_g:step()
  return loss_d:item(), loss_g:item()
end

-- ---------------------------------------------------------------- the program

tensor.manual_seed(options.seed)
local generator = Generator():to(device)
local samples = noise(64)

if options.sample then
  generator:load_state_dict(tensor.load(options.weights))
  draw(generator, samples, options.pictures .. "-sample.png")
  return
end

local discriminator = Discriminator():to(device)
generator:apply(start)
discriminator:apply(start)

local root = options.data ~= "" and options.data or nil -- nil: where the package puts them
local images = vision.datasets.FashionMNIST{train = true, root = root}.images
if short then images = images[{{1, 256}}] end
print(("%d images; generator of %d parameters, discriminator of %d"):format(#images,
  #nn.utils.parameters_to_vector(generator:parameters()),
  #nn.utils.parameters_to_vector(discriminator:parameters())))

local loader = data.DataLoader(data.TensorDataset(images), {
  batch_size = options.batch, shuffle = true, drop_last = true,
})
local betas = {0.5, 0.999} -- less momentum than usual: the other network moves, too
local optimizer_g = optim.Adam(generator:parameters(), {lr = options.lr, betas = betas})
local optimizer_d = optim.Adam(discriminator:parameters(), {lr = options.lr, betas = betas})

for epoch = 1, options.epochs do
  local bar = progress(("epoch %d/%d"):format(epoch, options.epochs), #loader * options.batch,
    {unit = "images"})
  local last
  for batch in loader:batches() do
    local real = batch:to(device):to("float32"):unsqueeze(2) / 127.5 - 1 -- from -1 to 1
    last = ("discriminator %.3f  generator %.3f"):format(
      step(real, generator, discriminator, optimizer_g, optimizer_d))
    bar:add(#real, last)
  end
  bar:finish(last)
  if options.pictures ~= "" then
    draw(generator, samples, ("%s-%d.png"):format(options.pictures, epoch))
  end
end

if options.weights ~= "" then
  tensor.save(generator:state_dict(), options.weights)
  print("weights in " .. options.weights)
end
