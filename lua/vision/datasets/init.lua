--- vision.datasets: well-known data sets, read from where they lie; nothing is downloaded.
---
--- The folder that holds them is /usr/share/datasets, where Debian's packages put theirs, or what
--- the environment variable LUMA_DATA names; the option `root` names the folder of one data set.

return require "luma.lazy"("luma.vision.datasets")
