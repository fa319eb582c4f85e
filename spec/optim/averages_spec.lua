-- Averages of models: optim.swa_utils. Values follow from the formulas, with few numbers.

local utils = optim.swa_utils
local Numbers = dofile("spec/data/lcg.lua")

local message_of = dofile("spec/fails.lua").message

local function near(expected, got)
  assert.is_true((expected - got):abs():max():item() < 1e-12)
end

-- A model whose parameters are numbers of their own, and the list of their values.
local function model_of(seed)
  local numbers = Numbers.new(seed)
  local model = nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3)):double()
  autograd.no_grad(function()
    for _, p in ipairs(model:parameters()) do p:copy_(numbers:tensor(p.shape)) end
    model[2].running_mean:copy_(numbers:tensor{3})
  end)
  return model
end

local function each_value(averaged, models, expected)
  for i, p in ipairs(averaged.module:parameters()) do
    local values = {}
    for k, model in ipairs(models) do values[k] = model:parameters()[i] end
    near(expected(values), p)
  end
end

describe("averages of models", function()
  local models = {model_of(1), model_of(2), model_of(3)}

  local function run(...)
    local averaged = utils.AveragedModel(models[1], ...)
    for _, model in ipairs(models) do averaged:update_parameters(model) end
    assert.are.equal(3, averaged.n_averaged:item())
    return averaged
  end
  local function mean(v) return (v[1] + v[2] + v[3]) / 3 end
  local function ema(v) return 0.9 * (0.9 * v[1] + 0.1 * v[2]) + 0.1 * v[3] end

  it("are means", function() each_value(run(), models, mean) end)
  it("are means of lists", function()
    each_value(run{multi_avg_fn = utils.get_swa_multi_avg_fn()}, models, mean)
  end)
  it("are exponential", function()
    each_value(run{avg_fn = utils.get_ema_avg_fn(0.9)}, models, ema)
    each_value(run{multi_avg_fn = utils.get_ema_multi_avg_fn(0.9)}, models, ema)
    each_value(run(nil, utils.get_swa_avg_fn()), models, mean)
  end)
  it("are what a function makes of them", function()
    local counts = {}
    local averaged = run{avg_fn = function(old, new, n)
      counts[n] = true
      return old + new
    end}
    each_value(averaged, models, function(v) return v[1] + v[2] + v[3] end)
    assert.are.same({true, true}, counts)
  end)
  it("copy buffers, or average them", function()
    near(models[3][2].running_mean, run().module[2].running_mean)
    local averaged = run{use_buffers = true, multi_avg_fn = utils.get_swa_multi_avg_fn()}
    near((models[1][2].running_mean + models[2][2].running_mean + models[3][2].running_mean) / 3,
      averaged.module[2].running_mean)
  end)
  it("leave the model alone, and call its copy", function()
    local averaged = utils.AveragedModel(models[1])
    local before = models[1][1].weight:detach():clone()
    averaged:update_parameters(models[1])
    averaged:update_parameters(models[2])
    near(before, models[1][1].weight)
    averaged:eval()
    assert.are.same({4, 3}, {table.unpack(averaged(tensor.ones(4, 2):double()).shape)})
    local dict = averaged:state_dict()
    assert.is_not_nil(dict["module.0.weight"])
    assert.are.equal(2, dict.n_averaged:item())
    local other = utils.AveragedModel(models[3])
    other:load_state_dict(dict)
    near(averaged.module[1].weight, other.module[1].weight)
  end)

  it("get statistics of their own from update_bn", function()
    local model = model_of(4)
    local batches = {tensor.randn(5, 2):double(), tensor.randn(5, 2):double()}
    for _, loader in ipairs{batches, {{batches[1], 1}, {batches[2], 2}}} do
      model:eval()
      utils.update_bn(loader, model)
      assert.is_false(model.training)
      assert.are.equal(0.1, model[2].momentum)
      local sum = model[1](batches[1]):mean(1) + model[1](batches[2]):mean(1)
      near(sum / 2, model[2].running_mean)
      assert.are.equal(2, model[2].num_batches_tracked:item())
    end
    local i = 0
    utils.update_bn(function()
      i = i + 1
      return batches[i]
    end, model)
    assert.are.equal(2, model[2].num_batches_tracked:item())
    utils.update_bn({}, nn.Linear(1, 1)) -- nothing to do
    assert.is_false(pcall(utils.update_bn, {tensor.ones(2, 7)}, model))
    assert.are.equal(0.1, model[2].momentum) -- put back in spite of the error
  end)

  it("have their schedule", function()
    assert.are.equal(optim.lr_scheduler.SWALR, utils.SWALR)
  end)

  it("say what is wrong", function()
    local function says(words, f, ...)
      local message = message_of(f, ...)
      assert.truthy(message:find(words, 1, true), message)
    end
    says("decay must be a number from 0 to 1", utils.get_ema_avg_fn, 1.5)
    says("decay must be a number from 0 to 1", utils.get_ema_multi_avg_fn, "much")
    says("model must be a module", utils.AveragedModel, {})
    says("cannot both be given", utils.AveragedModel, models[1],
      {avg_fn = print, multi_avg_fn = print})
    says("needs a module", run().update_parameters, run(), 3)
    says("the model has 2 parameters, the average 4", run().update_parameters, run(),
      nn.Linear(1, 1))
    says("model must be a module", utils.update_bn, {}, 3)
    says("loader must be", utils.update_bn, 3, models[1])
  end)
end)
