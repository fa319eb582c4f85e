"""Cases of the op table, as the files of spec/record/ops spell them and spec/record/ops.py records them.

A case names the row of tensor/ops, the Lua expression, the PyTorch expression and its inputs a,
b, c, d. Inputs are spelled as kind and sizes, and made alike on both sides (spec/ops/inputs.lua):

  f2x3    numbers from -2 to 2          u2x3    from -0.95 to 0.95       g2x3   from 0.1 to 2.1
  b2x3    booleans                      i2x3:lo:hi  int64 from lo to hi  (i8, i16, i32, u8: others)
  p4:5    positions from 1 to 5; PyTorch gets them from 0
  =x,y,.. these very float64 numbers    f:  a number without dimensions
  c2x3    complex128, both parts from -2 to 2; ~re,im,re,im.. these very complex numbers

Positions in results: the PyTorch expression adds 1. Gradients are those of the sum of each float
result times numbers from the same stream.
"""

import io
import math
import re

import torch
import torch.nn.functional as F

from lcg import Numbers, lua_list

torch.set_default_dtype(torch.float32)
inf, nan = math.inf, math.nan
out = None  # the case that is being recorded
INTS = {"i": torch.int64, "i8": torch.int8, "i16": torch.int16, "i32": torch.int32, "u8": torch.uint8}


def make(spec, numbers):
    if spec[0] == "=":
        return torch.tensor([float(v) for v in spec[1:].split(",")], dtype=torch.float64)
    if spec[0] == "~":
        pairs = torch.tensor([float(v) for v in spec[1:].split(",")], dtype=torch.float64)
        return torch.view_as_complex(pairs.reshape(-1, 2)).clone()
    if spec[0] == "c":
        return torch.complex(make("f" + spec[1:], numbers), make("f" + spec[1:], numbers))
    head, *limits = spec.split(":")
    kind = head.rstrip("0123456789x") if head[0] not in "iu" or head[0] == "u" and head[:2] != "u8" else None
    if kind is None:  # int kinds carry their width before a dash: i8-2x3
        kind, _, sizes = head.partition("-") if "-" in head else (head[0], "", head[1:])
    else:
        sizes = head[len(kind):]
    shape = [int(s) for s in sizes.split("x") if s != ""]
    count = math.prod(shape)
    if kind in INTS or kind == "p":
        lo, hi = (1, int(limits[0])) if kind == "p" else (int(limits[0]), int(limits[1]))
        values = [math.floor((numbers.number() + 1) / 2 * (hi - lo + 1)) + lo for _ in range(count)]
        t = torch.tensor(values, dtype=INTS.get(kind, torch.int64)).reshape(shape)
        return t - 1 if kind == "p" else t
    values = [numbers.number() for _ in range(count)]
    if kind == "b":
        return torch.tensor([v > 0 for v in values], dtype=torch.bool).reshape(shape)
    values = {"f": [v * 2 for v in values], "u": [v * 0.95 for v in values],
              "g": [v + 1.1 for v in values]}[kind]
    return torch.tensor(values, dtype=torch.float64).reshape(shape)


def name(dtype):
    return str(dtype).replace("torch.", "")


def seed_of(lua, inputs):
    """From the text of a case, so that a new case leaves the others as they are."""
    seed = 0
    for byte in " ".join([lua, *inputs]).encode():
        seed = (seed * 31 + byte) % 2**32
    return seed


def emit(row, lua, expression, inputs):
    numbers = Numbers(seed_of(lua, inputs))
    args = [make(s, numbers) for s in inputs]
    for t in args:
        if has_gradient(t):
            t.requires_grad_()
    names = dict(zip("abcd", args))
    result = eval(expression, {**globals(), **names})
    results = list(result) if isinstance(result, (tuple, list)) else [result]
    out.write("  {op = %s, lua = %s, inputs = {%s}, results = {\n" % (
        quoted(row), quoted(lua), ", ".join(quoted(s) for s in inputs)))
    total = None
    for r in results:
        if not torch.is_tensor(r):
            out.write("    {value = %s},\n" % str(r).lower())
            continue
        shape = ", ".join(str(s) for s in r.shape)
        out.write("    {shape = {%s}, dtype = %s,\n      %s},\n" % (shape, quoted(name(r.dtype)), values(r)))
        if has_gradient(r) and r.requires_grad:
            seed = numbers.tensor(*r.shape).to(r.dtype)
            if r.is_complex():
                seed = torch.complex(seed.real, numbers.tensor(*r.shape).to(r.dtype).real)
            part = (seed.conj() * r).sum().real if r.is_complex() else (r * seed).sum()
            total = part if total is None else total + part
    if total is not None:
        leaves = [t for t in args if has_gradient(t)]
        try:
            grads = torch.autograd.grad(total, leaves, allow_unused=True)
        except RuntimeError as e:
            raise SystemExit("%s %s: %s" % (lua, inputs, e))
        out.write("  }, grads = {\n")
        for t, g in zip(leaves, grads):
            out.write("    %s,\n" % values(g if g is not None else torch.zeros_like(t)))
    out.write("  }},\n")


def has_gradient(t):
    return t.is_floating_point() or t.is_complex()


def values(t):
    """As a list; of complex numbers both parts, one after the other."""
    if t._is_zerotensor():  # has no elements to read
        t = torch.zeros(t.shape, dtype=t.dtype)
    if t.is_complex():
        t = torch.view_as_real(t.detach().resolve_conj().resolve_neg())
    text = lua_list(t.to(torch.float64)) if t.dtype != torch.int64 else lua_list(t)
    return text


def quoted(s):
    return '"' + s.replace('"', '\\"') + '"'


EDGE = "=0.0,-0.0,1,-1,inf,-inf,nan,0.5,-2.5,1e-300,1e300"
cases = []


def case(row, lua, expression, *inputs):
    cases.append((row, lua, expression, inputs))


def method(row, args="", torch_name=None, inputs=("f2x3",), torch_args=None):
    """The same call on both sides: a:row(args) and torch.row(a, args)."""
    torch_args = args if torch_args is None else torch_args
    sep = ", " if torch_args else ""
    case(row, "a:%s(%s)" % (row, args), "torch.%s(a%s%s)" % (torch_name or row, sep, torch_args), *inputs)


def write(folder, script, entries):
    """Writes recorded cases, pairs of a subject and a text, to a Lua file for each subject."""
    subjects = {}
    for subject, text in entries:
        subjects.setdefault(subject, []).append(text)
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.lua"):
        old.unlink()
    for subject, texts in subjects.items():
        text = "".join(texts)
        numbers = re.sub(r'\[\[.*?\]\]|"(?:\\.|[^"\\])*"', "", text)
        with open(folder / (subject + ".lua"), "w") as file:
            file.write("-- Recorded by spec/record/%s with PyTorch %s.\n" % (
                script, torch.__version__.split("+")[0]))
            for symbol, value in [("inf", "math.huge"), ("nan", "0 / 0")]:
                if re.search(r"\b%s\b" % symbol, numbers):
                    file.write("local %s = %s\n" % (symbol, value))
            file.write("return {\n%s}\n" % text)


def record(family, folder):
    """Runs the cases listed since the last call; each row's go to a Lua file of their own."""
    global out
    entries = []
    for row, lua, expression, inputs in cases:
        out = io.StringIO()
        emit(row, lua, expression, inputs)
        entries.append((row, out.getvalue()))
    write(folder, "ops.py (ops/%s.py)" % family, entries)
    cases.clear()
