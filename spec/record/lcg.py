"""Numbers that the recording scripts and the specs make alike (spec/data/lcg.lua is the twin).

A linear congruential generator gives multiples of 2^-23 from -1 to below 1, so every value is exact
in float32 and float64, in Python and in Lua.
"""

import textwrap

import torch


class Numbers:
    def __init__(self, seed=1):
        self.state = seed

    def number(self):
        self.state = (1664525 * self.state + 1013904223) % 2**32
        return (self.state >> 8) / 2**23 - 1

    def tensor(self, *shape, scale=1.0, dtype=torch.float64):
        count = 1
        for size in shape:
            count *= size
        values = [self.number() * scale for _ in range(count)]
        return torch.tensor(values, dtype=torch.float64).reshape(shape).to(dtype)


def lua_list(values, indent=6):
    """Numbers, or the elements of a tensor, as a Lua list with all their digits."""
    if isinstance(values, torch.Tensor):
        values = values.detach().reshape(-1).tolist()
    text = " " * 20 + "{" + ", ".join("%.17g" % v for v in values) + "}"  # room for the name
    return textwrap.fill(text, 98, subsequent_indent=" " * indent).lstrip()


def header(script):
    print("-- Recorded by spec/record/%s with PyTorch %s." % (script, torch.__version__.split("+")[0]))
