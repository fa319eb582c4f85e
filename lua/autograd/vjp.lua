--- autograd.vjp: short for autograd.functional.vjp.

return require "luma.autograd.functional".vjp
