--- autograd.func.vmap: a function of single entries, for batches of them.

local arguments = require "luma.arguments"
local fail = require "luma.fail"
local tensor = require "luma.tensor"
local tree = require "luma.tree"

local read = arguments("vmap", {
  {"func", "any"}, {"in_dims", "any?", 1}, {"out_dims", "any?", 1},
  {"randomness", "string?", "error"}, {"chunk_size", "integer?"},
})

-- The dimension of an argument, nil (or false in a list) for one that is the same for all entries.
local function dimension(dims, i)
  if type(dims) ~= "table" then return dims end
  return dims[i] or nil
end

local function batch_size(args, in_dims)
  local size
  for i = 1, args.n do
    local d = dimension(in_dims, i)
    for _, x in ipairs(d and tree.leaves(args[i]) or {}) do
      local n = x:size(d)
      if size and n ~= size then
        fail("vmap: the batches have different sizes, %d and %d", size, n)
      end
      size = n
    end
  end
  return size or fail("vmap: no argument has a batch dimension")
end

---A function that runs f on each entry of its arguments along in_dims and stacks the results along
---out_dims. f runs once for each entry: this gives the values of a batched computation, not its
---speed.
---@param f fun(...): any
---@param in_dims? integer|(integer|false)[] for all arguments, or for each; false: not batched
---@param out_dims? integer|integer[] for all results, or for each
---@return fun(...): any
return function(...)
  local f, in_dims, out_dims = read(...)
  return function(...)
    local args = table.pack(...)
    local size, runs = batch_size(args, in_dims), {}
    if size == 0 then fail("vmap: the batch is empty") end
    for b = 1, size do
      local one = {}
      for i = 1, args.n do
        local d = dimension(in_dims, i)
        one[i] = d and tree.map(args[i], function(x) return x:select(d, b) end) or args[i]
      end
      runs[b] = table.pack(f(table.unpack(one, 1, args.n)))
    end
    local results = {}
    for r = 1, runs[1].n do
      local leaves = {}
      for b = 1, size do
        for k, x in ipairs(tree.leaves(runs[b][r])) do
          leaves[k] = leaves[k] or {}
          leaves[k][b] = x
        end
      end
      for k, list in ipairs(leaves) do
        if #list ~= size then fail("vmap: f did not return the same structure each time") end
        leaves[k] = tensor.stack(list, dimension(out_dims, r) or 1)
      end
      results[r] = tree.fill(runs[1][r], leaves)
    end
    return table.unpack(results, 1, runs[1].n)
  end
end
