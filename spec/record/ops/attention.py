"""Scaled dot product attention. Windows, slopes and offsets have no twin in PyTorch: their cases spell
them as masks."""

from opcases import case

row, f = "scaled_dot_product_attention", "nn.functional.scaled_dot_product_attention"
t = "F.scaled_dot_product_attention"


def attention(lua, python, *inputs):
    case(row, "%s(a, b, c%s)" % (f, lua), "%s(a, b, c%s)" % (t, python), *inputs)


def masked(lua, python, *inputs):
    case(row, "%s(a, b, c, d%s)" % (f, lua), "%s(a, b, c, d%s)" % (t, python), *inputs)


small = ("f2x2", "f3x2", "f3x2")
attention("", "", *small)
attention("", "", "f2x3x2", "f2x4x2", "f2x4x3")
attention("", "", "f1x2x3x2", "f1x2x4x2", "f1x2x4x3")
attention("", "", "f2x1x2x3x2", "f2x1x2x2x2", "f2x1x2x2x2")
attention("", "", "f2x1x2x2", "f3x2", "f2x3x1")  # batches broadcast
attention(", {is_causal = true}", ", is_causal=True", "f3x2", "f3x2", "f3x2")
attention(", {is_causal = true}", ", is_causal=True", "f4x2", "f2x2", "f2x3")
attention(", {is_causal = true}", ", is_causal=True", "f2x2", "f4x2", "f4x1")
attention(", nil, 0, true", ", None, 0.0, True", "f1x2x3x2", "f1x2x3x2", "f1x2x3x2")
attention(", {scale = 0.3}", ", scale=0.3", *small)
attention(", {scale = -2}", ", scale=-2", *small)
attention(", {scale = 0}", ", scale=0.0", *small)
attention(", nil, 0, false, 1.5", ", None, 0.0, False, scale=1.5", *small)
attention(", {dropout_p = 1}", ", dropout_p=1.0", "f1x1x2x2", "f1x1x3x2", "f1x1x3x2")
attention("", "", "f1x2", "f1x2", "f1x3")
attention("", "", "f0x2", "f3x2", "f3x2")
attention("", "", "f2x2x2", "f2x0x2", "f2x0x3")
attention("", "", "f2x0", "f3x0", "f3x2")
attention("", "", "f0x2x2", "f0x3x2", "f0x3x2")

for mask in ["b2x3", "f2x3", "b1x3", "f1x3"]:
    masked("", "", *small, mask)
for mask in ["b3x4", "f3x4", "b2x1x3x4", "f2x1x3x4", "b1x2x3x4", "f1x2x1x4"]:
    masked("", "", "f2x2x3x2", "f2x2x4x2", "f2x2x4x1", mask)
masked(", {scale = 0.5}", ", scale=0.5", *small, "b2x3")
# Rows that see nothing are zero.
case(row, f + "(a, b, c, tensor{{false, false}, {true, false}, {true, true}})",
     t + "(a, b, c, torch.tensor([[False, False], [True, False], [True, True]]))", "f3x2", "f2x2", "f2x2")
case(row, f + "(a, b, c, tensor{{-math.huge, -math.huge}, {0, -math.huge}, {0.5, 0}})",
     t + "(a, b, c, torch.tensor([[-inf, -inf], [0, -inf], [0.5, 0]], dtype=torch.float64))",
     "f3x2", "f2x2", "f2x3")
case(row, f + "(a, b, c, tensor{{1.0, 2.0, -1.0}})",  # a mask of float32 goes with any query
     t + "(a, b, c, torch.tensor([[1.0, 2.0, -1.0]]).double())", *small)

attention(", {enable_gqa = true}", ", enable_gqa=True", "f1x4x2x2", "f1x2x3x2", "f1x2x3x2")
attention(", {enable_gqa = true}", ", enable_gqa=True", "f4x2x2", "f1x2x2", "f1x2x1")
attention(", {enable_gqa = true, is_causal = true}", ", enable_gqa=True, is_causal=True",
          "f2x4x2x2", "f2x1x2x2", "f2x1x2x2")
attention(", {enable_gqa = true}", ", enable_gqa=True", "f1x4x2x2", "f1x2x2x2", "f1x1x2x2")
attention(", {enable_gqa = true}", ", enable_gqa=True", "f1x2x2x2", "f1x2x2x2", "f1x2x2x2")
masked(", {enable_gqa = true}", ", enable_gqa=True", "f1x4x2x2", "f1x2x3x2", "f1x2x3x1", "b1x4x2x3")
masked(", {enable_gqa = true}", ", enable_gqa=True", "f1x4x2x2", "f1x2x3x2", "f1x2x3x1", "f2x3")

# heads as a layer hands them over, transposed
case(row, f + "(a:transpose(1, 2), b:transpose(1, 2), c:transpose(1, 2)):transpose(1, 2)",
     t + "(a.transpose(0, 1), b.transpose(0, 1), c.transpose(0, 1)).transpose(0, 1)",
     "f2x2x2", "f3x2x2", "f3x2x2")
case(row, f + "(a.mT, b.mT, c.mT)", t + "(a.mT, b.mT, c.mT)", "f2x3", "f2x2", "f3x2")
case(row, f + "(a, a, a)", t + "(a, a, a)", "f2x3x2")
for dtype in ["float", "half"]:
    case(row, f + "(a:%s(), b:%s(), c:%s())" % (dtype, dtype, dtype),
         t + "(a.%s().float(), b.%s().float(), c.%s().float()).%s()" % (dtype, dtype, dtype, dtype),
         *small)
case(row, f + "(a:detach():bfloat16(), b:detach():bfloat16(), c:detach():bfloat16())",
     t + "(a.detach().bfloat16().float(), b.detach().bfloat16().float(), "
     "c.detach().bfloat16().float()).bfloat16()", *small)
case(row, f + "(a:half(), b:half(), c:half(), d:half())",
     t + "(a.half().float(), b.half().float(), c.half().float(), d.half().float()).half()", *small, "f2x3")
case(row, f + "(a:view(2, 2), a:view(2, 2), b:view(2, 2))", t + "(a.view(2, 2), a.view(2, 2), b.view(2, 2))",
     "=1,inf,0.5,-2", "=1,2,3,4")
case(row, f + "(a:view(2, 2), b:view(2, 2), b:view(2, 2))", t + "(a.view(2, 2), b.view(2, 2), b.view(2, 2))",
     "=1,nan,0.5,-2", "=1,2,3,4")

ahead = "(torch.arange(4) - torch.arange(3)[:, None] - %d)"
window = ("f3x2", "f4x2", "f4x2")
attention(", {window_size = 1}", ", %s.abs() <= 1" % (ahead % 0), *window)
attention(", {window_size = {1, 0}}", ", (%s <= 0) & (%s >= -1)" % (ahead % 0, ahead % 0), *window)
attention(", {window_size = {-1, 1}}", ", %s <= 1" % (ahead % 0), *window)
attention(", {window_size = {0, -1}}", ", %s >= 0" % (ahead % 0), *window)
attention(", {is_causal = true, offset = 1}", ", %s <= 0" % (ahead % 1), *window)
attention(", {is_causal = true, window_size = 1, offset = 1}",
          ", (%s <= 0) & (%s >= -1)" % (ahead % 1, ahead % 1), *window)
attention(", {alibi_slopes = d}", ", -d * %s.abs()" % (ahead % 1).replace("1)", "0)"), *window, "f:")
attention(", {alibi_slopes = d, offset = 1}", ", -d[:, None, None] * %s.abs()" % (ahead % 1),
          "f2x3x2", "f1x4x2", "f2x4x1", "f2")
attention(", {alibi_slopes = d, is_causal = true}",
          ", (-d[:, None, None] * %s.abs()).masked_fill(%s > 0, -inf)" % (ahead % 0, ahead % 0),
          "f2x3x2", "f2x4x2", "f2x4x1", "f2")

turn = "torch.cat([a[..., :2] * b - a[..., 2:4] * c, a[..., :2] * c + a[..., 2:4] * b, a[..., 4:]], -1)"
pairs = "torch.cat([torch.stack([a[..., 0:4:2] * b - a[..., 1:4:2] * c, a[..., 0:4:2] * c + a[..., 1:4:2] * b], " \
        "-1).flatten(-2), a[..., 4:]], -1)"
for lua, python in [("", turn), (", true", pairs), (", {interleaved = true}", pairs)]:
    for shape in ["f3x4", "f2x3x4", "f2x3x5", "f0x3x4"]:
        case("rotary_embedding", "nn.functional.rotary_embedding(a, b, c%s)" % lua, python, shape, "f3x2", "f3x2")
case("rotary_embedding", "nn.functional.rotary_embedding(a:transpose(1, 2), b, c)",
     turn.replace("a[", "a.transpose(0, 1)["), "f3x2x4", "f3x2", "f3x2")
case("rotary_embedding", "nn.functional.rotary_embedding(a, b, c)", "a.clone()", "f3x2", "f3x0", "f3x0")
case("rotary_embedding", "nn.functional.rotary_embedding(a:float(), b:float(), c:float())",
     "(%s).float()" % turn, "f3x4", "f3x2", "f3x2")
