"""Writes spec/data/lstm.safetensors: the weights of a PyTorch LSTM under their own names, an input, and
what PyTorch made of it (output, h, c).

    python3 spec/record/lstm_file.py
"""

import json
import pathlib
import struct

import torch

from lcg import Numbers


def write(path, tensors):
    """The safetensors format: the length of a JSON header, the header, the bytes it describes."""
    header, body = {}, b""
    for name, t in tensors.items():
        data = t.detach().contiguous().numpy().tobytes()
        header[name] = {"dtype": "F32", "shape": list(t.shape), "data_offsets": [len(body), len(body) + len(data)]}
        body += data
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + body)


numbers = Numbers(7)
lstm = torch.nn.LSTM(5, 6, num_layers=2, bidirectional=True, proj_size=3)
with torch.no_grad():
    for p in lstm.parameters():
        p.copy_(numbers.tensor(*p.shape))
    x = numbers.tensor(7, 2, 5).float()
    output, (h, c) = lstm(x)
tensors = dict(lstm.state_dict(), input=x, output=output, h=h, c=c)
write(pathlib.Path(__file__).parent.parent / "data" / "lstm.safetensors", tensors)
