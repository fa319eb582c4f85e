--- vision.datasets.FashionMNIST.

local Dataset = require "luma.data.Dataset"
local read = require "luma.vision.datasets.idx"
local TensorDataset = require "luma.data.TensorDataset"

---Zalando's images of clothing (Xiao et al. 2017): 60,000 to train on and 10,000 to test with, each
---28 by 28 grey values, in ten classes. Debian's package dataset-fashion-mnist has them.
---
---`set[i]` is {image, label}; `images` and `labels` hold all of them. Labels count from 1 and are
---positions in `classes`, unlike those in the files.
---@class vision.datasets.FashionMNIST : data.TensorDataset
---@field images Tensor uint8 (N, 28, 28)
---@field labels Tensor int64 (N), 1 to 10
---@field classes string[] the names of the classes
---@overload fun(options?: {root: string?, train: boolean?}): vision.datasets.FashionMNIST
local FashionMNIST = Dataset.class("FashionMNIST", TensorDataset)

FashionMNIST.classes = {
  "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat",
  "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
}

function FashionMNIST:init(options)
  self.images, self.labels = read("FashionMNIST", options, "fashion-mnist", "dataset-fashion-mnist")
  TensorDataset.init(self, self.images, self.labels)
end

return FashionMNIST
