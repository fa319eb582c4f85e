"""Statistics."""

from opcases import case

NAN = "=1,nan,-2,nan,3,0.5"
for row in ["nansum", "nanmean"]:
    case(row, "a:%s()" % row, "a.%s()" % row, NAN)
    case(row, "a:%s()" % row, "a.%s()" % row, "f:")
    case(row, "a:%s()" % row, "a.%s()" % row, "f0")
    case(row, "a:%s(2)" % row, "a.%s(1)" % row, "f2x3")
    case(row, "a:%s({1, -1}, true)" % row, "a.%s((0, -1), True)" % row, "f2x3x2")
    case(row, 'a:%s{dim = 1, dtype = "float32"}' % row, "a.%s(0, dtype=torch.float32)" % row, NAN)
    case(row, 'a:detach():to("float16"):%s()' % row, "a.detach().half().%s()" % row, NAN)
    case(row, "a:detach():%s()" % row, "a.detach().%s()" % row, "=nan,nan")
case("nansum", "a:nansum(1)", "a.nansum(0)", "i2x3:-9:9")
case("nansum", "a:nansum()", "a.nansum()", "b4")

for row in ["var", "std", "var_mean", "std_mean"]:
    call, torch_call = "tensor.%s(a%%s)" % row, "torch.%s(a%%s)" % row
    for form in ["unbiased", "whole"]:
        name = "%s_%s" % (row, form)
        if form == "whole":
            case(name, call % ", false", torch_call % ", False", "f2x3")
            case(name, call % ", true", torch_call % ", True", "f4")
        else:
            case(name, call % ", {unbiased = false}", torch_call % ", unbiased=False", "f2x3")
            case(name, call % ", {2, 1}, {unbiased = false, keepdim = true}",
                 torch_call % ", (1, 0), unbiased=False, keepdim=True", "f2x3x2")
            case(name, call % ", 2, {unbiased = true}", torch_call % ", 1, unbiased=True", "f2x3")
    case(row, call % "", torch_call % "", "f5")
    one, torch_one = "tensor.%s(a:detach())" % row, "torch.%s(a.detach())" % row
    case(row, one, torch_one, "f1")
    case(row, one, torch_one, "f:")
    case(row, call % ", -1", torch_call % ", -1", "f2x3")
    case(row, call % ", 1, false, true", torch_call % ", 0, False, True", "f2x3")
    case(row, call % ", 1, {correction = 0.5}", torch_call % ", 0, correction=0.5", "f3x2")
    case(row, call % ", {1, 2}, {correction = 2, keepdim = true}",
         torch_call % ", (0, 1), correction=2, keepdim=True", "f2x3")
    case(row, call % ", 1", torch_call % ", 0", "f3x0")
    case(row, call % ", 2", torch_call % ", 1", "f2x0")

pair = "(lambda r: (r.values, r.indices + 1))(%s)"
for row in ["median", "nanmedian"]:
    dim = row + "_dim"
    for spec in ["f5", "f6", "f2x3", "f:", "f1", "=1,2,2,3", "i6:-9:9", "i8-5:-9:9", "u8-4:0:9"]:
        case(row, "a:%s()" % row, "a.%s()" % row, spec)
    case(row, "a:%s()" % row, "a.%s()" % row, NAN)
    case(row, "a:%s()" % row, "a.%s()" % row, "f0")
    case(row, "a:%s()" % row, "a.%s()" % row, "=inf,-inf,inf,0")
    case(row, 'a:detach():to("float16"):%s()' % row, "a.detach().half().%s()" % row, "f7")
    case(dim, "a:%s(2)" % row, pair % ("a.%s(1)" % row), "f2x5")
    case(dim, "a:%s(1, true)" % row, pair % ("a.%s(0, True)" % row), "f4x3")
    case(dim, "a:%s(-2)" % row, pair % ("a.%s(-2)" % row), "f2x3x2")
    case(dim, "a:%s(1)" % row, pair % ("a.%s(0)" % row), "f:")
    case(dim, "a:%s(1)" % row, pair % ("a.%s(0)" % row), "i7:0:3")
    case(dim, "a:%s(1)" % row, pair % ("a.%s(0)" % row), NAN)
    case(dim, "a:%s(1)" % row, pair % ("a.%s(0)" % row), "=nan,nan")
    case(dim, "a:%s(1)" % row, pair % ("a.%s(0)" % row), "f3x0")
    case(dim, "a:%s{dim = 2}" % row, pair % ("a.%s(dim=1)" % row), "f1x40")
case("mode", "a:mode()", pair % "a.mode()", "i2x9:0:3")
case("mode", "a:mode(1, true)", pair % "a.mode(0, True)", "i5x3:0:2")
case("mode", "a:mode(1)", pair % "a.mode(0)", "f4x2")
case("mode", "a:mode()", pair % "a.mode()", "b5")
case("mode", "a:mode()", pair % "a.mode()", "f:")
case("mode", "a:detach():mode()", pair % "a.detach().mode()", "=1,2,2,0,1,0,-0.0")
for k in [1, 3, 5]:
    case("kthvalue", "a:kthvalue(%d)" % k, pair % ("a.kthvalue(%d)" % k), "f2x5")
case("kthvalue", "a:kthvalue(2, 1, true)", pair % "a.kthvalue(2, 0, True)", "f4x3")
case("kthvalue", "a:kthvalue(2, {dim = -2})", pair % "a.kthvalue(2, dim=-2)", "f2x3x2")
case("kthvalue", "a:kthvalue(1)", pair % "a.kthvalue(1)", "f:")
case("kthvalue", "a:kthvalue(4)", pair % "a.kthvalue(4)", NAN)
case("kthvalue", "a:kthvalue(5)", pair % "a.kthvalue(5)", NAN)
for k in [1, 2, 4, 7]:
    case("kthvalue", "a:kthvalue(%d)" % k, pair % ("a.kthvalue(%d)" % k), "i9:0:3")
case("kthvalue", "a:kthvalue(9)", pair % "a.kthvalue(9)", "i60:0:9")

for row in ["quantile", "nanquantile"]:
    for how in ["linear", "lower", "higher", "midpoint", "nearest"]:
        case(row, 'a:%s(0.4, {interpolation = "%s"})' % (row, how),
             "a.%s(0.4, interpolation='%s')" % (row, how), "f5")
        case(row, 'a:%s(b, 2, false, "%s")' % (row, how),
             "a.%s(b, 1, False, interpolation='%s')" % (row, how), "f2x4", "=0.05,0.3,0.95,0.55")
    case(row, "a:%s(0.5)" % row, "a.%s(0.5)" % row, "f2x3")
    case(row, "a:%s(0.5, nil, true)" % row, "a.%s(0.5, keepdim=True)" % row, "f2x3")
    case(row, "a:%s(b, nil, true)" % row, "a.%s(b, keepdim=True)" % row, "f2x3", "=0.25,0.7")
    case(row, "a:%s(b, 1, true)" % row, "a.%s(b, 0, True)" % row, "f3x2x2", "=0.25,0.7")
    case(row, "a:%s(0.3, -1)" % row, "a.%s(0.3, -1)" % row, "f3x2x4")
    case(row, "a:%s(0.3, 2)" % row, "a.%s(0.3, 1)" % row, "f3x4x2")
    case(row, "a:%s(1)" % row, "a.%s(1.)" % row, "f:")
    case(row, "a:%s(0)" % row, "a.%s(0.)" % row, "f4")
    case(row, "a:%s(0.7)" % row, "a.%s(0.7)" % row, NAN)
    case(row, "a:%s(b, nil, true)" % row, "a.%s(b, keepdim=True)" % row, "f2x3", "=0.001,0.999")
    case(row, "a:detach():%s(0.7, 1)" % row, "a.detach().%s(0.7, 0)" % row, "=nan,nan")
    case(row, "a:detach():float():%s(0.7, 1)" % row, "a.detach().float().%s(0.7, 0)" % row, "f6")

case("dist", "a:dist(b, 0)", "a.detach().dist(b.detach(), 0)", "f2x3", "f3")
for p in ["2", "1", "3", "inf", "-inf", "0.5"]:
    case("dist", "a:dist(b, %s)" % p.replace("inf", "math.huge"), "a.dist(b, %s)" % p, "f2x3", "f3")
case("dist", "a:dist(b)", "a.dist(b)", "f:", "f:")
case("dist", "a:dist(b)", "a.dist(b)", "f3", "f1")

for options in [(), ("return_inverse",), ("return_counts",), ("return_inverse", "return_counts")]:
    lua = "{%s}" % ", ".join("%s = true" % o for o in options)
    python = "".join(", %s=True" % o for o in options)
    fix = "(lambda r: r if torch.is_tensor(r) else [x + 1 if i == 1 and %s else x for i, x in enumerate(r)])(%s)" % (
        "return_inverse" in options, "%s")
    for row in ["unique", "unique_consecutive"]:
        for spec in ["i9:0:4", "i2x6:0:3", "f5", "b4", "i1:3:3", "i0:0:1", "=1,nan,2,nan,1,-0.0,0", "u8-40:0:5", "f:"]:
            case(row, "tensor.%s(a, %s)" % (row, lua), fix % ("torch.%s(a.detach()%s)" % (row, python)), spec)
        for spec, d in [("i6x2:0:1", 0), ("i2x7:0:1", 1), ("i2x5x2:0:0", 1), ("f3x2", 0), ("i0x2:0:1", 0), ("b5x1", 0)]:
            case(row, "tensor.%s(a, {dim = %d%s})" % (row, d + 1, "".join(", %s = true" % o for o in options)),
                 fix % ("torch.%s(a.detach()%s, dim=%d)" % (row, python, d)), spec)
case("unique", "a:unique(true, true)", "(lambda r: (r[0], r[1] + 1))(a.unique(True, True))", "i5:0:2")
case("unique", "a:unique{sorted = false}", "a.unique()", "i5:0:2")
case("unique_consecutive", "a:unique_consecutive(false, true, -1)", "a.unique_consecutive(False, True, -1)", "i1x5:0:1")
cases_of_rows = "torch.tensor(sorted(range(len(a)), key=lambda i: a[i].tolist())) + 1"
case("order_of_rows", "tensor._ops.order_of_rows(a)", cases_of_rows, "i9x2:0:2")

# Positions: the first bin counts what PyTorch counts as 0.
case("bincount", "a:bincount()", "a.bincount()", "p9:5")
case("bincount", "a:bincount(b)", "a.bincount(b.detach())", "p9:5", "f9")
case("bincount", "a:bincount(b:float(), 8)", "a.bincount(b.detach().float(), 8)", "p9:5", "f9")
case("bincount", "a:bincount(b)", "a.bincount(b)", "p9:5", "i9:-3:3")
case("bincount", "a:bincount{minlength = 7}", "a.bincount(minlength=7)", "p3:5")
case("bincount", "a:bincount{minlength = 2}", "a.bincount(minlength=2)", "p0:5")
case("bincount", "a:bincount()", "a.bincount()", "p0:5")
case("histc", "a:histc(5)", "a.detach().histc(5)", "f20")
case("histc", "a:histc()", "a.detach().histc()", "f2x20")
case("histc", "a:histc(4, -1, 1)", "a.detach().histc(4, -1, 1)", "f20")
case("histc", "a:histc{bins = 4, min = -1, max = 1}", "a.detach().histc(bins=4, min=-1, max=1)", "=nan,1,-1,0,5,0.5")
case("histc", "a:float():histc(10, 0, 1)", "a.detach().float().histc(10, 0, 1)", "=0.1,0.2,0.3,0.4,0.5,0.6,0.7,0.8,0.9,1,0")
case("histc", "a:histc(3)", "a.detach().histc(3)", "=2,2")
case("histc", "a:histc(3)", "a.detach().histc(3)", "f0")
case("histc", 'a:detach():to("float16"):histc(3)', "a.detach().half().histc(3)", "f9")
case("histogram", "a:histogram(4)", "a.detach().histogram(4)", "f20")
case("histogram", "a:histogram(4)", "a.detach().histogram(4)", "f2x3")
case("histogram", "a:histogram(4, {range = {-1, 1}})", "a.detach().histogram(4, range=(-1., 1.))", "f20")
case("histogram", "a:histogram(4, {weight = b})", "a.detach().histogram(4, weight=b.detach())", "f20", "g20")
case("histogram", "a:histogram(4, {weight = b, density = true})",
     "a.detach().histogram(4, weight=b.detach(), density=True)", "f20", "g20")
case("histogram", "a:histogram(b)", "a.detach().histogram(b.detach())", "f20", "=-1,-0.5,0.1,2")
case("histogram", "a:histogram(b, {density = true})", "a.detach().histogram(b.detach(), density=True)", "=-1,2,-3,nan,0.1,5", "=-1,-0.5,0.1,2")
case("histogram", "a:histogram(3)", "a.detach().histogram(3)", "=2,2")
case("histogram", "a:histogram(2)", "a.detach().histogram(2)", "f0")
case("histogram", "a:float():histogram(7)", "a.detach().float().histogram(7)", "f20")

case("cov", "a:cov()", "a.cov()", "f3x4")
case("cov", "a:cov()", "a.cov()", "f5")
case("cov", "a:cov()", "a.cov()", "i2x4:-5:5")
case("cov", "a:cov(0)", "a.cov(correction=0)", "f2x4")
case("cov", "a:cov{fweights = b}", "a.cov(fweights=b)", "f2x4", "i4:1:3")
case("cov", "a:cov{aweights = b}", "a.cov(aweights=b)", "f2x4", "g4")
case("cov", "a:cov{correction = 2, fweights = b, aweights = c}", "a.cov(correction=2, fweights=b, aweights=c)", "f2x4", "i4:1:3", "g4")
case("cov", "a:cov(0, nil, b)", "a.cov(correction=0, aweights=b)", "f2x4", "g4")
case("cov", "a:detach():cov(5)", "a.detach().cov(correction=5)", "f2x3")
case("cov", "a:cov()", "a.cov()", "f:")
case("cov", "a:cov()", "a.cov()", "f2x1")
case("corrcoef", "a:corrcoef()", "a.corrcoef()", "f3x4")
case("corrcoef", "a:corrcoef()", "a.corrcoef()", "f5")
case("corrcoef", "a:corrcoef()", "a.corrcoef()", "i2x4:-5:5")
case("trace", "a:trace()", "a.trace()", "f3x4")
case("trace", "a:trace()", "a.trace()", "i8-3x2:-9:9")
case("trace", "a:trace()", "a.trace()", "f0x2")
case("trace", "a:trace()", "a.trace()", "f1x1")
for p in ["2", "1", "3", "inf"]:
    case("renorm", "a:renorm(%s, 1, 1.5)" % p.replace("inf", "math.huge"), "a.renorm(%s, 0, 1.5)" % p, "f3x4")
case("renorm", "a:renorm(2, -1, 0.5)", "a.renorm(2, -1, 0.5)", "f2x3x2")
case("renorm", "a:renorm{p = 2, dim = 2, maxnorm = 0}", "a.renorm(p=2, dim=1, maxnorm=0)", "f2x3")
case("sum_to_size", "a:sum_to_size(3)", "a.sum_to_size(3)", "f2x3")
case("sum_to_size", "a:sum_to_size({2, 1})", "a.sum_to_size(2, 1)", "f2x3")
case("sum_to_size", "a:sum_to_size(2, 3)", "a.sum_to_size(2, 3)", "f2x3")
case("sum_to_size", "a:sum_to_size(1, 3)", "a.sum_to_size(1, 3)", "f4x2x3")
case("sum_to_size", "a:sum_to_size{}", "a.sum_to_size(())", "f2x3")
