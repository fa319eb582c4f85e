"""Convolutions, their transposes, Unfold and Fold."""

from torch import nn

from layercases import case


def lua_of(args, options):
    def one(v):
        if isinstance(v, tuple):
            return "{%s}" % ", ".join(one(e) for e in v)
        if isinstance(v, bool):
            return "true" if v else "false"
        return '"%s"' % v if isinstance(v, str) else str(v)

    parts = [one(a) for a in args]
    if options:
        parts.append("{%s}" % ", ".join("%s = %s" % (k, one(v)) for k, v in options.items()))
    return ", ".join(parts)


def conv(name, args, *inputs, **options):
    case("nn.%s(%s)" % (name, lua_of(args, options)), getattr(nn, name)(*args, **options), *inputs)


conv("Conv1d", (2, 3, 2), "f2x2x4")
conv("Conv1d", (2, 3, 2), "f2x4")
conv("Conv1d", (2, 2, 3, 2, 1, 2, 2, False), "f1x2x6")
conv("Conv1d", (1, 1, 2), "f1x1x5", padding="same")
conv("Conv1d", (1, 1, 2), "f1x1x5", padding="same", padding_mode="reflect")
conv("Conv1d", (1, 1, 3), "f1x1x4", padding=2, padding_mode="circular", stride=2)
conv("Conv1d", (1, 1, 3), "f1x4", padding=3, padding_mode="replicate")
conv("Conv1d", (1, 1, 3), "f1x1x4", padding="valid")
conv("Conv2d", (1, 2, 2), "f2x1x3x3")
conv("Conv2d", (1, 2, 2), "f1x3x3")
conv("Conv2d", (2, 2, (2, 3)), "f1x2x3x4", stride=(1, 2), padding=(1, 0), dilation=(2, 1), bias=False)
conv("Conv2d", (2, 4, 2), "f1x2x3x3", groups=2)
conv("Conv2d", (2, 2, 3, 1, 1), "f1x2x3x2", groups=2)
conv("Conv2d", (3, 2, 1), "f2x3x2x2")
conv("Conv2d", (1, 1, (2, 3)), "f1x1x3x3", padding="same", dilation=(1, 2))
conv("Conv2d", (1, 1, (3, 2)), "f1x1x3x3", padding="same", padding_mode="replicate")
conv("Conv2d", (1, 1, 3), "f1x1x3x4", padding=(1, 2), padding_mode="reflect")
conv("Conv2d", (1, 1, 3), "f1x1x3x3", padding=1, padding_mode="circular", stride=2)
conv("Conv2d", (1, 1, 2), "f1x1x3x3", padding="valid", padding_mode="circular")
conv("Conv3d", (1, 2, 2), "f1x1x2x2x3")
conv("Conv3d", (1, 1, (2, 1, 2)), "f1x2x2x2", stride=(1, 2, 1), padding=(1, 0, 1))
conv("Conv3d", (2, 2, 2), "f1x2x2x3x2", groups=2, dilation=(1, 2, 1), bias=False)
conv("Conv3d", (1, 1, 2), "f1x1x2x2x2", padding="same")
conv("Conv3d", (1, 1, 3), "f1x1x2x2x2", padding=1, padding_mode="replicate")
conv("Conv3d", (1, 1, (1, 3, 2)), "f1x1x2x2x2", padding=(0, 1, 1), padding_mode="reflect")
conv("Conv3d", (1, 1, 2), "f1x1x2x2x2", padding=1, padding_mode="circular")
conv("ConvTranspose1d", (2, 3, 2), "f2x2x3")
conv("ConvTranspose1d", (2, 3, 2), "f2x3")
conv("ConvTranspose1d", (2, 2, 3, 3, 1, 2, 2, False, 2), "f1x2x3")
conv("ConvTranspose2d", (2, 1, 2), "f1x2x2x3")
conv("ConvTranspose2d", (2, 1, 2), "f2x2x2")
conv("ConvTranspose2d", (1, 2, (2, 3)), "f1x1x2x2", stride=(2, 1), padding=(1, 0), output_padding=(1, 0))
conv("ConvTranspose2d", (2, 4, 2), "f1x2x2x2", groups=2, dilation=2, bias=False)
conv("ConvTranspose3d", (1, 2, 2), "f1x1x1x2x2")
conv("ConvTranspose3d", (2, 2, (2, 1, 2)), "f2x2x1x2", stride=2, padding=(1, 0, 0), output_padding=(0, 1, 1), groups=2)

for args, shape, size in [((1, 1, 3, 2, 1), "f1x1x3x3", (6, 5)), ((1, 2, 2, 3), "f1x2x2", (7, 5)),
                          ((1, 1, 2, 2), "f1x1x2x2", (1, 1, 5, 4))]:
    case("nn.ConvTranspose2d(%s)" % lua_of(args, {}), nn.ConvTranspose2d(*args), shape,
         call="m(a, {%s})" % ", ".join(map(str, size)), apply=lambda m, a, s=size: m(a, output_size=list(s)))
case("nn.ConvTranspose1d(1, 1, 3, 2)", nn.ConvTranspose1d(1, 1, 3, 2), "f1x1x3", call="m(a, {8})",
     apply=lambda m, a: m(a, output_size=[8]))
case("nn.ConvTranspose3d(1, 1, 2, 2)", nn.ConvTranspose3d(1, 1, 2, 2), "f1x1x1x2x1", call="m(a, {output_size = {2, 5, 3}})",
     apply=lambda m, a: m(a, output_size=[2, 5, 3]))

conv("Unfold", (2,), "f1x1x3x4")
conv("Unfold", ((2, 1),), "f2x3x3", dilation=(1, 2), padding=1, stride=(2, 1))
conv("Unfold", (2, 2, 1, 2), "f1x2x3x4")
conv("Fold", ((3, 4), 2), "f1x4x6")
conv("Fold", ((3, 3), (2, 1)), "f4x6")
conv("Fold", (4, 2), "f1x4x4", stride=2)
conv("Fold", ((3, 4), 2, 2, 1, 2), "f1x8x4")
