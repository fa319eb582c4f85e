"""Records optimisers and schedules: python3 spec/record/optim.py > spec/data/optim.lua

The problem is one whose gradients are polynomials: parameters a (2, 3) and b (4), with
loss = sum(s * (a - t)^2) + sum((b * b - u)^2) + 0.1 * sum(a) * sum(b).
"""

import torch

from lcg import Numbers, header, lua_list

torch.set_default_dtype(torch.float64)
optim = torch.optim


def problem():
    numbers = Numbers(7)
    a, b = numbers.tensor(2, 3).requires_grad_(), numbers.tensor(4).requires_grad_()
    s, t, u = numbers.tensor(2, 3).abs() + 0.5, numbers.tensor(2, 3), numbers.tensor(4)

    def loss(with_b=True):
        value = (s * (a - t) ** 2).sum()
        if with_b:
            value = value + ((b * b - u) ** 2).sum() + 0.1 * a.sum() * b.sum()
        return value

    return a, b, loss


cases = [
    ("SGD", "lr = 0.01", dict(lr=0.01)),
    ("SGD", "lr = 0.01, momentum = 0.9", dict(lr=0.01, momentum=0.9)),
    ("SGD", "lr = 0.01, momentum = 0.9, dampening = 0.3", dict(lr=0.01, momentum=0.9, dampening=0.3)),
    ("SGD", "lr = 0.01, momentum = 0.9, nesterov = true, weight_decay = 0.1",
     dict(lr=0.01, momentum=0.9, nesterov=True, weight_decay=0.1)),
    ("SGD", "lr = 0.01, weight_decay = 0.2", dict(lr=0.01, weight_decay=0.2)),
    ("SGD", "lr = 1e-3, momentum = 0.5, maximize = true", dict(lr=1e-3, momentum=0.5, maximize=True)),
    ("Adam", "", dict()),
    ("Adam", "lr = 0.05, betas = {0.8, 0.95}, eps = 1e-4", dict(lr=0.05, betas=(0.8, 0.95), eps=1e-4)),
    ("Adam", "lr = 0.05, weight_decay = 0.1", dict(lr=0.05, weight_decay=0.1)),
    ("Adam", "lr = 0.2, amsgrad = true", dict(lr=0.2, amsgrad=True)),
    ("Adam", "lr = 0.01, maximize = true", dict(lr=0.01, maximize=True)),
    ("AdamW", "", dict()),
    ("AdamW", "lr = 0.05, weight_decay = 0.3", dict(lr=0.05, weight_decay=0.3)),
    ("AdamW", "lr = 0.2, amsgrad = true", dict(lr=0.2, amsgrad=True)),
]

header("optim.py")
print("return {\n  steps = {")
for name, lua, options in cases:
    for some in [False, True]:  # true: b has no gradient at every third step
        a, b, loss = problem()
        optimizer = getattr(optim, name)([a, b], **options)
        print("    {name = %r, some = %s, options = {" % (name, str(some).lower()))
        if lua:
            print("      %s" % lua)
        print("      },")
        for step in range(1, 51):
            optimizer.zero_grad()
            loss(not some or step % 3 != 0).backward()
            optimizer.step()
            if step in (1, 10, 50):
                print("      [%d] = %s," % (step, lua_list(a.reshape(-1).tolist() + b.tolist(), 8)))
        print("    },")
print("  },\n  groups = {")
a, b, loss = problem()
optimizer = optim.Adam([dict(params=[a], lr=0.1), dict(params=[b], weight_decay=0.5)], lr=0.01)
for step in range(1, 51):
    optimizer.zero_grad()
    loss().backward()
    optimizer.step()
    if step in (1, 50):
        print("    [%d] = %s," % (step, lua_list(a.reshape(-1).tolist() + b.tolist())))
print("  },\n  schedules = {")

S = optim.lr_scheduler
schedules = [
    ("StepLR(optimizer, 4)", lambda o: [S.StepLR(o, 4)]),
    ("StepLR(optimizer, 3, {gamma = 0.5})", lambda o: [S.StepLR(o, 3, gamma=0.5)]),
    ("CosineAnnealingLR(optimizer, 10)", lambda o: [S.CosineAnnealingLR(o, 10)]),
    ("CosineAnnealingLR(optimizer, 7, 0.01)", lambda o: [S.CosineAnnealingLR(o, 7, 0.01)]),
    ("LambdaLR(optimizer, function(e) return 0.9 ^ e end)",
     lambda o: [S.LambdaLR(o, lambda e: 0.9**e)]),
    ("LambdaLR(optimizer, {function(e) return 1 / (1 + e) end, function(e) return e end})",
     lambda o: [S.LambdaLR(o, [lambda e: 1 / (1 + e), lambda e: e])]),
    ("CosineAnnealingLR(optimizer, 9), scheduler.StepLR(optimizer, 4, 0.5)",
     lambda o: [S.CosineAnnealingLR(o, 9), S.StepLR(o, 4, 0.5)]),
]
for lua, make in schedules:
    a, b, loss = problem()
    optimizer = optim.SGD([dict(params=[a]), dict(params=[b], lr=0.25)], lr=0.1)
    chain = make(optimizer)
    rates = []
    for step in range(25):
        rates += [group["lr"] for group in optimizer.param_groups]
        optimizer.step()
        for scheduler in chain:
            scheduler.step()
    print("    {make = [[%s]],\n      rates = %s,\n    }," % (lua, lua_list(rates, 8)))
print("  },\n}")
