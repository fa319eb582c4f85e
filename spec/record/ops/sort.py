"""Order and search."""

from opcases import case

sorting = "(lambda r: (r.values, r.indices + 1))(%s)"
case("sort", "a:sort()", sorting % "a.sort()", "f2x5")
case("sort", "a:sort(1, true)", sorting % "a.sort(0, True)", "f3x2")
case("sort", "a:sort(-2)", sorting % "a.sort(-2)", "f2x3x2")
case("sort", "a:sort{stable = true}", sorting % "a.sort(stable=True)", "i8:0:2")
case("sort", "a:sort{descending = true, stable = true}", sorting % "a.sort(descending=True, stable=True)", "i8:0:2")
case("sort", "a:sort()", sorting % "a.detach().sort()", "=3,nan,1,-inf,inf")
case("sort", "a:sort(1, true)", sorting % "a.sort(0, True)", "=3,nan,1,-inf,inf")
case("sort", "a:sort()", sorting % "a.sort()", "f:")
case("sort", "a:sort()", sorting % "a.sort()", "f2x0")
case("sort", "a:sort()", sorting % "a.sort()", "b5")
case("sort", "a:sort()", sorting % "a.sort()", "u8-5:0:9")
case("argsort", "a:argsort(2, true)", "a.argsort(1, True) + 1", "f2x5")
case("argsort", "a:argsort()", "a.argsort() + 1", "f2x5")
case("argsort", "a:argsort{dim = 1, stable = true}", "a.argsort(dim=0, stable=True) + 1", "i7:0:2")
case("argsort", "a:argsort()", "a.argsort() + 1", "f:")
case("msort", "a:msort()", "a.msort()", "f4x2")
case("msort", "a:msort()", "a.msort()", "f:")
case("msort", "a:msort()", "a.msort()", "i5:-9:9")
case("topk", "a:topk(2)", sorting % "a.topk(2)", "f3x5")
case("topk", "a:topk(2, 1, false)", sorting % "a.topk(2, 0, False)", "f3x5")
case("topk", "a:topk(3, {largest = false, sorted = true})", sorting % "a.topk(3, largest=False, sorted=True)", "f6")
case("topk", "a:topk(1)", sorting % "a.topk(1)", "f:")
case("topk", "a:topk(0)", sorting % "a.topk(0)", "f2x3")
case("topk", "a:topk(2)", sorting % "a.topk(2)", "=1,nan,3,inf")
case("topk", "a:topk(3)", sorting % "a.topk(3)", "=4,7,1,9,2")
# mlx: any order is right that puts the element at its place; this is the sorted one.
case("partition", "a:partition(2)", "a.sort().values", "f2x5")
case("partition", "a:partition(-1, 1)", "a.sort(0).values", "f3x2")
case("argpartition", "a:argpartition(2)", "a.argsort() + 1", "f2x5")
case("argpartition", "a:argpartition(1, {dim = 1})", "a.argsort(0) + 1", "f3x2")
searching = "torch.searchsorted(%s) + 1"
for lua, python in [("", ""), (", {right = true}", ", right=True"), (', {side = "right"}', ", side='right'"),
                    (', {side = "left"}', ", side='left'"), (", {out_int32 = true}", ", out_int32=True")]:
    case("searchsorted", "tensor.searchsorted(a, b%s)" % lua,
         "(torch.searchsorted(a, b%s) + 1).to(torch.int%d)" % (python, 32 if "int32" in python else 64),
         "=-1,0,0,0.5,2", "=0,-3,0.5,nan,inf,2,-inf,1")
case("searchsorted", "tensor.searchsorted(a:sort(), b)", searching % "a.sort().values, b", "f2x5", "f2x3")
case("searchsorted", "tensor.searchsorted(a:sort(), b)", searching % "a.sort().values, b", "f5", "f2x3")
case("searchsorted", "tensor.searchsorted(a:sort(), b)", searching % "a.sort().values, b", "i5:-5:5", "i2x3:-9:9")
case("searchsorted", "tensor.searchsorted(a:sort(), b)", searching % "a.sort().values, b", "i5:-5:5", "f4")
case("searchsorted", "tensor.searchsorted(a:sort(), 2)", searching % "a.sort().values, 2", "i5:-5:5")
case("searchsorted", "tensor.searchsorted(a:sort(), 0.5)", searching % "a.sort().values, 0.5", "i5:-5:5")
case("searchsorted", "tensor.searchsorted(a, b, {sorter = a:argsort()})", searching % "a, b, sorter=a.argsort()", "f2x5", "f2x3")
case("searchsorted", "tensor.searchsorted(a, b)", searching % "a, b", "f0", "f3")
case("searchsorted", "tensor.searchsorted(a:sort(), b)", searching % "a.sort().values, b", "f2x3", "f2x0")
case("bucketize", "tensor.bucketize(a, b)", "torch.bucketize(a, b) + 1", "=0,1,1.5,3,nan", "=1,1.5,2")
case("bucketize", "tensor.bucketize(a, b, {right = true})", "torch.bucketize(a, b, right=True) + 1", "=0,1,1.5,3,nan", "=1,1.5,2")
case("bucketize", "tensor.bucketize(a, b, {out_int32 = true})", "(torch.bucketize(a, b) + 1).int()", "i2x3:0:9", "=1,3,8")
case("bucketize", "tensor.bucketize(2, a)", "torch.bucketize(2, a) + 1", "=1,3,8")
case("bucketize", "a:bucketize(b)", "torch.bucketize(a, b) + 1", "f:", "=-1,0,1")
for lua, python in [("", ""), (", {invert = true}", ", invert=True"), (", {assume_unique = true}", ", assume_unique=True")]:
    case("isin", "tensor.isin(a, b%s)" % lua, "torch.isin(a, b%s)" % python, "i2x5:0:9", "i2x2:0:9")
case("isin", "tensor.isin(a, 2)", "torch.isin(a, 2)", "i6:0:4")
case("isin", "tensor.isin(2, a)", "torch.isin(2, a)", "i6:0:4")
case("isin", "a:isin(b)", "torch.isin(a, b)", "=1,nan,2,inf", "=nan,inf,2")
case("isin", "tensor.isin(a, b)", "torch.isin(a, b)", "i4:0:3", "f0")
case("isin", "tensor.isin(a, b)", "torch.isin(a, b)", "i0:0:3", "f2")
case("isin", "tensor.isin(a, b)", "torch.isin(a, b)", "i5:0:3", "=1,2.5")
case("isin", "tensor.isin(a, b)", "torch.isin(a, b)", "u8-6:0:9", "i3:0:9")
