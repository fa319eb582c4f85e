"""Activations."""

from opcases import EDGE, case, method

for row, args, targs in [("leaky_relu", "", ""), ("leaky_relu", ", 0.2", ", 0.2"), ("elu", "", ""),
                         ("elu", ", 1.5", ", 1.5"), ("silu", "", ""), ("softplus", "", ""),
                         ("softplus", ", 2, 1", ", 2, 1"), ("logsigmoid", "", ""), ("gelu", "", ""),
                         ("gelu", ', "tanh"', ', approximate="tanh"'), ("hardtanh", "", ""),
                         ("hardtanh", ", -0.5, 0.7", ", -0.5, 0.7"), ("relu6", "", ""),
                         ("hardsigmoid", "", ""), ("hardswish", "", "")]:
    case(row, "nn.functional.%s(a%s)" % (row, args), "F.%s(a%s)" % (row, targs), "f3x4")
case("logsigmoid", "nn.functional.logsigmoid(a)", "F.logsigmoid(a)", "=-800,800,0")
case("clamp", "a:clamp{min = 0}", "a.clamp(min=0)", "f3x4")
case("clamp", "a:clamp(-0.5, 0.5)", "a.clamp(-0.5, 0.5)", "f3x4")
case("clamp", "a:clamp{max = 1}", "a.clamp(max=1)", "i6:-3:3")
case("clamp", "a:clamp(0.5)", "a.clamp(0.5)", "i6:-3:3")
case("clamp", "a:clamp(b, c)", "torch.clamp(a, b, c)", "f3x4", "u4", "g3x1")
case("clamp", "a:clamp(-1, 1)", "a.detach().clamp(-1, 1)", EDGE)
method("clamp_min", "0.3", inputs=("f2x3",))
method("clamp_max", "0.3", inputs=("f2x3",))
case("clamp", "a:clip(-1, 1)", "torch.clip(a, -1, 1)", "f6")
