local recorded = dofile("spec/tensor/recorded.lua")
describe("norms", function() recorded(it, "norm", "reduce") end)
