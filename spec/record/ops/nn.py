"""Softmax, norms, losses."""

from opcases import case

for row in ["softmax", "log_softmax"]:
    case(row, "a:%s(2)" % row, "a.%s(1)" % row, "f2x4")
    case(row, "a:%s(1)" % row, "a.%s(0)" % row, "f2x4")
case("softmax", "a:softmax(1)", "a.softmax(0)", "=1,-inf,3")
case("layer_norm", "nn.functional.layer_norm(a, {4}, b, c)", "F.layer_norm(a, (4,), b, c)", "f3x4", "f4", "f4")
case("layer_norm", "nn.functional.layer_norm(a, {3, 2})", "F.layer_norm(a, (3, 2))", "f2x3x2")
case("batch_norm", "nn.functional.batch_norm(a, nil, nil, b, c, true)", "F.batch_norm(a, None, None, b, c, True)", "f4x3", "f3", "f3")
case("batch_norm", "nn.functional.batch_norm(a, b:detach(), c:detach())", "F.batch_norm(a, b.detach(), c.detach())", "f4x3x2", "f3", "g3")
for reduction in ["mean", "sum", "none"]:
    opt = '{reduction = "%s"}' % reduction
    py = 'reduction="%s"' % reduction
    case("cross_entropy", "nn.functional.cross_entropy(a, b, %s)" % opt, "F.cross_entropy(a, b, %s)" % py, "f4x3", "p4:3")
    case("cross_entropy", "nn.functional.cross_entropy(a, b, c:detach(), %s)" % opt, "F.cross_entropy(a, b, c.detach(), %s)" % py, "f4x3", "p4:3", "g3")
    case("nll_loss", "nn.functional.nll_loss(a, b, %s)" % opt, "F.nll_loss(a, b, %s)" % py, "f4x3", "p4:3")
    case("mse_loss", "nn.functional.mse_loss(a, b, %s)" % opt, "F.mse_loss(a, b, %s)" % py, "f4x3", "f4x3")
    case("l1_loss", "nn.functional.l1_loss(a, b, %s)" % opt, "F.l1_loss(a, b, %s)" % py, "f4x3", "f4x3")
    case("binary_cross_entropy", "nn.functional.binary_cross_entropy(a:sigmoid(), b:sigmoid():detach(), nil, %s)" % opt,
         "F.binary_cross_entropy(a.sigmoid(), b.sigmoid().detach(), %s)" % py, "f4x3", "f4x3")
    case("binary_cross_entropy_with_logits", "nn.functional.binary_cross_entropy_with_logits(a, b:sigmoid():detach(), nil, nil, %s)" % opt,
         "F.binary_cross_entropy_with_logits(a, b.sigmoid().detach(), %s)" % py, "f4x3", "f4x3")
case("cross_entropy", "nn.functional.cross_entropy(a, b, {label_smoothing = 0.1})", "F.cross_entropy(a, b, label_smoothing=0.1)", "f4x3", "p4:3")
case("cross_entropy", "nn.functional.cross_entropy(a, b:softmax(2))", "F.cross_entropy(a, b.softmax(1))", "f4x3", "f4x3")
case("cross_entropy", "nn.functional.cross_entropy(a, b)", "F.cross_entropy(a, b)", "f2x3x2", "p2x2:3")
