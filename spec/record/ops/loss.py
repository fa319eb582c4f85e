"""Losses."""

from opcases import case

N = "nn.functional."
for reduction in ["mean", "sum", "none"]:
    opt, py = '{reduction = "%s"}' % reduction, 'reduction="%s"' % reduction

    def pair(row, more="", tmore="", inputs=("f2x3", "f2x3"), lua_args="a, b", py_args="a, b"):
        o = opt[:-1] + (", " + more if more else "") + "}"
        case(row, N + "%s(%s, %s)" % (row, lua_args, o),
             "F.%s(%s, %s)" % (row, py_args, py + (", " + tmore if tmore else "")), *inputs)

    pair("smooth_l1_loss")
    pair("smooth_l1_loss", "beta = 0.5", "beta=0.5")
    pair("huber_loss")
    pair("huber_loss", "delta = 0.5", "delta=0.5")
    pair("kl_div", inputs=("f2x3", "g2x3"))
    pair("kl_div", "log_target = true", "log_target=True")
    pair("soft_margin_loss", lua_args="a, b:sign():detach()", py_args="a, b.sign().detach()")
    pair("hinge_embedding_loss", lua_args="a, b:sign():detach()", py_args="a, b.sign().detach()")
    pair("poisson_nll_loss", inputs=("f2x3", "g2x3"))
    pair("gaussian_nll_loss", inputs=("f2x3", "f2x3", "g2x3"), lua_args="a, b, c", py_args="a, b, c")
    pair("cosine_embedding_loss", inputs=("f3x2", "f3x2", "f3"), lua_args="a, b, c:sign():detach()",
         py_args="a, b, c.sign().detach()")
    pair("margin_ranking_loss", inputs=("f3", "f3", "f3"), lua_args="a, b, c:sign():detach()",
         py_args="a, b, c.sign().detach()")
    pair("triplet_margin_loss", inputs=("f3x2", "f3x2", "f3x2"), lua_args="a, b, c", py_args="a, b, c")
    pair("multi_margin_loss", inputs=("f3x4", "p3:4"))
    pair("multi_margin_loss", "p = 2, margin = 0.5, weight = c:detach()", "p=2, margin=0.5, weight=c.detach()",
         ("f3x4", "p3:4", "g4"))
    pair("multi_margin_loss", "margin = -0.2", "margin=-0.2", ("f4", "p1:4"))
    pair("multi_margin_loss", inputs=("f4", "p:4"))
    pair("multi_margin_loss", inputs=("f", "p1:1"))
    pair("multi_margin_loss", inputs=("f", "p:1"))
    pair("multilabel_margin_loss", lua_args="a, tensor{{3, 1, -1, 2}, {-1, 1, 2, 3}, {4, 2, 2, 1}}",
         py_args="a, torch.tensor([[2, 0, -1, 1], [-1, 0, 1, 2], [3, 1, 1, 0]])", inputs=("f3x4",))
    pair("multilabel_margin_loss", lua_args="a, tensor{2, -1, 1}", py_args="a, torch.tensor([1, -1, 0])",
         inputs=("f3",))
    pair("multilabel_margin_loss", lua_args="a, tensor{1}[1]", py_args="a, torch.tensor(0)", inputs=("f",))
    pair("nll_loss", inputs=("f3", "p1:3"), lua_args="a:detach(), b", py_args="a.detach(), b")
    pair("cross_entropy", inputs=("f3", "p1:3"), lua_args="a:detach(), b", py_args="a.detach(), b")
    # saturated probabilities, on whose own side the gradient is 0 and on the other large
    pair("binary_cross_entropy", inputs=("=0,1,0,1,0.25", "=0,1,1,0.5,0.5"), lua_args="a, b:detach()",
         py_args="a, b.detach()")
    pair("multilabel_soft_margin_loss", lua_args="a, b:sigmoid():detach()", py_args="a, b.sigmoid().detach()")
    pair("linear_cross_entropy", inputs=("f3x2", "f4x2", "p3:4"), lua_args="a, b, c", py_args="a, b, c")
    pair("linear_cross_entropy", "linear_bias = d", "linear_bias=d", ("f3x2", "f4x2", "p3:4", "f4"), "a, b, c", "a, b, c")
    pair("linear_cross_entropy", "weight = d:detach(), label_smoothing = 0.3", "weight=d.detach(), label_smoothing=0.3",
         ("f3x2", "f4x2", "p3:4", "g4"), "a, b, c", "a, b, c")
    pair("linear_cross_entropy", "ignore_index = 2, label_smoothing = 0.2", "ignore_index=1, label_smoothing=0.2",
         ("f4x2", "f3x2", "p4:3"), "a, b, c", "a, b, c")
    case("ctc_loss", N + 'ctc_loss(a:log_softmax(3), b, {4, 3}, {2, 1}, {reduction = "%s"})' % reduction,
         "F.ctc_loss(a.log_softmax(2), b - 1, (4, 3), (2, 1), reduction='%s')" % reduction, "f4x2x3", "i2x2:2:3")
    case("ctc_loss", N + 'ctc_loss(a:log_softmax(2), b, 5, 2, {blank = 3, reduction = "%s"})' % reduction,
         "F.ctc_loss(a.log_softmax(1), b - 1, torch.tensor(5), torch.tensor(2), blank=2, reduction='%s')" % reduction,
         "f5x3", "i2:1:2")
    case("ctc_loss", N + 'ctc_loss(a:log_softmax(3), b, {2, 4}, {2, 1}, {reduction = "%s", zero_infinity = true})' % reduction,
         "F.ctc_loss(a.log_softmax(2), b * 0 + 1, (2, 4), (2, 1), reduction='%s', zero_infinity=True)" % reduction,
         "f4x2x3", "i3:2:2")
for lua, py in [("{3, 4}, {2, 2}", "(3, 4), (2, 2)"), ("{4, 0}, {4, 0}", "(4, 0), (4, 0)")]:
    case("ctc_loss", N + 'ctc_loss(a:log_softmax(3), b, %s, {reduction = "none"})' % lua,
         "F.ctc_loss(a.log_softmax(2), b - 1, %s, reduction='none')" % py, "f4x2x5", "i4:2:5")
case("huber_loss", N + "huber_loss(a, b, {weight = c})", "F.huber_loss(a, b, weight=c)", "f2x3", "f2x3", "g2x3")
case("mse_loss", N + "mse_loss(a, b, {weight = c})", "F.mse_loss(a, b, weight=c)", "f2x3", "f2x3", "g2x3")
case("l1_loss", N + 'l1_loss(a, b, "sum", c)', "F.l1_loss(a, b, reduction='sum', weight=c)", "f2x3", "f2x3", "g2x3")
case("l1_loss", N + "l1_loss(a, b, {weight = c})", "F.l1_loss(a, b, weight=c)", "f2x3", "f2x3", "g2x3")
case("smooth_l1_loss", N + "smooth_l1_loss(a, b, {beta = 0})", "F.smooth_l1_loss(a, b, beta=0.0)", "f2x3", "f2x3")
case("smooth_l1_loss", N + "smooth_l1_loss(a:half(), b:half())", "F.smooth_l1_loss(a.half(), b.half())", "f2x3", "f2x3")
case("kl_div", N + 'kl_div(a, b, "batchmean")', "F.kl_div(a, b, reduction='batchmean')", "f2x3", "g2x3")
case("kl_div", N + 'kl_div(a, b:detach(), "sum")', "F.kl_div(a, b.detach(), reduction='sum')", "f3", "=0,0.4,0.6")
case("poisson_nll_loss", N + "poisson_nll_loss(a, b, {log_input = false})", "F.poisson_nll_loss(a, b, log_input=False)", "g2x3", "g2x3")
case("poisson_nll_loss", N + "poisson_nll_loss(a, b:detach(), {full = true})", "F.poisson_nll_loss(a, b.detach(), full=True)", "f4", "=0,1,2,5")
case("gaussian_nll_loss", N + "gaussian_nll_loss(a, b:detach(), c, {full = true, eps = 0.5})",
     "F.gaussian_nll_loss(a, b.detach(), c, full=True, eps=0.5)", "f2x3", "f2x3", "g2x1")
case("gaussian_nll_loss", N + "gaussian_nll_loss(a, b, c)", "F.gaussian_nll_loss(a, b, c)", "f2x3", "f2x3", "g2")
case("gaussian_nll_loss", N + "gaussian_nll_loss(a, b, 0.7)", "F.gaussian_nll_loss(a, b, 0.7)", "f2x3", "f2x3")
case("hinge_embedding_loss", N + "hinge_embedding_loss(a, b:sign():detach(), 0.3)",
     "F.hinge_embedding_loss(a, b.sign().detach(), 0.3)", "f2x3", "f2x3")
case("cosine_embedding_loss", N + "cosine_embedding_loss(a, b, c:sign():detach(), -0.5)",
     "F.cosine_embedding_loss(a, b, c.sign().detach(), -0.5)", "f3", "f3", "f:")
case("margin_ranking_loss", N + "margin_ranking_loss(a, b, c:sign():detach(), 0.5)",
     "F.margin_ranking_loss(a, b, c.sign().detach(), 0.5)", "f3", "f3", "f3")
case("triplet_margin_loss", N + "triplet_margin_loss(a, b, c, 2, 1, 0.1, true)",
     "F.triplet_margin_loss(a, b, c, 2, 1, 0.1, True)", "f3x2", "f3x2", "f3x2")
case("multi_margin_loss", N + "multi_margin_loss(a, b, 2, 0.5, c:detach())",
     "F.multi_margin_loss(a, b, 2, 0.5, c.detach())", "f3x4", "p3:4", "g4")
case("multi_margin_loss", N + "multi_margin_loss(a, b)", "F.multi_margin_loss(a, b)", "f4", "p:4")
case("multi_margin_loss", N + "multi_margin_loss(a, b, {weight = c:detach()})",
     "F.multi_margin_loss(a, b, weight=c.detach())", "f4", "p:4", "g4")
for reduction in ["mean", "sum", "none"]:
    case("multilabel_margin_loss", N + 'multilabel_margin_loss(a, tensor{{3, 1, -1, 2}, {-1, 1, 2, 3}, {4, 2, 3, 1}}, "%s")' % reduction,
         "F.multilabel_margin_loss(a, torch.tensor([[2, 0, -1, 1], [-1, 0, 1, 2], [3, 1, 2, 0]]), reduction='%s')" % reduction, "f3x4")
case("multilabel_margin_loss", N + "multilabel_margin_loss(a, tensor{2, 2, -1})",
     "F.multilabel_margin_loss(a, torch.tensor([1, 1, -1]))", "f3")
case("multilabel_soft_margin_loss", N + "multilabel_soft_margin_loss(a, b:sigmoid():detach(), c:detach())",
     "F.multilabel_soft_margin_loss(a, b.sigmoid().detach(), c.detach())", "f2x3", "f2x3", "g3")
case("linear_cross_entropy", N + "linear_cross_entropy(a, b, c)", "F.linear_cross_entropy(a, b, c)", "f2", "f4x2", "p:4")
case("linear_cross_entropy", N + "linear_cross_entropy(a, b, c:softmax(2):detach())",
     "F.linear_cross_entropy(a, b, c.softmax(1).detach())", "f3x2", "f4x2", "f3x4")
case("linear_cross_entropy", N + "linear_cross_entropy(a, b, c)", "F.linear_cross_entropy(a, b, c)", "f2x2", "f3x2x2", "p2x2:3")
case("cross_entropy", N + "cross_entropy(a, b)", "F.cross_entropy(a, b)", "f4", "p:4")
case("cross_entropy", N + 'cross_entropy(a, b, {weight = c:detach(), label_smoothing = 0.2, reduction = "none"})',
     "F.cross_entropy(a, b, weight=c.detach(), label_smoothing=0.2, reduction='none')", "f2x3x2", "p2x2:3", "g3")
case("cross_entropy", N + "cross_entropy(a, b, {ignore_index = 2, label_smoothing = 0.2})",
     "F.cross_entropy(a, b, ignore_index=1, label_smoothing=0.2)", "f4x3", "p4:3")
case("cross_entropy", N + "cross_entropy(a, b:softmax(2), {weight = c:detach(), label_smoothing = 0.1})",
     "F.cross_entropy(a, b.softmax(1), weight=c.detach(), label_smoothing=0.1)", "f2x3x2", "f2x3x2", "g3")
case("cross_entropy", N + "cross_entropy(a, b:softmax(1))", "F.cross_entropy(a, b.softmax(0))", "f4", "f4")
case("nll_loss", N + "nll_loss(a, b, c:detach())", "F.nll_loss(a, b, c.detach())", "f2x3x2x2", "p2x2x2:3", "g3")
case("nll_loss", N + "nll_loss(a, b)", "F.nll_loss(a, b)", "f4", "p:4")
