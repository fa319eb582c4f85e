"""Convolutions, unfold and fold."""

from opcases import case


def conv(lua, py, *inputs, row="conv2d"):
    bias = "c" if len(inputs) > 2 else "nil"
    case(row, "nn.functional.%s(a, b, %s%s)" % (row, bias, lua and ", " + lua),
         "F.%s(a, b, %s%s)" % (row, "c" if bias == "c" else "None", py and ", " + py), *inputs)


for lua, py, *inputs in [
        ("", "", "f2x2x4", "f3x2x3", "f3"), ("", "", "f2x5", "f3x2x2"), ("2, 1", "2, 1", "f1x1x7", "f2x1x3", "f2"),
        ("1, 2, 2", "1, 2, 2", "f1x1x6", "f1x1x3"), ('1, "same"', '1, "same"', "f1x1x5", "f2x1x2"),
        ('1, "same", 2', '1, "same", 2', "f1x1x6", "f1x1x3"), ('1, "valid"', '1, "valid"', "f1x1x5", "f1x1x2"),
        ("{groups = 2}", "groups=2", "f1x2x4", "f4x1x2", "f4"), ("", "", "f0x2x4", "f3x2x3", "f3"),
        ("", "", "f1x1x1", "f1x1x1"), ("{stride = {3}}", "stride=(3,)", "f2x1x7", "f1x1x2")]:
    conv(lua, py, *inputs, row="conv1d")
for lua, py, *inputs in [
        ("", "", "f1x1x3x3", "f2x1x2x2", "f2"), ("", "", "f2x3x3", "f1x2x2x2"), ("2, 1", "2, 1", "f1x1x4x3", "f1x1x3x2"),
        ("{1, 2}, {0, 1}, {2, 1}", "(1, 2), (0, 1), (2, 1)", "f1x1x4x4", "f1x1x2x3", "f1"),
        ('{padding = "same"}', 'padding="same"', "f1x1x3x3", "f1x1x2x3"),
        ("{groups = 2, padding = 1}", "groups=2, padding=1", "f1x2x2x3", "f2x1x2x2", "f2"),
        ("{groups = 2}", "groups=2", "f1x4x2x3", "f2x2x2x2"), ("", "", "f1x4x3x2", "f3x4x1x1", "f3"),
        ("", "", "f0x1x3x3", "f2x1x2x2", "f2"), 
        ("{stride = 2}", "stride=2", "f1x2x5x4", "f2x2x1x1"), ("", "", "f3x4x9x8", "f6x4x3x3", "f6"),
        ("{stride = 2, padding = 1, dilation = 2, groups = 2}", "stride=2, padding=1, dilation=2, groups=2",
         "f2x4x9x8", "f6x2x3x2", "f6"),
        # one window, which is the image
        ("", "", "f3x2x2x3", "f4x2x2x3", "f4"), ("{groups = 2}", "groups=2", "f2x4x2x2", "f6x2x2x2", "f6"),
        ("{groups = 2, stride = 3}", "groups=2, stride=3", "f2x2x1x3", "f2x1x1x3")]:
    conv(lua, py, *inputs)
for lua, py, *inputs in [
        ("", "", "f1x1x2x2x3", "f1x1x2x1x2", "f1"), ("", "", "f1x2x2x2", "f2x1x2x2x2"),
        ("{2, 1, 1}, {1, 0, 1}", "(2, 1, 1), (1, 0, 1)", "f1x1x2x2x2", "f1x1x2x2x2"),
        ('1, "same"', '1, "same"', "f1x1x2x2x2", "f1x1x2x1x3"), ("{groups = 2, dilation = 2}", "groups=2, dilation=2", "f2x2x3x3x4", "f2x1x2x2x2")]:
    conv(lua, py, *inputs, row="conv3d")
for lua, py, *inputs in [
        ("", "", "f2x2x3", "f2x3x2", "f3"), ("", "", "f2x4", "f2x1x2"), ("2, 1, 1", "2, 1, 1", "f1x1x4", "f1x2x3", "f2"),
        ("{groups = 2, dilation = 2}", "groups=2, dilation=2", "f1x2x3", "f2x2x2"), ("1, 0, 1, 1, 3", "1, 0, 1, 1, 3", "f1x1x3", "f1x1x2"),
        ("", "", "f0x2x3", "f2x3x2", "f3")]:
    conv(lua, py, *inputs, row="conv_transpose1d")
for lua, py, *inputs in [
        ("", "", "f1x1x2x3", "f1x2x2x2", "f2"), ("", "", "f2x2x2", "f2x1x2x3"), ("{2, 1}, {1, 0}, {1, 0}", "(2, 1), (1, 0), (1, 0)", "f1x1x3x2", "f1x1x3x2", "f1"),
        ("{stride = 2, groups = 2}", "stride=2, groups=2", "f1x2x2x2", "f2x1x2x2", "f2"), ("", "", "f1x2x2x2", "f2x3x1x1", "f3"),
        ("{stride = 3, padding = 1, output_padding = 2, dilation = 2, groups = 2}",
         "stride=3, padding=1, output_padding=2, dilation=2, groups=2", "f2x4x3x4", "f4x3x3x2", "f6"),
        ("", "", "f3x2x1x1", "f2x3x2x2", "f3"), ("{groups = 2}", "groups=2", "f2x4x1x1", "f4x1x3x2", "f2"),
        ("", "", "f0x1x2x3", "f1x2x2x2", "f2")]:
    conv(lua, py, *inputs, row="conv_transpose2d")
for lua, py, *inputs in [
        ("", "", "f1x1x2x2x2", "f1x1x2x1x2", "f1"), ("", "", "f2x1x2x2", "f2x1x1x2x2"),
        ("{stride = 2, output_padding = {1, 0, 1}}", "stride=2, output_padding=(1, 0, 1)", "f1x2x2x1x2", "f2x1x2x2x2")]:
    conv(lua, py, *inputs, row="conv_transpose3d")

case("conv2d", "nn.functional.conv2d(a, b)", "F.conv2d(a, b)", "i1x1x3x3:-9:9", "i1x1x2x2:-9:9")
case("conv2d", "nn.functional.conv2d(a:float(), b:float(), c:float(), 2, 1)", "F.conv2d(a.float(), b.float(), c.float(), 2, 1)", "f1x2x4x4", "f3x2x3x3", "f3")
case("conv2d", "nn.functional.conv2d(a:half(), b:half())", "F.conv2d(a.half(), b.half())", "f1x1x3x3", "f2x1x2x2")
case("conv2d", "nn.functional.conv2d(a:transpose(3, 4), b:flip(3), {padding = 1})", "F.conv2d(a.transpose(2, 3), b.flip(2), padding=1)", "f1x1x3x2", "f1x1x2x2")
conv("", "", "c1x2x3", "c2x2x2", "c2", row="conv1d")
conv("{padding = 1, stride = 2}", "padding=1, stride=2", "c1x1x3x2", "c2x1x2x2", "c2")
conv("{groups = 2}", "groups=2", "c1x2x2x2", "c2x1x2x1")
conv("", "", "c1x1x2x1x2", "c1x1x1x1x2", row="conv3d")
conv("2", "2", "c1x1x2", "c1x2x2", "c2", row="conv_transpose1d")
case("conv_transpose2d", "nn.functional.conv_transpose2d(a, b)", "F.conv_transpose2d(a, b)", "i1x1x3x3:-9:9", "i1x1x2x2:-9:9")

for lua, py, shape in [("2", "2", "f1x1x3x4"), ("{2, 1}", "(2, 1)", "f2x3x3"), ("2, 2, 1, 2", "2, 2, 1, 2", "f1x2x3x4"),
                       ("{kernel_size = {1, 3}, padding = {0, 1}}", "kernel_size=(1, 3), padding=(0, 1)", "f1x1x2x3"),
                       ("2", "2", "f0x1x3x4"), ("{1, 2}, 1, 1", "(1, 2), 1, 1", "c1x2x2x2"), ("2", "2", "c1x2x3")]:
    case("im2col", "nn.functional.unfold(a, %s)" % lua, "F.unfold(a, %s)" % py, shape)
for lua, py, shape in [("{3, 4}, 2", "(3, 4), 2", "f1x4x6"), ("{3, 3}, {2, 1}", "(3, 3), (2, 1)", "f4x6"),
                       ("{3, 4}, 2, 2, 1, 2", "(3, 4), 2, 2, 1, 2", "f1x8x4"), ("4, 2, {stride = 2}", "4, 2, stride=2", "f1x4x4"),
                       ("{3, 4}, 2", "(3, 4), 2", "f0x4x6"), ("{2, 3}, {1, 2}", "(2, 3), (1, 2)", "c1x2x4"),
                       ("{2, 3}, 2", "(2, 3), 2", "c4x2")]:
    case("col2im", "nn.functional.fold(a, %s)" % lua, "F.fold(a, %s)" % py, shape)
