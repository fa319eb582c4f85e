--- autograd.jvp: short for autograd.functional.jvp.

return require "luma.autograd.functional".jvp
