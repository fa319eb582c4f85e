"""Special functions: tensor.special, and those that are methods as well."""

import torch

from opcases import EDGE, case, method


def takes_half(row):
    """Whether PyTorch has the function in half precision on the CPU."""
    try:
        getattr(torch.special, row)(torch.ones(1, dtype=torch.float16))
        return True
    except (NotImplementedError, RuntimeError):
        return False


def special(row, inputs, edge=EDGE, detach=True):
    """tensor.special.row of one operand: random, edge, integer and half precision inputs."""
    name = row if row in METHODS else "special_" + row
    call, torch_call = "tensor.special.%s(%%s)" % row, "torch.special.%s(%%s)" % row
    for spec in (inputs, inputs[0] + ":", inputs[0] + "0x3") if inputs[0] != "=" else (inputs,):
        case(name, call % "a", torch_call % "a", spec)
    if edge:
        case(name, call % "a", torch_call % ("a.detach()" if detach else "a"), edge)
    case(name, call % "a", torch_call % "a", "i4:0:4")
    case(name, call % "a:float()", torch_call % "a.float()", inputs)
    if takes_half(row):
        case(name, call % "a:half()", torch_call % "a.detach().half()", "g4")


METHODS = {"digamma", "erfinv", "i0"}
# At minus infinity and beyond 1e4 the digits of a sine are chance.
# PyTorch itself is right to eight digits only between 3 and 20.
NEAR = "=0.0,-0.0,1,-1,nan,0.5,-0.25,1.75,1e-300"
for row in ["digamma", "entr", "erfcx", "i0", "i0e", "i1", "i1e", "log_ndtr", "ndtr"]:
    special(row, "f2x3" if row != "entr" else "g2x3")
for row in ["bessel_j0", "bessel_j1"]:
    special(row, "f2x3", NEAR)
special("spherical_bessel_j0", "f2x3")
special("airy_ai", "u2x3", "=0,-0.0,1,-1,nan,0.5,2,8,-1.5,1e-300")
case("special_airy_ai", "tensor.special.airy_ai(a)", "torch.special.airy_ai(a.detach())", "=1.5,1.4999,0.5,-0.5,-1.5,2.5")
for row in ["bessel_y0", "bessel_y1", "modified_bessel_k0", "modified_bessel_k1",
            "scaled_modified_bessel_k0", "scaled_modified_bessel_k1"]:
    special(row, "g2x3", NEAR)
special("erfinv", "u2x3")
special("ndtri", "=0.1,0.5,0.9,1e-3,0.999", "=0.0,1,-1,2,nan,1e-300,1e-20,0.25")

# Under the names of others.
for name, row, spec in [("gammaln", "lgamma", "g2x3"), ("psi", "digamma", "g2x3"), ("expit", "sigmoid", "f2x3"),
                        ("exp2", "exp2", "f2x3"), ("expm1", "expm1", "f2x3"), ("log1p", "log1p", "g2x3"),
                        ("sinc", "sinc", "f2x3"), ("erf", "erf", "f2x3"), ("erfc", "erfc", "f2x3"),
                        ("modified_bessel_i0", "i0", "f2x3"), ("modified_bessel_i1", "special_i1", "f2x3"),
                        ("round", "round", "f2x3")]:
    case(row, "tensor.special.%s(a)" % name, "torch.special.%s(a)" % name, spec)
case("softmax", "tensor.special.softmax(a, 2)", "torch.special.softmax(a, 1)", "f2x3")
case("log_softmax", "tensor.special.log_softmax(a, -1)", "torch.special.log_softmax(a, -1)", "f2x3")
case("logsumexp", "tensor.special.logsumexp(a, 1)", "torch.special.logsumexp(a, 0)", "f2x3")

# Methods.
method("lgamma", inputs=("g2x3",))
method("lgamma", inputs=("f2x3",))
method("lgamma", inputs=("i6:-2:5",))
case("lgamma", "a:lgamma()", "torch.lgamma(a.detach())", EDGE)
for row in ["digamma", "i0"]:
    method(row, inputs=("f4",))
method("erfinv", inputs=("u4",))

# polygamma: n first as a function, second as a method.
for n in [0, 1, 2, 3, 4]:
    case("polygamma_n", "tensor.polygamma(%d, a)" % n, "torch.polygamma(%d, a)" % n, "g2x3")
    case("polygamma", "a:polygamma(%d)" % n, "a.polygamma(%d)" % n, "g4")
    case("polygamma", "a:polygamma(%d)" % n, "a.detach().polygamma(%d)" % n, "=0.0,-0.0,1,2,3.5,nan,0.5,-2.5,7,30")
case("polygamma_n", "tensor.special.polygamma(2, a)", "torch.special.polygamma(2, a)", "i4:1:5")
case("polygamma_n", "tensor.polygamma(1, a:float())", "torch.polygamma(1, a.float())", "g3")

for p in [1, 2, 4]:
    case("mvlgamma", "(a + 2):mvlgamma(%d)" % p, "(a + 2).mvlgamma(%d)" % p, "g2x3")
case("mvlgamma", "a:mvlgamma(3)", "torch.mvlgamma(a.detach(), 3)", "=2.5,3,1.25,10,nan")
case("mvlgamma", "a:mvlgamma(2)", "torch.mvlgamma(a, 2)", "i4:1:5")
case("mvlgamma", "tensor.special.multigammaln(a + 1, 2)", "torch.special.multigammaln(a + 1, 2)", "g:")

# Incomplete gamma functions: no derivative in the first operand.
ENDS = "=0,0,1,0,2,inf,inf,1,-1,nan,3,1,20,0.5", "=0,1,0,-0.0,inf,2,inf,nan,1,1,2,1e-300,15,1e300"
for row, name in [("igamma", "gammainc"), ("igammac", "gammaincc")]:
    for first, second in [("g2x3", "g2x3"), ("g4x1", "g2x1x3"), ("g:", "g3"), ("=0.5,2,5,12,18,250", "=0.4,4,1,12,30,100")]:
        case(row, "a:detach():%s(b)" % row, "torch.%s(a.detach(), b)" % row, first, second)
    case(row, "a:%s(b)" % row, "torch.%s(a.detach(), b.detach())" % row, *ENDS)
    case(row, "tensor.special.%s(a:detach(), b)" % name, "torch.special.%s(a.detach(), b)" % name, "g3", "g3")
    case(row, "a:float():detach():%s(b:float())" % row, "torch.%s(a.detach().float(), b.float())" % row, "g5", "g5")

case("special_zeta", "tensor.special.zeta(a:detach() + 1, b)", "torch.special.zeta(a.detach() + 1, b)", "g2x3", "g3")
case("special_zeta", "tensor.special.zeta(a, b)", "torch.special.zeta(a.detach(), b.detach())",
     "=1,2,0.5,nan,2,2,3,2.5,4,2", "=1,0,1,1,-1,-0.5,-1.5,-0.5,1e3,1e-300")
case("special_zeta", "tensor.special.zeta(2, a)", "torch.special.zeta(2, a)", "g4")
case("special_zeta", "tensor.special.zeta(a, 2)", "torch.special.zeta(a.detach(), 2)", "=1.5,2,3,60")
case("special_zeta", "tensor.special.zeta(a, b)", "torch.special.zeta(a, b)", "i4:2:4", "i4:1:3")

# logit, with and without eps
method("logit", inputs=("=0.1,0.25,0.5,0.75,0.9",))
case("logit", "a:logit()", "torch.logit(a.detach())", EDGE)
case("logit", "a:logit()", "torch.logit(a.detach())", "=0.25,0.5,1.5,-0.5")
method("logit", "0.2", inputs=("=0.1,0.25,0.5,0.75,0.9,-3,4",))
case("logit", "a:logit{eps = 0.1}", "torch.logit(a.detach(), eps=0.1)", EDGE)
case("logit", "a:logit(0.25)", "torch.logit(a, 0.25)", "i3:0:1")
case("logit", "tensor.special.logit(a, 1e-6)", "torch.special.logit(a, eps=1e-6)", "=0.25,0.5")

# Products with logarithms.
ZERO = "=0,0,0,0,-0.0,1,nan,inf,2,0", "=0,1,-1,inf,2,0,1,1,nan,nan"
for row, name in [("xlogy", "xlogy"), ("special_xlog1py", "xlog1py")]:
    lua, py = "tensor.special." + name, "torch.special." + name
    case(row, lua + "(a, b)", py + "(a, b)", "f2x3", "g2x3")
    case(row, lua + "(a, b)", py + "(a, b)", "f2x1x3", "g4x1")
    case(row, lua + "(a, b)", py + "(a.detach(), b.detach())", *ZERO)
    case(row, lua + "(2, a)", py + "(2, a)", "g3")
    case(row, lua + "(a, 3)", py + "(a, 3)", "f3")
    case(row, lua + "(2.5, a)", py + "(2.5, a)", "i3:1:4")
    case(row, lua + "(a, b)", py + "(a, b)", "i4:0:4", "i4:1:4")
method("xlogy", "b", inputs=("f2x3", "g3"))
method("xlogy", "2", inputs=("f2x3",))
case("xlogy", "a:xlogy(b)", "torch.xlogy(a.detach(), b.detach())", "=0,0,1", "=0,2,3")

# Polynomials have no derivatives.
for kind in ["chebyshev_polynomial_t", "chebyshev_polynomial_u", "chebyshev_polynomial_v", "chebyshev_polynomial_w",
             "shifted_chebyshev_polynomial_t", "shifted_chebyshev_polynomial_u", "shifted_chebyshev_polynomial_v",
             "shifted_chebyshev_polynomial_w", "hermite_polynomial_h", "hermite_polynomial_he",
             "laguerre_polynomial_l", "legendre_polynomial_p"]:
    lua, py, row = "tensor.special." + kind, "torch.special." + kind, "special_" + kind
    case(row, lua + "(a, b)", py + "(a, b)", "f2x3", "i2x3:-1:12")
    case(row, lua + "(a, 5)", py + "(a, 5)", "u2x3")
    case(row, lua + "(0.3, a)", py + "(0.3, a)", "i6:-1:20")
    case(row, lua + "(a, b)", py + "(a, b)", "=1,-1,1,-1,0,1.5,-1.5,nan,0.5", "=3,3,12,12,7,2,3,2,2.75")
    case(row, lua + "(a:float(), 3)", py + "(a.float(), 3)", "u4x1")
    case(row, lua + "(a, b)", py + "(a, b)", "i4:-2:2", "i4:0:4")
