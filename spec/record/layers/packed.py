"""Recurrent nets over packed sequences, and nn.utils.rnn."""

import torch
from torch import nn
from torch.nn.utils import rnn

from layercases import case, options

nets = {"RNN": nn.RNN, "LSTM": nn.LSTM, "GRU": nn.GRU}


def packed(name, lengths, *states, x="f3x2x2", enforce_sorted=True, batch_first=False, **given):
    """The same over a packed sequence; out is seen by its data."""
    given = dict(given, batch_first=True) if batch_first else given
    lua = "nn.%s(2, 3%s)" % (name, options(**given))
    pack = "nn.utils.rnn.pack_padded_sequence(a, {%s}, %s, %s)" % (
        ", ".join(map(str, lengths)), str(batch_first).lower(), str(enforce_sorted).lower())
    names = "".join(", " + n for n in "bc"[:len(states)])
    call = "(function() local o, h, s = m(%s%s); return o.data, h, s, nn.utils.rnn.pad_packed_sequence(o) end)()" % (
        pack, names)

    def apply(m, a, *hx):
        p = rnn.pack_padded_sequence(a, torch.tensor(lengths), batch_first, enforce_sorted)
        o, h = m(p, *([hx] if len(hx) == 2 else hx))
        s = list(h) if isinstance(h, tuple) else [h, None]
        return [o.data, *s, *rnn.pad_packed_sequence(o)]

    case(lua, nets[name](2, 3, **given), x, *states, call=call, apply=apply)


for name in ["RNN", "LSTM", "GRU"]:
    def start(layers, batch=2, size=3):
        """The kinds of the first states."""
        sizes = "%dx%d" % (batch, size) if batch else str(size)
        return ["f%dx%s" % (layers, sizes)] + (["f%dx%s" % (layers, "%dx3" % batch if batch else "3")] if name == "LSTM" else [])

    packed(name, [3, 2])
    packed(name, [3, 1], *start(1))
    packed(name, [1, 3, 2], *start(1, batch=3), x="f3x3x2", enforce_sorted=False)
    packed(name, [1, 3, 2], *start(2, batch=3), x="f3x3x2", enforce_sorted=False, bidirectional=True)
    packed(name, [2, 4], *start(4), x="f2x4x2", enforce_sorted=False, batch_first=True, num_layers=2,
           bidirectional=True)
    packed(name, [2, 1], x="f3x2x2", bias=False)  # the padding is longer than the longest

packed("RNN", [2, 3], "f2x2x3", enforce_sorted=False, nonlinearity="relu", bidirectional=True)
packed("LSTM", [3, 2], "f1x2x2", "f1x2x3", proj_size=2)
packed("LSTM", [1, 3, 2], "f4x3x2", "f4x3x3", x="f3x3x2", enforce_sorted=False, proj_size=2, num_layers=2,
       bidirectional=True, dropout=0.0)


# ---- nn.utils.rnn

def helper(call, apply, *inputs):
    case("nn.Identity()", nn.Identity(), *inputs, call=call, apply=lambda m, *xs: apply(*xs))


def parts(p):
    """A PackedSequence with positions from 1."""
    plus = [None if t is None else t + 1 for t in (p.sorted_indices, p.unsorted_indices)]
    return [p.data, p.batch_sizes, *plus]


def seen(lua):
    return "(function(p) return p.data, p.batch_sizes, p.sorted_indices or false, p.unsorted_indices or false end)" \
           "(nn.utils.rnn.%s)" % lua


for lua, args, x in [("{3, 2}", ([3, 2],), "f3x2x2"), ("{2, 2}", ([2, 2],), "f3x2"),
                     ("{1, 3, 2}, {enforce_sorted = false}", ([1, 3, 2], False, False), "f3x3x1"),
                     ("{2, 2, 3}, true, false", ([2, 2, 3], True, False), "f3x3x2"),
                     ("{4, 1}, {batch_first = true}", ([4, 1], True), "f2x4x1x2")]:
    helper(seen("pack_padded_sequence(a, %s)" % lua),
           lambda a, args=args: parts(rnn.pack_padded_sequence(a, torch.tensor(args[0]), *args[1:])), x)
    for more, py in [("", {}), (", true", {"batch_first": True}),
                     (", {padding_value = -1.5, total_length = 5}", {"padding_value": -1.5, "total_length": 5})]:
        helper("nn.utils.rnn.pad_packed_sequence(nn.utils.rnn.pack_padded_sequence(a, %s)%s)" % (lua, more),
               lambda a, args=args, py=py: rnn.pad_packed_sequence(
                   rnn.pack_padded_sequence(a, torch.tensor(args[0]), *args[1:]), **py), x)
several = ["f1x2", "f3x2", "f2x2"]
for lua, py in [("", {}), (", true", {"batch_first": True}), (", {padding_value = 0.5}", {"padding_value": 0.5}),
                (', {padding_side = "left"}', {"padding_side": "left"}),
                (', true, -1, "left"', {"batch_first": True, "padding_value": -1, "padding_side": "left"})]:
    helper("nn.utils.rnn.pad_sequence({a, b, c}%s)" % lua,
           lambda a, b, c, py=py: rnn.pad_sequence([a, b, c], **py), *several)
helper("nn.utils.rnn.pad_sequence({a, b})", lambda a, b: rnn.pad_sequence([a, b]), "f2", "f3")
helper(seen("pack_sequence({a, b, c}, false)"), lambda *xs: parts(rnn.pack_sequence(list(xs), False)), *several)
helper(seen("pack_sequence({a, b})"), lambda *xs: parts(rnn.pack_sequence(list(xs))), "f3x2", "f1x2")
helper("nn.utils.rnn.unpack_sequence(nn.utils.rnn.pack_sequence({a, b, c}, {enforce_sorted = false}))",
       lambda *xs: rnn.unpack_sequence(rnn.pack_sequence(list(xs), False)), *several)
helper("nn.utils.rnn.unpad_sequence(a, {3, 1})",
       lambda a: rnn.unpad_sequence(a.clone(), torch.tensor([3, 1])), "f3x2x2")
helper("nn.utils.rnn.unpad_sequence(a, tensor.tensor{2, 3}, true)",
       lambda a: rnn.unpad_sequence(a, torch.tensor([2, 3]), True), "f2x3")
helper("nn.utils.rnn.invert_permutation(tensor.tensor{3, 1, 4, 2})",
       lambda: rnn.invert_permutation(torch.tensor([2, 0, 3, 1])) + 1)
