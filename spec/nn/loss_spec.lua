local recorded = dofile("spec/tensor/recorded.lua")
describe("losses", function() recorded(it, "loss", "reduce") end)
