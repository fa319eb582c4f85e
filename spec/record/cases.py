"""Cases of a recording script in the form that spec/tensor/recorded.lua runs.

A case is the body of a Lua function of x, y, z (and I, which makes an index tensor of a Lua list),
the same in PyTorch, and the shapes of its inputs, whose numbers come from lcg.py. Recorded are the
result, the gradients of L = sum(w * result^2) with w from the same numbers, and the gradient of the
sum of the squares of these gradients with respect to x: second derivatives.
"""

import sys
import textwrap

import torch

from lcg import Numbers, header, lua_list

torch.set_default_dtype(torch.float64)
cases = []


def case(group, lua, f, *shapes, second=True):
    cases.append((group, lua if "return" in lua else "return " + lua, f, shapes, second))


def write(script):
    header(script)
    print("return {")
    for group, lua, f, shapes, second in cases:
        numbers = Numbers(3)
        inputs = [numbers.tensor(*s, scale=2.0).requires_grad_() for s in shapes]
        result = f(*inputs)
        weights = numbers.tensor(*result.shape)
        code = "\n      ".join(textwrap.wrap(lua, 84, break_long_words=False, break_on_hyphens=False))
        print("  {group = %r,\n    code = [=[%s]=]," % (group, code))
        print("    inputs = {%s}," % ", ".join("{%s}" % ", ".join(map(str, s)) for s in shapes))
        print("    shape = {%s}," % ", ".join(map(str, result.shape)))
        print("    result = %s," % lua_list(result))
        if result.requires_grad:
            write_gradients((weights * result * result).sum(), inputs, second)
        print("  },")
    print("}")


def write_gradients(loss, inputs, with_second):
    zero = [torch.zeros_like(i) for i in inputs]
    first = torch.autograd.grad(loss, inputs, create_graph=True, allow_unused=True)
    first = [a if a is not None else b for a, b in zip(first, zero)]
    squares = sum((g * g).sum() for g in first)
    second = zero[0]
    if with_second and squares.requires_grad:
        try:
            second = torch.autograd.grad(squares, inputs[0], allow_unused=True)[0]
        except RuntimeError as error:  # a few of PyTorch's formulas have no derivative of their own
            sys.stderr.write("no second derivative: %s\n" % str(error).split("\n")[0])
            with_second = False
        second = zero[0] if second is None else second
    for i, g in enumerate(first):
        print("    grad%d = %s," % (i + 1, lua_list(g)))
    if with_second:
        print("    second = %s," % lua_list(second))
