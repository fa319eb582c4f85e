--- autograd.jacobian: short for autograd.functional.jacobian.

return require "luma.autograd.functional".jacobian
