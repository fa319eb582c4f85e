-- The inventory of names (names.txt): each is there, or the list says why not.

describe("the inventory", function()
  it("is met or excused", function()
    local result = assert(loadfile "spec/coverage/report.lua")("module")
    assert.are.equal("", table.concat(result.problems, "\n"))
  end)
end)
