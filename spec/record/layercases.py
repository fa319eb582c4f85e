"""Cases of modules, as the files of spec/record/layers spell them and spec/record/layers.py records them.

    case("nn.Linear(3, 4)", nn.Linear(3, 4), "f2x3")

A case names the module as a script makes it in Lua, builds the same one in PyTorch, and spells its
inputs a, b, c, d as opcases.py does. Floating-point inputs of the kinds f, u and g get gradients.

  train   False: in evaluation
  call    the call in Lua, "m(a, b)" with all inputs by default
  apply   the same in Python, a function of the module and the inputs; positions among its results
          count from 1
  twice   the module is called two times, for its running statistics; the second call is compared

Parameters are filled in the order of named_parameters, with numbers from -1 to 1, so a module has
PyTorch's names, shapes and order. Gradients, of inputs and parameters, are those of the sum of each
floating-point result times numbers from the same stream.
"""

import io
import re

import torch

from lcg import Numbers, lua_list
from opcases import make, name, quoted, seed_of, values, write

torch.set_default_dtype(torch.float64)
cases = []


def case(lua, module, *inputs, train=True, call=None, apply=None, twice=False):
    call = call or "m(%s)" % ", ".join("abcdef"[:len(inputs)])
    cases.append((lua, module, inputs, train, call, apply or (lambda m, *xs: m(*xs)), twice))


def options(**given):
    """The trailing table in Lua of what PyTorch takes by name: ", {bias = false}"."""
    if not given:
        return ""
    spelled = {True: "true", False: "false"}
    parts = ["%s = %s" % (k, spelled[v] if isinstance(v, bool) else repr(v).replace("'", '"')) for k, v in given.items()]
    return ", {%s}" % ", ".join(parts)


def flat(result):
    """The tensors of a result, in order; None where there is none."""
    if isinstance(result, (tuple, list)):
        return [t for part in result for t in flat(part)]
    return [result]


def named(file, kind, tensors):
    if tensors:
        file.write("    %s = {\n" % kind)
        for key, value in tensors:
            file.write("      [%s] = %s,\n" % (quoted(key), "false" if value is None else lua_list(value, 8)))
        file.write("    },\n")


def emit(file, lua, module, inputs, train, call, apply, twice):
    numbers = Numbers(seed_of(lua + call, inputs))
    module.to(torch.float64).train(train)
    args = [make(s, numbers) for s in inputs]
    with torch.no_grad():
        for p in module.parameters():
            p.copy_(numbers.tensor(*p.shape))
    leaves = [t.requires_grad_() for t, s in zip(args, inputs) if s[0] in "fug"]
    if twice:
        apply(module, *args)
    results = flat(apply(module, *args))
    file.write("  {make = [[%s]],\n    call = [[%s]],%s%s\n    inputs = {%s}, results = {\n" % (
        lua, call, "" if train else " train = false,", " twice = true," if twice else "",
        ", ".join(quoted(s) for s in inputs)))
    total = None
    for r in results:
        if r is None:
            file.write("    false,\n")
            continue
        shape = ", ".join(str(s) for s in r.shape)
        file.write("    {shape = {%s}, dtype = %s,\n      %s},\n" % (shape, quoted(name(r.dtype)), values(r)))
        if r.is_floating_point() and r.requires_grad:
            part = (r * numbers.tensor(*r.shape)).sum()
            total = part if total is None else total + part
    file.write("    },\n")
    if total is not None:
        total.backward()
        if leaves:
            file.write("    grads = {\n")
            for t in leaves:
                file.write("      %s,\n" % values(torch.zeros_like(t) if t.grad is None else t.grad))
            file.write("    },\n")
        named(file, "parameters", [(n, p.grad) for n, p in module.named_parameters()])
    named(file, "buffers", list(module.named_buffers()))
    file.write("  },\n")


def record(family, folder):
    """Runs the cases listed since the last call; each class's go to a Lua file of their own."""
    entries = []
    for lua, *rest in cases:
        text = io.StringIO()
        emit(text, lua, *rest)
        entries.append((re.search(r"\bnn\.(\w+)", lua)[1], text.getvalue()))
    write(folder, "layers.py (layers/%s.py)" % family, entries)
    cases.clear()
