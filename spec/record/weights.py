"""Records weights as PyTorch's modules save them, with inputs and outputs:

    python3 spec/record/weights.py

For each model spec/data/weights/NAME.safetensors holds its state_dict, NAME_case.safetensors what went
in and what came out. Positions in these files count from 0, as everywhere outside Luma.
"""

import pathlib

import torch
from safetensors.torch import save_file
from torch import nn

folder = pathlib.Path(__file__).parent.parent / "data" / "weights"


def record(name, model, case):
    for file, tensors in [(name, model.state_dict()), (name + "_case", case)]:
        tensors = {k: v.detach().clone().contiguous() for k, v in tensors.items()}
        save_file(tensors, folder / (file + ".safetensors"))


def filled(model):
    """With numbers that matter everywhere: norms and biases are not left at 1 and 0."""
    with torch.no_grad():
        for p in model.parameters():
            p.uniform_(-0.5, 0.5)
    return model.eval()


class Bert(nn.Module):
    """The shape and the names of BERT (Devlin et al. 2018), as its published weights have them."""

    def __init__(self, words, positions, dim, heads, inner, layers):
        super().__init__()
        self.heads = heads

        def linear_norm(inputs):
            m = nn.Module()
            m.dense, m.LayerNorm = nn.Linear(inputs, dim), nn.LayerNorm(dim, eps=1e-12)
            return m

        self.embeddings = nn.Module()
        self.embeddings.word_embeddings = nn.Embedding(words, dim, padding_idx=0)
        self.embeddings.position_embeddings = nn.Embedding(positions, dim)
        self.embeddings.token_type_embeddings = nn.Embedding(2, dim)
        self.embeddings.LayerNorm = nn.LayerNorm(dim, eps=1e-12)
        self.encoder = nn.Module()
        self.encoder.layer = nn.ModuleList()
        for _ in range(layers):
            layer = nn.Module()
            layer.attention = nn.Module()
            layer.attention.self = nn.Module()
            for part in ["query", "key", "value"]:
                setattr(layer.attention.self, part, nn.Linear(dim, dim))
            layer.attention.output = linear_norm(dim)
            layer.intermediate = nn.Module()
            layer.intermediate.dense = nn.Linear(dim, inner)
            layer.output = linear_norm(inner)
            self.encoder.layer.append(layer)
        self.pooler = nn.Module()
        self.pooler.dense = nn.Linear(dim, dim)

    def forward(self, words, types, mask):
        e = self.embeddings
        x = e.LayerNorm(e.word_embeddings(words) + e.token_type_embeddings(types)
                        + e.position_embeddings.weight[:words.shape[1]])
        for layer in self.encoder.layer:
            split = lambda t: t.unflatten(-1, (self.heads, -1)).transpose(1, 2)
            s = layer.attention.self
            y = nn.functional.scaled_dot_product_attention(
                split(s.query(x)), split(s.key(x)), split(s.value(x)), mask[:, None, None, :])
            out = layer.attention.output
            x = out.LayerNorm(x + out.dense(y.transpose(1, 2).flatten(2)))
            y = nn.functional.gelu(layer.intermediate.dense(x))
            x = layer.output.LayerNorm(x + layer.output.dense(y))
        return x, torch.tanh(self.pooler.dense(x[:, 0]))


torch.manual_seed(1)
encoder = filled(nn.TransformerEncoder(
    nn.TransformerEncoderLayer(32, 4, 48, activation="gelu", batch_first=True, norm_first=True), 2,
    nn.LayerNorm(32), enable_nested_tensor=False))
src = torch.randn(2, 7, 32)
padding = torch.tensor([[False] * 7, [False] * 5 + [True] * 2])
record("encoder", encoder, {"src": src, "padding": padding,
                            "out": encoder(src, src_key_padding_mask=padding)})

bert = filled(Bert(40, 12, 32, 4, 64, 2))
words, types = torch.randint(1, 40, (2, 9)), torch.zeros(2, 9, dtype=torch.long)
types[:, 5:] = 1
mask = torch.ones(2, 9, dtype=torch.bool)
mask[1, 6:] = False
words[1, 6:] = 0
hidden, pooled = bert(words, types, mask)
record("bert", bert, {"words": words, "types": types, "mask": mask, "hidden": hidden, "pooled": pooled})
