"""Recurrent cells and nets as functions.  d holds the weights: columns of w_ih, w_hh, b_ih and b_hh."""

import torch

from opcases import case


def weights(inputs, state, biases=True):
    """The arguments of d's columns in Lua and in PyTorch."""
    a, b = inputs, inputs + state
    lua = "d[{{}, {1, %d}}], d[{{}, {%d, %d}}]" % (a, a + 1, b)
    py = "d[:, :%d], d[:, %d:%d]" % (a, a, b)
    if biases:
        lua, py = lua + ", d[{{}, %d}], d[{{}, %d}]" % (b + 1, b + 2), py + ", d[:, %d], d[:, %d]" % (b, b + 1)
    return lua, py


for n in ["f1x1", "f2x3", "f3x1", "f0x2"]:
    batch, inputs = map(int, n[1:].split("x"))
    for state in [1, 2]:
        h = "f%dx%d" % (batch, state)
        for biases in [True, False]:
            lua, py = weights(inputs, state, biases)
            columns = inputs + state + (2 if biases else 0)
            case("lstm_cell", "tensor.lstm_cell(a, {b, c}, %s)" % lua, "torch.lstm_cell(a, (b, c), %s)" % py,
                 n, h, h, "f%dx%d" % (4 * state, columns))
            for name, gates in [("gru_cell", 3), ("rnn_tanh_cell", 1), ("rnn_relu_cell", 1)]:
                case(name, "tensor.%s(a, b, %s)" % (name, lua), "torch.%s(a, b, %s)" % (name, py), n, h, "f0",
                     "f%dx%d" % (gates * state, columns))
lua, py = weights(1, 1)
case("gru_cell", "tensor.gru_cell(a, b, %s)" % lua, "torch.gru_cell(a[None], b[None], %s)[0]" % py, "f1", "f1", "f0", "f3x4")
case("lstm_cell", "tensor.lstm_cell(a, {b, c}, %s)" % lua,
     "[t[0] for t in torch.lstm_cell(a[None], (b[None], c[None]), %s)]" % py, "f1", "f1", "f1", "f4x4")
case("gru_cell", "tensor.gru_cell(a, b, %s, d[{{}, 3}])" % weights(1, 1, False)[0],
     "torch.gru_cell(a, b, %s, d[:, 2], torch.zeros(3, dtype=torch.float64))" % weights(1, 1, False)[1], "f2x1", "f2x1", "f0", "f3x3")
case("gru_cell", "tensor.gru_cell(a, b, %s, {b_hh = d[{{}, 3}]})" % weights(1, 1, False)[0],
     "torch.gru_cell(a, b, %s, torch.zeros(3, dtype=torch.float64), d[:, 2])" % weights(1, 1, False)[1], "f2x1", "f2x1", "f0", "f3x3")
case("rnn_tanh_cell", "tensor.rnn_tanh_cell(a:float(), b:float(), d[{{}, {1, 1}}]:float(), d[{{}, {2, 2}}]:float())",
     "torch.rnn_tanh_cell(a.float(), b.float(), d[:, :1].float(), d[:, 1:2].float())", "f2x1", "f2x1", "f0", "f1x2")


def nets(mode, gates, two, shape="f2x2x1", state=1, train="false", biases=True, batch_first="false"):
    """One layer, or both directions of one, over d's columns: the same weights for each."""
    lua, py = weights(1, state, biases)
    lua, py = ", ".join([lua] * two), ", ".join([py] * two)
    both = "true" if two == 2 else "false"
    hx = "f%dx2x%d" % (two, state)
    h_lua, h_py = ("{b, c}", "(b, c)") if mode == "lstm" else ("b", "b")
    flags = "%s, 1, 0, %s, %s, %s" % ("true" if biases else "false", train, both, batch_first)
    case(mode, "tensor.%s(a, %s, {%s}, %s)" % (mode, h_lua, lua, flags),
         "torch.%s(a, %s, [%s], %s)" % (mode, h_py, py, flags.replace("true", "True").replace("false", "False")),
         shape, hx, hx if mode == "lstm" else "f0", "f%dx%d" % (gates * state, 1 + state + (2 if biases else 0)))


def packed(mode, gates, two):
    lua, py = weights(1, 1)
    lua, py = ", ".join([lua] * two), ", ".join([py] * two)
    both = "true" if two == 2 else "false"
    h_lua, h_py = ("{b, c}", "(b, c)") if mode == "lstm" else ("b", "b")
    flags = "true, 1, 0, false, %s" % both
    case(mode, "tensor.%s(a, tensor.tensor{2, 1, 1}, %s, {%s}, %s)" % (mode, h_lua, lua, flags),
         "torch.%s(a, torch.tensor([2, 1, 1]), %s, [%s], %s)" % (
             mode, h_py, py, flags.replace("true", "True").replace("false", "False")),
         "f4x1", "f%dx2x1" % two, "f%dx2x1" % two if mode == "lstm" else "f0", "f%dx4" % gates)


for mode, gates in [("lstm", 4), ("gru", 3), ("rnn_tanh", 1), ("rnn_relu", 1)]:
    nets(mode, gates, 1)
    nets(mode, gates, 2)
    nets(mode, gates, 1, biases=False, batch_first="true", train="true")
    nets(mode, gates, 2, shape="f3x2x1", state=2)
    packed(mode, gates, 1)
    packed(mode, gates, 2)
