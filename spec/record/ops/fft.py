"""Fourier transforms."""

from opcases import case


def fft(name, args="", torch_args="", inputs=("c2x5",)):
    """The same call on both sides: tensor.fft.name(a, args)."""
    def call(rest):
        return "%s(a%s)" % (name, ", " + rest if rest else "")
    case("fft_" + name, "tensor.fft." + call(args), "torch.fft." + call(torch_args or args), *inputs)


# ---- one dimension: lengths of each radix, of primes beyond them, of one
for n in [1, 2, 3, 4, 5, 6, 7, 8, 12, 30, 37, 47]:
    for name in ["fft", "ifft"]:
        fft(name, inputs=("c%d" % n,))
    for name in ["rfft", "ihfft", "fft"]:
        fft(name, inputs=("f%d" % n,))
    fft("irfft", "%d" % n, inputs=("c%d" % (n // 2 + 1),))
    fft("hfft", "%d" % n, inputs=("c%d" % (n // 2 + 1),))
for name in ["fft", "ifft", "irfft", "hfft"]:
    for norm in ["backward", "ortho", "forward"]:
        fft(name, "nil, 1, '%s'" % norm, "None, 0, '%s'" % norm, ("c4x3",))
        fft(name, "{norm = '%s'}" % norm, "norm='%s'" % norm, ("f4x3",))
    fft(name, "3, 1", "3, 0", ("c4x2",))
    fft(name, "6, 1", "6, 0", ("c4x2",))
    fft(name, "{n = 3, dim = -2}", "n=3, dim=-2", ("c2x4x2",))
    fft(name, inputs=("i4:-5:5",))
    fft(name, inputs=("b4",))
for name in ["rfft", "ihfft"]:
    for norm in ["backward", "ortho", "forward"]:
        fft(name, "nil, 1, '%s'" % norm, "None, 0, '%s'" % norm, ("f4x3",))
    fft(name, "3, 1", "3, 0", ("f4x2",))
    fft(name, "7, 1", "7, 0", ("f4x2",))
    fft(name, inputs=("i5:-5:5",))
for name in ["fft", "rfft"]:
    fft(name, inputs=("f0x4",))
case("fft_irfft", "tensor.fft.irfft(tensor.fft.rfft(a))", "torch.fft.irfft(torch.fft.rfft(a))", "f2x6")
case("fft_fft", "tensor.fft.fft(a:transpose(1, 2))", "torch.fft.fft(a.transpose(0, 1))", "c4x3")

# ---- several dimensions
for name in ["fft", "ifft", "rfft", "irfft", "hfft", "ihfft"]:
    kind = "f" if name in ("rfft", "ihfft") else "c"
    for suffix in ["2", "n"]:
        fft(name + suffix, inputs=(kind + "2x3x4",))
        fft(name + suffix, "nil, {1, 3}", "None, (0, 2)", (kind + "2x3x4",))
        fft(name + suffix, "{3, 5}", "(3, 5)", (kind + "2x4",))
        fft(name + suffix, "{-1, 3}, {2, 1}, 'ortho'", "(-1, 3), (1, 0), 'ortho'", (kind + "4x3",))
        fft(name + suffix, "{norm = 'forward'}", "norm='forward'", (kind + "3x4",))
    fft(name + "n", "nil, {-1}", "None, (-1,)", (kind + "2x3x4",))

# ---- frequencies and order
for n in [1, 2, 5, 8]:
    for name in ["fftfreq", "rfftfreq"]:
        case("fft_" + name, "tensor.fft.%s(%d)" % (name, n), "torch.fft.%s(%d)" % (name, n))
        case("fft_" + name, 'tensor.fft.%s(%d, 0.25, {dtype = "float64"})' % (name, n),
             "torch.fft.%s(%d, 0.25, dtype=torch.float64)" % (name, n))
for name in ["fftshift", "ifftshift"]:
    fft(name, inputs=("f5",))
    fft(name, inputs=("f4x3",))
    fft(name, "2", "1", ("f4x3",))
    fft(name, "{1, -1}", "(0, -1)", ("c2x3x4",))

# ---- frames
for lua, py, inputs in [
    ("4, {return_complex = true}", "4, return_complex=True", ("f11",)),
    ("4, 2, 4, b, {return_complex = true}", "4, 2, 4, b, return_complex=True", ("f2x11", "g4")),
    ("6, 2, 3, b, {return_complex = true, normalized = true}", "6, 2, 3, b, return_complex=True, normalized=True",
     ("f12", "g3")),
    ("4, {center = false, return_complex = true, onesided = false}",
     "4, center=False, return_complex=True, onesided=False", ("f9",)),
    ('4, 1, {pad_mode = "constant", return_complex = false, window = b}',
     "4, 1, pad_mode='constant', return_complex=False, window=b", ("f7", "g4")),
    ('5, 2, {pad_mode = "replicate", return_complex = true}', "5, 2, pad_mode='replicate', return_complex=True", ("f8",)),
    ('5, 2, {pad_mode = "circular", return_complex = true}', "5, 2, pad_mode='circular', return_complex=True", ("f8",)),
    ("4, 2", "4, 2", ("c9",)),
]:
    case("stft", "a:stft(%s)" % lua, "a.stft(%s)" % py, *inputs)
for lua, py, inputs in [
    ("4, 1, {window = b}", "4, 1, window=b", ("c3x6", "g4")),
    ("4, 2, 4, b, {normalized = true}", "4, 2, 4, b, normalized=True", ("c2x3x5", "g4")),
    ("4, 1, {center = false, length = 6, window = b}", "4, 1, center=False, length=6, window=b", ("c3x6", "g4")),
    ("4, 1, {window = b}", "4, 1, window=b", ("c4x6", "g4")),
    ("4, 1, {length = 12, window = b}", "4, 1, length=12, window=b", ("c3x6", "g4")),
    ("4, 1, {onesided = false, return_complex = true, window = b}",
     "4, 1, onesided=False, return_complex=True, window=b", ("c4x5", "g4")),
]:
    case("istft", "a:istft(%s)" % lua, "torch.istft(a, %s)" % py, *inputs)
