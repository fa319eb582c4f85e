"""Activations."""

from torch import nn

from layercases import case

x = "f3x4"
case("nn.ReLU()", nn.ReLU(), x)
case("nn.LeakyReLU()", nn.LeakyReLU(), x)
case("nn.LeakyReLU(0.3)", nn.LeakyReLU(0.3), x)
case("nn.LeakyReLU{negative_slope = -0.5}", nn.LeakyReLU(-0.5), x)
case("nn.ELU()", nn.ELU(), x)
case("nn.ELU(0.7)", nn.ELU(0.7), x)
case("nn.GELU()", nn.GELU(), x)
case('nn.GELU("tanh")', nn.GELU("tanh"), x)
case('nn.GELU{approximate = "tanh"}', nn.GELU("tanh"), x)
case("nn.SiLU()", nn.SiLU(), x)
case("nn.Sigmoid()", nn.Sigmoid(), x)
case("nn.Tanh()", nn.Tanh(), x)
case("nn.Softplus()", nn.Softplus(), x)
case("nn.Softplus(2, 1)", nn.Softplus(2, 1), x)
case("nn.Softplus{beta = 0.5}", nn.Softplus(0.5), x)
case("nn.LogSigmoid()", nn.LogSigmoid(), x)
case("nn.Hardtanh()", nn.Hardtanh(), x)
case("nn.Hardtanh(-0.5, 1.5)", nn.Hardtanh(-0.5, 1.5), x)
wide = {"call": "m(a * 4)", "apply": lambda m, a: m(a * 4)}  # from -8 to 8
case("nn.ReLU6()", nn.ReLU6(), x, **wide)
case("nn.Hardswish()", nn.Hardswish(), x, **wide)


class Hardsigmoid(nn.Module):  # PyTorch's own divides the gradient by 6 in float32
    def forward(self, value):
        return (value / 6 + 0.5).clamp(0, 1)


case("nn.Hardsigmoid()", Hardsigmoid(), x, **wide)
case("nn.Softmax(2)", nn.Softmax(1), x)
case("nn.Softmax{dim = -1}", nn.Softmax(-1), "f2x2x3")
case("nn.Softmax(1)", nn.Softmax(0), x)
case("nn.LogSoftmax(2)", nn.LogSoftmax(1), x)
case("nn.LogSoftmax{dim = 1}", nn.LogSoftmax(0), x)
