--- autograd.hessian: short for autograd.functional.hessian.

return require "luma.autograd.functional".hessian
