-- Learns to write like Shakespeare, letter by letter: a small transformer.
--
--   luma examples/char_lm.lua [--steps 2000] [--batch 32] [--context 128] [--width 128]
--                             [--layers 4] [--heads 4] [--dropout 0.2] [--lr 0.001] [--seed 1]
--                             [--device cuda] [--text FILE] [--weights FILE.safetensors]
--   luma examples/char_lm.lua --sample [--prompt "When I"] [--length 600] [--temperature 0.8]
--                             [--topk 20] [--weights FILE.safetensors]
--
-- The first form reads a text (by default 44 of the sonnets of 1609), teaches a network which
-- letter comes next, keeps the weights that did best on lines it did not learn from, and writes a
-- sample. The second form only writes, with weights that were saved.

local progress = require "luma.progress"

local short = os.getenv("LUMA_SHORT") -- the test suite wants to be done soon

local options = require "luma.options"{
  steps = short and 20 or 2000,
  batch = short and 8 or 32,
  context = short and 32 or 128,
  width = short and 32 or 128,
  layers = short and 2 or 4,
  heads = 4,
  dropout = 0.2,
  lr = 1e-3,
  seed = 1,
  device = "cpu",
  text = "examples/data/sonnets.txt",
  weights = short and "" or "char_lm.safetensors",
  sample = false,
  prompt = "When I",
  length = short and 40 or 600,
  temperature = 0.8,
  topk = 20,
}
local device = options.device

-- ---------------------------------------------------------------- letters and numbers

-- The alphabet of a text: each different byte has a place, counted from 1.
local function alphabet_of(text)
  local letters, places = {}, {}
  for letter in text:gmatch(".") do places[letter] = true end
  for letter in pairs(places) do letters[#letters + 1] = letter end
  table.sort(letters)
  for place, letter in ipairs(letters) do places[letter] = place end
  return letters, places
end

local function encode(text, places)
  local list = {}
  for letter in text:gmatch(".") do
    list[#list + 1] = places[letter] or error(("the text has no letter %q"):format(letter), 0)
  end
  return tensor.tensor(list, {dtype = "int64"})
end

-- ---------------------------------------------------------------- the model

-- A decoder-only transformer: embeddings of letters and places, layers of attention that look only
-- backwards, and a linear map to a score for each letter that may come next.
local Model = nn.class("Model")

function Model:init(letters, o)
  self.context = o.context
  self.letters = nn.Embedding(letters, o.width)
  self.places = nn.Embedding(o.context, o.width)
  self.dropout = nn.Dropout(o.dropout)
  local layer = nn.TransformerEncoderLayer(o.width, o.heads, {
    dim_feedforward = 4 * o.width, dropout = o.dropout, activation = "gelu", batch_first = true,
    norm_first = true,
  })
  self.layers = nn.TransformerEncoder(layer, o.layers, {
    norm = nn.LayerNorm(o.width), enable_nested_tensor = false,
  })
  self.head = nn.Linear(o.width, letters)
  for _, embedding in ipairs{self.letters, self.places} do
    nn.init.normal_(embedding.weight, 0, 0.02)
  end
end

-- Places of letters (N, T) to scores (N, T, letters). With a cache the letters are those that come
-- after the ones it has seen.
function Model:forward(input, cache)
  local length, before = input:size(2), cache and cache.offset or 0
  local place = tensor.arange(before + 1, before + length + 1, {device = input.device})
  local x = self.dropout(self.letters(input) + self.places(place))
  if cache then return self.head(self.layers(x, {cache = cache})) end
  local mask = nn.Transformer.generate_square_subsequent_mask(length, {device = input.device})
  return self.head(self.layers(x, {mask = mask, is_causal = true}))
end

-- ---------------------------------------------------------------- learning

local loss_fn = nn.CrossEntropyLoss()

-- The mean surprise, in nats a letter, at what follows each letter of some pieces of the text.
local function loss_of(model, pieces)
  local scores = model(pieces[{{}, {1, -2}}])
  return loss_fn(scores:flatten(1, 2), pieces[{{}, {2, -1}}]:reshape(-1))
end

-- `n` pieces that begin anywhere: (n, context + 1).
local function random_pieces(text, n, context)
  local first = tensor.randint(1, #text - context + 1, {n, 1})
  return text[first + tensor.arange(0, context + 1)]:to(device)
end

-- The loss on all of a text, piece by piece, without learning from it.
local function evaluate(model, text, context)
  local _ <close> = autograd.no_grad()
  model:eval()
  local total, count = 0, 0
  for from = 1, #text - context, context do
    total = total + loss_of(model, text[{{from, from + context}}]:unsqueeze(1):to(device)):item()
    count = count + 1
  end
  model:train()
  return total / count
end

-- ---------------------------------------------------------------- writing

-- Continues a text by one letter at a time. `temperature` below 1 makes likely letters likelier,
-- and only the `topk` likeliest may come at all.
local function write(model, letters, places, o)
  local _ <close> = autograd.no_grad()
  model:eval()
  local text, out = encode(o.prompt, places):to(device), {o.prompt}
  local cache = nn.KVCache()
  for _ = 1, o.length do
    -- Beyond the context all letters change their places, and what is kept is of no use.
    if #text > model.context then cache = nil end
    local from = cache and cache.offset or math.max(0, #text - model.context)
    local seen = text[{{from + 1, -1}}]
    local scores = model(seen:unsqueeze(1), cache)[{1, -1}] / math.max(o.temperature, 1e-6)
    local best, which = scores:topk(math.min(o.topk, #letters))
    local next_letter = which[best:softmax(1):multinomial(1)]
    text = tensor.cat{text, next_letter}
    out[#out + 1] = letters[next_letter:item()]
  end
  return table.concat(out)
end

-- ---------------------------------------------------------------- the program

tensor.manual_seed(options.seed)

local function read(path)
  local file, message = io.open(path, "rb")
  if not file then error(message, 0) end
  local text = file:read("a")
  file:close()
  return text
end

if options.sample then
  local saved = tensor.load(options.weights)
  local letters, places = alphabet_of(saved.alphabet)
  local model = Model(#letters, saved.shape):to(device)
  model:load_state_dict(saved.model)
  print(write(model, letters, places, options))
  return
end

local text = read(options.text)
local letters, places = alphabet_of(text)
local all = encode(text, places)
local cut = #all - math.max(options.context + 1, #all // 10) -- the last tenth is for testing
local train, test = all[{{1, cut}}], all[{{cut + 1, -1}}]
if #train <= options.context then error("the text is too short for this --context", 0) end

local model = Model(#letters, options):to(device)
local count = #nn.utils.parameters_to_vector(model:parameters())
print(("%d letters, %d different; %d parameters"):format(#all, #letters, count))

local optimizer = optim.AdamW(model:parameters(), {lr = options.lr, weight_decay = 0.1})
local schedule = optim.lr_scheduler.OneCycleLR(optimizer, options.lr, {
  total_steps = options.steps, pct_start = 0.1,
})
local every = math.max(1, options.steps // 10) -- steps between two tests
local best, best_weights = math.huge, nil

local bar, sum
for step = 1, options.steps do
  if (step - 1) % every == 0 then
    bar, sum = progress(("steps %d to %d"):format(step, math.min(step + every - 1, options.steps)),
      math.min(every, options.steps - step + 1)), 0
  end
  local loss = loss_of(model, random_pieces(train, options.batch, options.context))
  optimizer:zero_grad()
  loss:backward()
  nn.utils.clip_grad_norm_(model:parameters(), 1)
  optimizer:step()
  schedule:step()
  sum = sum + loss:item()
  bar:add(1)
  if step % every == 0 or step == options.steps then
    local got = evaluate(model, test, options.context)
    bar:finish(("train %.3f  test %.3f nats a letter"):format(sum / bar.done, got))
    if got < best then
      best, best_weights = got, {}
      for name, value in pairs(model:state_dict()) do best_weights[name] = value:clone() end
    end
  end
end

model:load_state_dict(best_weights)
print(("test loss %.3f"):format(best))
if options.weights ~= "" then
  local shape = {}
  for _, name in ipairs{"context", "width", "layers", "heads", "dropout"} do
    shape[name] = options[name]
  end
  local value = {model = best_weights, shape = shape, alphabet = table.concat(letters)}
  tensor.save(value, options.weights)
  print("weights in " .. options.weights)
end
print("\n" .. write(model, letters, places, options))
