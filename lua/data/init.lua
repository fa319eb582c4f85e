--- luma.data: data sets and mini-batches. A field is loaded when it is first used, by its name:
--- `data.DataLoader` is lua/data/DataLoader.lua.
---
--- A data set is anything with a length and items at the positions 1, 2, …: a Lua list, or an
--- instance of a subclass of data.Dataset.

return require "luma.lazy"("luma.data")
