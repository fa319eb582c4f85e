"""Creation and copies."""

from opcases import case

for row, lua, py in [
    ("full", "tensor.full({2, 3}, 7)", "torch.full((2, 3), 7)"), ("full", "tensor.full({2}, 1.5)", "torch.full((2,), 1.5)"),
    ("full", "tensor.full({2}, true)", "torch.full((2,), True)"), ("zeros", "tensor.zeros(2, 0)", "torch.zeros(2, 0)"),
    ("zeros", 'tensor.zeros({2}, {dtype = "int32"})', "torch.zeros(2, dtype=torch.int32)"),
    ("ones", "tensor.ones()", "torch.ones(())"), ("arange", "tensor.arange(5)", "torch.arange(5)"),
    ("arange", "tensor.arange(1, 2, 0.25)", "torch.arange(1, 2, 0.25)"), ("arange", "tensor.arange(5, 0, -2)", "torch.arange(5, 0, -2)"),
    ("linspace", "tensor.linspace(0, 1, 5)", "torch.linspace(0, 1, 5)"), ("linspace", "tensor.linspace(2, 3, 1)", "torch.linspace(2, 3, 1)"),
    ("eye", "tensor.eye(3)", "torch.eye(3)"), ("eye", 'tensor.eye(2, 4, {dtype = "int64"})', "torch.eye(2, 4, dtype=torch.int64)"),
]:
    case(row, lua, py)
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
