"""Normalisation."""

from opcases import case

N = "nn.functional."
case("group_norm", N + "group_norm(a, 2, b, c)", "F.group_norm(a, 2, b, c)", "f2x4x3", "f4", "f4")
case("group_norm", N + "group_norm(a, 1)", "F.group_norm(a, 1)", "f2x3x2x2")
case("group_norm", N + "group_norm(a, 3, b)", "F.group_norm(a, 3, b)", "f2x3x2", "f3")
case("group_norm", N + "group_norm(a, 2, {eps = 0.1})", "F.group_norm(a, 2, eps=0.1)", "f3x4")
case("group_norm", N + "group_norm(a, 2, nil, b)", "F.group_norm(a, 2, None, b)", "f2x4x2", "f4")
case("group_norm", N + "group_norm(a, 2)", "F.group_norm(a, 2)", "f0x4x3")
case("group_norm", N + "group_norm(a:half(), 2)", "F.group_norm(a.half(), 2)", "f2x4x3")
case("group_norm", N + "group_norm(a:float(), 2, b:float())", "F.group_norm(a.float(), 2, b.float())", "f2x6x5", "f6")
case("instance_norm", N + "instance_norm(a)", "F.instance_norm(a)", "f2x3x4")
case("instance_norm", N + "instance_norm(a, nil, nil, b, c)", "F.instance_norm(a, None, None, b, c)", "f2x2x2x2", "f2", "f2")
case("instance_norm", N + "instance_norm(a, nil, nil, b, c, {eps = 0.1})", "F.instance_norm(a, None, None, b, c, eps=0.1)", "f1x2x2x2x2", "f2", "f2")
case("instance_norm", N + "instance_norm(a, b:detach(), c:detach(), {use_input_stats = false})",
     "F.instance_norm(a, b.detach(), c.detach(), use_input_stats=False)", "f2x3x4", "f3", "g3")
case("rms_norm", N + "rms_norm(a, {4}, b)", "F.rms_norm(a, (4,), b)", "f3x4", "f4")
case("rms_norm", N + "rms_norm(a, {3, 2})", "F.rms_norm(a, (3, 2))", "f2x3x2")
case("rms_norm", N + "rms_norm(a, {4}, {eps = 0.5})", "F.rms_norm(a, (4,), eps=0.5)", "f2x4")
case("rms_norm", N + "rms_norm(a, 4, b, 1e-3)", "F.rms_norm(a, (4,), b, 1e-3)", "f0x4", "f4")
case("rms_norm", N + "rms_norm(a:half(), 4)", "F.rms_norm(a.half(), (4,))", "f3x4")
case("rms_norm", N + "rms_norm((a * 1e-4):float(), 4)", "F.rms_norm((a * 1e-4).float(), (4,))", "f3x4")
case("local_response_norm", N + "local_response_norm(a, 2)", "F.local_response_norm(a, 2)", "f2x4x3")
case("local_response_norm", N + "local_response_norm(a, 3, 0.5, 0.6, 2)", "F.local_response_norm(a, 3, 0.5, 0.6, 2)", "f2x4x2x2")
case("local_response_norm", N + "local_response_norm(a, 2)", "F.local_response_norm(a, 2)", "f0x4x3")
case("local_response_norm", N + "local_response_norm(a, 2, 0.5, 0.75, 2)", "F.local_response_norm(a, 2, 0.5, 0.75, 2)", "i2x3x2:-9:9")
case("layer_norm", N + "layer_norm(a, {4}, nil, nil, 0.1)", "F.layer_norm(a, (4,), None, None, 0.1)", "f2x4")
case("layer_norm", N + "layer_norm(a, {4}, b)", "F.layer_norm(a, (4,), b)", "f0x4", "f4")
case("batch_norm", N + "batch_norm(a, nil, nil, b, c, true, 0.1, 0.1)", "F.batch_norm(a, None, None, b, c, True, 0.1, 0.1)", "f2x2x2x2", "f2", "f2")
case("batch_norm", N + "batch_norm(a, {training = true})", "F.batch_norm(a, None, None, training=True)", "f3x2x2")
