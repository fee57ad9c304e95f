"""Config + corpora → a trained network.

Rows of 512 characters are cut from the units in random order; each character is scored by the heads that know
its tag (cross-entropy, summed). AdamW for the convolutions, sparse Adam for the tables, bfloat16 arithmetic,
a short warm-up and a linear decay over all stages. Seeds are fixed; on one thread a run repeats exactly.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from pipeline.ner.features import BREAK, FEATURES
from pipeline.ner.labels import n_tags
from pipeline.training.config import Training
from pipeline.training.dataset import NOTHING, Dataset
from pipeline.training.network import Network
from pipeline.training.teacher import N_TAGS
from pipeline.training.tutor import Tutor

_WARM_UP = 100
_CLIP = 5.0
_REPORT = 200


def train(
    training: Training,
    dataset: Dataset,
    threads: int,
    say: Callable[[str], None],
    tutor: Tutor | None = None,
) -> Network:
    """The trained network; `say` gets a line every few hundred steps."""
    torch.manual_seed(training.seed)
    random.seed(training.seed)
    torch.set_num_threads(threads)
    rng = np.random.default_rng(training.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    sizes = {head: N_TAGS if head == "lac" else n_tags(training.heads[head]) for head in dataset.targets}
    network: Network = Network(
        int(dataset.characters.max()) + 1, training.width, training.dilations, sizes, training.dropout
    )
    network.to(device)
    dense = [p for name, p in network.named_parameters() if not name.startswith("tables")]
    optimizers = [
        torch.optim.AdamW(dense, lr=training.rate, weight_decay=0.01),
        torch.optim.SparseAdam(list(network.tables.parameters()), lr=training.rate),
    ]
    stages = [_order(dataset, stage, rng) for stage in range(dataset.passes.shape[1])]
    batch = training.rows * training.steps
    total = sum(len(_indices(dataset, s)) // batch for s in stages)
    say(f"{len(dataset.starts)} units, {dataset.ends[-1]} characters, {total} steps on {device}")
    network.train()
    losses: dict[str, float] = {}
    began = time.monotonic()
    step = 0
    for stage in stages:
        for index in _batches(dataset, stage, training):
            step += 1
            factor = min(1.0, step / _WARM_UP) * (1 - step / total) + 0.005
            for optimizer in optimizers:
                optimizer.param_groups[0]["lr"] = training.rate * factor
                optimizer.zero_grad(set_to_none=True)
            with torch.autocast(device.type, torch.bfloat16):
                hidden = network(_inputs(dataset, index, training.feature_dropout, device))
            flat, places = hidden.reshape(batch, -1), index.reshape(-1)
            loss = _loss(network, flat, dataset, places, losses)
            if tutor:
                loss = loss + _distance(network, flat, dataset, places, tutor, losses)
            loss.backward()
            nn.utils.clip_grad_norm_(dense, _CLIP)
            for optimizer in optimizers:
                optimizer.step()
            if step % _REPORT == 0:
                speed = step * batch / (time.monotonic() - began)
                shown = " ".join(f"{head} {value:.4f}" for head, value in losses.items())
                say(f"{step}/{total} {speed:,.0f} characters/s  {shown}")
    network.eval()
    return network


def _order(dataset: Dataset, stage: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """The units of a stage in random order, each as often as its passes say (a fraction by chance)."""
    wanted = dataset.passes[:, stage]
    times = np.floor(wanted).astype(int) + (rng.random(len(wanted)) < wanted % 1)
    return rng.permutation(np.repeat(np.arange(len(wanted)), times))


def _indices(dataset: Dataset, order: NDArray[np.int64]) -> NDArray[np.int64]:
    """The stream's positions in the order of the units."""
    starts, lengths = dataset.starts[order], dataset.ends[order] - dataset.starts[order]
    begins = np.cumsum(lengths) - lengths
    return np.repeat(starts - begins, lengths) + np.arange(lengths.sum())


def _batches(dataset: Dataset, order: NDArray[np.int64], training: Training) -> Iterator[NDArray[np.int64]]:
    indices = _indices(dataset, order)
    size = training.rows * training.steps
    for k in range(0, len(indices) - size + 1, size):
        yield indices[k : k + size].reshape(training.rows, training.steps)


def _inputs(dataset: Dataset, index: NDArray[np.int64], dropout: float, device: torch.device) -> list[Tensor]:
    """The features of a batch; hashed ones are blanked at random, so that characters alone must do as well."""
    tensors = []
    for name in FEATURES:
        x = torch.from_numpy(dataset.inputs[name][index].astype(np.int64)).to(device)
        if name in ("pair", "word"):
            x = x.masked_fill(torch.rand(x.shape, device=device) < dropout, 0)
        tensors.append(x)
    return tensors


def _loss(
    network: Network, hidden: Tensor, dataset: Dataset, index: NDArray[np.int64], losses: dict[str, float]
) -> Any:
    total: Any = 0
    for head, column in dataset.targets.items():
        target = column[index]
        known = np.flatnonzero(target != NOTHING)
        if not len(known):
            continue
        rows = torch.from_numpy(known).to(hidden.device)
        wanted = torch.from_numpy(target[known].astype(np.int64)).to(hidden.device)
        with torch.autocast(hidden.device.type, torch.bfloat16):
            scores = network.heads[head](hidden[rows])
        loss = functional.cross_entropy(scores.float(), wanted, reduction="sum") / len(index)
        mean = loss.item() * len(index) / len(known)
        losses[head] = 0.98 * losses.get(head, mean) + 0.02 * mean
        total = total + loss
    return total


def _distance(
    network: Network,
    hidden: Tensor,
    dataset: Dataset,
    index: NDArray[np.int64],
    tutor: Tutor,
    losses: dict[str, float],
) -> Any:
    """How far the heads are from the tutor's opinion, where no corpus has a say and a character stands."""
    total: Any = 0
    inputs = {name: column[index] for name, column in dataset.inputs.items()}
    stands = inputs["char"] != dataset.characters[BREAK]
    for head, opinion in tutor(inputs).items():
        taught = stands & (dataset.targets[head][index] == NOTHING)
        wanted = torch.from_numpy(opinion * taught[:, None]).to(hidden.device)
        with torch.autocast(hidden.device.type, torch.bfloat16):
            scores = network.heads[head](hidden)
        loss = -(wanted * functional.log_softmax(scores.float(), 1)).sum() / len(index)
        mean, name = loss.item() * len(index) / max(1, int(taught.sum())), f"{head}'"
        losses[name] = 0.98 * losses.get(name, mean) + 0.02 * mean
        total = total + loss
    return total
