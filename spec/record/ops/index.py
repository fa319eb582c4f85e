"""Indexing."""

from opcases import case

case("index", "a[b]", "a[b]", "f4x2", "p3:4")
case("index", "a[{b, c}]", "a[b, c]", "f4x3", "p2:4", "p2:3")
case("index", "a[{{}, b}]", "a[:, b]", "f2x4", "p2x2:4")
case("index", "a[b]", "a[b]", "f2x3", "b2x3")
for key, py, inputs in [
    ("{b, {}, c}", "b, :, c", ("p2:2", "p2:4")), ("{b, 1, c}", "b, 0, c", ("p2:2", "p2:4")),
    ("{1, {}, b}", "0, :, b", ("p3:4",)), ("{{}, b, {2, 3}}", ":, b, 1:3", ("p2x2:3",)),
    ("{tensor.newaxis, b, {}, c}", "None, b, :, c", ("p2:2", "p2:4")), ('{"...", b}', "..., b", ("p3:4",)),
    ('{b, "...", c}', "b, ..., c", ("p1:2", "p3:4")), ("{b, c}", "b, c", ("p2x1:2", "p3:3")),
    ("{{}, b, c}", ":, b, c", ("p2:3", "p2x2:4")), ("{{}, b}", ":, b", ("b3",)), ("{{}, b}", ":, b", ("b3x4",)),
    ("{b, {}, c}", "b, :, c", ("p1:2", "b4")), ("{b, c}", "b, c", ("p:2", "p2:3")), ("{b, {}, c}", "b, :, c", ("p:2", "p2:4")),
    ("{{}, b, c}", ":, b, c", ("p:3", "p2:4")), ("{b, {1, 3, 2}}", "b, 0:3:2", ("b2",)), ("b", "b", ("b:",)), ("b", "b", ("p:2",)),
    ("{b, {}, tensor.newaxis, c}", "b, :, None, c", ("p2:2", "p2:4")), ("{b, tensor.newaxis, c}", "b, None, c", ("p2:2", "p2:3")),
    ("b", "b", ("p0:2",)), ("{{}, b}", ":, b", ("p0x3:3",)), ("{{2, 1}, b}", "1:1, b", ("p2:3",)),
]:
    case("index", "a[%s]" % key, "a[%s]" % py, "f2x3x4", *inputs)
for dtype, torch_dtype in [("int32", "int32")]:
    case("index", 'a[b:to("%s")]' % dtype, "a[b.to(torch.%s)]" % torch_dtype, "f4x2", "p3:4")
case("index_put", "(function() local z = a * 1; z[b] = c; return z end)()",
     "a.index_put((b,), c)", "f4x2", "p1:4", "f1x2")
for lua, py, inputs in [
    ("a:index_put({b}, c)", "a.index_put((b,), c)", ("f4x2", "p2:4", "f1x2")),
    ("a:index_put({b, c}, d)", "a.index_put((b, c), d)", ("f4x3", "p1:4", "p1:3", "f1")),
    ("a:index_put({b}, c, true)", "a.index_put((b,), c, accumulate=True)", ("f4x2", "p5:4", "f5x2")),
    ("a:index_put({b, c}, d, {accumulate = true})", "a.index_put((b, c), d, accumulate=True)", ("f4x3", "p6:4", "p6:3", "f6")),
    ("a:index_put({{}, b}, c, true)", "a.index_put((torch.arange(2)[:, None], b), c, accumulate=True)", ("f2x4", "p3:4", "f3")),
    ("a:index_put({b}, c)", "a.index_put((b,), c)", ("f2x3", "b2x3", "f:")),
    ("a:index_put({b}, c, true)", "a.index_put((b,), c, accumulate=True)", ("f2x3", "b2", "f3")),
    ("(a * 1):index_put_({b}, c, true)", "(a * 1).index_put_((b,), c, accumulate=True)", ("f4x2", "p5:4", "f2")),
    ("a:index_put({b}, c, true)", "a.index_put((b,), c, accumulate=True)", ("i4:0:9", "p6:4", "i6:0:9")),
]:
    case("index_put", lua, py, *inputs)
case("index_select", "a:index_select(2, b)", "a.index_select(1, b)", "f2x4", "p3:4")
case("index_select", "a:index_select(-1, b)", "a.index_select(-1, b)", "f2x3x4", "p5:4")
case("index_select", "a:index_select(1, b)", "a.index_select(0, b)", "f:", "p1:1")
case("index_select", "a:index_select(1, b)", "a.index_select(0, b)", "f3", "p:3")
case("index_select", "a:index_select(1, b)", "a.index_select(0, b)", "f3x2", "p0:3")
case("index_add", "a:index_add(1, b, c)", "a.index_add(0, b, c)", "f4x2", "p3:4", "f3x2")
case("index_add", "a:index_add(1, b, c, 2)", "a.index_add(0, b, c, alpha=2)", "f4x2", "p3:4", "f3x2")
case("index_add", "a:index_add(-1, b, c, {alpha = -0.5})", "a.index_add(-1, b, c, alpha=-0.5)", "f2x3", "p4:3", "f2x4")
case("index_add", "a:index_add(1, b, c)", "a.index_add(0, b, c)", "i4:0:9", "p6:4", "i6:0:9")
case("index_copy", "a:index_copy(1, b, c)", "a.index_copy(0, b, c)", "f4x2", "p1:4", "f1x2")
case("index_copy", "a:index_copy(2, b, c)", "a.index_copy(1, b, c)", "f2x3", "p1:3", "f2x1")
case("index_fill", "a:index_fill(1, b, 9)", "a.index_fill(0, b, 9)", "f4x2", "p2:4")
case("index_fill", "a:index_fill(2, b, c)", "a.index_fill(1, b, c)", "f2x3", "p2:3", "f:")
case("index_fill", "a:index_fill(1, b, 2.5)", "a.index_fill(0, b, 2.5)", "i4:0:9", "p2:4")
case("gather", "a:gather(2, b)", "a.gather(1, b)", "f2x4", "p2x3:4")
case("gather", "a:gather(1, b)", "a.gather(0, b)", "f3x4", "p5x2:3")
case("gather", "a:gather(1, b)", "a.gather(0, b)", "f:", "p:1")
case("gather", "a:gather(1, b)", "a.gather(0, b)", "f3", "p0:3")
case("scatter", "a:scatter(1, b, c)", "a.scatter(0, b, c)", "f4", "p1:4", "f1")
case("scatter", "a:scatter(1, b, 3)", "a.scatter(0, b, 3)", "f4", "p2:4")
case("scatter", "a:scatter(1, b, 2.5)", "a.scatter(0, b, 2.5)", "i4:0:9", "p2:4")
for reduce in ["add", "multiply"]:
    case("scatter_with", 'a:scatter(1, b, 3, {reduce = "%s"})' % reduce, 'a.detach().scatter(0, b, 3, reduce="%s")' % reduce, "f4", "p4:4")
    case("scatter_with", 'a:scatter(1, b, c, "%s")' % reduce, 'a.detach().scatter(0, b, c.detach(), reduce="%s")' % reduce,
         "f4x2", "p6x2:4", "f6x2")
    case("scatter_value", 'a:scatter(1, b, {value = 1.5, reduce = "%s"})' % reduce,
         'a.detach().scatter(0, b, 1.5, reduce="%s")' % reduce, "f4x2", "p6x2:4")
case("scatter_value", "a:scatter(1, b, {value = 3})", "a.scatter(0, b, value=3)", "f4", "p2:4")
case("scatter_add", "a:scatter_add(1, b, c)", "a.scatter_add(0, b, c)", "f4", "p6:4", "f6")
case("scatter_add", "a:scatter_add(2, b, c)", "a.scatter_add(1, b, c)", "f2x3", "p2x4:3", "f2x4")
for reduce in ["sum", "prod", "mean", "amax", "amin"]:
    for include in ["true", "false"]:
        options = '"%s", {include_self = %s}' % (reduce, include)
        torch_options = '"%s", include_self=%s' % (reduce, include.capitalize())
        for dim, inputs in [(1, ("f4x2", "p6x2:4", "f6x2")), (2, ("f2x3", "p2x4:3", "f2x4")), (1, ("i4:-5:9", "p6:4", "i6:-5:9")),
                            (1, ("f4", "p3:4", "f3")), (1, ("i8-3:0:5", "p4:3", "i8-4:0:5")), (1, ("f:", "p:1", "f:"))]:
            case("scatter_reduce", "a:scatter_reduce(%d, b, c, %s)" % (dim, options),
                 "a.scatter_reduce(%d, b, c, %s)" % (dim - 1, torch_options), *inputs)
            if reduce != "sum" and inputs[1] not in ("p6x2:4", "p2x4:3", "p:1"):
                case("index_reduce", "a:index_reduce(1, b, c, %s)" % options,
                     "a.index_reduce(0, b, c, %s)" % torch_options, *inputs)
        if reduce != "sum":
            case("index_reduce", "a:index_reduce(1, b, c, %s)" % options, "a.index_reduce(0, b, c, %s)" % torch_options, "f4x2", "p6:4", "f6x2")
            case("index_reduce", "a:index_reduce(-1, b, c, %s)" % options, "a.index_reduce(-1, b, c, %s)" % torch_options, "f2x3", "p2:3", "f2x2")
        # ties and zeros, infinities and NaN
        case("scatter_reduce", "a:scatter_reduce(1, b, c, %s)" % options, "a.scatter_reduce(0, b, c, %s)" % torch_options, "=1,0,2,-3", "p6:4", "=1,0,2,0,2,-3")
        case("scatter_reduce", "a:scatter_reduce(1, b, c, %s)" % options,
             "a.detach().scatter_reduce(0, b, c.detach(), %s)" % torch_options, "=1,nan,inf,-inf", "p7:4", "=1,nan,2,0,inf,-inf,0.5")
case("embedding", "nn.functional.embedding(a, b)", "F.embedding(a, b)", "p2x3:4", "f4x2")
case("embedding", "nn.functional.embedding(a, b, 2)", "F.embedding(a, b, padding_idx=1)", "p2x3:4", "f4x2")
case("take", "a:take(b)", "a.take(b)", "f2x3", "p4:6")
case("take", "a:take(b)", "a.take(b)", "f2x3", "p2x2:6")
case("take", "a:take(b)", "a.take(b)", "f:", "p1:1")
case("take", "a:take(b)", "a.take(b)", "f0", "p0:1")
case("take", "a:t():take(b)", "a.t().take(b)", "f2x3", "p5:6")
case("put", "a:put(b, c)", "a.put(b, c)", "f2x3", "p1:6", "f1")
case("put", "a:put(b, c, true)", "a.put(b, c, accumulate=True)", "f2x3", "p5:6", "f5")
case("put", "a:put(b, c, {accumulate = true})", "a.put(b, c, accumulate=True)", "f2x3", "p2x2:6", "f4")
case("put", "a:put(b, c, true)", "a.put(b, c, True)", "i4:0:9", "p3:4", "i3:0:9")
case("take_along_dim", "a:take_along_dim(b, 2)", "torch.take_along_dim(a, b, 1)", "f2x3", "p2x2:3")
case("take_along_dim", "a:take_along_dim(b, 2)", "torch.take_along_dim(a, b, 1)", "f2x3", "p1x2:3")
case("take_along_dim", "a:take_along_dim(b, 1)", "torch.take_along_dim(a, b, 0)", "f2x1", "p1x3:2")
case("take_along_dim", "a:take_along_dim(b)", "torch.take_along_dim(a, b)", "f2x3", "p2x2:6")
case("take_along_dim", "a:take_along_dim(a:argsort(2), 2)", "torch.take_along_dim(a, a.argsort(1), 1)", "f2x3")
case("masked_select", "a:masked_select(b)", "a.masked_select(b)", "f2x3", "b3")
case("masked_select", "a:masked_select(b)", "a.masked_select(b)", "f3", "b2x3")
case("masked_fill", "a:masked_fill(b, 2.5)", "a.masked_fill(b, 2.5)", "i2x3:0:9", "b3")
case("masked_fill", "a:masked_fill(b, 7)", "a.masked_fill(b, 7)", "f3", "b2x3")
case("masked_fill", "a:masked_fill(b, c)", "a.masked_fill(b, c)", "f2x3", "b2x3", "f:")
case("where_select", "tensor.where(a, 1.5, 2)", "torch.where(a, 1.5, 2)", "b2x3")
case("where_select", "tensor.where(a, 1, 2)", "torch.where(a, 1, 2)", "b2x3")
case("masked_select", "a:masked_select(b)", "a.masked_select(b)", "f:", "b:")
case("masked_select", "a:masked_select(b)", "a.masked_select(b)", "f0", "b0")
for inputs in [("f2x3", "b2x3", "f6"), ("f2x3", "b3", "f2x3"), ("f3", "b2x3", "f2x4"), ("i5:0:9", "b5", "i7:10:19"), ("f:", "b:", "f1"), ("f0", "b0", "f2")]:
    case("masked_scatter", "a:masked_scatter(b, c)", "a.masked_scatter(b, c)", *inputs)
case("nonzero", "a:nonzero()", "a.nonzero() + 1", "i2x3:0:1")
case("nonzero", "a:nonzero()", "a.nonzero() + 1", "f:")
case("nonzero", "a:nonzero()", "a.nonzero() + 1", "i0x3:0:1")
case("nonzero", "a:argwhere()", "a.argwhere() + 1", "i2x3x2:0:1")
case("nonzero", "a:nonzero()", "a.nonzero() + 1", "=0,-0.0,1,nan,inf")
for inputs in ["i2x3:0:1", "f:", "b4", "=0,2,0,3", "i0:0:1"]:
    case("nonzero_list", "table.unpack(a:nonzero{as_tuple = true})", "tuple(t + 1 for t in a.nonzero(as_tuple=True))", inputs)
    case("nonzero_list", "table.unpack(tensor.where(a))", "tuple(t + 1 for t in torch.where(a))", inputs)
for size in [0, 1, 3, 9]:
    case("nonzero_static", "a:nonzero_static(%d)" % size,
         "torch.where((t := torch.nonzero_static(a, size=%d)) < 0, t, t + 1)" % size, "i2x3:0:1")
case("nonzero_static", "a:nonzero_static{size = 6, fill_value = 7}", "torch.nonzero_static(a, size=6, fill_value=6) + 1", "i5:0:1")
case("nonzero_static", "a:nonzero_static(2)", "torch.nonzero_static(a, size=2)", "f:")
case("one_hot", "nn.functional.one_hot(a, 4)", "F.one_hot(a, 4)", "p3:4")
case("unravel_index", "table.unpack(a:unravel_index(2, 3))", "tuple(t + 1 for t in torch.unravel_index(a, (2, 3)))", "p4:6")
case("unravel_index", "table.unpack(tensor.unravel_index(a, {2, 3, 2}))", "tuple(t + 1 for t in torch.unravel_index(a, (2, 3, 2)))", "p2x2:12")
case("unravel_index", "table.unpack(tensor.unravel_index(a, {5}))", "tuple(t + 1 for t in torch.unravel_index(a, (5,)))", "p:5")
for row in ["tril", "triu"]:
    case(row, "a:%s()" % row, "a.%s()" % row, "f3x4")
    case(row, "a:%s(-1)" % row, "a.%s(-1)" % row, "f2x3x3")
    case(row, "a:%s(2)" % row, "a.%s(2)" % row, "i4x3:1:9")
    case(row, "a:%s(-9)" % row, "a.%s(-9)" % row, "f0x3")
case("diag", "a:diag()", "a.diag()", "f3")
case("diag", "a:diag(1)", "a.diag(1)", "f3x4")
case("diag", "a:diag(-1)", "a.diag(-1)", "f2")
case("diag", "a:diag(-5)", "a.diag(-3)[:0]", "f3x4")
case("diag_embed", "a:diag_embed()", "a.diag_embed()", "f2x3")
for args, torch_args in [("1", "1"), ("-2", "-2"), ("0, 1, 2", "0, 0, 1"), ("1, 3, 1", "1, 2, 0"), ("{dim1 = 1, dim2 = -1}", "0, 0, -1"),
                         ("-1, -1, -3", "-1, -1, -3")]:
    case("diag_embed", "a:diag_embed(%s)" % args, "a.diag_embed(%s)" % torch_args, "f2x3")
case("diag_embed", "a:diag_embed()", "a.diag_embed()", "f0")
for inputs in ["f3", "f2x2", "f:", "f0", "i2x2:0:9"]:
    case("diagflat", "a:diagflat()", "a.diagflat()", inputs)
    case("diagflat", "a:diagflat(-1)", "a.diagflat(-1)", inputs)
for args, torch_args in [("7", "7"), ("7, true", "7, wrap=True"), ("-1.5, {wrap = true}", "-1.5, wrap=True")]:
    for shape in ["f3x3", "f2x4", "f7x2", "f9x2", "f3x3x3", "f0x2", "i5x2:0:3"]:
        case("fill_diagonal", "(a * 1):fill_diagonal_(%s)" % args, "(a * 1).fill_diagonal_(%s)" % torch_args, shape)
case("select_scatter", "a:select_scatter(b, 1, 2)", "a.select_scatter(b, 0, 1)", "f2x3", "f3")
case("select_scatter", "a:select_scatter(b, 2, -1)", "a.select_scatter(b, 1, -1)", "f2x3", "f2")
case("select_scatter", "a:select_scatter(b, 1, 1)", "a.select_scatter(b, 0, 0)", "f3", "f:")
case("slice_scatter", "a:slice_scatter(b, 1, 2, 3)", "a.slice_scatter(b, 0, 1, 3)", "f4x2", "f2x2")
case("slice_scatter", "a:slice_scatter(b, 2, 1, -1, 2)", "a.slice_scatter(b, 1, 0, None, 2)", "f2x5", "f2x3")
case("slice_scatter", "a:slice_scatter(b, {start = -2})", "a.slice_scatter(b, start=-2)", "f4", "f2")
case("slice_scatter", 'a:slice_scatter(b, {["end"] = 9})', "a.slice_scatter(b, end=9)", "f4", "f4")
case("slice_scatter", "a:slice_scatter(b)", "a.slice_scatter(b)", "f4", "f4")
case("slice_scatter", "a:slice_scatter(b, 1, 3, 2)", "a.slice_scatter(b, 0, 2, 2)", "f4", "f0")
case("diagonal_scatter", "a:diagonal_scatter(b)", "a.diagonal_scatter(b)", "f3x3", "f3")
case("diagonal_scatter", "a:diagonal_scatter(b, -1)", "a.diagonal_scatter(b, -1)", "f3x4", "f2")
case("diagonal_scatter", "a:diagonal_scatter(b, 1, 3, 1)", "a.diagonal_scatter(b, 1, 2, 0)", "f3x2x3", "f2x2")
case("as_strided_scatter", "a:as_strided_scatter(b, {2, 2}, {3, 1}, 1)", "a.reshape(2, 3).slice_scatter(b, 1, 1, 3).reshape(6)", "f6", "f2x2")
case("index_fill", "a:index_fill(1, b, c)", "a.index_fill(0, b, c)", "f4x2", "p5:4", "f:")
