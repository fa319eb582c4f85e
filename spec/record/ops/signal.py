"""Windows."""

from opcases import case

WINDOWS = ["bartlett", "blackman", "hamming", "hann", "kaiser"]
for name in WINDOWS:
    row = name + "_window"
    for args in ["0", "1", "2", "7", "8"]:
        case(row, "tensor.%s(%s)" % (row, args), "torch.%s(%s)" % (row, args))
        case(row, 'tensor.%s(%s, false, {dtype = "float64"})' % (row, args),
             "torch.%s(%s, periodic=False, dtype=torch.float64)" % (row, args))
    case(row, 'tensor.%s(5, {dtype = "float64"})' % row, "torch.%s(5, dtype=torch.float64)" % row)
    for n in ["0", "1", "2", "6", "9"]:
        case(row, "tensor.signal.windows.%s(%s)" % (name, n), "torch.signal.windows.%s(%s)" % (name, n))
        case(row, 'tensor.signal.windows.%s(%s, {sym = false, dtype = "float64"})' % (name, n),
             "torch.signal.windows.%s(%s, sym=False, dtype=torch.float64)" % (name, n))
case("hamming_window", 'tensor.hamming_window(6, true, 0.6, 0.3, {dtype = "float64"})',
     "torch.hamming_window(6, True, 0.6, 0.3, dtype=torch.float64)")
for beta in ["0", "2.5", "30"]:
    case("kaiser_window", 'tensor.kaiser_window(6, true, %s, {dtype = "float64"})' % beta,
         "torch.kaiser_window(6, True, %s, dtype=torch.float64)" % beta)
for name, lua, py in [
        ("cosine", "", ""), ("nuttall", "", ""), ("exponential", "tau = 2.5, ", "tau=2.5, "),
        ("exponential", "sym = false, center = 1.5, ", "sym=False, center=1.5, "),
        ("gaussian", "std = 1.7, ", "std=1.7, "), ("gaussian", "sym = false, ", "sym=False, "),
        ("general_cosine", "a = {0.5, 0.3, 0.2, 0.1}, ", "a=[0.5, 0.3, 0.2, 0.1], "),
        ("general_cosine", "a = {0.7}, sym = false, ", "a=[0.7], sym=False, "),
        ("general_hamming", "alpha = 0.7, ", "alpha=0.7, "), ("general_hamming", "", ""),
        ("kaiser", "beta = 5.5, ", "beta=5.5, "), ("cosine", "sym = false, ", "sym=False, "),
        ("nuttall", "sym = false, ", "sym=False, ")]:
    for n in ["1", "2", "7"]:
        case("hann_window", 'tensor.signal.windows.%s(%s, {%sdtype = "float64"})' % (name, n, lua),
             "torch.signal.windows.%s(%s, %sdtype=torch.float64)" % (name, n, py))
