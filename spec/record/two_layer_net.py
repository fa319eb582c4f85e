"""Records the two-layer network: python3 spec/record/two_layer_net.py > spec/data/two_layer_net.lua

Inputs 1000, hidden 100, outputs 10, batch 64; ReLU by clamp, MSELoss with reduction "sum", Adam at
1e-4, 500 steps. Numbers in the order x, y, linear1.weight, linear1.bias, linear2.weight,
linear2.bias.

In float64 the targets are the numbers, and the network learns them by heart: the loss falls to
1e-9. In float32 such a run differs by a percent between one thread and two of PyTorch itself, since
hidden units near zero turn on or off with the last bit; targets 64 times as large keep the loss
large, and runs with other orders of summation within 2e-5.
"""

import torch

from lcg import Numbers, header, lua_list

header("two_layer_net.py")
print("return {")
for name, scale in [("float64", 1), ("float32", 64)]:
    dtype = getattr(torch, name)
    numbers = Numbers(1)
    x = numbers.tensor(64, 1000, dtype=dtype)
    y = numbers.tensor(64, 10, scale=scale, dtype=dtype)
    shapes = [((100, 1000), 2**-5), ((100,), 2**-5), ((10, 100), 2**-3), ((10,), 2**-3)]
    w1, b1, w2, b2 = [numbers.tensor(*s, scale=k, dtype=dtype).requires_grad_() for s, k in shapes]
    loss_fn = torch.nn.MSELoss(reduction="sum")
    optimizer = torch.optim.Adam([w1, b1, w2, b2], lr=1e-4)
    losses = []
    for t in range(1, 501):
        hidden = torch.nn.functional.linear(x, w1, b1).clamp(min=0)
        loss = loss_fn(torch.nn.functional.linear(hidden, w2, b2), y)
        if t == 1 or t % 100 == 0:
            losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    print("  %s = {scale = %d,\n    losses = %s,\n  }," % (name, scale, lua_list(losses)))
print("}")
