"""Records in which dtypes PyTorch's operations run under automatic mixed precision on the CPU:

    OMP_NUM_THREADS=1 python3 spec/record/autocast.py

The operations are those of spec/record/ops: of each row one case, and three of those that a list of
PyTorch's names. Each runs under torch.autocast("cpu", torch.bfloat16), with inputs of float32 and of
bfloat16; the dtypes of the results go to spec/data/autocast.lua. After them: a small net, trained a
step under autocast; its loss and its gradients, which are float32.
"""

import pathlib
import re
import runpy
import warnings

import torch
import torch.nn.functional as F

import opcases
from lcg import Numbers, lua_list

warnings.filterwarnings("ignore")
here = pathlib.Path(__file__).parent
families = ["conv", "product", "linalg", "fft", "nn", "pool", "resample", "join", "index", "reduce", "stats",
            "signal", "scan", "complex", "activation", "arithmetic", "math"]
listed = {name.split("::")[1].split(".")[0].rstrip("_")
          for name in torch._C._dispatch_get_all_op_names()
          if torch._C._dispatch_has_kernel_for_dispatch_key(name, "AutocastCPU")}


def dtypes(expression, args):
    with torch.autocast("cpu", torch.bfloat16):
        result = eval(expression, {**vars(opcases), **dict(zip("abcd", args))})
    results = result if isinstance(result, (tuple, list)) else [result]
    return " ".join(opcases.name(t.dtype) if torch.is_tensor(t) else "value" for t in results)


def cast(t, dtype):
    return t.to(dtype) if t.is_floating_point() else t.to(torch.complex64) if t.is_complex() else t


def record(file):
    count = {}
    for family in families:
        opcases.cases.clear()
        runpy.run_path(str(here / "ops" / (family + ".py")))
        for row, lua, expression, inputs in opcases.cases:
            most = 3 if row.lstrip("_") in listed or row in ("pad", "einsum", "inner", "tensordot") else 1
            if "float64" in expression or ".float()" in expression or ".half()" in expression:
                continue
            for dtype in [torch.float32, torch.bfloat16]:
                numbers = Numbers(opcases.seed_of(lua, inputs))
                args = [cast(opcases.make(s, numbers), dtype) for s in inputs]
                key = row, dtype
                if count.get(key, 0) == most:
                    continue
                try:
                    result = dtypes(expression, args)
                except Exception:  # PyTorch has no kernel for it
                    continue
                if "64" in result.replace("int64", "").replace("complex64", ""):
                    continue  # the expression itself names float64
                count[key] = count.get(key, 0) + 1
                file.write("  {op = %s, lua = %s, inputs = {%s}, dtype = %s,\n    results = %s},\n" % (
                    opcases.quoted(row), opcases.quoted(lua), ", ".join(opcases.quoted(s) for s in inputs),
                    opcases.quoted(opcases.name(dtype)), opcases.quoted(result)))
        opcases.cases.clear()


def record_net(file):
    numbers = Numbers(5)
    x = numbers.tensor(2, 2, 5, 5).float().requires_grad_()
    w = (numbers.tensor(3, 2, 3, 3) / 4).float().requires_grad_()
    b = numbers.tensor(3).float().requires_grad_()
    v = (numbers.tensor(4, 27) / 4).float().requires_grad_()
    with torch.autocast("cpu", torch.bfloat16):
        hidden = F.conv2d(x, w, b).relu()
        logits = F.linear(hidden.flatten(1), v)
        loss = F.cross_entropy(logits, torch.tensor([1, 3]))
    loss.backward()
    file.write("  loss = %.9g, grads = {\n" % loss.item())
    for t in [x, w, b, v]:
        file.write("    %s,\n" % lua_list(t.grad.double(), 6))
    file.write("  },\n")


def main():
    with open(here.parent / "data" / "autocast.lua", "w") as file:
        file.write("-- Recorded by spec/record/autocast.py with PyTorch %s.\nreturn {\n" % (
            torch.__version__.split("+")[0]))
        record(file)
        record_net(file)
        file.write("}\n")


main()
