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

for x in ["f2", "f1", "f:"]:
    case("addmv", "a:addmv(b, c)", "torch.addmv(a, b, c)", x, "f2x3", "f3")
case("addmv", "a:addmv(b, c, 0.5, 2)", "torch.addmv(a, b, c, beta=0.5, alpha=2)", "f2", "f2x3", "f3")
case("addmv", "a:addmv(b, c, {beta = 0})", "torch.addmv(a, b, c, beta=0)", "=inf,nan", "f2x3", "f3")
case("addmv", "a:addmv(b, c)", "torch.addmv(a, b, c)", "i2:-5:5", "i2x3:-5:5", "i3:-5:5")
case("addmv", "a:addmv(b, c)", "torch.addmv(a, b, c)", "f2", "f2x0", "f0")
case("addr", "a:addr(b, c)", "torch.addr(a, b, c)", "f2x3", "f2", "f3")
case("addr", "a:addr(b, c, 0.5, 2)", "torch.addr(a, b, c, beta=0.5, alpha=2)", "f3", "f2", "f3")
case("addr", "a:addr(b, c)", "torch.addr(a, b, c)", "i2x3:-5:5", "i2:-5:5", "i3:-5:5")
case("addr", "a:addr(b, c)", "torch.addr(a, b, c)", "b2x3", "b2", "b3")
case("addr", "a:addr(b, c)", "torch.addr(a, b, c)", "i2x3:-5:5", "f2", "f3")
case("addbmm", "a:addbmm(b, c)", "torch.addbmm(a, b, c)", "f2x2", "f3x2x4", "f3x4x2")
case("addbmm", "a:addbmm(b, c, 0.5, 2)", "torch.addbmm(a, b, c, beta=0.5, alpha=2)", "f2", "f3x2x4", "f3x4x2")
case("addbmm", "a:addbmm(b, c)", "torch.addbmm(a, b, c)", "f2x2", "f0x2x4", "f0x4x2")
case("vdot", "a:vdot(b)", "torch.vdot(a, b)", "f4", "f4")
case("vdot", "a:vdot(b)", "torch.vdot(a, b)", "i4:-5:5", "i4:-5:5")
for x, y in [("f3", "f3"), ("f2x3", "f3"), ("f2x3", "f4x2x3"), ("f:", "f2x3"), ("f2x0", "f3x0")]:
    case("inner", "a:inner(b)", "torch.inner(a, b)", x, y)
for n, x, y in [(0, "f2", "f3"), (1, "f2x3", "f3x4"), (2, "f2x3x2", "f3x2x2"), (3, "f2x1x2", "f2x1x2"), (1, "f2x0", "f0x3")]:
    case("tensordot_number", "a:tensordot(b, %d)" % n, "torch.tensordot(a, b, %d)" % n, x, y)
case("tensordot_number", "tensor.tensordot(a, b)", "torch.tensordot(a, b)", "f2x3x2", "f3x2")
case("tensordot_number", "tensor.tensordot(a, b)", "torch.tensordot(a, b)", "i2x3:-5:5", "i2x3:-5:5")
for lua, py, x, y in [("{{2}, {1}}", "([1], [0])", "f2x3", "f3x4"), ("{{-1, 1}, {1, 2}}", "([-1, 0], [0, 1])", "f2x3x4", "f4x2"),
                      ("{{3, 1}, {2, -1}}", "([2, 0], [1, -1])", "f2x3x4", "f3x4x2"), ("{{2}, {1}}", "([1], [0])", "f2x3", "f1x4"),
                      ("{{}, {}}", "([], [])", "f2", "f3")]:
    case("tensordot", "tensor.tensordot(a, b, %s)" % lua, "torch.tensordot(a, b, %s)" % py, x, y)
    case("tensordot", "a:tensordot(b, {dims = %s})" % lua, "torch.tensordot(a, b, dims=%s)" % py, x, y)
for x, y in [("f2x3", "f3x2"), ("f2", "f2x3"), ("f2x2x1", "f3"), ("f:", "f2x2"), ("f0x2", "f2x3"), ("i2x2:-5:5", "i2:-5:5")]:
    case("kron", "a:kron(b)", "torch.kron(a, b)", x, y)
case("cross", "a:cross(b)", "torch.cross(a, b)", "f2x3", "f2x3")
case("cross", "a:cross(b)", "torch.cross(a, b)", "f3x3", "f3x3")
case("cross", "a:cross(b, {dim = 2})", "torch.cross(a, b, dim=1)", "f3x3", "f1x3")
case("cross", "a:cross(b, -1)", "torch.cross(a, b, dim=-1)", "i2x3:-5:5", "i2x3:-5:5")
for p in ["2", "1", "0", "3", "1.5", "0.5", "inf"]:
    lua = p.replace("inf", "math.huge")
    case("cdist", "a:cdist(b, %s)" % lua, "torch.cdist(a, b, %s)" % p, "f3x2", "f2x2")
    case("cdist", "a:cdist(b, %s)" % lua, "torch.cdist(a, b, %s)" % p, "f2x3x2", "f2x2")
    case("pdist", "a:pdist(%s)" % lua, "F.pdist(a, %s)" % p, "f4x2")
case("cdist", "a:cdist(b)", "torch.cdist(a, b)", "f30x3", "f2x3")
case("cdist", "a:cdist(b, 2, 'use_mm_for_euclid_dist')", "torch.cdist(a, b, 2, 'use_mm_for_euclid_dist')", "f3x2", "f2x2")
case("cdist", "a:cdist(b, 2, 'donot_use_mm_for_euclid_dist')", "torch.cdist(a, b, 2, 'donot_use_mm_for_euclid_dist')", "f30x2", "f2x2")
for x, y in [("f0x3", "f2x3"), ("f2x3", "f0x3"), ("f2x0", "f3x0"), ("f0x2x3", "f0x1x3"), ("f2x1x2x3", "f3x2x3")]:
    case("cdist", "a:cdist(b)", "torch.cdist(a, b)", x, y)
case("pdist", "a:pdist()", "F.pdist(a)", "f1x3")
case("pdist", "a:pdist()", "F.pdist(a)", "f2x3")
case("grouped_mm", "tensor.grouped_mm(a, b)", "a @ b", "f2x3x2", "f2x2x4")
ends = 'tensor.tensor({1, 1, 3}, {dtype = "int32"})'
case("grouped_mm", "tensor.grouped_mm(a, b, %s)" % ends, "torch.cat([a[:1] @ b[0], a[1:1] @ b[1], a[1:3] @ b[2]])", "f3x2", "f3x2x2")
case("grouped_mm", "tensor.grouped_mm(a, b, {offs = %s})" % ends, "torch.cat([a[0] @ b[:, :1], a[1] @ b[:, 1:1], a[2] @ b[:, 1:3]], 1)", "f3x2x2", "f2x3")
case("grouped_mm", "tensor.grouped_mm(a, b, {offs = %s})" % ends, "torch.stack([a[:, :1] @ b[:1], a[:, 1:1] @ b[1:1], a[:, 1:3] @ b[1:3]])", "f2x3", "f3x2")
for x, y, z in [("f2x3", "f3x4", "f4x2"), ("f1x3", "f3x4", "f1x4")]:
    case("einsum", 'tensor.einsum("ij,jk,kl->il", a, b, c)' if z != "f1x4" else 'tensor.einsum("ij,jk,lk", a, b, c)',
         'torch.einsum("ij,jk,kl->il", a, b, c)' if z != "f1x4" else 'torch.einsum("ij,jk,lk", a, b, c)', x, y, z)
for eq, ins in [("bn,anm,bm->ba", ("f2x3", "f2x3x4", "f2x4")), ("i,i,i->", ("f3", "f3", "f3")), ("i,j,k->ijk", ("f2", "f3", "f2")),
                ("...a,...b,...c->...abc", ("f2x2", "f2x3", "f1x2")), ("ab,bc,cd,de->ae", ("f2x3", "f3x2", "f2x4", "f4x2")),
                ("Aa,aB->BA", ("f2x3", "f3x2")), ("bA,Ab", ("f2x3", "f3x2")), ("i j , j k -> i k", ("f2x3", "f3x2")), ("ii", ("f3x3",)),
                ("iij->j", ("f2x2x3",)), ("...ii->...i", ("f2x3x3",)), ("...", ("f2x3",)), ("i...->...", ("f2x3",)), ("ij->ji", ("f2x3",)),
                ("ij,ij->ij", ("f2x3", "f2x1")), ("ij,j", ("f2x1", "f3")), ("...ij,...jk", ("f2x1x2x3", "f4x3x2")), ("i,->i", ("f2", "f:")),
                ("b...i,b...j->b...", ("f2x3x2", "f2x3x2")), ("ij,kl->", ("f2x2", "f2x3")), ("ij,jk->ik", ("f0x3", "f3x2")), ("ij,jk->ik", ("f2x0", "f0x2")),
                ("ijk,ilm,njm,nlk,abc->", ())]:
    if not ins:
        continue
    names = ", ".join("abcd"[:len(ins)])
    case("einsum", 'tensor.einsum("%s", %s)' % (eq, names), 'torch.einsum("%s", %s)' % (eq, names), *ins)
case("einsum", 'tensor.einsum("ij,jk->ik", {a, b})', 'torch.einsum("ij,jk->ik", [a, b])', "f2x3", "f3x2")
case("einsum", 'tensor.einsum("ij,jk->ik", a, b)', 'torch.einsum("ij,jk->ik", a, b)', "i2x3:-5:5", "i3x2:-5:5")
for x, y in [("f2x2x3", "f3"), ("f3", "f2x3x2"), ("f2x2x2x3", "f3x2"), ("f2x3", "f2x2x3x2"), ("f1x2x3", "f4x3x1"), ("f0x2x3", "f3x2"), ("f3", "f0x3x2"),
             ("f2x0x3", "f3x2"), ("f2x2x0", "f0x3")]:
    case("matmul", "a:matmul(b)", "a.matmul(b)", x, y)
case("matmul", "a:matmul(b)", "a.matmul(b)", "i2x2x3:-5:5", "i3:-5:5")
case("mm", "a:mm(b)", "a.mm(b)", "i32-2x3:-5:5", "i32-3x2:-5:5")
case("bmm", "a:bmm(b)", "a.bmm(b)", "i2x2x3:-5:5", "i2x3x2:-5:5")
case("bmm", "a:bmm(b)", "a.bmm(b)", "f0x2x3", "f0x3x2")
case("dot", "a:dot(b)", "a.dot(b)", "i4:-5:5", "i4:-5:5")
case("dot", "a:dot(b)", "a.dot(b)", "f0", "f0")
case("mv", "a:mv(b)", "a.mv(b)", "f2x0", "f0")
case("mv", "a:mv(b)", "a.mv(b)", "i2x3:-5:5", "i3:-5:5")
case("outer", "a:outer(b)", "a.outer(b)", "i2:-5:5", "f3")
case("addmm", "a:addmm(b, c, {beta = 0})", "a.addmm(b, c, beta=0)", "f2x2", "f2x3", "f3x2")
case("addmm", "a:addmm(b, c)", "a.addmm(b, c)", "i2x2:-5:5", "i2x3:-5:5", "i3x2:-5:5")
case("baddbmm", "a:baddbmm(b, c, 0.5, 2)", "a.baddbmm(b, c, beta=0.5, alpha=2)", "f1x2", "f2x2x3", "f2x3x2")

case("gather_mm", "tensor.gather_mm(a, b, c, d)", "a[c] @ b[d]", "f3x2x3", "f2x3x2", "p4:3", "p4:2")
case("gather_mm", "tensor.gather_mm(a, b, {rhs_indices = c})", "a @ b[c]", "f2x3", "f4x3x2", "p2x2:4")
case("block_masked_mm", "tensor.block_masked_mm(a, b, 2, c)", "a @ b * c.repeat_interleave(2, -2).repeat_interleave(2, -1)[:3, :4]", "f3x5", "f5x4", "f2x2")
case("block_masked_mm", "tensor.block_masked_mm(a, b, 2, {mask_lhs = c, mask_rhs = d})",
     "(a * c.repeat_interleave(2, -2).repeat_interleave(2, -1)) @ (b * d.repeat_interleave(2, -2).repeat_interleave(2, -1))", "f2x4", "f4x2", "b1x2", "b2x1")
case("segmented_mm", "tensor.segmented_mm(a, b, tensor.tensor{{1, 3}, {4, 4}, {2, 1}})", "torch.stack([a[:, :3] @ b[:3], a[:, 3:] @ b[3:], a[:, 1:1] @ b[1:1]])", "f2x4", "f4x2")

# ---- complex numbers

for x, y in [("c3", "c3"), ("c2x3", "c3"), ("c2x3", "c3x4"), ("c2x2x3", "c2x3x2"), ("c2x2x3", "c3x2"), ("c3", "c2x3x2"), ("c9x9", "c9x9")]:
    case("matmul", "a:matmul(b)", "a.matmul(b)", x, y)
case("mm", "a.T:mm(b.T)", "a.T.mm(b.T)", "c3x2", "c4x3")
case("bmm", "a:bmm(b)", "a.bmm(b)", "c2x2x3", "c2x3x2")
case("mv", "a:mv(b)", "a.mv(b)", "c2x3", "c3")
for row in ["dot", "vdot"]:
    case(row, "a:%s(b)" % row, "a.%s(b)" % row, "c4", "c4")
case("linalg_vecdot", "tensor.linalg.vecdot(a, b)", "torch.linalg.vecdot(a, b)", "c2x3", "c3")
case("outer", "a:outer(b)", "a.outer(b)", "c2", "c3")
case("inner", "a:inner(b)", "a.inner(b)", "c2x3", "c3")
case("kron", "a:kron(b)", "a.kron(b)", "c2x2", "c2")
case("cross", "a:cross(b)", "torch.cross(a, b)", "c2x3", "c2x3")
case("tensordot_number", "a:tensordot(b, 1)", "torch.tensordot(a, b, 1)", "c2x3", "c3x2")
case("addmm", "a:addmm(b, c, 0.5, 2)", "a.addmm(b, c, beta=0.5, alpha=2)", "c2", "c2x3", "c3x2")
case("addmv", "a:addmv(b, c, 0.5, 2)", "a.addmv(b, c, beta=0.5, alpha=2)", "c2", "c2x3", "c3")
case("addr", "a:addr(b, c, 0.5, 2)", "a.addr(b, c, beta=0.5, alpha=2)", "c3", "c2", "c3")
case("addbmm", "a:addbmm(b, c)", "a.addbmm(b, c)", "c2x2", "c2x2x3", "c2x3x2")
case("baddbmm", "a:baddbmm(b, c)", "a.baddbmm(b, c)", "c2x2x2", "c2x2x3", "c2x3x2")
case("linear", "nn.functional.linear(a, b, c)", "F.linear(a, b, c)", "c2x3", "c4x3", "c4")
case("einsum", 'tensor.einsum("ij,jk,kl->il", a, b, c)', 'torch.einsum("ij,jk,kl->il", a, b, c)', "c2x3", "c3x2", "c2x2")
case("einsum", 'tensor.einsum("ii->i", a)', 'torch.einsum("ii->i", a)', "c3x3")

# ---- linear with one output, and with a bias that is broadcast
for shape in ["f3", "f2x3", "f2x2x3", "f0x3"]:
    case("linear", "nn.functional.linear(a, b)", "F.linear(a, b)", shape, "f3")
    case("linear", "nn.functional.linear(a, b, c)", "a @ b + c", shape, "f3", "f:")
case("linear", "nn.functional.linear(a, b)", "F.linear(a, b)", "f2x0", "f0")
case("linear", "nn.functional.linear(a, b)", "F.linear(a, b)", "c2x3", "c3")
case("linear", "nn.functional.linear(a, b)", "F.linear(a, b)", "i2x3:-3:3", "i3:-3:3")
case("linear", "nn.functional.linear(a:detach():half(), b:detach():half())", "F.linear(a.detach().half(), b.detach().half())", "f2x3", "f3")
case("linear", "nn.functional.linear(a, b, c)", "F.linear(a, b, c)", "f2x3", "f4x3", "f:")
case("linear", "nn.functional.linear(a, b, c)", "F.linear(a, b, c)", "f2x3", "f4x3", "f1")
case("linear", "nn.functional.linear(a, b, c)", "F.linear(a, b, c)", "f2x3", "f4x3", "f2x4")

# labels in place of letters
for lua, python, inputs in [
    ("a, {1, 2}, b, {2, 3}, {1, 3}", "a, [0, 1], b, [1, 2], [0, 2]", ("f2x3", "f3x2")),
    ("a, {1, 2}, b, {2, 3}", "a, [0, 1], b, [1, 2]", ("f2x3", "f3x2")),
    ("a, {30, 2}", "a, [29, 1]", ("f2x3",)), ("a, {1, 1}, {1}", "a, [0, 0], [0]", ("f3x3",)),
    ("a, {'...', 2}, b, {2, 52}, {'...', 52}", "a, [..., 1], b, [1, 51], [..., 51]", ("f2x2x3", "f3x2")),
    ("a, {1, 2}, {}", "a, [0, 1], []", ("f2x3",)),
]:
    case("einsum", "tensor.einsum(%s)" % lua, "torch.einsum(%s)" % python, *inputs)
case("einsum", 'tensor.einsum("i->", a)', 'torch.einsum("i->", a)', "u8-4:0:255")
case("outer", "a:ger(b)", "torch.ger(a, b)", "f2", "f3")
