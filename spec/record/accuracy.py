"""Points at which float32 functions must be right, in the format of NumPy's umath-validation-set
files: python3 spec/record/accuracy.py (needs mpmath). One file a function, in spec/data/accuracy.

Inputs: denormals and zeros of both signs, the edges of the range, neighbours of 1, of multiples of
pi / 2 and of the points where a function overflows, and numbers of all exponents between.
"""

import pathlib
import struct

import mpmath

mpmath.mp.prec = 300
inf, nan = float("inf"), float("nan")


def bits(x):
    return struct.unpack("<I", struct.pack("<f", x))[0]


def single(b):
    return struct.unpack("<f", struct.pack("<I", b))[0]


def rounded(y):
    """The nearest float32 of an exact value."""
    if mpmath.isnan(y):
        return nan
    if mpmath.isinf(y):
        return float(y)
    if y == 0:
        return 0.0
    exponent = max(int(mpmath.floor(mpmath.log(abs(y), 2))), -126)
    step = mpmath.mpf(2) ** (exponent - 23)
    value = mpmath.nint(y / step) * step  # ties to even
    return float(value) if abs(value) < mpmath.mpf(2) ** 128 else (inf if y > 0 else -inf)


def real(f, low=-inf, high=inf, ends=()):
    ends = dict(ends)

    def g(x):
        if x in ends:
            return ends[x]
        if not low <= x <= high:
            return nan
        if x == 0 and f(mpmath.mpf(0)) == 0:
            return x  # the sign stays
        return rounded(f(mpmath.mpf(x)))
    return g


one = mpmath.mpf(1)
functions = {
    "exp": real(mpmath.exp, ends={inf: inf, -inf: 0.0}), "exp2": real(lambda x: one * 2 ** x, ends={inf: inf, -inf: 0.0}),
    "expm1": real(mpmath.expm1, ends={inf: inf, -inf: -1.0}),
    "log": real(mpmath.log, 0, ends={inf: inf, 0.0: -inf}), "log2": real(lambda x: mpmath.log(x) / mpmath.log(2), 0, ends={inf: inf, 0.0: -inf}),
    "log10": real(mpmath.log10, 0, ends={inf: inf, 0.0: -inf}), "log1p": real(mpmath.log1p, -1, ends={inf: inf, -1.0: -inf}),
    "sin": real(mpmath.sin, ends={inf: nan, -inf: nan}), "cos": real(mpmath.cos, ends={inf: nan, -inf: nan}),
    "tan": real(mpmath.tan, ends={inf: nan, -inf: nan}), "arcsin": real(mpmath.asin, -1, 1), "arccos": real(mpmath.acos, -1, 1),
    "arctan": real(mpmath.atan, ends={inf: rounded(mpmath.pi / 2), -inf: rounded(-mpmath.pi / 2)}),
    "sinh": real(mpmath.sinh, ends={inf: inf, -inf: -inf}), "cosh": real(mpmath.cosh, ends={inf: inf, -inf: inf}),
    "tanh": real(mpmath.tanh, ends={inf: 1.0, -inf: -1.0}), "arcsinh": real(mpmath.asinh, ends={inf: inf, -inf: -inf}),
    "arccosh": real(mpmath.acosh, 1, ends={inf: inf}), "arctanh": real(mpmath.atanh, -1, 1, ends={1.0: inf, -1.0: -inf}),
    "erf": real(mpmath.erf, ends={inf: 1.0, -inf: -1.0}), "erfc": real(mpmath.erfc, ends={inf: 0.0, -inf: 2.0}),
    "sigmoid": real(lambda x: 1 / (1 + mpmath.exp(-x)), ends={inf: 1.0, -inf: 0.0}),
    "sqrt": real(mpmath.sqrt, 0, ends={inf: inf}), "rsqrt": real(lambda x: 1 / mpmath.sqrt(x), 0, ends={inf: 0.0}),
}

places = {0x00000000, 0x00000001, 0x00000002, 0x00000123, 0x00345678, 0x007fffff, 0x00800000, 0x00800001, 0x7f7fffff, 0x7f800000}
for x in [0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5, 9, 9.5, 10, 17, 50, 87.3, 88.7, 89, 103.9, 104, 126, 127.9, 149, 150, 1e3, 1e5, 1e10, 1e30,
          1e-3, 1e-5, 1e-8, 1e-20, 1e-38, 0.84375, 4.0, 0.34657359, 0.6931472] + [i * 1.5707963267948966 for i in (1, 2, 3, 4, 7, 100, 1e4, 1e6)]:
    places |= {bits(x) + k for k in (-1, 0, 1)}
places |= {(exponent << 23) + (exponent * 2654435761 & 0x7fffff) for exponent in range(1, 255, 4)}
inputs = sorted(places) + [b | 0x80000000 for b in sorted(places)]

folder = pathlib.Path(__file__).parent.parent / "data" / "accuracy"
for name, f in functions.items():
    with open(folder / ("umath-validation-set-%s.csv" % name), "w") as out:
        out.write("dtype,input,output,ulperrortol\n")
        for b in inputs:
            if name == "rsqrt" and b & 0x7fffffff == 0:
                y = inf if b == 0 else -inf
            elif name in ("sqrt",) and b == 0x80000000:
                y = -0.0
            else:
                y = f(single(b))
            y = 0x7fc00000 if y != y else bits(y)
            out.write("np.float32,0x%08x,0x%08x,4\n" % (b, y))
