"""Scans and sorting."""

from opcases import case

for row in ["cumsum", "cumprod"]:
    case(row, "a:%s(2)" % row, "a.%s(1)" % row, "f2x4")
    case(row, "a:%s(1)" % row, "a.%s(0)" % row, "i3x2:-3:3")
case("cumprod", "a:cumprod(1)", "a.cumprod(0)", "=2,0,3,0,4")
sorting = "(lambda r: (r.values, r.indices + 1))(%s)"
case("sort", "a:sort()", sorting % "a.sort()", "f2x5")
case("sort", "a:sort(1, true)", sorting % "a.sort(0, True)", "f3x2")
case("sort", "a:sort{stable = true}", sorting % "a.sort(stable=True)", "i8:0:2")
case("sort", "a:sort()", sorting % "a.detach().sort()", "=3,nan,1,-inf,inf")
case("argsort", "a:argsort(2, true)", "a.argsort(1, True) + 1", "f2x5")
case("topk", "a:topk(2)", sorting % "a.topk(2)", "f3x5")
case("topk", "a:topk(2, 1, false)", sorting % "a.topk(2, 0, False)", "f3x5")
case("flip", "a:flip(1, 2)", "a.flip(0, 1)", "f2x3")
case("roll", "a:roll(1)", "a.roll(1)", "f2x3")
case("roll", "a:roll({1, -1}, {1, 2})", "a.roll((1, -1), (0, 1))", "f2x3")
