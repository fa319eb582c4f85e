"""Records files as NumPy and safetensors write them: python3 spec/record/files.py > spec/data/files.lua

A case holds the bytes of a file, as hexadecimal digits, and what is in it. `same` marks files that
Luma writes byte for byte.
"""

import gzip
import io
import struct

import numpy as np
import PIL
import PIL.Image as Image
import safetensors
import safetensors.torch
import torch


def lua(v):
    if isinstance(v, (bool, np.bool_)):
        return "true" if v else "false"
    return repr(v.item() if hasattr(v, "item") else v)


def content(t):
    t = torch.as_tensor(t)
    return "dtype = '%s', shape = {%s}, values = {%s}" % (
        str(t.dtype).split(".")[1], ", ".join(map(str, t.shape)),
        ", ".join(lua(v) for v in t.reshape(-1).tolist()))


def emit(kind, data, fields):
    digits = data.hex()
    lines = [digits[i:i + 84] for i in range(0, len(digits), 84)]
    print("  {ending = '%s', %s,\n    bytes = '%s'}," % (kind, fields, "\\z\n      ".join(lines)))


def npy(array, version=None, same=False):
    out = io.BytesIO()
    np.lib.format.write_array(out, array, version)
    native = np.ascontiguousarray(array.astype(array.dtype.newbyteorder("="))).reshape(array.shape)
    emit(".npy", out.getvalue(), content(native) + (", same = true" if same else ""))


def tensors(values, metadata=None):
    data = safetensors.torch.save(values, metadata)
    inside = ", ".join("['%s'] = {%s}" % (k, content(v)) for k, v in sorted(values.items()))
    emit(".safetensors", data, "tensors = {%s}, same = %s" % (inside, lua(metadata is None)))


def idx(code, dtype, values, packed):
    array = np.array(values)
    head = bytes([0, 0, code, array.ndim]) + struct.pack(">%dI" % array.ndim, *array.shape)
    data = head + array.astype(np.dtype(dtype).newbyteorder(">")).tobytes()
    if packed:
        data = gzip.compress(data, mtime=0)
    emit(".idx.gz" if packed else ".idx", data, content(array.astype(dtype)))


def png(mode, values, shown=None):
    """A picture that Pillow wrote; `shown`, what it shows where that is not what is stored."""
    array = np.array(values)
    image = Image.fromarray(array.astype(np.uint16 if mode == "I;16" else np.uint8))
    if mode == "P":
        image.putpalette([0, 0, 0, 255, 0, 0, 1, 2, 3])
    if mode == "L" and shown is not None:
        image = image.convert("1", dither=Image.Dither.NONE)
    file = io.BytesIO()
    image.save(file, "png")
    array = np.array(values if shown is None else shown, dtype=np.uint8)
    array = array[None] if array.ndim == 2 else np.moveaxis(array, -1, 0)
    emit(".png", file.getvalue(), content(array))


print("-- Recorded by spec/record/files.py with NumPy %s, safetensors %s and Pillow %s." %
      (np.__version__, safetensors.__version__, PIL.__version__))
print("-- luacheck: no max line length")
print("return {")
base = np.array([[0, 1, 2], [3, -4, 100]])
for code in ("?", "u1", "i1", "i2", "i4", "i8", "f2", "f4", "f8"):
    array = abs(base).astype(code) if code in "?u1" else base.astype(code)
    npy(array, same=True)
    if array.itemsize > 1:
        npy(array.astype(array.dtype.newbyteorder(">")))
npy(np.asfortranarray(base.astype("f4") / 4))
npy(np.asfortranarray(np.arange(24, dtype=">i4").reshape(2, 3, 4)))
npy(np.array(2.5), same=True)
npy(np.arange(3.0), same=True)
npy(np.zeros((0,), "f4"), same=True)
npy(np.zeros((2, 0, 3), "i8"), same=True)
npy(np.arange(3.0), (2, 0))
npy(np.arange(3.0), (3, 0))
tensors({})
tensors({"weight": torch.tensor([[1.5, -2.0]]), "bias": torch.tensor([0.25, 3.0])})
tensors({"a": torch.tensor([True, False, True]), "b": torch.tensor([1, 200], dtype=torch.uint8),
         "c": torch.tensor([-1], dtype=torch.int8), "d": torch.tensor([-300], dtype=torch.int16),
         "e": torch.tensor([70000], dtype=torch.int32), "f": torch.tensor(2**40),
         "g": torch.tensor([1.5], dtype=torch.float16), "h": torch.tensor([-3.0], dtype=torch.bfloat16),
         "i": torch.tensor([0.5]), "j": torch.tensor([[0.1]], dtype=torch.float64),
         "k": torch.zeros(2, 0)})
tensors({"layers.0.weight": torch.ones(2, 2), "größe": torch.tensor(1)}, {"format": "pt", "a\"b": "\\\n"})
for packed in (False, True):
    idx(0x08, "u1", [[1, 2, 3], [4, 5, 255]], packed)
    idx(0x09, "i1", [1, -2], packed)
    idx(0x0B, "i2", [1, -300], packed)
    idx(0x0C, "i4", [1, -70000], packed)
    idx(0x0D, "f4", [1.5, -0.25], packed)
    idx(0x0E, "f8", [0.1, -1e300], packed)
    idx(0x08, "u1", 7, packed)
png("L", [[0, 1, 255], [7, 128, 200]])
png("L", [[0, 1, 255], [7, 128, 200]], [[0, 0, 255], [0, 255, 255]])  # one bit each
png("LA", [[[0, 255], [9, 128]]])
png("RGB", [[[1, 2, 3], [4, 5, 6], [7, 8, 9]], [[255, 0, 1], [0, 255, 2], [0, 0, 255]]])
png("RGBA", [[[1, 2, 3, 255], [4, 5, 6, 0]]])
png("P", [[0, 1], [2, 1]], [[[0, 0, 0], [255, 0, 0]], [[1, 2, 3], [255, 0, 0]]])
png("I;16", [[0, 257, 65535, 32896]], [[0, 1, 255, 128]])
print("}")
