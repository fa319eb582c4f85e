-- Recorded by spec/record/ops.py (ops/stats.py) with PyTorch 2.15.0.
local nan = 0 / 0
return {
  {op = "var_mean", lua = "tensor.var_mean(a)", inputs = {"f5"}, results = {
    {shape = {}, dtype = "float64",
      {2.1082465272821933}},
    {shape = {}, dtype = "float64",
      {0.33222188949584963}},
  }, grads = {
    {-0.076846483780173003, -0.080925781658152118, -0.090848207464659936,
      -0.11534968436535564, -0.10855758511752356},
  }},
  {op = "var_mean", lua = "tensor.var_mean(a:detach())", inputs = {"f1"}, results = {
    {shape = {}, dtype = "float64",
      {nan}},
    {shape = {}, dtype = "float64",
      {1.684783935546875}},
  }},
  {op = "var_mean", lua = "tensor.var_mean(a:detach())", inputs = {"f:"}, results = {
    {shape = {}, dtype = "float64",
      {nan}},
    {shape = {}, dtype = "float64",
      {1.6987359523773193}},
  }},
  {op = "var_mean", lua = "tensor.var_mean(a, -1)", inputs = {"f2x3"}, results = {
    {shape = {2}, dtype = "float64",
      {0.83846406795341488, 0.52517556135080667}},
    {shape = {2}, dtype = "float64",
      {-0.40307776133219403, 0.6814582347869873}},
  }, grads = {
    {0.81951290787390951, -0.74291661342063742, -0.14002088170302804,
      0.73722502333718387, 0.34643532058195581, -0.35750756624732583},
  }},
  {op = "var_mean", lua = "tensor.var_mean(a, 1, false, true)", inputs = {"f2x3"}, results = {
    {shape = {1, 3}, dtype = "float64",
      {0.079127380868172281, 3.5977618836113834e-05, 3.2930971778752252}},
    {shape = {1, 3}, dtype = "float64",
      {-0.60434210300445557, -1.4513373374938965, -0.11186468601226807}},
  }, grads = {
    {0.12459155888660689, -0.1255200700484238, 1.0262298345584782,
      0.16752007632152299, -0.13470415308847805, -0.26515898704718666},
  }},
  {op = "var_mean", lua = "tensor.var_mean(a, 1, {correction = 0.5})", inputs = {"f3x2"}, results = {
    {shape = {2}, dtype = "float64",
      {0.0095598441571534444, 1.456554581548835}},
    {shape = {2}, dtype = "float64",
      {-0.29947813351949054, 0.31438708305358887}},
  }, grads = {
    {0.26303181759074051, 0.77815259043841256, 0.31401541021305096,
      0.79928916967210173, 0.31095039945450936, -0.74705416779484035},
  }},
  {op = "var_mean", lua = "tensor.var_mean(a, {1, 2}, {correction = 2, keepdim = true})", inputs = {"f2x3"}, results = {
    {shape = {1, 1}, dtype = "float64",
      {1.0988646554013333}},
    {shape = {1, 1}, dtype = "float64",
      {-0.093051751454671233}},
  }, grads = {
    {-0.033874598029048755, -0.25729954855943521, -0.099935584628771792,
      -0.3414368659977261, 0.73020053983445143, -0.54113183549514099},
  }},
  {op = "var_mean", lua = "tensor.var_mean(a, 1)", inputs = {"f3x0"}, results = {
    {shape = {0}, dtype = "float64",
      {}},
    {shape = {0}, dtype = "float64",
      {}},
  }, grads = {
    {},
  }},
  {op = "var_mean", lua = "tensor.var_mean(a, 2)", inputs = {"f2x0"}, results = {
    {shape = {2}, dtype = "float64",
      {nan, nan}},
    {shape = {2}, dtype = "float64",
      {nan, nan}},
  }, grads = {
    {},
  }},
}
