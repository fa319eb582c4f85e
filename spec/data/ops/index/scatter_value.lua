-- Recorded by spec/record/ops.py (ops/index.py) with PyTorch 2.15.0.
return {
  {op = "scatter_value", lua = "a:scatter(1, b, {value = 1.5, reduce = \"add\"})", inputs = {"f4x2", "p6x2:4"}, results = {
    {shape = {4, 2}, dtype = "float64",
      {6.3325529098510742, -0.70952939987182617, -0.32967948913574219,
      1.310434103012085, 2.3610503673553467, 1.4527137279510498, 0.81964731216430664,
      9.9857654571533203}},
  }},
  {op = "scatter_value", lua = "a:scatter(1, b, {value = 1.5, reduce = \"multiply\"})", inputs = {"f4x2", "p6x2:4"}, results = {
    {shape = {4, 2}, dtype = "float64",
      {4.1689295768737793, 1.5763463973999023, -3.8179550170898438,
      1.4786795675754547, -2.1621227860450745, -1.778354287147522, -0.90540194511413574,
      1.1596963405609131}},
  }},
  {op = "scatter_value", lua = "a:scatter(1, b, {value = 3})", inputs = {"f4", "p2:4"}, results = {
    {shape = {4}, dtype = "float64",
      {0.94002342224121094, 3, 3, 0.2490382194519043}},
  }, grads = {
    {0.74003136157989502, 0, 0, -0.11409199237823486},
  }},
}
