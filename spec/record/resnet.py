"""Writes spec/data/resnet.safetensors: the state_dict of a small ResNet as PyTorch saves it, and beside it
"input", and what the net made of it in evaluation ("output") and in training ("trained", with the
gradients of two weights for that times "seed").

    OMP_NUM_THREADS=1 python3 spec/record/resnet.py

The net has the names of torchvision's: basic blocks in layer1 and layer2, a bottleneck in layer3.
"""

import pathlib

import safetensors.torch
import torch
from torch import nn

from lcg import Numbers


def conv(inputs, outputs, kernel, stride=1, groups=1):
    return nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=False)


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride=1):
        super().__init__()
        self.conv1, self.bn1 = conv(inputs, outputs, 3, stride), nn.BatchNorm2d(outputs)
        self.conv2, self.bn2 = conv(outputs, outputs, 3), nn.BatchNorm2d(outputs)
        self.relu = nn.ReLU(inplace=True)
        self.downsample = None
        if stride != 1 or inputs != outputs:
            self.downsample = nn.Sequential(conv(inputs, outputs, 1, stride), nn.BatchNorm2d(outputs))

    def forward(self, x):
        y = self.bn2(self.conv2(self.relu(self.bn1(self.conv1(x)))))
        return self.relu(y + (x if self.downsample is None else self.downsample(x)))


class Bottleneck(nn.Module):
    def __init__(self, inputs, width, outputs, stride):
        super().__init__()
        self.conv1, self.bn1 = conv(inputs, width, 1), nn.BatchNorm2d(width)
        self.conv2, self.bn2 = conv(width, width, 3, stride, groups=2), nn.BatchNorm2d(width)
        self.conv3, self.bn3 = conv(width, outputs, 1), nn.BatchNorm2d(outputs)
        self.relu = nn.ReLU(inplace=True)
        self.downsample = nn.Sequential(conv(inputs, outputs, 1, stride), nn.BatchNorm2d(outputs))

    def forward(self, x):
        y = self.relu(self.bn1(self.conv1(x)))
        y = self.bn3(self.conv3(self.relu(self.bn2(self.conv2(y)))))
        return self.relu(y + self.downsample(x))


class ResNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1, self.bn1, self.relu = nn.Conv2d(3, 8, 7, 2, 3, bias=False), nn.BatchNorm2d(8), nn.ReLU()
        self.maxpool = nn.MaxPool2d(3, 2, 1)
        self.layer1 = nn.Sequential(Block(8, 8), Block(8, 8))
        self.layer2 = nn.Sequential(Block(8, 16, 2), Block(16, 16))
        self.layer3 = nn.Sequential(Bottleneck(16, 16, 32, 2))
        self.avgpool, self.fc = nn.AdaptiveAvgPool2d(1), nn.Linear(32, 10)

    def forward(self, x):
        x = self.maxpool(self.relu(self.bn1(self.conv1(x))))
        x = self.layer3(self.layer2(self.layer1(x)))
        return self.fc(self.avgpool(x).flatten(1))


numbers = Numbers(11)
net = ResNet()
with torch.no_grad():
    for name, t in net.state_dict().items():
        if name.endswith("running_var"):
            t.copy_(numbers.tensor(*t.shape).abs() + 0.5)
        elif name.endswith("num_batches_tracked"):
            t.fill_(100)
        elif t.dim() == 4:  # about what He et al. 2015 ask for
            t.copy_(numbers.tensor(*t.shape) * (6 / t[0].numel()) ** 0.5)
        elif "bn" in name and name.endswith("weight"):
            t.copy_(numbers.tensor(*t.shape) / 4 + 1)
        else:
            t.copy_(numbers.tensor(*t.shape) / 4)
kept = {name: t.clone() for name, t in net.state_dict().items()}
x = numbers.tensor(2, 3, 64, 48).float()
kept["input"] = x
kept["output"] = net.eval()(x).detach()
kept["trained"] = net.train()(x)
kept["seed"] = numbers.tensor(2, 10).float()
(kept["trained"] * kept["seed"]).sum().backward()
kept["trained"] = kept["trained"].detach()
for name in ["conv1.weight", "layer3.0.downsample.0.weight"]:
    kept["grad." + name] = net.get_parameter(name).grad
safetensors.torch.save_file(kept, pathlib.Path(__file__).parent.parent / "data" / "resnet.safetensors")
