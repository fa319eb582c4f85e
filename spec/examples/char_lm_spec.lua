-- examples/char_lm.lua, a few steps: it learns, and what it saves writes the same text again.

local luma = os.getenv("LUMA") or arg[-1]

local function run(options)
  local command = "LUMA_SHORT=1 %s examples/char_lm.lua %s 2>&1"
  local pipe = io.popen(command:format(luma, options))
  local text = pipe:read("a")
  return pipe:close(), text
end

describe("examples/char_lm.lua", function()
  it("learns which letters come often, and writes", function()
    local name = os.tmpname()
    os.remove(name)
    local weights = " --weights " .. name .. ".safetensors"
    local _ <close> = setmetatable({}, {__close = function() os.remove(name .. ".safetensors") end})
    local ok, text = run("--lr 0.01" .. weights)
    assert.is_true(ok, text)
    local first, last = text:match("test (%d%.%d+) nats"), text:match("\ntest loss (%d%.%d+)\n")
    assert.is_true(tonumber(last) < 3.4 and tonumber(last) < tonumber(first), text)
    ok, text = run("--sample --prompt Love --length 30" .. weights)
    assert.is_true(ok, text)
    assert.are.equal("Love", text:sub(1, 4))
    assert.are.equal(#"Love" + 30 + 1, #text)
    assert.are.equal(text, select(2, run("--sample --prompt Love --length 30" .. weights)))
    -- the likeliest letter alone: no chance is left
    local greedy = "--sample --topk 1 --length 20 --seed %d" .. weights
    assert.are.equal(select(2, run(greedy:format(1))), select(2, run(greedy:format(2))))
  end)

  it("explains what it cannot do", function()
    assert.is_truthy(select(2, run("--text /no/such")):find("/no/such: No such file", 1, true))
    assert.is_truthy(select(2, run("--context 100000")):find("too short", 1, true))
    assert.is_truthy(select(2, run("--sample --weights /no/such.safetensors")):find("No such file"))
  end)
end)
