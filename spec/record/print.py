"""Records what PyTorch prints: python3 spec/record/print.py > spec/data/print.lua

Kept is what stands between `tensor(` and what follows the values. Elements are listed, or come from
spec/record/lcg.py, scaled and perhaps rounded. PyTorch's True and False are Lua's true and false.
"""

import math

import torch
from torch._tensor_str import _tensor_str

from lcg import Numbers, header


def number(v):
    if isinstance(v, bool):
        return "true" if v else "false"
    if isinstance(v, int):
        return str(v) if v != -(2**63) else "math.mininteger"
    if math.isnan(v):
        return "0/0"
    if math.isinf(v):
        return "math.huge" if v > 0 else "-math.huge"
    return repr(v)


def record(t, fields, **options):
    torch.set_printoptions(profile="default")
    if options:
        torch.set_printoptions(**options)
        fields += ", options = {%s}" % ", ".join(
            "%s = %s" % (k, number(v)) for k, v in options.items())
    text = "[]" if t.numel() == 0 else _tensor_str(t, len("tensor("))
    if t.dtype == torch.bool:
        text = text.lower()
    dtype = str(t.dtype).split(".")[1]
    shape = ", ".join(map(str, t.shape))
    print("  {dtype = '%s', shape = {%s}, %s,\n    text = [==[\n%s]==]}," % (dtype, shape, fields, text))


def listed(values, dtype, shape=None, **options):
    t = torch.tensor(values, dtype=dtype)
    fields = "values = {%s}" % ", ".join(map(number, values))
    record(t.reshape(shape if shape is not None else (len(values),)), fields, **options)


def made(dtype, *shape, scale=1.0, whole=False, **options):
    t = Numbers().tensor(*shape, scale=scale)
    if whole:
        t = t.floor()
    fields = "scale = %r, whole = %s" % (scale, number(whole))
    record(t.to(dtype), fields, **options)


header("print.py")
print("-- luacheck: no max line length")
print("return {")
inf, nan = math.inf, math.nan
f16, bf16, f32, f64 = torch.float16, torch.bfloat16, torch.float32, torch.float64
for d in (f32, f64, f16, bf16):
    listed([1.0, 2.0, 3.0], d)
    listed([1.5, -2.25, 0.125], d)
    listed([1.0, inf, -inf, nan], d)
    listed([1.5, inf, -inf, nan], d)
    listed([0.0, -0.0], d)
    listed([0.0, -0.0, 0.5], d)
    listed([nan, inf], d)
    listed([1e-5, 1.0], d)
    listed([1.0, 2048.5], d)
    listed([3.14159], d, ())
    made(d, 4, 5, scale=100.0)
    made(d, 2, 3, 4, scale=1000.0, whole=True)
for d in (f32, f64):
    listed([0.001, 1.0], d)
    listed([0.0009, 1.0], d)
    listed([1e8, 2.0], d)
    listed([2e8, 2.0], d)
    listed([123456789.0, 200000000.0], d)
    listed([1e30], d)
    listed([1e-30], d)
    listed([2.5e-5], d)
    listed([2.0], d, ())
    listed([nan], d, ())
    listed([1e10], d, ())
    listed([], d, (0,))
    listed([], d, (2, 0, 3))
    made(d, 50)
    made(d, 3, 50)
    made(d, 1001)
    made(d, 30, 40)
    made(d, 7, 200, scale=1e4)
    made(d, 11, 12, 13)
    made(d, 2, 2, 2, 2)
    made(d, 5, 6, 7, 8, scale=50.0, whole=True)
    made(d, 3, 4, scale=1e-3)
    made(d, 3, 4, scale=1e5)
listed([1e300, 1.0], f64)
listed([1e-310], f64)
for d in (torch.int64, torch.int32, torch.int16, torch.int8):
    listed([1, -2, 3], d)
    listed([7], d, ())
    made(d, 4, 5, scale=100.0, whole=True)
    made(d, 40, 50, scale=100.0, whole=True)
listed([0, 200, 3], torch.uint8)
listed([2**63 - 1, -(2**63)], torch.int64)
listed([True, False, True], torch.bool)
listed([True], torch.bool, ())
listed([True, False] * 3, torch.bool, (2, 3))
made(f32, 3, 4, precision=2)
made(f32, 3, 4, precision=0)
made(f32, 3, 4, sci_mode=True)
made(f32, 3, 4, scale=1e-5, sci_mode=False)
made(f32, 40, linewidth=40)
made(f32, 5, 6, threshold=10)
made(f32, 12, 12, threshold=10, edgeitems=1)
made(f32, 20, threshold=10, edgeitems=10)
made(f32, 21, threshold=10, edgeitems=10)
print("}")
