--- vision.io: pictures in files. A field is loaded when it is first used, by its name.

return require "luma.lazy"("luma.vision.io")
