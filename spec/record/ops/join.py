"""Joining."""

from opcases import case

case("cat", "tensor.cat({a, b}, 2)", "torch.cat([a, b], 1)", "f2x3", "f2x1")
case("cat", "tensor.cat{a, b}", "torch.cat([a, b])", "i2:0:9", "f3")
case("cat", "tensor.cat({a, b, c}, -1)", "torch.cat([a, b, c], -1)", "f2x3", "f0", "f2x1")
case("cat", "tensor.cat{a, b}", "torch.cat([a, b])", "f0", "f0")
case("cat", "tensor.concat{a, b}", "torch.concat([a, b])", "b2", "u8-2:0:9")
case("cat", "tensor.concatenate({a, b}, 1)", "torch.concatenate([a, b], 0)", "f0x3", "f1x3")
case("stack", "tensor.stack({a, b}, -1)", "torch.stack([a, b], -1)", "f2x3", "f2x3")
case("stack", "tensor.stack{a, b, c}", "torch.stack([a, b, c])", "f:", "i:0:9", "f:")
case("stack", "tensor.stack({a, b}, 2)", "torch.stack([a, b], 1)", "f2x0", "f2x0")
case("tile", "a:tile(2, 1, 2)", "a.tile(2, 1, 2)", "f2x3")
case("tile", "a:tile{2}", "a.tile(2)", "f2x3")
case("tile", "a:tile(3)", "a.tile(3)", "f:")
case("tile", "a:tile(0, 2)", "a.tile(0, 2)", "f2x3")
case("repeat_sizes", 'a["repeat"](a, 2, 1, 2)', "a.repeat(2, 1, 2)", "f2x3")
case("repeat_sizes", 'a["repeat"](a, {2, 0})', "a.repeat(2, 0)", "f3")
case("repeat_interleave", "a:repeat_interleave(2)", "a.repeat_interleave(2)", "f2x2")
case("repeat_interleave", "a:repeat_interleave(b, 1)", "a.repeat_interleave(b, 0)", "f3x2", "i3:0:3")
case("repeat_interleave", "a:repeat_interleave(b, -1, {output_size = 6})", "a.repeat_interleave(b, -1, output_size=6)", "f2x3", "i3:2:2")
case("repeat_interleave", "a:repeat_interleave(3, 2)", "a.repeat_interleave(3, 1)", "f2x2")
case("repeat_interleave", "a:repeat_interleave(b)", "a.repeat_interleave(b)", "f4", "i1:2:2")
case("repeat_interleave", "a:repeat_interleave(0)", "a.repeat_interleave(0)", "f2x2")
case("repeat_positions", "tensor.repeat_interleave(a)", "torch.repeat_interleave(a) + 1", "i4:0:3")
case("repeat_positions", "tensor.repeat_interleave(a, {output_size = 8})", "torch.repeat_interleave(a, output_size=8) + 1", "i4:2:2")
for indexing in ["ij", "xy"]:
    for inputs in [("f2", "f3"), ("f:", "f2"), ("f2", "f3", "f2"), ("f3",), ("f2", "f0")]:
        names = ", ".join("abc"[:len(inputs)])
        case("meshgrid", 'table.unpack(tensor.meshgrid({%s}, "%s"))' % (names, indexing), 'torch.meshgrid(%s, indexing="%s")' % (names, indexing), *inputs)
case("meshgrid", 'table.unpack(tensor.meshgrid(a, b, {indexing = "xy"}))', 'torch.meshgrid(a, b, indexing="xy")', "f2", "f3")
case("cartesian_prod", "tensor.cartesian_prod(a, b)", "torch.cartesian_prod(a, b)", "f2", "f3")
case("cartesian_prod", "tensor.cartesian_prod{a, b, c}", "torch.cartesian_prod(a, b, c)", "i2:0:9", "i1:0:9", "i3:0:9")
case("cartesian_prod", "tensor.cartesian_prod(a)", "torch.cartesian_prod(a)", "f2")
case("cartesian_prod", "tensor.cartesian_prod(a, b)", "torch.cartesian_prod(a, b)", "f2", "f0")
for spec in ["f4", "i3:0:9", "f1", "f0"]:
    for args, torch_args in [("", ""), ("3", ", 3"), ("1", ", 1"), ("0", ", 0"), ("2, true", ", 2, True"), ("{r = 3, with_replacement = true}", ", 3, True")]:
        case("combinations", "a:combinations(%s)" % args, "torch.combinations(a%s)" % torch_args, spec)
for inputs in [("f2x3", "f2x1"), ("f3", "f2"), ("f:", "f2")]:
    case("hstack", "tensor.hstack{a, b}", "torch.hstack([a, b])", *inputs)
for inputs in [("f3", "f2x3"), ("f:", "f1"), ("f2x3x2", "f1x3x2")]:
    case("vstack", "tensor.vstack{a, b}", "torch.vstack([a, b])", *inputs)
case("vstack", "tensor.row_stack{a, b}", "torch.vstack([a, b])", "f3", "i3:0:9")
for inputs in [("f3", "f3"), ("f:", "f:"), ("f2x3", "f2x3"), ("f2x3x2", "f2x3")]:
    case("dstack", "tensor.dstack{a, b}", "torch.dstack([a, b])", *inputs)
for inputs in [("f3", "f3x2"), ("f:", "f1"), ("f2x3", "f2"), ("f2x3", "i2x1:0:9")]:
    case("column_stack", "tensor.column_stack{a, b}", "torch.column_stack([a, b])", *inputs)
case("block_diag", "tensor.block_diag(a, b)", "torch.block_diag(a, b)", "f2x3", "f1x2")
case("block_diag", "tensor.block_diag{a, b, c}", "torch.block_diag(a, b, c)", "f:", "f2", "f2x1")
case("block_diag", "tensor.block_diag(a, b)", "torch.block_diag(a, b)", "i2x2:0:9", "f2x0")
case("block_diag", "tensor.block_diag{}", "torch.block_diag()")
for row in ["fliplr", "flipud"]:
    case(row, "a:%s()" % row, "a.%s()" % row, "f2x3")
    case(row, "a:%s()" % row, "a.%s()" % row, "f2x3x2")
case("flipud", "a:flipud()", "a.flipud()", "f3")
for args, torch_args in [("", ""), ("2", "2"), ("-1", "-1"), ("4", "4"), ("1, {2, 1}", "1, (1, 0)"), ("3, {2, 3}", "3, (1, 2)"), ("{k = 5, dims = {1, -1}}", "5, (0, -1)")]:
    case("rot90", "a:rot90(%s)" % args, "a.rot90(%s)" % torch_args, "f2x3x2")
