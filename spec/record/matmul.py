"""Records matrix products: python3 spec/record/matmul.py > spec/data/matmul.lua

Cases in the form of cases.py: results, gradients and second derivatives.
"""

import torch
import torch.nn.functional as F

from cases import case, write

for a, b in [((3, 4), (4, 5)), ((6,), (6,)), ((3, 4), (4,)), ((4,), (4, 5)), ((2, 3, 4), (4, 5)),
             ((2, 3, 4), (4,)), ((4,), (2, 4, 3)), ((3, 4), (2, 4, 3)), ((2, 3, 4), (2, 4, 2)),
             ((1, 3, 4), (2, 4, 2)), ((2, 1, 2, 3), (3, 3, 2)), ((2, 2, 2, 3), (3, 2)),
             ((1, 1), (1, 1)), ((3, 0), (0, 2)), ((0, 3), (3, 2)), ((2, 0, 3), (3, 2))]:
    case("matmul", "x:matmul(y)", torch.matmul, a, b)
case("matmul", "x.T:matmul(y)", lambda x, y: x.T @ y, (4, 3), (4, 5))
case("matmul", "x:matmul(y.T)", lambda x, y: x @ y.T, (3, 4), (5, 4))
case("matmul", "x.T:matmul(y.T)", lambda x, y: x.T @ y.T, (4, 3), (5, 4))
case("matmul", "x[{{}, {1, 7, 2}}]:matmul(y[{{1, 7, 2}}])", lambda x, y: x[:, 0:7:2] @ y[0:7:2],
     (3, 7), (7, 2))
case("matmul", "x:expand(3, 4):matmul(y)", lambda x, y: x.expand(3, 4) @ y, (4,), (4, 2))
case("matmul", "x:transpose(1, 2):matmul(y)", lambda x, y: x.transpose(0, 1) @ y, (3, 2, 4), (4, 2))

case("products", "x:mm(y)", torch.mm, (3, 4), (4, 2))
case("products", "x:bmm(y)", torch.bmm, (2, 3, 4), (2, 4, 2))
case("products", "x:mv(y)", torch.mv, (3, 4), (4,))
case("products", "x:dot(y)", torch.dot, (5,), (5,))
case("products", "x:outer(y)", torch.outer, (3,), (4,))
case("products", "x:addmm(y, z)", torch.addmm, (3, 2), (3, 4), (4, 2))
case("products", "x:addmm(y, z, {beta = 0.5, alpha = -2})",
     lambda x, y, z: torch.addmm(x, y, z, beta=0.5, alpha=-2), (2,), (3, 4), (4, 2))
case("products", "x:addmm(y, z, {beta = 0})", lambda x, y, z: torch.addmm(x, y, z, beta=0),
     (3, 1), (3, 4), (4, 2))
case("products", "x:baddbmm(y, z, {beta = 0.5, alpha = 3})",
     lambda x, y, z: torch.baddbmm(x, y, z, beta=0.5, alpha=3), (3, 2), (2, 3, 4), (2, 4, 2))

LINEAR = "nn.functional.linear(x, y, z)"
for shape in [(3, 4), (4,), (2, 3, 4), (2, 1, 2, 4), (0, 4)]:
    case("linear", LINEAR, F.linear, shape, (5, 4), (5,))
case("linear", "nn.functional.linear(x, y)", F.linear, (3, 4), (5, 4))
case("linear", "nn.functional.linear(x:transpose(1, 2), y.T, z)",
     lambda x, y, z: F.linear(x.transpose(0, 1), y.T, z), (3, 2, 4), (4, 5), (5,))

for equation, *shapes in [
        ("ij,jk->ik", (3, 4), (4, 2)), ("ij,jk", (3, 4), (4, 2)), ("ij->ji", (3, 4)),
        ("ba", (3, 4)), ("ij->", (3, 4)), ("ij->j", (3, 4)), ("ii->i", (3, 3)), ("ii", (3, 3)),
        ("iji->j", (3, 2, 3)), ("i,j->ij", (3,), (4,)), ("i,i->", (3,), (3,)),
        ("bij,bjk->bik", (2, 3, 4), (2, 4, 2)), ("bhid,bhjd->bhij", (2, 2, 3, 4), (2, 2, 2, 4)),
        ("ij,kj->ik", (3, 4), (2, 4)), ("...ij,...jk->...ik", (2, 1, 3, 4), (2, 4, 2)),
        ("...i->...", (2, 3, 4)), ("i...->...", (2, 3, 4)), ("...ij->...ji", (2, 3, 4)),
        ("...,...", (2, 3), (3,)), ("ijk,il->jkl", (2, 3, 2), (2, 3)), ("ij,j,k->k", (3, 4), (4,), (2,)),
        ("bn,anm,bm->ba", (2, 3), (4, 3, 2), (2, 2)), ("ij,jk,kl->il", (2, 3), (3, 4), (4, 2)),
        ("ab,cd->", (2, 3), (2, 2)), (" i j , j -> i ", (3, 4), (4,)), ("aB,Bc->ca", (2, 3), (3, 2)),
        ("ij,ij->i", (3, 4), (3, 4)), ("ij,ij->ij", (3, 4), (3, 1)), ("ij,ij->i", (3, 1), (3, 4)),
        ("i...,...k->...ik", (3, 2), (2, 2)), ("ij,jk->ik", (3, 0), (0, 2))]:
    names = ", ".join("xyz"[:len(shapes)])
    case("einsum", 'tensor.einsum("%s", %s)' % (equation, names),
         lambda *t, e=equation: torch.einsum(e, *t), *shapes)

write("matmul.py")
