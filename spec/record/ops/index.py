"""Indexing."""

from opcases import case

case("index", "a[b]", "a[b]", "f4x2", "p3:4")
case("index", "a[{b, c}]", "a[b, c]", "f4x3", "p2:4", "p2:3")
case("index", "a[{{}, b}]", "a[:, b]", "f2x4", "p2x2:4")
case("index", "a[b]", "a[b]", "f2x3", "b2x3")
case("index_put", "(function() local z = a * 1; z[b] = c; return z end)()",
     "a.index_put((b,), c)", "f4x2", "p1:4", "f1x2")
case("index_select", "a:index_select(2, b)", "a.index_select(1, b)", "f2x4", "p3:4")
case("index_add", "a:index_add(1, b, c)", "a.index_add(0, b, c)", "f4x2", "p3:4", "f3x2")
case("index_add", "a:index_add(1, b, c, 2)", "a.index_add(0, b, c, alpha=2)", "f4x2", "p3:4", "f3x2")
case("index_copy", "a:index_copy(1, b, c)", "a.index_copy(0, b, c)", "f4x2", "p1:4", "f1x2")
case("index_fill", "a:index_fill(1, b, 9)", "a.index_fill(0, b, 9)", "f4x2", "p2:4")
case("gather", "a:gather(2, b)", "a.gather(1, b)", "f2x4", "p2x3:4")
case("scatter", "a:scatter(1, b, c)", "a.scatter(0, b, c)", "f4", "p1:4", "f1")
case("scatter", "a:scatter(1, b, 3)", "a.scatter(0, b, 3)", "f4", "p2:4")
case("scatter_add", "a:scatter_add(1, b, c)", "a.scatter_add(0, b, c)", "f4", "p6:4", "f6")
case("embedding", "nn.functional.embedding(a, b)", "F.embedding(a, b)", "p2x3:4", "f4x2")
case("embedding", "nn.functional.embedding(a, b, 2)", "F.embedding(a, b, padding_idx=1)", "p2x3:4", "f4x2")
case("masked_select", "a:masked_select(b)", "a.masked_select(b)", "f2x3", "b3")
case("nonzero", "a:nonzero()", "a.nonzero() + 1", "i2x3:0:1")
case("one_hot", "nn.functional.one_hot(a, 4)", "F.one_hot(a, 4)", "p3:4")
for row in ["tril", "triu"]:
    case(row, "a:%s()" % row, "a.%s()" % row, "f3x4")
    case(row, "a:%s(-1)" % row, "a.%s(-1)" % row, "f2x3x3")
case("diag", "a:diag()", "a.diag()", "f3")
case("diag", "a:diag(1)", "a.diag(1)", "f3x4")
case("diag_embed", "a:diag_embed()", "a.diag_embed()", "f2x3")
