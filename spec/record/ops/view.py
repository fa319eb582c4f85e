"""Views."""

from opcases import case

for row, lua, py in [
    ("view", "a:view(3, -1)", "a.view(3, -1)"), ("view", "a:view({6, 4})", "a.view(6, 4)"),
    ("reshape", "a:transpose(1, 2):reshape(4, 6)", "a.transpose(0, 1).reshape(4, 6)"),
    ("flatten", "a:flatten()", "a.flatten()"), ("flatten", "a:flatten(2)", "a.flatten(1)"),
    ("flatten", "a:flatten(1, 2)", "a.flatten(0, 1)"),
    ("unflatten", "a:unflatten(3, 2, -1)", "a.unflatten(2, (2, -1))"),
    ("squeeze", "a:unsqueeze(1):squeeze()", "a.unsqueeze(0).squeeze()"),
    ("squeeze", "a:unsqueeze(2):squeeze(2)", "a.unsqueeze(1).squeeze(1)"),
    ("unsqueeze", "a:unsqueeze(-1)", "a.unsqueeze(-1)"),
    ("transpose", "a:transpose(1, -1)", "a.transpose(0, -1)"), ("t", "a[1]:t()", "a[0].t()"),
    ("mT", "a.mT", "a.mT"), ("permute", "a:permute(3, 1, 2)", "a.permute(2, 0, 1)"),
    ("movedim", "a:movedim(1, -1)", "a.movedim(0, -1)"),
    ("expand", "a[{{1, 1}}]:expand(5, -1, 4)", "a[0:1].expand(5, -1, 4)"),
    ("expand_as", "a[{1, 1}]:expand_as(a)", "a[0, 0].expand_as(a)"),
    ("view_as", "a:view_as(a:flatten())", "a.view_as(a.flatten())"),
    ("reshape_as", "a:reshape_as(a:flatten())", "a.reshape_as(a.flatten())"),
    ("select", "a:select(2, -1)", "a.select(1, -1)"), ("select", "a:select(3, 2)", "a.select(2, 1)"),
    ("narrow", "a:narrow(3, 2, 2)", "a.narrow(2, 1, 2)"),
    ("slice", "a[{{}, {2, 3}, {1, -1, 2}}]", "a[:, 1:3, ::2]"),
    ("diagonal", "a:diagonal(1, 2, 3)", "a.diagonal(1, 1, 2)"), ("diagonal", "a:diagonal(-1)", "a.diagonal(-1)"),
    ("unfold", "a:unfold(3, 2, 1)", "a.unfold(2, 2, 1)"),
    ("as_strided", "a:as_strided({2, 2}, {5, 3}, 1)", "a.as_strided((2, 2), (5, 3), 1)"),
    ("as_strided", "a:as_strided({3, 3}, {1, 1})", "a.as_strided((3, 3), (1, 1))"),
    ("strided", "tensor._ops.strided(a, {2}, {3}, 2)", "a.as_strided((2,), (3,), 2)"),
    ("split", "table.unpack(a:split(2, 2))", "a.split(2, 1)"),
    ("split", "table.unpack(a:split({1, 3}, 3))", "a.split([1, 3], 2)"),
    ("chunk", "table.unpack(a:chunk(3, 3))", "a.chunk(3, 2)"), ("unbind", "table.unpack(a:unbind(2))", "a.unbind(1)"),
    ("broadcast_to", "a[1]:broadcast_to(2, 3, 4)", "a[0].broadcast_to(2, 3, 4)"),
    ("clone", "a:clone()", "a.clone()"), ("contiguous", "a:transpose(1, 2):contiguous()", "a.transpose(0, 1).contiguous()"),
    ("detach", "a:detach()", "a.detach()"), ("alias", "tensor._ops.alias(a)", "a.view_as(a)"),
    ("swap", "a:swapaxes(1, 2)", "a.swapaxes(0, 1)"), ("swap", "a:ravel()", "a.ravel()"),
]:
    case({"swap": "transpose"}.get(row, row), lua, py, "f2x3x4")
case("strided_scatter", "tensor._ops.strided_scatter(a, b, {2}, {3}, 1)",
     "a.index_copy(0, torch.tensor([1, 4]), b)", "f6", "f2")  # the gradient of PyTorch's own is wrong
