"""PyTorch's side of spec/bench: python3 spec/bench/torch_side.py THREADS

Reads requests from standard input and answers each with one line on standard output:

  case        the lines up to one with a single dot are Python; they define step() or, where the
              call itself would count, run(calls). Answer: "ok"
  time CALLS  runs the case that often, after a call to warm up. Answer: seconds per call
  once CALLS  the same without warming up

Whatever fails is answered with "error: ...".
"""

import sys
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

lines = iter(sys.stdin.readline, "")
space = {}


def define():
    source = []
    for line in lines:
        if line == ".\n":
            break
        source.append(line)
    space.clear()  # what the case before held is freed
    space.update(torch=torch, nn=nn, F=F)
    exec("".join(source), space)
    return "ok"


def measure(calls, warm):
    if "run" in space:
        run = space["run"]
        start = time.perf_counter()
        run(calls)
    else:
        step = space["step"]
        if warm:  # the threads wake up, the caches fill
            step()
        start = time.perf_counter()
        for _ in range(calls):
            step()
    return repr((time.perf_counter() - start) / calls)


def main():
    torch.set_num_threads(int(sys.argv[1]))
    print("PyTorch", torch.__version__, flush=True)
    for line in lines:
        word, _, rest = line.strip().partition(" ")
        try:
            answer = define() if word == "case" else measure(int(rest), word == "time")
        except Exception as problem:  # the case is at fault, and the next one may be right
            answer = "error: " + " ".join(str(problem).split())
        print(answer, flush=True)


main()
