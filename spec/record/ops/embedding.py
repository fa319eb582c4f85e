"""Rows of a table, alone and in bags."""

from opcases import case

e, t = "nn.functional.embedding", "F.embedding"
case("embedding", e + "(a, b)", t + "(a, b)", "p3:4", "f4x3")
case("embedding", e + "(a, b)", t + "(a, b)", "p2x3:4", "f4x2")
case("embedding", e + "(a, b)", t + "(a, b)", "p:4", "f4x2")
case("embedding", e + "(a, b)", t + "(a, b)", "p0:4", "f4x2")
case("embedding", e + "(a, b)", t + "(a, b)", "p2x0:4", "f4x2")
case("embedding", e + "(a:int(), b)", t + "(a.int(), b)", "p3:4", "f4x3")
case("embedding", e + "(a, b, 2)", t + "(a, b, 1)", "p6:3", "f3x2")
case("embedding", e + "(a, b, {padding_idx = -1})", t + "(a, b, padding_idx=-1)", "p6:3", "f3x2")
case("embedding", e + "(a, b, {scale_grad_by_freq = true})", t + "(a, b, scale_grad_by_freq=True)",
     "p6:3", "f3x2")
case("embedding", e + "(a, b, 1, {scale_grad_by_freq = true})",
     t + "(a, b, 0, scale_grad_by_freq=True)", "p2x3:3", "f3x2")
for norm, extra in [("0.5", ""), ("1", ", norm_type = 1"), ("0.7", ", norm_type = 3"),
                    ("1", ", norm_type = math.huge"), ("100", ""), ("0", "")]:
    py = extra.replace("math.huge", "inf")
    case("embedding", e + "(a, b:clone(), {max_norm = %s%s})" % (norm, extra),
         t + "(a, b.clone(), max_norm=%s%s)" % (norm, py), "p4:3", "f3x2")
case("embedding", e + "(a, b:half())", t + "(a, b.half())", "p3:4", "f4x3")
case("embedding", e + "(a, b:float())", t + "(a, b.float())", "p3:4", "f4x3")

e, t = "nn.functional.embedding_bag", "F.embedding_bag"
for mode in ["mean", "sum", "max"]:
    lua, python = '{mode = "%s"}' % mode, 'mode="%s"' % mode
    case("embedding_bag", e + "(a, b, %s)" % lua, t + "(a, b, %s)" % python, "p3x4:5", "f5x2")
    case("embedding_bag", e + "(a, b, tensor{1, 3}, %s)" % lua,
         t + "(a, b, torch.tensor([0, 2]), %s)" % python, "p5:4", "f4x3")
    case("embedding_bag", e + "(a, b, tensor{1, 1, 4, 6}, %s)" % lua,
         t + "(a, b, torch.tensor([0, 0, 3, 5]), %s)" % python, "p5:4", "f4x2")
    case("embedding_bag", e + '(a, b, tensor{1, 3, 6}, {mode = "%s", include_last_offset = true})' % mode,
         t + "(a, b, torch.tensor([0, 2, 5]), %s, include_last_offset=True)" % python, "p5:4", "f4x2")
    case("embedding_bag", e + '(a, b, tensor{1, 2, 3}, {mode = "%s", padding_idx = 2})' % mode,
         t + "(a, b, torch.tensor([0, 1, 2]), %s, padding_idx=1)" % python, "p6:3", "f3x2")
    case("embedding_bag", e + '(a, b, {mode = "%s", padding_idx = -1})' % mode,
         t + "(a, b, %s, padding_idx=-1)" % python, "p3x3:3", "f3x2")
    case("embedding_bag", e + '(a, b:clone(), tensor{1, 3}, {mode = "%s", max_norm = 0.5})' % mode,
         t + "(a, b.clone(), torch.tensor([0, 2]), %s, max_norm=0.5)" % python, "p5:4", "f4x2")
    case("embedding_bag", e + "(a, b:float(), tensor{1, 3}, %s)" % lua,
         t + "(a, b.float(), torch.tensor([0, 2]), %s)" % python, "p5:4", "f4x3")
    case("embedding_bag", e + "(a, b, tensor{1, 1}, %s)" % lua,
         t + "(a, b, torch.tensor([0, 0]), %s)" % python, "p0:4", "f4x2")
    if mode != "max":
        case("embedding_bag", e + '(a, b, tensor{1, 3}, {mode = "%s", scale_grad_by_freq = true})' % mode,
             t + "(a, b, torch.tensor([0, 2]), %s, scale_grad_by_freq=True)" % python, "p5:3", "f3x2")
case("embedding_bag", e + "(a, b)", t + "(a, b)", "p2x3:5", "f5x2")
case("embedding_bag", e + "(a:int(), b, tensor{1, 3}:int())",
     t + "(a.int(), b, torch.tensor([0, 2]).int())", "p5:5", "f5x2")
case("embedding_bag", e + "(a, b, tensor{1, 3}, nil, 2, false, 'sum', false, c)",
     t + "(a, b, torch.tensor([0, 2]), None, 2.0, False, 'sum', False, c)", "p5:4", "f4x2", "f5")
case("embedding_bag", e + "(a, b, {mode = 'sum', per_sample_weights = c})",
     t + "(a, b, mode='sum', per_sample_weights=c)", "p2x3:4", "f4x2", "f2x3")
case("embedding_bag", e + "(a, b, {mode = 'sum', per_sample_weights = c, padding_idx = 2})",
     t + "(a, b, mode='sum', per_sample_weights=c, padding_idx=1)", "p2x3:3", "f3x2", "f2x3")
