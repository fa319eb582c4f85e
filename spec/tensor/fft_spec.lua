-- Fourier transforms beyond the recorded cases: long and prime lengths, float32, large batches,
-- errors.

local assert = require "luassert"
local fft = tensor.fft

local function signal(n, dtype)
  tensor.manual_seed(n)
  return tensor.complex(tensor.randn(n, {dtype = dtype}), tensor.randn(n, {dtype = dtype}))
end

-- The sum itself, for one frequency, counted from 0.
local function direct(x, k)
  local n = x:size(1)
  local angle = (tensor.arange(n) * k):remainder(n):double() * (-2 * math.pi / n)
  local turn = tensor.complex(angle:cos(), angle:sin())
  return (x * turn):sum()
end

describe("tensor.fft", function()
  local lengths = {64, 1000, 1024, 1009, 2 * 1013, 3 * 5 * 7 * 11, 31 * 29, 4096, 10007, 65536}
  for _, n in ipairs(lengths) do
    it("agrees with the sum for a length of " .. n, function()
      local x = signal(n, "float64")
      local y = fft.fft(x)
      for _, k in ipairs {0, 1, n // 3, n - 1} do
        local difference = (y[k + 1] - direct(x, k)):abs():item()
        assert.is_true(difference < 1e-10 * n, ("%d: %g"):format(k, difference))
      end
      assert.is_true((fft.ifft(y) - x):abs():max():item() < 1e-12 * math.sqrt(n))
      local single = fft.fft(x:cfloat()):cdouble()
      local scale = y:abs():max():item()
      assert.is_true((single - y):abs():max():item() < 3e-6 * scale, "float32")
      local half = fft.rfft(x.real:contiguous())
      assert.is_true((half - fft.fft(x.real)[{{1, n // 2 + 1}}]):abs():max():item() < 1e-10 * n)
      assert.is_true((fft.irfft(half, n) - x.real):abs():max():item() < 1e-12 * math.sqrt(n))
    end)
  end

  it("transforms each line of any layout", function()
    tensor.manual_seed(1)
    local x = tensor.randn({5, 37, 6}, {dtype = "float64"})
    local y = fft.fft(x, nil, 2)
    for i = 1, 5 do
      for j = 1, 6 do
        local line = fft.fft(x[{i, {}, j}]:contiguous())
        assert.is_true((y[{i, {}, j}] - line):abs():max():item() < 1e-12)
      end
    end
    local t = x:transpose(1, 3)
    local difference = fft.rfft(t, nil, 2) - fft.rfft(t:contiguous(), nil, 2)
    assert.is_true(difference:abs():max():item() < 1e-13)
  end)

  it("does not depend on the number of threads", function()
    local x = signal(300000, "float32"):reshape(300, 1000)
    local before = tensor.get_num_threads()
    local many = fft.fft(x)
    tensor.set_num_threads(1)
    local one = fft.fft(x)
    tensor.set_num_threads(before)
    assert.is_true(many:equal(one))
  end)

  local x = tensor.ones(4)
  local function refuses(why, f, ...)
    local message = tostring(select(2, pcall(f, ...)))
    assert.truthy(message:find(why), message)
  end

  it("names what is wrong", function()
    refuses("fft.fft: 0 points cannot be transformed: n must be", fft.fft, x, 0)
    refuses("fft.fft: ", fft.fft, x, nil, 2)
    refuses('norm must be "backward", "ortho" or "forward", not "orto"', fft.fft, x, nil, 1,
      "orto")
    refuses("fft.rfft: needs a real tensor, not complex64", fft.rfft, tensor.complex(x, x))
    refuses("at least one dimension", fft.fft, tensor.tensor(1.0))
    refuses("not defined for float16", fft.fft, x:half())
    refuses("dimension 1 is given twice", fft.fftn, tensor.ones(2, 2), nil, {1, 1})
    refuses("s has 1 sizes and dim 2", fft.fftn, tensor.ones(2, 2), {2}, {1, 2})
    refuses("2 sizes for a tensor of shape %(4%)", fft.fftn, x, {2, 2})
    refuses("0 points cannot be transformed", fft.irfft, tensor.ones(1))
    refuses("fft.fftfreq: n must be at least 1, got 0", fft.fftfreq, 0)
    refuses("0 points cannot be transformed", fft.fft, tensor.ones(2, 0))
  end)

  it("names what is wrong with frames", function()
    refuses("return_complex must be given", tensor.stft, x, 2)
    refuses("stft: ", tensor.stft, x, 9, {return_complex = true})
    refuses("hop_length must be at least 1", tensor.stft, x, 2, 0, {return_complex = true})
    refuses("a vector of win_length %(4%)", tensor.stft, x, 4,
      {window = tensor.ones(3), return_complex = true})
    refuses("pad_mode must be", tensor.stft, x, 2, {pad_mode = "x", return_complex = true})
    refuses("needs complex frames", tensor.istft, x, 2)
    local z = tensor.stft(tensor.ones(16), 8, {return_complex = true})
    refuses("4 frequencies are needed for n_fft = 6", tensor.istft, z, 6)
    refuses("uncovered", tensor.istft, z, 8, {window = tensor.zeros(8)})
  end)
end)
