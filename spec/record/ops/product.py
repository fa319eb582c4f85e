"""Matrix products."""

from opcases import case

case("mm", "a:mm(b)", "a.mm(b)", "f2x3", "f3x4")
case("bmm", "a:bmm(b)", "a.bmm(b)", "f2x2x3", "f2x3x2")
for x, y in [("f3", "f3"), ("f2x3", "f3"), ("f3", "f3x2"), ("f2x3", "f3x4"), ("f2x2x3", "f3x2"), ("f2x3", "f2x3x2"),
             ("f2x1x2x3", "f3x3x2"), ("f0x3", "f3x2"), ("f2x0", "f0x3")]:
    case("matmul", "a:matmul(b)", "a.matmul(b)", x, y)
case("matmul", "a:matmul(b)", "a.matmul(b)", "i2x3:-5:5", "i3x2:-5:5")
case("matmul", "a.T:matmul(b.T)", "a.T.matmul(b.T)", "f3x2", "f4x3")
case("mv", "a:mv(b)", "a.mv(b)", "f2x3", "f3")
case("dot", "a:dot(b)", "a.dot(b)", "f4", "f4")
case("outer", "a:outer(b)", "a.outer(b)", "f2", "f3")
case("addmm", "a:addmm(b, c)", "a.addmm(b, c)", "f2x2", "f2x3", "f3x2")
case("addmm", "a:addmm(b, c, 0.5, 2)", "a.addmm(b, c, beta=0.5, alpha=2)", "f2", "f2x3", "f3x2")
case("baddbmm", "a:baddbmm(b, c)", "a.baddbmm(b, c)", "f2x2x2", "f2x2x3", "f2x3x2")
case("linear", "nn.functional.linear(a, b, c)", "F.linear(a, b, c)", "f2x3", "f4x3", "f4")
case("linear", "nn.functional.linear(a, b)", "F.linear(a, b)", "f2x2x3", "f4x3")
for eq, ins in [("ij,jk->ik", ("f2x3", "f3x2")), ("bij,bjk", ("f2x2x3", "f2x3x2")), ("ii->i", ("f3x3",)), ("ij->", ("f2x3",)),
                ("...ij,kj->...ik", ("f2x2x3", "f2x3")), ("i,j->ij", ("f2", "f3"))]:
    names = ", ".join("abcd"[:len(ins)])
    case("einsum", 'tensor.einsum("%s", %s)' % (eq, names), 'torch.einsum("%s", %s)' % (eq, names), *ins)
