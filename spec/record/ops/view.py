"""Views."""

from opcases import case, method

for row, lua, py in [
    ("view", "a:view(3, -1)", "a.view(3, -1)"), ("view", "a:view({6, 4})", "a.view(6, 4)"),
    ("view", "a:view(1, 2, 1, 3, 4, 1)", "a.view(1, 2, 1, 3, 4, 1)"),
    ("reshape", "a:transpose(1, 2):reshape(4, 6)", "a.transpose(0, 1).reshape(4, 6)"),
    ("reshape", "a:permute(3, 1, 2):reshape(-1)", "a.permute(2, 0, 1).reshape(-1)"),
    ("flatten", "a:flatten()", "a.flatten()"), ("flatten", "a:flatten(2)", "a.flatten(1)"),
    ("flatten", "a:flatten(1, 2)", "a.flatten(0, 1)"), ("flatten", "a:flatten{start_dim = -2}", "a.flatten(-2)"),
    ("ravel", "a:ravel()", "a.ravel()"), ("ravel", "a:transpose(1, 3):ravel()", "a.transpose(0, 2).ravel()"),
    ("unflatten", "a:unflatten(3, 2, -1)", "a.unflatten(2, (2, -1))"),
    ("unflatten", "a:unflatten(-1, {2, 2, 1})", "a.unflatten(-1, (2, 2, 1))"),
    ("squeeze", "a:squeeze(1)", "a.squeeze(0)"),
    ("squeeze", "a:squeeze({1, 2})", "a.squeeze((0, 1))"),
    ("unsqueeze", "a:unsqueeze(-1)", "a.unsqueeze(-1)"), ("unsqueeze", "a:unsqueeze(2)", "a.unsqueeze(1)"),
    ("transpose", "a:transpose(1, -1)", "a.transpose(0, -1)"), ("transpose", "a:swapaxes(2, 3)", "a.swapaxes(1, 2)"),
    ("transpose", "a:swapdims(-1, 1)", "a.swapdims(-1, 0)"),
    ("t", "a[1]:t()", "a[0].t()"), ("t", "a[{1, 2}]:t()", "a[0, 1].t()"),
    ("mT", "a.mT", "a.mT"), ("adjoint", "a:adjoint()", "a.adjoint()"), ("adjoint", "a[1]:adjoint()", "a[0].adjoint()"),
    ("permute", "a:permute(3, 1, 2)", "a.permute(2, 0, 1)"), ("permute", "a:permute{-1, 2, 1}", "a.permute(-1, 1, 0)"),
    ("movedim", "a:movedim(1, -1)", "a.movedim(0, -1)"), ("movedim", "a:movedim({1, 2}, {3, 1})", "a.movedim((0, 1), (2, 0))"),
    ("movedim", "a:moveaxis(-1, 1)", "a.moveaxis(-1, 0)"),
    ("expand", "a[{{1, 1}}]:expand(5, -1, 4)", "a[0:1].expand(5, -1, 4)"),
    ("expand", "a[{1, 1}]:expand(2, 1, 4)", "a[0, 0].expand(2, 1, 4)"),
    ("expand_as", "a[{1, 1}]:expand_as(a)", "a[0, 0].expand_as(a)"),
    ("view_as", "a:view_as(a:flatten())", "a.view_as(a.flatten())"),
    ("reshape_as", "a:reshape_as(a:flatten())", "a.reshape_as(a.flatten())"),
    ("select", "a:select(2, -1)", "a.select(1, -1)"), ("select", "a:select(3, 2)", "a.select(2, 1)"),
    ("narrow", "a:narrow(3, 2, 2)", "a.narrow(2, 1, 2)"), ("narrow", "a:narrow(2, -2, 1)", "a.narrow(1, -2, 1)"),
    ("narrow_copy", "a:narrow_copy(3, 2, 2)", "a.narrow_copy(2, 1, 2)"),
    ("narrow_copy", "a:narrow_copy(1, -1, 0)", "a.narrow_copy(0, -1, 0)"),
    ("slice", "a[{{}, {2, 3}, {1, -1, 2}}]", "a[:, 1:3, ::2]"),
    ("diagonal", "a:diagonal(1, 2, 3)", "a.diagonal(1, 1, 2)"), ("diagonal", "a:diagonal(-1)", "a.diagonal(-1)"),
    ("diagonal", "a:diagonal{offset = 1, dim1 = 1, dim2 = -1}", "a.diagonal(1, 0, -1)"),
    ("diagonal", "a:diagonal(7)", "a.diagonal(7)"),
    ("unfold", "a:unfold(3, 2, 1)", "a.unfold(2, 2, 1)"), ("unfold", "a:unfold(2, 2, 2)", "a.unfold(1, 2, 2)"),
    ("as_strided", "a:as_strided({2, 2}, {5, 3}, 1)", "a.as_strided((2, 2), (5, 3), 1)"),
    ("as_strided", "a:as_strided({3, 3}, {1, 1})", "a.as_strided((3, 3), (1, 1))"),
    ("strided", "tensor._ops.strided(a, {2}, {3}, 2)", "a.as_strided((2,), (3,), 2)"),
    ("split", "table.unpack(a:split(2, 2))", "a.split(2, 1)"), ("split", "table.unpack(a:split(5))", "a.split(5)"),
    ("split", "table.unpack(a:split({1, 3}, 3))", "a.split([1, 3], 2)"),
    ("split", "table.unpack(a:split({4}, -1))", "a.split([4], -1)"),
    ("split_with_sizes", "table.unpack(a:split_with_sizes({1, 0, 2}, 2))", "a.split_with_sizes([1, 0, 2], 1)"),
    ("chunk", "table.unpack(a:chunk(3, 3))", "a.chunk(3, 2)"), ("chunk", "table.unpack(a:chunk(2, -1))", "a.chunk(2, -1)"),
    ("tensor_split", "table.unpack(a:tensor_split(3, 3))", "a.tensor_split(3, 2)"),
    ("tensor_split", "table.unpack(a:tensor_split(4, 2))", "a.tensor_split(4, 1)"),
    ("tensor_split", "table.unpack(a:tensor_split({2, 4}, 3))", "a.tensor_split((1, 3), 2)"),
    ("tensor_split", "table.unpack(a:tensor_split({1, -1, 9}, 2))", "a.tensor_split((0, -1, 8), 1)"),
    ("tensor_split", "table.unpack(a:tensor_split({4, 2}, 3))", "a.tensor_split((3, 1), 2)"),
    ("tensor_split", "table.unpack(a:tensor_split({}, 3))", "a.tensor_split((), 2)"),
    ("tensor_split", "table.unpack(a:tensor_split(tensor{2, 3}, 3))", "a.tensor_split(torch.tensor([1, 2]), 2)"),
    ("tensor_split", "table.unpack(a:tensor_split(tensor.tensor(2), 3))", "a.tensor_split(torch.tensor(2), 2)"),
    ("hsplit", "table.unpack(a:hsplit(3))", "a.hsplit(3)"), ("hsplit", "table.unpack(a:hsplit{2})", "a.hsplit((1,))"),
    ("hsplit", "table.unpack(a:flatten():hsplit(4))", "a.flatten().hsplit(4)"),
    ("vsplit", "table.unpack(a:vsplit(2))", "a.vsplit(2)"), ("vsplit", "table.unpack(a:vsplit{2, 3})", "a.vsplit((1, 2))"),
    ("dsplit", "table.unpack(a:dsplit(2))", "a.dsplit(2)"), ("dsplit", "table.unpack(a:dsplit{-1})", "a.dsplit((-1,))"),
    ("unbind", "table.unpack(a:unbind(2))", "a.unbind(1)"), ("unbind", "table.unpack(a:unbind())", "a.unbind()"),
    ("broadcast_to", "a[1]:broadcast_to(2, 3, 4)", "a[0].broadcast_to(2, 3, 4)"),
    ("clone", "tensor._ops.clone(a)", "a.clone()"), ("contiguous", "tensor._ops.contiguous(a)", "a.contiguous()"),
    ("clone_as", "a:clone()", "a.clone()"), ("clone_as", "a:transpose(1, 3):clone()", "a.transpose(0, 2).clone()"),
    ("contiguous_as", "a:transpose(1, 2):contiguous()", "a.transpose(0, 1).contiguous()"),
    ("copy_as", "tensor._ops.copy_as(a:transpose(1, 2), {dtype = 'float32'})", "a.transpose(0, 1).float()"),
    ("detach", "a:detach()", "a.detach()"), ("alias", "tensor._ops.alias(a)", "a.view_as(a)"),
]:
    case(row, lua, py, "f2x3x4")
case("strided_scatter", "tensor._ops.strided_scatter(a, b, {2}, {3}, 1)",
     "a.index_copy(0, torch.tensor([1, 4]), b)", "f6", "f2")  # the gradient of PyTorch's own is wrong
for shape in ["f:", "f3", "f2x3", "f2x3x1", "f0", "f1x2x3x2"]:
    for row in ["atleast_1d", "atleast_2d", "atleast_3d", "ravel"]:
        method(row, inputs=(shape,))
    method("squeeze", inputs=(shape,))
    method("unsqueeze", "1", inputs=(shape,), torch_args="0")
    method("flatten", inputs=(shape,))
for row in ["atleast_1d", "atleast_2d", "atleast_3d"]:
    case(row + "_all", "table.unpack(tensor.%s(a, b))" % row, "torch.%s(a, b)" % row, "f:", "f3")
    case(row + "_all", "table.unpack(tensor.%s{a, b, c})" % row, "torch.%s((a, b, c))" % row, "f:", "i2x2:0:9", "f1x1x2")
case("broadcast_tensors", "table.unpack(tensor.broadcast_tensors(a, b))", "torch.broadcast_tensors(a, b)", "f2x1", "f3")
case("broadcast_tensors", "table.unpack(tensor.broadcast_tensors{a, b, c})", "torch.broadcast_tensors(a, b, c)", "f2x1", "f:", "i3x1x4:0:5")
case("broadcast_tensors", "table.unpack(tensor.broadcast_tensors(a, b))", "torch.broadcast_tensors(a, b)", "f0x1", "f3")
case("adjoint", "a:adjoint()", "a.adjoint()", "f:")
case("t", "a:t()", "a.t()", "f:")
case("transpose", "a:transpose(1, -1)", "a.transpose(0, -1)", "f:")
for row, args, torch_args in [("tensor_split", "2", "2"), ("tensor_split", "{1, 2}", "(0, 1)"), ("split", "2", "2"),
                              ("chunk", "2", "2"), ("hsplit", "2", "2")]:
    case(row, "table.unpack(a:%s(%s))" % (row, args), "a.%s(%s)" % (row, torch_args), "f0")
case("tensor_split", "table.unpack(a:tensor_split(3))", "a.tensor_split(3)", "i7:0:9")
for lua, py, spec in [
    ('a:view("int64")', "a.detach().view(torch.int64)", "f2x3"), ('a:view("int64"):view("float64")', "a.detach().clone()", "f2x3"),
    ('a:float():view("int32")', "a.detach().float().view(torch.int32)", "f2x3"),
    ('a:float():view("int16")', "a.detach().float().view(torch.int16)", "f2x2"),
    ('a:view("uint8")', "a.detach().view(torch.uint8)", "f2"), ('a:float():view("float64")', "a.detach().float().view(torch.float64)", "f3x4"),
    ('a:half():view("bfloat16")', "a.detach().half().view(torch.bfloat16)", "f2x3"), ('a:view("int64")', "a.detach().view(torch.int64)", "f:"),
    ('a:int():view("int8")', "a.int().view(torch.int8)", "i2x2:-9:999"), ('a:view("float64"):view("int64")', "a.clone()", "i2x2:-9:999"),
    ('a:gt(0):view("uint8")', "(a > 0).view(torch.uint8)", "f4"), ('a:gt(0):view("uint8"):view("bool")', "a > 0", "f4"),
    ('a:float():t():view("int32")', "a.detach().float().t().view(torch.int32)", "f2x3"),
    ('a:float()[{{}, {3, 4}}]:view("float64")', "a.detach().float()[:, 2:].view(torch.float64)", "f3x4"),
]:
    case("view_dtype", lua, py, spec)
case("squeeze", "a:squeeze({1, -3})", "a.squeeze((0, -3))", "f1x2x1x3x1")
case("squeeze", "a:squeeze{dim = 3}", "a.squeeze(2)", "f1x2x1x3x1")

# ---- tensors without dimensions as numbers
case("narrow", "a:narrow(2, tensor.tensor(2), 2)", "a.narrow(1, torch.tensor(1), 2)", "f2x4")
case("narrow", 'a:narrow(2, tensor.tensor(-3, {dtype = "int32"}), tensor.tensor(2))', "a.narrow(1, torch.tensor(-3, dtype=torch.int32), torch.tensor(2))", "f2x4")
case("narrow_copy", "a:narrow_copy(2, tensor.tensor(2), 2)", "a.narrow_copy(1, torch.tensor(1), 2)", "f2x4")
case("select", "a:select(2, tensor.tensor(3))", "a.select(1, torch.tensor(2))", "f2x4")
case("view", "a:view(tensor.tensor(4), -1)", "a.view(torch.tensor(4), -1)", "f2x4")
case("split", "tensor.split(a, tensor.tensor(3), 2)[1]", "torch.split(a, torch.tensor(3), 1)[0]", "f2x4")
case("transpose", "a:transpose(tensor.tensor(1), tensor.tensor(-1))", "a.transpose(torch.tensor(0), torch.tensor(-1))", "f2x4")
case("diagonal", "a:diagonal(tensor.tensor(1))", "a.diagonal(torch.tensor(1))", "f2x4")
