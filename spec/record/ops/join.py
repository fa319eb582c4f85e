"""Joining."""

from opcases import case

case("cat", "tensor.cat({a, b}, 2)", "torch.cat([a, b], 1)", "f2x3", "f2x1")
case("cat", "tensor.cat{a, b}", "torch.cat([a, b])", "i2:0:9", "f3")
case("stack", "tensor.stack({a, b}, -1)", "torch.stack([a, b], -1)", "f2x3", "f2x3")
case("tile", "a:tile(2, 1, 2)", "a.tile(2, 1, 2)", "f2x3")
case("repeat_sizes", 'a["repeat"](a, 2, 1, 2)', "a.repeat(2, 1, 2)", "f2x3")
case("repeat_interleave", "a:repeat_interleave(2)", "a.repeat_interleave(2)", "f2x2")
case("repeat_interleave", "a:repeat_interleave(b, 1)", "a.repeat_interleave(b, 0)", "f3x2", "i3:0:3")
case("meshgrid", "table.unpack(tensor.meshgrid{a, b})", 'torch.meshgrid(a, b, indexing="ij")', "f2", "f3")
case("meshgrid", 'table.unpack(tensor.meshgrid({a, b}, "xy"))', 'torch.meshgrid(a, b, indexing="xy")', "f2", "f3")
case("hstack", "tensor.hstack{a, b}", "torch.hstack([a, b])", "f2x3", "f2x1")
case("vstack", "tensor.vstack{a, b}", "torch.vstack([a, b])", "f3", "f2x3")
