"""Pooling."""

from opcases import case


def positions(expression):
    return "(lambda t: (t[0], t[1] + 1))(%s)" % expression


def both(name, lua, py, *inputs):
    """With and without positions."""
    case(name, "nn.functional.%s(a, %s)" % (name, lua), "F.%s(a, %s)" % (name, py), *inputs)
    case(name + "_with_indices", "nn.functional.%s(a, %s)" % (name, with_flag(lua)),
         positions("F.%s(a, %s, return_indices=True)" % (name, py)), *inputs)


def with_flag(lua):
    return lua[:-1] + ", return_indices = true}" if "=" in lua else lua + ", {return_indices = true}"


for name, cases in {
    "max_pool1d": [("2", "2", "f2x2x5"), ("3, 1, 1", "3, 1, 1", "f1x6"), ("2, 2, 0, 2", "2, 2, 0, 2", "f1x1x7"),
                   ("2, {ceil_mode = true}", "2, ceil_mode=True", "f1x1x5"), ("1", "1", "f1x1x3"), ("2", "2", "f0x2x5")],
    "max_pool2d": [("2", "2", "f1x2x4x3"), ("{2, 1}, 1", "(2, 1), 1", "f2x3x3"), ("3, 2, 1", "3, 2, 1", "f1x1x4x5"),
                   ("2, 1, {0, 1}, {1, 2}", "2, 1, (0, 1), (1, 2)", "f1x1x3x4"),
                   ("3, {stride = 2, padding = 1, ceil_mode = true}", "3, stride=2, padding=1, ceil_mode=True", "f1x1x4x6"),
                   ("2", "2", "f0x2x4x3"), ("2, 2", "2, 2", "i1x1x4x4:-3:3"), ("2", "2", "u8-1x1x4x4:0:3")],
    "max_pool3d": [("2", "2", "f1x1x2x4x3"), ("{1, 2, 2}, 1", "(1, 2, 2), 1", "f1x2x3x2"),
                   ("2, {stride = 1, padding = 1, ceil_mode = true}", "2, stride=1, padding=1, ceil_mode=True", "f1x1x2x2x2")],
    "adaptive_max_pool1d": [("2", "2", "f2x2x5"), ("3", "3", "f1x7"), ("5", "5", "f1x1x3"), ("1", "1", "f0x2x3")],
    "adaptive_max_pool2d": [("2", "2", "f1x2x3x4"), ("{3, 1}", "(3, 1)", "f1x5x2"), ("{4, 3}", "(4, 3)", "f1x1x3x2")],
    "adaptive_max_pool3d": [("2", "2", "f1x1x3x2x4"), ("{1, 2, 3}", "(1, 2, 3)", "f1x2x3x3")],
}.items():
    for lua, py, *inputs in cases:
        both(name, lua, py, *inputs)
case("max_pool1d", "nn.functional.max_pool1d(a:view(1, 1, 9), 3, 1, 1)", "F.max_pool1d(a.view(1, 1, 9), 3, 1, 1)", "=1,nan,2,inf,-inf,-inf,-inf,0.0,-0.0")
case("max_pool2d_with_indices", "nn.functional.max_pool2d(a, 2, nil, 0, 1, false, true)",
     positions("F.max_pool2d(a, 2, None, 0, 1, False, True)"), "i1x1x4x4:0:1")

for name, cases in {
    "avg_pool1d": [("2", "2", "f2x2x5"), ("3, 1, 1", "3, 1, 1", "f1x6"), ("3, 2, 1, false, false", "3, 2, 1, False, False", "f1x1x6"),
                   ("2, {ceil_mode = true}", "2, ceil_mode=True", "f1x1x5"), ("1", "1", "f1x1x3"), ("2", "2", "f0x2x5")],
    "avg_pool2d": [("2", "2", "f1x2x4x3"), ("2, {}", "2, ()", "f1x4x3"), ("{2, 1}, 1", "(2, 1), 1", "f2x3x3"), ("3, 2, 1", "3, 2, 1", "f1x1x4x5"),
                   ("3, {stride = 2, padding = 1, ceil_mode = true, count_include_pad = false}",
                    "3, stride=2, padding=1, ceil_mode=True, count_include_pad=False", "f1x1x4x6"),
                   ("3, {stride = 2, padding = 1, ceil_mode = true}", "3, stride=2, padding=1, ceil_mode=True", "f1x1x4x6"),
                   ("2, {divisor_override = 3}", "2, divisor_override=3", "f1x1x4x4"), ("1", "1", "f1x1x2x2"), ("2", "2", "f0x2x4x3")],
    "avg_pool3d": [("2", "2", "f1x1x2x4x3"), ("{1, 2, 2}, 1", "(1, 2, 2), 1", "f1x2x3x2"),
                   ("2, {stride = 1, padding = 1, count_include_pad = false}", "2, stride=1, padding=1, count_include_pad=False", "f1x1x2x2x2"),
                   ("2, {divisor_override = -2}", "2, divisor_override=-2", "f1x1x2x2x2")],
    "adaptive_avg_pool1d": [("2", "2", "f2x2x5"), ("3", "3", "f1x7"), ("5", "5", "f1x1x3"), ("3", "3", "f1x1x3"), ("1", "1", "f0x2x3")],
    "adaptive_avg_pool2d": [("2", "2", "f1x2x3x4"), ("{3, 1}", "(3, 1)", "f1x5x2"), ("{4, 3}", "(4, 3)", "f1x1x3x2"),
                            ("1", "1", "f2x3x2x2")],
    "adaptive_avg_pool3d": [("2", "2", "f1x1x3x2x4"), ("{1, 2, 3}", "(1, 2, 3)", "f1x2x3x3")],
    "lp_pool1d": [("math.huge, 2, {ceil_mode = true}", "inf, 2, ceil_mode=True", "f1x2x5"), ("2, 2", "2, 2", "g2x2x5"), ("3, 2, 1", "3, 2, 1", "g1x5"), ("1.5, 3, {ceil_mode = true}", "1.5, 3, ceil_mode=True", "g1x1x5")],
    "lp_pool2d": [("-math.huge, 2, 1, true", "-inf, 2, 1, True", "f1x3x3"), ("2, 2", "2, 2", "g1x2x4x3"), ("3, {2, 1}, 1", "3, (2, 1), 1", "g1x3x3"), ("1, 2", "1, 2", "g1x1x4x4")],
    "lp_pool3d": [("math.huge, 2", "inf, 2", "f1x1x2x4x3"), ("2, 2", "2, 2", "g1x1x2x4x3"), ("2, {1, 2, 2}, 1", "2, (1, 2, 2), 1", "g1x2x3x2")],
}.items():
    for lua, py, *inputs in cases:
        case(name, "nn.functional.%s(a, %s)" % (name, lua), "F.%s(a, %s)" % (name, py), *inputs)
case("avg_pool1d", "nn.functional.avg_pool1d(a:view(1, 1, 7), 2, 1)", "F.avg_pool1d(a.view(1, 1, 7), 2, 1)", "=1,nan,2,inf,-inf,-inf,0.0")
# int64: cut to whole numbers, as integer division does
for name, lua, py, shape in [
        ("avg_pool1d", "3, 2, 1", "3, 2, 1", "i1x2x6:-9:9"), ("avg_pool2d", "3, 2, 1, true, false", "3, 2, 1, True, False", "i1x4x5:-99:99"),
        ("avg_pool2d", "2, {divisor_override = -3}", "2, divisor_override=-3", "i2x1x3x4:-9:9"),
        ("avg_pool3d", "2, {padding = 1, ceil_mode = true}", "2, padding=1, ceil_mode=True", "i1x2x3x2:-9:9")]:
    case(name, "nn.functional.%s(a, %s)" % (name, lua), "F.%s(a, %s)" % (name, py), shape)
case("adaptive_avg_pool2d", "nn.functional.adaptive_avg_pool2d(a:float(), 3)", "F.adaptive_avg_pool2d(a.float(), 3)", "f1x2x7x8")

for d, shape, more in [(1, "f1x2x6", "{output_size = {7}}"), (2, "f1x1x4x4", "{output_size = {5, 4}}"), (3, "f1x1x2x4x2", "{output_size = {1, 1, 2, 5, 2}}")]:
    name = "max_unpool%dd" % d
    lua = "nn.functional.%s(nn.functional.max_pool%dd(a, 2), (select(2, nn.functional.max_pool%dd(a, 2, {return_indices = true}))), 2%s)"
    py = "F.%s(*F.max_pool%dd(a, 2, return_indices=True), 2%s)"
    case(name, lua % (name, d, d, ""), py % (name, d, ""), shape)
    case(name, lua % (name, d, d, ", " + more),
         py % (name, d, ", output_size=" + more.split(" = ")[1][:-1].replace("{", "[").replace("}", "]")), shape)
case("max_unpool2d", "nn.functional.max_unpool2d(a:detach(), b, 2, 3, 1)", "F.max_unpool2d(a.detach(), b, 2, 3, 1)", "f2x2x2", "p2x2x2:9")
for name in ["adaptive_max_pool2d", "adaptive_avg_pool2d"]:
    case(name, "nn.functional.%s(a:detach(), 0)" % name, "F.%s(a.detach(), 0)" % name, "f1x1x2x2")
