-- Statistics, scans and search: errors, other dtypes, large inputs, threads.

local fails = dofile("spec/fails.lua").text

local nan = 0 / 0

describe("elements by their order", function()
  it("are those of a sorted row, in every dtype and length", function()
    tensor.manual_seed(1)
    for _, dtype in ipairs{"float64", "float32", "float16", "bfloat16", "int64", "int32", "int16",
      "int8", "uint8"} do
      for _, n in ipairs{1, 2, 33, 1000, 1025, 5000} do
        local x = tensor.randint(0, 100, {3, n}):to(dtype)
        local sorted = x:sort(2)
        local at = (n + 1) // 2
        local values, positions = x:median(2)
        assert.is_true(values:equal(sorted[{{}, at}]))
        assert.is_true(values:equal(x:gather(2, positions:unsqueeze(2)):squeeze(2)))
        assert.is_true(x[1]:median():equal(values[1]))
        for _, k in ipairs{1, at, n} do
          values, positions = x:kthvalue(k)
          assert.is_true(values:equal(sorted[{{}, k}]), dtype .. n)
          assert.is_true(values:equal(x:gather(2, positions:unsqueeze(2)):squeeze(2)))
        end
        values, positions = x:mode()
        assert.is_true(values:equal(x:gather(2, positions:unsqueeze(2)):squeeze(2)))
        local most = x:eq(values:unsqueeze(2)):sum(2)
        for i = 1, 3 do
          local _, counts = x[i]:unique{return_counts = true}
          assert.are.equal(counts:max():item(), most[i]:item())
        end
      end
    end
  end)

  it("are found in long rows, whatever the number of threads", function()
    tensor.manual_seed(2)
    local before = tensor.get_num_threads()
    local x = tensor.randn(200, 3000)
    local medians, places = x.T:contiguous():median(1)
    for threads = 1, 3 do
      tensor.set_num_threads(threads)
      local values, positions = x:median(2)
      assert.is_true(values:equal(medians) and positions:equal(places))
    end
    tensor.set_num_threads(before)
    local y = tensor.randn(300001)
    assert.are.equal(y:sort()[150001]:item(), y:median():item())
    assert.are.equal(y:sort()[1000]:item(), (y:kthvalue(1000)):item())
    assert.is_true(tensor.full({5000}, 3.0):median():item() == 3)
  end)

  it("name what is wrong", function()
    local x = tensor.ones(2, 3)
    fails("kthvalue: k must lie between 1 and 3, the size of dimension 2 of (2, 3), not 4",
      x.kthvalue, x, 4)
    fails("kthvalue: k must lie between 1 and 3", x.kthvalue, x, 0)
    fails("median: dimension 2 of shape (2, 0) is empty", tensor.median, tensor.ones(2, 0), 2)
    fails("median: not defined for bool", tensor.median, x:gt(0))
    fails("mode: dimension 3 does not exist", x.mode, x, 3)
    fails("quantile: q must lie between 0 and 1", x.quantile, x, 1.5)
    fails("quantile: q must lie between 0 and 1", x.quantile, x, nan)
    fails("quantile: needs a float32 or float64 tensor, not int64", tensor.quantile, tensor{1, 2},
      0.5)
    fails("quantile: q must be float32 as the tensor is, not float64", x.quantile, x,
      tensor.tensor({0.5}, "float64"))
    fails("quantile: q must be a number or a vector, not of shape (1, 1)", x.quantile, x,
      tensor.ones(1, 1))
    fails("quantile: shape (0) has no elements", tensor.quantile, tensor.zeros(0), 0.5)
    fails('nanquantile: interpolation must be "linear"', x.nanquantile, x, 0.5, 1, false, "cubic")
  end)
end)

describe("unique", function()
  it("finds what a Lua table finds", function()
    tensor.manual_seed(3)
    local x = tensor.randint(-40, 40, {3000})
    local values, inverse, counts = x:unique{return_inverse = true, return_counts = true}
    assert.is_true(values[inverse]:equal(x))
    assert.are.equal(3000, counts:sum():item())
    assert.is_true(values:equal((values:sort())))
    local rows = tensor.randint(0, 3, {500, 3})
    local different, place, times = rows:unique{dim = 1, return_inverse = true,
      return_counts = true}
    assert.is_true(different[place]:equal(rows))
    assert.are.equal(27, #different)
    assert.are.equal(500, times:sum():item())
    assert.are.equal(1, select("#", x:unique()))
    assert.are.equal(2, select("#", x:unique_consecutive{return_counts = true}))
  end)

  it("names what is wrong", function()
    fails("unique: the slices of dimension 2 of (0, 2) have no elements", tensor.unique,
      tensor.zeros(0, 2), {dim = 2})
    fails("unique: a tensor without dimensions has no dim", tensor.unique, tensor.tensor(1.0),
      {dim = 1})
    fails("unique_consecutive: dimension 4 does not exist", tensor.unique_consecutive,
      tensor.zeros(2), {dim = 4})
  end)
end)

describe("counts of values", function()
  it("do not depend on threads", function()
    tensor.manual_seed(4)
    local before = tensor.get_num_threads()
    local x = tensor.randn(400001)
    tensor.set_num_threads(1)
    local one = x:histc(50, -2, 2)
    tensor.set_num_threads(4)
    assert.is_true(one:equal(x:histc(50, -2, 2)))
    tensor.set_num_threads(before)
    assert.are.equal(one:sum():item(), x:abs():le(2):sum():item())
    local h = x:histogram(50, {range = {-2, 2}})
    assert.is_true((h - one):abs():max():item() <= 2)
  end)

  it("name what is wrong", function()
    local x = tensor.ones(3)
    fails("bincount: positions count from 1, but one is 0", tensor.bincount, tensor{1, 0})
    fails("bincount: positions must be integers, not float32", tensor.bincount, x)
    fails("bincount: a vector of positions is needed, not shape (1, 2)", tensor.bincount,
      tensor{{1, 2}})
    fails("bincount: minlength must not be negative", tensor.bincount, tensor{1}, nil, -1)
    fails("bincount: weights must have the shape (2) of the positions, not (3)", tensor.bincount,
      tensor{1, 2}, x)
    fails("histc: bins must be above 0, not 0", x.histc, x, 0)
    fails("histc: max must be larger than min", x.histc, x, 3, 2, 1)
    fails("is not finite", tensor.histc, tensor.tensor{1, nan}, 3)
    fails("histc: needs a floating-point tensor, not int64", tensor.histc, tensor{1, 2})
    fails("histogram: a bin needs two edges, but there is 1", x.histogram, x, tensor.ones(1))
    fails("histogram: range must be two numbers, not 1", x.histogram, x, 3, {range = {1}})
    fails("histogram: weight must have the shape (3) of the tensor, not (2)", x.histogram, x, 3,
      {weight = tensor.ones(2)})
    fails("histogram: bins must be an integer or a vector of edges", x.histogram, x, 2.5)
    assert.has_error(function() x:histogram(math.maxinteger) end)
    assert.has_error(function() x:histc(1 << 60) end)
    assert.has_error(function() tensor.bincount(tensor{1 << 60}) end)
  end)
end)

describe("histogramdd", function()
  it("counts points in the cells of a grid", function()
    local x = tensor.tensor({{0, 1}, {1, 0}, {2, 0}, {2, 2}}, "float64")
    local weight = tensor.tensor({1, 2, 4, 8}, "float64")
    local hist, edges = tensor.histogramdd(x, {3, 3}, {weight = weight})
    assert.are.same({{0, 1, 0}, {2, 0, 0}, {4, 0, 8}}, hist:tolist())
    assert.is_true(edges[2]:allclose(tensor.tensor({0, 2 / 3, 4 / 3, 2}, "float64")))
    hist = tensor.histogramdd(x, 2, {range = {0, 1, 0, 1}, density = true})
    assert.are.same({{0, 2}, {2, 0}}, hist:tolist())
    hist = tensor.histogramdd(x, {edges[1], tensor.tensor({0, 5}, "float64")})
    assert.are.same({{1}, {1}, {2}}, hist:tolist())
    local column = tensor.randn(500, 1)
    hist, edges = tensor.histogramdd(column, 7)
    local flat, flat_edges = column:histogram(7)
    assert.is_true(hist:equal(flat) and edges[1]:equal(flat_edges))
  end)

  it("names what is wrong", function()
    local x = tensor.rand(4, 2)
    fails("histogramdd: bins must be a number, or a list with an entry for each of the 2",
      tensor.histogramdd, x, {3})
    fails("histogramdd: points need two dimensions", tensor.histogramdd, tensor.rand(3), 3)
    fails("histogramdd: range must have two numbers for each of the 2 coordinates, not 2",
      tensor.histogramdd, x, 3, {range = {0, 1}})
    fails("histogramdd: weight must be a tensor with an element for each of the 4 points",
      tensor.histogramdd, x, 3, {weight = tensor.ones(3)})
    fails("histogramdd: there is no option 'bin'", tensor.histogramdd, x, 3, {bin = 1})
    fails("histogramdd: needs a floating-point tensor, not int64", tensor.histogramdd,
      tensor{{1, 2}}, 3)
    assert.is_nil(tensor.no_such_function)
  end)
end)

describe("moments and matrices", function()
  it("name what is wrong", function()
    local x = tensor.ones(2, 3)
    fails("cov: fweights must be integers, not float32", x.cov, x, 1, tensor.ones(3))
    fails("cov: fweights must have an element for each of the 3 observations, not 2", x.cov, x, 1,
      tensor{1, 2})
    fails("cov: aweights must not be negative", x.cov, x, 1, nil, -tensor.ones(3))
    fails("cov: at most two dimensions", tensor.cov, tensor.ones(1, 1, 1))
    fails("trace: a matrix is needed, not shape (3)", tensor.trace, tensor.ones(3))
    fails("renorm: needs at least 2 dimensions", tensor.renorm, tensor.ones(3), 2, 1, 1)
    fails("renorm: p must be above 0", x.renorm, x, 0, 1, 1)
    fails("renorm: maxnorm must not be negative", x.renorm, x, 2, 1, -1)
    fails("sum_to_size: (2) does not broadcast to (2, 3)", x.sum_to_size, x, 2)
    fails("dist: needs floating-point or complex tensors, not int64", tensor.dist, tensor{1},
      tensor{2})
    fails("nanmean: needs a floating-point tensor, not int64", tensor.nanmean, tensor{1})
    fails("nanmean: dtype must be a floating-point one, not int32", tensor.nanmean, x, nil, false,
      "int32")
    fails("var: argument", x.var, x, "a")
    fails("aminmax: dimension 1 of shape (0)", tensor.aminmax, tensor.zeros(0))
  end)
end)

describe("scans", function()
  it("do not depend on threads or strides", function()
    tensor.manual_seed(5)
    local before = tensor.get_num_threads()
    local x = tensor.randn(70, 900)
    for _, name in ipairs{"cummax", "cummin", "logcumsumexp"} do
      tensor.set_num_threads(1)
      local one = (x[name](x, 2))
      tensor.set_num_threads(4)
      assert.is_true(one:equal((x[name](x, 2))))
      assert.is_true(one:equal((x.T[name](x.T, 1)).T))
    end
    tensor.set_num_threads(before)
    local wide = tensor.randn(2, 100000):double()
    assert.is_true(wide:logcumsumexp(2):allclose(wide:exp():cumsum(2):log()))
  end)

  it("name what is wrong", function()
    local x = tensor.ones(2, 3)
    fails("logcumsumexp: needs a floating-point tensor, not int64", tensor.logcumsumexp,
      tensor{1, 2}, 1)
    fails("cummax: dimension 3 does not exist", x.cummax, x, 3)
    fails("diff: n must not be negative, but is -1", x.diff, x, -1)
    fails("diff: a tensor without dimensions", tensor.diff, tensor.tensor(1.0))
    fails("trapezoid: x must have 3 places along dimension 2 of y, (2, 3), but has shape (2)",
      tensor.trapezoid, x, tensor.ones(2))
    fails("cumulative_trapezoid: not defined for bool", tensor.cumulative_trapezoid, x:gt(0))
  end)
end)

describe("search", function()
  it("agrees with counting", function()
    tensor.manual_seed(6)
    local s = (tensor.randint(0, 500, {300}):sort())
    local x = tensor.randint(-5, 505, {50, 20})
    local before = s:lt(x:unsqueeze(3)):sum(3) + 1
    local behind = s:le(x:unsqueeze(3)):sum(3) + 1
    for _, dtype in ipairs{"int64", "int32", "float32", "float16", "bfloat16"} do
      local t, v = s:to(dtype):sort(), x:to(dtype)
      if dtype:find "16" then
        before = t:lt(v:unsqueeze(3)):sum(3) + 1
        behind = t:le(v:unsqueeze(3)):sum(3) + 1
      end
      assert.is_true(before:equal(tensor.searchsorted(t, v)))
      assert.is_true(behind:equal(tensor.bucketize(v, t, {right = true})))
    end
    assert.is_true(tensor.isin(x, s):equal(x:unsqueeze(3):eq(s):any(3)))
    assert.is_true(tensor.partition(x, 3):equal(x:gather(2, tensor.argpartition(x, 3))))
  end)

  it("names what is wrong", function()
    local s, x = tensor{1, 3, 5}, tensor{2, 4}
    fails('searchsorted: side must be "left" or "right", not "up"', tensor.searchsorted, s, x,
      {side = "up"})
    fails('searchsorted: side is "left", but right is true', tensor.searchsorted, s, x,
      {side = "left", right = true})
    fails("searchsorted: sorter has position 4, but rows have 3", tensor.searchsorted, s, x,
      {sorter = tensor{1, 2, 4}})
    fails("searchsorted: sorter has position 0", tensor.searchsorted, s, x,
      {sorter = tensor{1, 2, 0}})
    fails("searchsorted: sorter must have the shape (3)", tensor.searchsorted, s, x,
      {sorter = tensor{1, 2}})
    fails("searchsorted: sorted_sequence must be a vector or agree with input",
      tensor.searchsorted, tensor.ones(2, 3), x)
    fails("bucketize: boundaries must be a vector, not of shape (1, 1)", tensor.bucketize, x,
      tensor.ones(1, 1))
    fails("isin: not defined for bool", tensor.isin, x:gt(0), x)
    fails("partition: position 4 is out of range: dimension 1 of (3) has 3", s.partition, s, 4)
    fails("argpartition: position -4 is out of range", s.argpartition, s, -4)
    fails("Luma counts from 1", s.partition, s, 0)
  end)
end)
