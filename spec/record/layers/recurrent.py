"""Recurrent nets and cells."""

from torch import nn

from layercases import case, options

nets = {"RNN": nn.RNN, "LSTM": nn.LSTM, "GRU": nn.GRU}


def net(name, x, *states, train=True, **given):
    """A net of 2 features and states of 3 numbers, with first states where their kinds are given."""
    lua = "nn.%s(2, 3%s)" % (name, options(**given))
    if len(states) == 2:
        case(lua, nets[name](2, 3, **given), x, *states, train=train, apply=lambda m, a, b, c: m(a, (b, c)))
    else:
        case(lua, nets[name](2, 3, **given), x, *states, train=train)


for name in ["RNN", "LSTM", "GRU"]:
    def start(layers, batch=2, size=3):
        """The kinds of the first states."""
        sizes = "%dx%d" % (batch, size) if batch else str(size)
        return ["f%dx%s" % (layers, sizes)] + (["f%dx%s" % (layers, "%dx3" % batch if batch else "3")] if name == "LSTM" else [])

    net(name, "f3x2x2")
    net(name, "f3x2x2", *start(1))
    net(name, "f1x1x2")
    net(name, "f3x0x2")
    net(name, "f3x2", *start(1, batch=0))
    net(name, "f3x2")
    net(name, "f2x3x2", *start(1), batch_first=True)
    net(name, "f3x2", *start(2, batch=0), batch_first=True, bidirectional=True)
    net(name, "f3x2x2", bias=False)
    net(name, "f3x2x2", *start(2), num_layers=2)
    net(name, "f3x2x2", *start(2), bidirectional=True)
    net(name, "f2x3x2", *start(4), num_layers=2, bidirectional=True, batch_first=True, bias=False)
    net(name, "f3x2x2", num_layers=2, dropout=0.5, train=False)
    net(name, "f3x2x2", num_layers=3, dropout=0.0)

net("RNN", "f3x2x2", "f2x2x3", nonlinearity="relu", num_layers=2)
net("RNN", "f3x2x2", "f2x2x3", nonlinearity="relu", bidirectional=True)
net("LSTM", "f3x2x2", proj_size=2)
net("LSTM", "f3x2x2", "f1x2x1", "f1x2x3", proj_size=1)
net("LSTM", "f3x2", "f1x2", "f1x3", proj_size=2)
net("LSTM", "f2x3x2", "f4x2x2", "f4x2x3", proj_size=2, num_layers=2, bidirectional=True, batch_first=True)
net("LSTM", "f3x2x2", "f2x2x2", "f2x2x3", proj_size=2, bidirectional=True, bias=False)
case("nn.LSTM(2, 3)", nn.LSTM(2, 3), "f3x2x2", "f1x2x3", "f1x2x3", call="m(a, {b, c})",
     apply=lambda m, a, b, c: m(a, (b, c)))
case("nn.LSTM(9, 17)", nn.LSTM(9, 17), "f1x1x9")  # wider than a vector, with an end
case("nn.GRU(9, 17)", nn.GRU(9, 17), "f1x1x9")

for name, cell in [("RNNCell", nn.RNNCell), ("GRUCell", nn.GRUCell)]:
    case("nn.%s(2, 3)" % name, cell(2, 3), "f2x2", "f2x3")
    case("nn.%s(2, 3)" % name, cell(2, 3), "f2x2")
    case("nn.%s(2, 3)" % name, cell(2, 3), "f2", "f3")
    case("nn.%s(2, 3)" % name, cell(2, 3), "f2")
    case("nn.%s(2, 3, false)" % name, cell(2, 3, False), "f2x2", "f2x3")
    case("nn.%s(2, 3)" % name, cell(2, 3), "f0x2")
    case("nn.%s(2, 3)" % name, cell(2, 3), "f2x2", "f2x2", "f2x3", call="m(b, m(a, c))",
         apply=lambda m, a, b, c: m(b, m(a, c)))
case('nn.RNNCell(2, 3, {nonlinearity = "relu"})', nn.RNNCell(2, 3, nonlinearity="relu"), "f2x2", "f2x3")
case('nn.RNNCell(2, 3, true, "relu")', nn.RNNCell(2, 3, True, "relu"), "f2", "f3")
states = {"apply": lambda m, a, b, c: m(a, (b, c))}
case("nn.LSTMCell(2, 3)", nn.LSTMCell(2, 3), "f2x2", "f2x3", "f2x3", **states)
case("nn.LSTMCell(2, 3)", nn.LSTMCell(2, 3), "f2x2")
case("nn.LSTMCell(2, 3)", nn.LSTMCell(2, 3), "f2", "f3", "f3", **states)
case("nn.LSTMCell(2, 3)", nn.LSTMCell(2, 3), "f2")
case("nn.LSTMCell(2, 3, {bias = false})", nn.LSTMCell(2, 3, bias=False), "f2x2", "f2x3", "f2x3", **states)
case("nn.LSTMCell(2, 3)", nn.LSTMCell(2, 3), "f2x2", "f2x2", "f2x3", call="m(b, m(a))",
     apply=lambda m, a, b, c: m(b, m(a)))
