"""Normalisation."""

from torch import nn

from layercases import case

x = "f3x4"
case("nn.LayerNorm(4)", nn.LayerNorm(4), x)
case("nn.LayerNorm({2, 3})", nn.LayerNorm((2, 3)), "f2x2x3")
case("nn.LayerNorm(4, 0.1)", nn.LayerNorm(4, 0.1), x)
case("nn.LayerNorm(4, {elementwise_affine = false})", nn.LayerNorm(4, elementwise_affine=False), x)
case("nn.LayerNorm(4, {bias = false})", nn.LayerNorm(4, bias=False), x)
case("nn.BatchNorm1d(4)", nn.BatchNorm1d(4), x)
case("nn.BatchNorm1d(4)", nn.BatchNorm1d(4), x, twice=True)
case("nn.BatchNorm1d(2)", nn.BatchNorm1d(2), "f3x2x2")
case("nn.BatchNorm1d(4, {momentum = 0.3, eps = 0.01})", nn.BatchNorm1d(4, momentum=0.3, eps=0.01), x)
case("nn.BatchNorm1d(4, {momentum = false})", nn.BatchNorm1d(4, momentum=None), x, twice=True)
case("nn.BatchNorm1d(4, {affine = false})", nn.BatchNorm1d(4, affine=False), x)
case("nn.BatchNorm1d(4, {track_running_stats = false})", nn.BatchNorm1d(4, track_running_stats=False), x)
case("nn.BatchNorm1d(4)", nn.BatchNorm1d(4), x, train=False)
case("nn.BatchNorm1d(4, {track_running_stats = false})", nn.BatchNorm1d(4, track_running_stats=False), x,
     train=False)
for d, shape in [(2, "f2x3x2x2"), (3, "f2x2x2x1x2")]:
    n = int(shape[3])
    for lua, py in [("", ""), (", {momentum = 0.3, eps = 0.01}", ", momentum=0.3, eps=0.01"), (", {affine = false}", ", affine=False"),
                    (", {track_running_stats = false}", ", track_running_stats=False"), (", {momentum = false}", ", momentum=None"),
                    (", {bias = false}", ", bias=False")]:
        for train, twice in [(True, True), (False, False)]:
            case("nn.BatchNorm%dd(%d%s)" % (d, n, lua), eval("nn.BatchNorm%dd(%d%s)" % (d, n, py)), shape, train=train, twice=twice)
case("nn.SyncBatchNorm(3)", nn.BatchNorm2d(3), "f2x3x2x2", twice=True)
case("nn.SyncBatchNorm(3)", nn.BatchNorm1d(3), "f4x3", train=False)
case("nn.SyncBatchNorm.convert_sync_batchnorm(nn.Sequential(nn.Linear(3, 2), nn.BatchNorm1d(2)))",
     nn.Sequential(nn.Linear(3, 2), nn.BatchNorm1d(2)), "f4x3")
for d, shape, single in [(1, "f2x3x4", "f3x4"), (2, "f2x2x2x2", "f2x2x3"), (3, "f1x2x2x2x2", "f2x2x1x2")]:
    n = int(shape[3])
    for lua, py in [("", ""), (", {affine = true}", ", affine=True"), (", {affine = true, track_running_stats = true}", ", affine=True, track_running_stats=True"),
                    (", {track_running_stats = true, momentum = 0.3, eps = 0.01}", ", track_running_stats=True, momentum=0.3, eps=0.01")]:
        for train in (True, False):
            case("nn.InstanceNorm%dd(%d%s)" % (d, n, lua), eval("nn.InstanceNorm%dd(%d%s)" % (d, n, py)), shape, train=train, twice=train)
    case("nn.InstanceNorm%dd(%d, {affine = true})" % (d, n), eval("nn.InstanceNorm%dd(%d, affine=True)" % (d, n)),
         single if single[1] == str(n) else "f%d%s" % (n, single[2:]))
case("nn.GroupNorm(2, 4)", nn.GroupNorm(2, 4), "f2x4x3")
case("nn.GroupNorm(2, 4, 0.1)", nn.GroupNorm(2, 4, 0.1), "f3x4")
case("nn.GroupNorm(1, 3)", nn.GroupNorm(1, 3), "f2x3x2x2")
case("nn.GroupNorm(3, 3, {affine = false})", nn.GroupNorm(3, 3, affine=False), "f2x3x2x2")
case("nn.GroupNorm(2, 4, {bias = false})", nn.GroupNorm(2, 4, bias=False), "f2x4x2")
case("nn.RMSNorm(4)", nn.RMSNorm(4), x)
case("nn.RMSNorm({2, 3})", nn.RMSNorm((2, 3)), "f2x2x3")
case("nn.RMSNorm(4, 0.1)", nn.RMSNorm(4, 0.1), x)
case("nn.RMSNorm(4, {elementwise_affine = false})", nn.RMSNorm(4, elementwise_affine=False), x)
case("nn.LocalResponseNorm(2)", nn.LocalResponseNorm(2), "f2x4x3")
case("nn.LocalResponseNorm(3, 0.5, 0.6, 2)", nn.LocalResponseNorm(3, 0.5, 0.6, 2.0), "f2x4x2x2")
