--- nn.utils.stateless: modules run with other parameters; the older name of autograd.func's.

local func = require "luma.autograd.func"

return {functional_call = func.functional_call}
