"""Creation and copies."""

from opcases import case

for row, lua, py in [
    ("full", "tensor.full({2, 3}, 7)", "torch.full((2, 3), 7)"), ("full", "tensor.full({2}, 1.5)", "torch.full((2,), 1.5)"),
    ("full", "tensor.full({2}, true)", "torch.full((2,), True)"), ("zeros", "tensor.zeros(2, 0)", "torch.zeros(2, 0)"),
    ("zeros", 'tensor.zeros({2}, {dtype = "int32"})', "torch.zeros(2, dtype=torch.int32)"),
    ("ones", "tensor.ones()", "torch.ones(())"), ("arange", "tensor.arange(5)", "torch.arange(5)"),
    ("arange", "tensor.arange(0.1, -7.9, -4, {dtype = 'int64'})", "torch.arange(0.1, -7.9, -4, dtype=torch.int64)"),
    ("arange", "tensor.arange(-0.9, 2.1, 2, {dtype = 'uint8'})", "torch.arange(-0.9, 2.1, 2, dtype=torch.uint8)"),
    ("arange", "tensor.arange(0, 5, 1.5, {dtype = 'int32'})", "torch.arange(0, 5, 1.5, dtype=torch.int32)"),
    ("arange", "tensor.arange(1, 2, 0.25)", "torch.arange(1, 2, 0.25)"), ("arange", "tensor.arange(5, 0, -2)", "torch.arange(5, 0, -2)"),
    ("linspace", "tensor.linspace(0, 1, 5)", "torch.linspace(0, 1, 5)"), ("linspace", "tensor.linspace(2, 3, 1)", "torch.linspace(2, 3, 1)"),
    ("eye", "tensor.eye(3)", "torch.eye(3)"), ("eye", 'tensor.eye(2, 4, {dtype = "int64"})', "torch.eye(2, 4, dtype=torch.int64)"),
]:
    case(row, lua, py)
for row, lua, py in [
    ("arange", "tensor.arange(2.5)", "torch.arange(2.5)"), ("arange", "tensor.arange(0)", "torch.arange(0)"),
    ("arange", "tensor.arange(1, 2, 0.3)", "torch.arange(1, 2, 0.3)"), ("arange", "tensor.arange(-1, -2, -0.25)", "torch.arange(-1, -2, -0.25)"),
    ("arange", "tensor.arange{start = 2, [\"end\"] = 7, step = 2}", "torch.arange(start=2, end=7, step=2)"),
    ("arange", 'tensor.arange(1, 6, 2, {dtype = "float64"})', "torch.arange(1, 6, 2, dtype=torch.float64)"),
    ("arange_to", 'tensor.arange(3, {dtype = "int32"})', "torch.arange(3, dtype=torch.int32)"), ("arange_to", "tensor.arange(3.5)", "torch.arange(3.5)"),
    ("linspace", 'tensor.linspace(-3, 5, 7, {dtype = "int16"})', "torch.linspace(-3, 5, 7, dtype=torch.int16)"),
    ("linspace", 'tensor.linspace(0, 10, 5, {dtype = "int64"})', "torch.linspace(0, 10, 5, dtype=torch.int64)"),
    ("linspace", 'tensor.linspace(5, -5, 4, {dtype = "float64"})', "torch.linspace(5, -5, 4, dtype=torch.float64)"),
    ("linspace", "tensor.linspace(tensor.tensor(1.5), 3, 4)", "torch.linspace(torch.tensor(1.5), 3, 4)"),
    ("linspace", "tensor.linspace(0, 1, 0)", "torch.linspace(0, 1, 0)"), ("linspace", "tensor.linspace{start = 0, [\"end\"] = 1, steps = 3}", "torch.linspace(0, 1, 3)"),
    ("logspace", "tensor.logspace(0, 1, 5)", "torch.logspace(0, 1, 5)"), ("logspace", "tensor.logspace(-2, 2, 4, 2)", "torch.logspace(-2, 2, 4, 2)"),
    ("logspace", 'tensor.logspace(0, 3, 4, {base = 2, dtype = "int64"})', "torch.logspace(0, 3, 4, base=2, dtype=torch.int64)"),
    ("logspace", 'tensor.logspace(0, 2, 5, {dtype = "float64"})', "torch.logspace(0, 2, 5, dtype=torch.float64)"),
    ("logspace", "tensor.logspace(1, 3, 5, -2)", "torch.logspace(1, 3, 5, -2)"), ("logspace", "tensor.logspace(2, 1, 1)", "torch.logspace(2, 1, 1)"),
    ("eye", "tensor.eye(0)", "torch.eye(0)"), ("eye", "tensor.eye(3, 2)", "torch.eye(3, 2)"),
]:
    case(row, lua, py)
for args, torch_args in [("3, 3", "3, 3"), ("3, 4, 1", "3, 4, 1"), ("4, 2, -1", "4, 2, -1"), ("0, 3", "0, 3"), ("3, 0", "3, 0"), ("2, 3, 9", "2, 3, 9"), ("2, 3, -9", "2, 3, -9"),
                         ('2, 2, {dtype = "int32"}', "2, 2, dtype=torch.int32")]:
    for row in ["tril_indices", "triu_indices"]:
        case(row, "tensor.%s(%s)" % (row, args), "torch.%s(%s) + 1" % (row, torch_args))
for spec in ["f3", "i4:-3:3", "f0", "f1", "b3", "=0,2,0.5"]:
    for args, torch_args in [("", ""), ("2", ", 2"), ("{N = 5, increasing = true}", ", 5, True"), ("0", ", 0"), ("1, true", ", 1, True")]:
        case("vander", "a:vander(%s)" % args, "torch.vander(a.detach()%s)" % torch_args, spec)
for spec in ["f3", "=2,0.5,-1"]:  # PyTorch's own vander has no gradient
    case("vander", "a:vander(4, true)", "torch.linalg.vander(a, N=4)", spec)
    case("vander", "a:vander()", "torch.linalg.vander(a).flip(1)", spec)
case("empty_strided", "tensor.empty_strided({2, 3}, {1, 2}):fill_(7)", "torch.empty_strided((2, 3), (1, 2)).fill_(7)")
case("empty_strided", 'tensor.empty_strided({2, 0}, {3, 1}, {dtype = "int8"})', "torch.empty_strided((2, 0), (3, 1), dtype=torch.int8)")
for row, extra in [("zeros_like", ""), ("ones_like", ""), ("full_like", "3"), ("new_zeros", "{2, 2}"),
                   ("new_ones", "{2, 2}"), ("new_full", "{2, 2}, 5")]:
    py = {"full_like": "torch.full_like(a, 3)", "new_zeros": "a.new_zeros((2, 2))", "new_ones": "a.new_ones((2, 2))",
          "new_full": "a.new_full((2, 2), 5)"}.get(row, "torch.%s(a)" % row)
    case(row, "a:%s(%s)" % (row, extra), py, "i2x3:0:3")
case("copy", "tensor._ops.copy(a)", "a.clone()", "f2x3")
for dtype in ["float32", "int64", "int32", "uint8", "bool", "float16", "bfloat16", "int8", "int16"]:
    case("to_dtype", 'a:to("%s")' % dtype, "a.detach().to(torch.%s)" % dtype, "=0,1,2.5,-0.0,100.75,0.1,3.999")
case("to_dtype", 'a:to("float32"):to("float64")', "a.to(torch.float32).to(torch.float64)", "f4")
case("fill", "(a * 1):fill_(3)", "(a * 1).fill_(3)", "f2x3")
case("fill", "(a * 1):fill_(b)", "(a * 1).fill_(b)", "f2x3", "f:")
case("zero", "(a * 1):zero_()", "(a * 1).zero_()", "f2x3")
case("copy_from", "(a * 1):copy_(b)", "(a * 1).copy_(b)", "f2x3", "f3")

for args in ["-3.7, 10.9, 5", "0, 255, 5", "0.6, 10, 1", "3, -3, 4"]:
    for dtype in ["int32", "int64", "uint8", "int8"]:
        if dtype == "uint8" and "-" in args or dtype == "int8" and "255" in args:
            continue
        case("linspace", 'tensor.linspace(%s, {dtype = "%s"})' % (args, dtype), "torch.linspace(%s, dtype=torch.%s)" % (args, dtype))
for args in ["0, 3, 7", "0.7, 3.2, 7", "-3, 3, 7", "2.9, 10, 1", "0, 10, 5, 2", "0, 3, 5, 2.5"]:
    for dtype in ["int64", "int32", "int16"]:
        case("logspace", 'tensor.logspace(%s, {dtype = "%s"})' % (args, dtype), "torch.logspace(%s, dtype=torch.%s)" % (args, dtype))
case("logspace", 'tensor.logspace(0, 3, 5, {dtype = "uint8"})', "torch.logspace(0, 3, 5, dtype=torch.uint8)")
case("linspace", 'tensor.linspace(0, 1, 3, {dtype = "complex64"})', "torch.linspace(0, 1, 3, dtype=torch.complex64)")
case("logspace", 'tensor.logspace(0, 1, 3, {dtype = "complex64"})', "torch.logspace(0, 1, 3, dtype=torch.complex64)")
