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

for row, args, targs in [("mish", "", ""), ("selu", "", ""), ("celu", "", ""), ("celu", ", 0.5", ", 0.5"),
                         ("softsign", "", ""), ("tanhshrink", "", ""), ("hardshrink", "", ""),
                         ("hardshrink", ", 1.2", ", 1.2"), ("softshrink", "", ""), ("softshrink", ", 0.3", ", 0.3"),
                         ("threshold", ", 0.5, 3", ", 0.5, 3"), ("rrelu", "", ""), ("rrelu", ", 0.2, 0.6", ", 0.2, 0.6"),
                         ("softmin", ", 2", ", 1"), ("softmin", "", ", 1"), ("glu", "", ""), ("glu", ", 2", ", 1")]:
    case(row, "nn.functional.%s(a%s)" % (row, args), "F.%s(a%s)" % (row, targs), "f3x4")
    if row not in ("glu", "softmin"):
        case(row, "nn.functional.%s(a)" % row if row != "threshold" else "nn.functional.threshold(a, 0.1, 2)",
             "F.%s(a.detach())" % row if row != "threshold" else "F.threshold(a.detach(), 0.1, 2)",
             "=0.0,-0.0,1,-1,nan,0.5,-2.5,30,-30,-800")
for row in ["elu", "leaky_relu", "hardtanh", "selu", "celu", "mish", "silu", "rrelu", "relu", "hardswish"]:
    case(row, "nn.functional.%s(a:clone(), {inplace = true})" % row, "F.%s(a.clone())" % row, "f2x3")
case("threshold", "nn.functional.threshold_(a, 1, 7)", "F.threshold(a, 1, 7)", "i5:-3:3")
case("rrelu", "nn.functional.rrelu(a, 0.25, 0.25, true)", "F.rrelu(a, 0.25, 0.25, True)", "f3x4")
case("quick_gelu", "nn.functional.quick_gelu(a)", "a * torch.sigmoid(1.702 * a)", "f3x4")
case("relu2", "nn.functional.relu2(a)", "F.relu(a).square()", "f3x4")
case("swiglu", "nn.functional.swiglu(a)", "F.silu(a[:, :2]) * a[:, 2:]", "f3x4")
case("swiglu", "nn.functional.swiglu(a, 1)", "F.silu(a[:2]) * a[2:]", "f4x3")
case("glu", "nn.functional.glu(a, 1)", "F.glu(a, 0)", "f2x0x3")
case("prelu", "nn.functional.prelu(a, b)", "F.prelu(a, b)", "f2x3x2", "f3")
case("prelu", "nn.functional.prelu(a, b)", "F.prelu(a, b)", "f3x4", "f1")
case("prelu", "a:prelu(b)", "a.prelu(b)", "f4", "f1")
case("prelu", "a:prelu(b)", "a.prelu(b)", "f:", "f:")
case("softmax", "nn.functional.softmax(a)", "F.softmax(a, 1)", "f2x3")
case("softmax", "nn.functional.softmax(a)", "F.softmax(a, 0)", "f2x2x2")
case("log_softmax", 'nn.functional.log_softmax(a, {dtype = "float32"})', "F.log_softmax(a, 0, dtype=torch.float32)", "f4")
case("softmax", 'a:float():softmax(2)', "a.float().softmax(1)", "f2x17")
case("log_softmax", 'a:float():log_softmax(2)', "a.float().log_softmax(1)", "f2x17")
case("softmax", 'a:float():softmax(1)', "a.float().softmax(0)", "=0,-20,-86,-88,-90,-100,-103,-110,nan")
case("softmax", 'a:float():softmax(1)', "a.float().softmax(0)", "=0,-20,-86,-88,-90,-100,-103,-110,-inf,-0.0,-1,-2,-3,-1e-8,-1e30,-5,-6,-7")
case("gelu", "nn.functional.gelu(a:half())", "F.gelu(a.half())", "f3x4")
case("mish", "nn.functional.mish(a:half())", "F.mish(a.half())", "f3x4")
