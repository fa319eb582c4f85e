-- Windows: what they refuse, and that tensor.signal is loaded when it is asked for.

local fails = dofile("spec/fails.lua").text

describe("windows", function()
  it("refuse negative lengths and dtypes that hold no fractions", function()
    for _, name in ipairs {"bartlett", "blackman", "hamming", "hann", "kaiser"} do
      local f = tensor[name .. "_window"]
      fails(name .. "_window: window_length must be at least 0, not -1", f, -1)
      fails(name .. "_window: a window needs a floating-point dtype, not int64", f, 3,
        {dtype = "int64"})
      fails(name .. "_window: argument 'window_length' must be an integer", f, "long")
      fails(name .. "_window: argument 'window_length' is missing", f)
      fails("signal.windows." .. name .. ": M must be a size", tensor.signal.windows[name], -1)
      fails("signal.windows." .. name .. ": the dtype must be float32 or float64, not int64",
        tensor.signal.windows[name], 3, {dtype = "int64"})
    end
  end)

  it("of tensor.signal check their options", function()
    local windows = tensor.signal.windows
    fails("signal.windows.gaussian: std must be above 0, not 0", windows.gaussian, 3, {std = 0})
    fails("signal.windows.exponential: tau must be above 0", windows.exponential, 3, {tau = -1})
    fails("signal.windows.exponential: a symmetric window has its center in the middle",
      windows.exponential, 3, {center = 1})
    fails("signal.windows.kaiser: beta must be at least 0", windows.kaiser, 3, {beta = -1})
    fails("signal.windows.general_cosine: a is missing", windows.general_cosine, 3)
    fails("signal.windows.general_cosine: a must hold at least one number",
      windows.general_cosine, 3, {a = {}})
    fails("signal.windows.general_cosine: entry 2 of a must be a number", windows.general_cosine, 3,
      {a = {1, "x"}})
    fails('signal.windows.hann: there is no option "periodic"', windows.hann, 3, {periodic = true})
  end)

  it("take requires_grad", function()
    assert.is_true(tensor.hann_window(3, {requires_grad = true}).requires_grad)
    assert.is_true(tensor.signal.windows.hann(3, {requires_grad = true}).requires_grad)
  end)

  it("stay finite and end where numbers do", function()
    assert.is_true(tensor.kaiser_window(4, true, 1e300):isfinite():any() ~= nil)
    assert.is_true(tensor.kaiser_window(4, true, 0 / 0):isnan():all():item())
    assert.is_nil(tensor.signal.no_such_part)
  end)
end)
