-- Recorded by spec/record/ops.py (ops/index.py) with PyTorch 2.15.0.
return {
  {op = "scatter_with", lua = "a:scatter(1, b, 3, {reduce = \"add\"})", inputs = {"f4", "p4:4"}, results = {
    {shape = {4}, dtype = "float64",
      {1.9665002822875977, 7.9770169258117676, 2.1605246067047119,
      4.2567093372344971}},
  }},
  {op = "scatter_with", lua = "a:scatter(1, b, c, \"add\")", inputs = {"f4x2", "p6x2:4", "f6x2"}, results = {
    {shape = {4, 2}, dtype = "float64",
      {-0.11224699020385742, -1.5809409618377686, 3.8509235382080078,
      -3.2675213813781738, -1.443366527557373, 1.6067342758178711, -2.8178434371948242,
      0.51927280426025391}},
  }},
  {op = "scatter_with", lua = "a:scatter(1, b, 3, {reduce = \"multiply\"})", inputs = {"f4", "p4:4"}, results = {
    {shape = {4}, dtype = "float64",
      {0.66591167449951172, -7.1417741775512695, 1.4378645420074463,
      -3.7229926586151123}},
  }},
  {op = "scatter_with", lua = "a:scatter(1, b, c, \"multiply\")", inputs = {"f4x2", "p6x2:4", "f6x2"}, results = {
    {shape = {4, 2}, dtype = "float64",
      {-1.1277120113372803, -0.31685768180299184, 0.17080711276552815,
      -1.6710810806411587, -0.23824670482836632, 0.46240115165710449, -0.35688027764968555,
      0.27479057377667782}},
  }},
}
