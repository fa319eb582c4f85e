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
case("nn.Hardsigmoid()", nn.Hardsigmoid(), x, **wide)
case("nn.Softmax(2)", nn.Softmax(1), x)
case("nn.Softmax{dim = -1}", nn.Softmax(-1), "f2x2x3")
case("nn.Softmax(1)", nn.Softmax(0), x)
case("nn.LogSoftmax(2)", nn.LogSoftmax(1), x)
case("nn.LogSoftmax{dim = 1}", nn.LogSoftmax(0), x)
for name, args, kwargs in [
        ("PReLU", "", {}), ("GLU", "", {}), ("GLU", "1", {"dim": 0}), ("Mish", "", {}), ("SELU", "", {}),
        ("CELU", "", {}), ("CELU", "0.5", {"alpha": 0.5}), ("Softsign", "", {}), ("Softmin", "2", {"dim": 1}),
        ("Hardshrink", "", {}), ("Hardshrink", "1", {"lambd": 1.0}), ("Softshrink", "", {}),
        ("Softshrink", "0.3", {"lambd": 0.3}), ("Tanhshrink", "", {}), ("Threshold", "0.1, 5", {"threshold": 0.1, "value": 5.0})]:
    case("nn.%s(%s)" % (name, args), getattr(nn, name)(**kwargs), "f2x4")
case("nn.PReLU(3, 0.5)", nn.PReLU(3, 0.5), "f2x3x2")
case("nn.RReLU()", nn.RReLU(), x, train=False)
case("nn.RReLU(0.1, 0.4)", nn.RReLU(0.1, 0.4), x, train=False)
case("nn.RReLU(0.3, 0.3)", nn.RReLU(0.3, 0.3), x)
case("nn.Softmax2d()", nn.Softmax2d(), "f2x3x2x2")
case("nn.Softmax2d()", nn.Softmax2d(), "f3x2x2")
case("nn.Softmax()", nn.Softmax(1), x)
case("nn.LogSoftmax()", nn.LogSoftmax(0), "f2x2x3")
for name, args in [("ReLU", "true"), ("ELU", "0.7, true"), ("LeakyReLU", "0.3, true"), ("Hardtanh", "-1, 1, true"),
                   ("SELU", "true"), ("CELU", "0.5, true"), ("Mish", "true"), ("SiLU", "true"), ("ReLU6", "true"),
                   ("Hardswish", "true"), ("Threshold", "0.1, 2, true")]:
    case("nn.%s(%s)" % (name, args), getattr(nn, name)(*eval("(%s,)" % args.replace("true", "True"))), x,
         call="m(a * 1)", apply=lambda m, a: m(a * 1))


class Formula(nn.Module):
    def __init__(self, f):
        super().__init__()
        self.f = f

    def forward(self, value):
        return self.f(value)


case("nn.SwiGLU()", Formula(lambda a: nn.functional.silu(a[:, :2]) * a[:, 2:]), x)
case("nn.QuickGELU()", Formula(lambda a: a * (1.702 * a).sigmoid()), x)
case("nn.ReLU2()", Formula(lambda a: a.relu() ** 2), x)


def adaptive(m, a, t):
    output = m(a, t)
    return output.output, output.loss


case("nn.AdaptiveLogSoftmaxWithLoss(4, 7, {2, 4}, 2)", nn.AdaptiveLogSoftmaxWithLoss(4, 7, [2, 4], 2.0), "f5x4", "p5:7",
     apply=adaptive)
case("nn.AdaptiveLogSoftmaxWithLoss(4, 7, {3}, {div_value = 1.5, head_bias = true})",
     nn.AdaptiveLogSoftmaxWithLoss(4, 7, [3], 1.5, True), "f4", "p:7", apply=adaptive)
case("nn.AdaptiveLogSoftmaxWithLoss(4, 6, {2, 4}, 2)", nn.AdaptiveLogSoftmaxWithLoss(4, 6, [2, 4], 2.0), "f3x4",
     call="m:log_prob(a)", apply=lambda m, a: m.log_prob(a))
case("nn.AdaptiveLogSoftmaxWithLoss(4, 6, {2, 4}, 2)", nn.AdaptiveLogSoftmaxWithLoss(4, 6, [2, 4], 2.0), "f3x4",
     call="m:predict(a)", apply=lambda m, a: m.predict(a) + 1)
