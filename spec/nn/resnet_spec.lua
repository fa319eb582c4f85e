-- A small ResNet whose weights PyTorch saved (spec/record/resnet.py): they load by their own names,
-- and the net computes what PyTorch's does.

local recorded = tensor.load("spec/data/resnet.safetensors")

local function conv(inputs, outputs, kernel, stride, groups)
  return nn.Conv2d(inputs, outputs, kernel, {stride = stride or 1, padding = kernel // 2,
    groups = groups or 1, bias = false})
end

local Block = nn.class("Block")

function Block:init(inputs, outputs, stride)
  self.conv1, self.bn1 = conv(inputs, outputs, 3, stride), nn.BatchNorm2d(outputs)
  self.conv2, self.bn2 = conv(outputs, outputs, 3), nn.BatchNorm2d(outputs)
  if stride or inputs ~= outputs then
    self.downsample = nn.Sequential(conv(inputs, outputs, 1, stride), nn.BatchNorm2d(outputs))
  end
end

function Block:forward(x)
  local y = self.bn2(self.conv2(self.bn1(self.conv1(x)):relu_()))
  return (y + (self.downsample and self.downsample(x) or x)):relu_()
end

local Bottleneck = nn.class("Bottleneck")

function Bottleneck:init(inputs, width, outputs, stride)
  self.conv1, self.bn1 = conv(inputs, width, 1), nn.BatchNorm2d(width)
  self.conv2, self.bn2 = conv(width, width, 3, stride, 2), nn.BatchNorm2d(width)
  self.conv3, self.bn3 = conv(width, outputs, 1), nn.BatchNorm2d(outputs)
  self.downsample = nn.Sequential(conv(inputs, outputs, 1, stride), nn.BatchNorm2d(outputs))
end

function Bottleneck:forward(x)
  local y = self.bn1(self.conv1(x)):relu()
  y = self.bn3(self.conv3(self.bn2(self.conv2(y)):relu()))
  return (y + self.downsample(x)):relu()
end

local ResNet = nn.class("ResNet")

function ResNet:init()
  self.conv1, self.bn1 = conv(3, 8, 7, 2), nn.BatchNorm2d(8)
  self.layer1 = nn.Sequential(Block(8, 8), Block(8, 8))
  self.layer2 = nn.Sequential(Block(8, 16, 2), Block(16, 16))
  self.layer3 = nn.Sequential(Bottleneck(16, 16, 32, 2))
  self.fc = nn.Linear(32, 10)
end

function ResNet:forward(x)
  x = nn.functional.max_pool2d(self.bn1(self.conv1(x)):relu(), 3, 2, 1)
  x = self.layer3(self.layer2(self.layer1(x)))
  return self.fc(nn.functional.adaptive_avg_pool2d(x, 1):flatten(2))
end

local function near(expected, got, part)
  local off = (got - expected):abs():max():item()
  assert.is_true(off <= part * math.max(1, expected:abs():max():item()), ("off by %g"):format(off))
end

describe("a ResNet saved by PyTorch", function()
  local weights = {}
  local beside = {input = true, output = true, trained = true, seed = true}
  for name, t in pairs(recorded) do
    if not beside[name] and not name:find "^grad%." then weights[name] = t end
  end

  it("loads by its own names and gives PyTorch's outputs", function()
    local net = ResNet()
    net:load_state_dict(weights)
    net:eval()
    near(recorded.output, net(recorded.input), 1e-5)
  end)

  it("trains as in PyTorch", function()
    local net = ResNet()
    net:load_state_dict(weights)
    local y = net(recorded.input)
    near(recorded.trained, y, 1e-4)
    local total = (y * recorded.seed):sum()
    total:backward()
    for _, name in ipairs{"conv1.weight", "layer3.0.downsample.0.weight"} do
      near(recorded["grad." .. name], net:get_parameter(name).grad, 1e-4)
    end
  end)

  it("runs in bfloat16 under autocast", function()
    local net = ResNet()
    net:load_state_dict(weights)
    net:eval()
    local y = autograd.autocast("cpu", function() return net(recorded.input) end)
    assert.are.equal("bfloat16", y.dtype)
    near(recorded.output, y:float(), 0.05)
  end)
end)
