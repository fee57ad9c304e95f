"""The network in PyTorch: embeddings of five features, dilated convolutions, one linear head a guideline.

A ReLU convolution of width 3 and a stack of residual ones with growing dilation (Strubell et al. 2017, iterated
dilated convolutions); batch normalisation folds into the weights at export.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from pipeline.ner.features import N_PLACES, N_POS, PAIR_BITS, WORD_BITS

# Dimensions of the embeddings, in the order of `features.FEATURES`.
CHAR_DIM, PAIR_DIM, WORD_DIM, PLACE_DIM, POS_DIM = 128, 64, 64, 16, 16


class Network(nn.Module):
    """Features (batch × steps, one tensor each) → hidden states; `heads[name]` turns those into tag scores."""

    def __init__(
        self, characters: int, width: int, dilations: Sequence[int], heads: Mapping[str, int], dropout: float
    ) -> None:
        super().__init__()
        tables = (
            (characters, CHAR_DIM),
            (1 << PAIR_BITS, PAIR_DIM),
            (1 << WORD_BITS, WORD_DIM),
            (N_PLACES, PLACE_DIM),
            (N_POS, POS_DIM),
        )
        self.tables = nn.ModuleList(nn.Embedding(size, dim, sparse=True) for size, dim in tables)
        for table in self.tables:
            assert isinstance(table, nn.Embedding)
            nn.init.normal_(table.weight, std=0.05 if table.num_embeddings > 64 else 0.3)
        inputs = sum(dim for _, dim in tables)
        self.first = nn.Conv1d(inputs, width, 3, padding=1, bias=False)
        self.first_norm = nn.BatchNorm1d(width)
        self.layers = nn.ModuleList(
            nn.Conv1d(width, width, 3, padding=d, dilation=d, bias=False) for d in dilations
        )
        self.norms = nn.ModuleList(nn.BatchNorm1d(width) for _ in dilations)
        self.dropout = Dropout(dropout)
        self.heads = nn.ModuleDict({name: nn.Linear(width, size) for name, size in heads.items()})

    def forward(self, features: Sequence[Tensor]) -> Tensor:
        """Hidden states, batch × steps × width."""
        embedded = torch.cat([table(x) for table, x in zip(self.tables, features, strict=True)], -1)
        h = functional.relu(convolved(self.dropout(embedded), self.first, self.first_norm))
        for layer, norm in zip(self.layers, self.norms, strict=True):
            h = h + functional.relu(convolved(self.dropout(h), layer, norm))
        return h


class Dropout(nn.Module):
    """Dropout whose masks are stretches of one long mask, begun anywhere: drawing them anew cost a sixth of the time."""

    _LENGTH = 1 << 23

    def __init__(self, share: float) -> None:
        super().__init__()
        mask = (torch.rand(self._LENGTH) >= share).to(torch.bfloat16) / (1 - share)
        self.register_buffer("mask", mask, persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        """`x` with some of its values blanked while training."""
        if not self.training:
            return x
        start = int(torch.randint(len(self.mask) - x.numel(), (1,)))
        masked: Tensor = x * self.mask[start : start + x.numel()].view(x.shape)
        return masked


def convolved(x: Tensor, layer: nn.Module, norm: nn.Module) -> Tensor:
    """A convolution of width 3 as one product of three shifted copies: on a CPU in bfloat16 faster than `Conv1d`."""
    assert isinstance(layer, nn.Conv1d)
    batch, steps, width = x.shape
    edge = x.new_zeros(batch, layer.dilation[0], width)
    padded = torch.cat([edge, x, edge], 1)
    copies = torch.cat([padded[:, k * layer.dilation[0] :][:, :steps] for k in range(3)], -1)
    made = functional.linear(copies, layer.weight.transpose(1, 2).flatten(1))
    normed: Tensor = norm(made.flatten(0, 1))
    return normed.view(batch, steps, -1)
