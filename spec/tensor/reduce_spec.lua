local recorded = dofile("spec/tensor/recorded.lua")
describe("reductions", function() recorded(it, "reduce", "reduce") recorded(it, "scan", "reduce") recorded(it, "softmax", "reduce") end)
