"""Records what PyTorch says of dtypes and memory formats: python3 spec/record/typing.py > spec/data/typing.lua"""

import itertools

import torch

from lcg import header

NAMES = ["bool", "uint8", "int8", "int16", "int32", "int64", "float16", "bfloat16", "float32", "float64"]
DTYPES = [getattr(torch, n) for n in NAMES]


def name(dtype):
    return str(dtype).replace("torch.", "")


def row(*cells):
    texts = [("true" if c else "false") if isinstance(c, bool) else
             "{%s}" % ", ".join(map(str, c)) if isinstance(c, (tuple, list, torch.Size)) else
             str(c) if isinstance(c, int) else c.hex() if isinstance(c, float) else '"%s"' % c for c in cells]
    print("    {%s}," % ", ".join(texts))


header("typing.py")
print("-- luacheck: no max line length")
print("return {\n  finfo = { -- dtype, bits, eps, max, min, tiny, smallest_normal, resolution")
for d in (torch.float16, torch.bfloat16, torch.float32, torch.float64):
    i = torch.finfo(d)
    row(name(d), i.bits, i.eps, i.max, i.min, i.tiny, i.smallest_normal, i.resolution)
print("  },\n  iinfo = { -- dtype, bits, max, min")
for d in (torch.uint8, torch.int8, torch.int16, torch.int32):
    i = torch.iinfo(d)
    row(name(d), i.bits, i.max, i.min)
print("  },\n  pairs = { -- a, b, promote_types, can_cast, result_type of (2) and (), of () and ()")
for a, b in itertools.product(DTYPES, DTYPES):
    one, zero = torch.ones(2, dtype=a), torch.ones((), dtype=b)
    row(name(a), name(b), name(torch.promote_types(a, b)), torch.can_cast(a, b),
        name(torch.result_type(one, zero)), name(torch.result_type(one[0], zero)))
print("  },\n  numbers = { -- dtype, result_type of (2) with true, 1, 1.5; of () with them")
for d in DTYPES:
    one = torch.ones(2, dtype=d)
    row(name(d), *(name(torch.result_type(t, n)) for t in (one, one[0]) for n in (True, 1, 1.5)))
print("  },\n  strides = { -- sizes, order of dimensions, strides of that view, of clone, of channels_last")
for sizes, order in [((2, 3, 4, 5), (0, 1, 2, 3)), ((2, 3, 4, 5), (0, 3, 1, 2)), ((2, 3, 4, 5), (3, 2, 1, 0)),
                     ((2, 1, 4, 5), (0, 1, 2, 3)), ((2, 3, 4, 5), (1, 0, 3, 2)), ((2, 3, 4, 5), (2, 0, 1, 3))]:
    t = torch.zeros(sizes).permute(order)
    row(sizes, [o + 1 for o in order], t.stride(), t.clone().stride(),
        t.contiguous(memory_format=torch.channels_last).stride(), t.double().stride(),
        [o + 1 for o in t.dim_order()])
print("  },\n}")
