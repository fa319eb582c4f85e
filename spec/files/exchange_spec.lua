-- Files that NumPy and safetensors wrote (recorded by spec/record/files.py), read and written back.

local support = dofile("spec/files/support.lua")

local function check(expected, got)
  assert.is_true(tensor.is_tensor(got))
  assert.are.equal(expected.dtype, got.dtype)
  assert.are.same(expected.shape, got:size())
  local values = got:reshape(-1):tolist()
  assert.are.equal(#expected.values, #values)
  for i, value in ipairs(expected.values) do assert.are.equal(value, values[i]) end
end

local function write_back(case, value)
  local path = support.path(case.ending)
  tensor.save(value, path)
  local bytes = support.read(path)
  os.remove(path)
  assert.are.equal(support.unhex(case.bytes), bytes)
end

describe("files made elsewhere", function()
  for i, case in ipairs(dofile("spec/data/files.lua")) do
    local bytes = support.unhex(case.bytes)
    if case.tensors then
      for _, mmap in ipairs {false, true} do
        it(("%d: .safetensors, mmap = %s"):format(i, mmap), function()
          local got = support.load(case.ending, bytes, {mmap = mmap})
          local n = 0
          for name, expected in pairs(case.tensors) do
            check(expected, got[name])
            n = n + 1
          end
          for _ in pairs(got) do n = n - 1 end
          assert.are.equal(0, n)
          if case.same then write_back(case, got) end
        end)
      end
    else
      it(("%d: %s, %s (%s)"):format(i, case.ending, case.dtype, table.concat(case.shape, ", ")),
        function()
          local got = support.load(case.ending, bytes)
          check(case, got)
          if case.same then write_back(case, got) end
        end)
    end
  end

  it("Fortran's order stays, through strides", function()
    local t = support.load(".npy", support.npy(
      "{'descr': '<i2', 'fortran_order': True, 'shape': (2, 3), }",
      ("<i2i2i2i2i2i2"):pack(1, 2, 3, 4, 5, 6)))
    assert.are.same({{1, 3, 5}, {2, 4, 6}}, t:tolist())
    assert.is_true(t:t():is_contiguous())
  end)

  it("headers as other programs write them are read, too", function()
    for _, header in ipairs {
      "{'descr':'<f4','fortran_order':False,'shape':(2,)}",
      '{"shape": (2,), "descr": "=f4", "fortran_order": False}\n',
      " { 'shape' : ( 2 , ) , 'fortran_order' : False , 'descr' : 'f4' , } \n",
      "{'descr': '<f4', 'fortran_order': False, 'shape': (2L,), }",
    } do
      local t = support.load(".npy", support.npy(header, ("<ff"):pack(1.5, 2.5)))
      assert.are.same({1.5, 2.5}, t:tolist())
    end
  end)

  it("bytes other than 0 and 1 in a file of booleans are true", function()
    local npy = support.load(".npy", support.npy(
      "{'descr': '|b1', 'fortran_order': False, 'shape': (4,), }", "\0\1\2\255"))
    assert.are.same({false, true, true, true}, npy:tolist())
    for _, mmap in ipairs {false, true} do
      local t = support.load(".safetensors", support.safetensors(
        '{"t":{"dtype":"BOOL","shape":[4],"data_offsets":[0,4]}}', "\0\1\2\255"), {mmap = mmap}).t
      assert.are.same({false, true, true, true}, t:tolist())
    end
  end)
end)
