"""A trained network → the files that the pipeline reads: an int8 ONNX graph, the heads, the character table.

Batch normalisation is folded into the convolutions. Tables are 8-bit with one scale each, weights 7-bit with a
scale a channel, activations 8-bit with a scale a layer, measured on a sample (post-training static quantisation,
Jacob et al. 2018). A convolution is ONNX Runtime's `QLinearConv` with the channels last; its zero is the lowest
value, so that rounding does the ReLU too. The heads stay in float and are fed at run time, so one graph serves all
guidelines.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import nn
from torch.nn import functional

from pipeline.ner.features import FEATURES
from pipeline.records.record import record
from pipeline.training.config import Training
from pipeline.training.network import Network

_MICROSOFT = "com.microsoft"
_ZERO = 128
# Weights take 7 bits: two products with 8-bit values then fit into 16 bits, where processors without VNNI instructions
# add them up, so that every machine finds the same names.
_TOP = 63
_TABLE_QUANTILE = 0.9998
_ACTIVATION_QUANTILE = 0.9999
_SAMPLE = 40_000


@record
class _Small:
    """An 8-bit tensor of the graph: the names of its values, its scale and its zero, and the scale itself."""

    name: str
    scale: str
    zero: str
    step: float

    @property
    def named(self) -> tuple[str, str, str]:
        return self.name, self.scale, self.zero


class _Graph:
    """Collects nodes and constants."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: NDArray[Any]) -> str:
        self.constants.append(numpy_helper.from_array(np.asarray(value, order="C"), name))
        return name

    def node(self, operation: str, inputs: Sequence[str], output: str, **attributes: Any) -> str:
        self.nodes.append(helper.make_node(operation, list(inputs), [output], **attributes))
        return output

    def scalar(self, name: str, value: float, dtype: type = np.float32) -> str:
        return self.constant(name, np.array(value, dtype))

    def convolution(
        self, x: _Small, weight: NDArray[Any], bias: NDArray[Any], dilation: int, top: float, name: str
    ) -> _Small:
        """The ReLU of a convolution (outputs × inputs × 3) in 8 bits up to `top`."""
        scales = np.abs(weight).max((1, 2)) / _TOP + 1e-12
        rounded = np.clip(np.round(weight / scales[:, None, None]), -_TOP, _TOP).astype(np.int8)
        made = self.small(f"made_{name}", top / 255)
        inputs = [
            *x.named,
            self.constant(f"weight_{name}", rounded),
            self.constant(f"scales_{name}", scales.astype(np.float32)),
            self.scalar(f"origin_{name}", 0, np.int8),
            *made.named[1:],
            self.constant(f"bias_{name}", np.round(bias / (x.step * scales)).astype(np.int32)),
        ]
        self.node(
            "QLinearConv",
            inputs,
            made.name,
            domain=_MICROSOFT,
            channels_last=1,
            kernel_shape=[3],
            dilations=[dilation],
            pads=[dilation, dilation],
        )
        return made

    def sum(self, a: _Small, b: _Small, top: float, name: str) -> _Small:
        """The sum of two tensors without a sign in 8 bits up to `top`."""
        made = self.small(name, top / 255)
        self.node("QLinearAdd", [*a.named, *b.named, *made.named[1:]], name, domain=_MICROSOFT)
        return made

    def small(self, name: str, step: float, zero: int = 0) -> _Small:
        scale, origin = self.scalar(f"scale_{name}", step), self.scalar(f"zero_{name}", zero, np.uint8)
        return _Small(name, scale, origin, step)


def export(
    network: Network,
    training: Training,
    characters: NDArray[np.int32],
    sample: dict[str, NDArray[np.integer]],
    folder: Path,
) -> None:
    """Write `network.onnx`, `heads.npz`, `characters.npy` and `model.json`; `sample` is a stretch of the stream."""
    network = network.cpu().float().eval()
    graph = _Graph()
    graph.constant("batch", np.array([0], np.int64))
    embedded, scales = _tables(graph, network)
    ranges = _ranges(network, sample)
    weight, bias = _folded(network.first, network.first_norm)
    small = graph.small(embedded, 1.0, _ZERO)
    small = graph.convolution(small, weight * scales[None, :, None], bias, 1, ranges.made[0], "first")
    for number, (layer, norm) in enumerate(zip(network.layers, network.norms, strict=True)):
        made = graph.convolution(
            small, *_folded(layer, norm), training.dilations[number], ranges.made[number + 1], str(number)
        )
        small = graph.sum(small, made, ranges.sums[number + 1], f"sum_{number}")
    hidden = graph.node("DequantizeLinear", small.named, "hidden")
    flat = graph.node("Squeeze", [hidden, "batch"], "flat")
    graph.node("MatMul", [flat, "head_weight"], "raw")
    graph.node("Add", ["raw", "head_bias"], "scores")
    folder.mkdir(parents=True, exist_ok=True)
    inputs_info = [helper.make_tensor_value_info(name, TensorProto.INT32, ["n"]) for name in FEATURES]
    inputs_info.append(
        helper.make_tensor_value_info("head_weight", TensorProto.FLOAT, [training.width, "tags"])
    )
    inputs_info.append(helper.make_tensor_value_info("head_bias", TensorProto.FLOAT, ["tags"]))
    outputs = [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["n", "tags"])]
    whole = helper.make_graph(graph.nodes, training.name, inputs_info, outputs, graph.constants)
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(_MICROSOFT, 1)]
    onnx.save(helper.make_model(whole, opset_imports=opsets, ir_version=9), str(folder / "network.onnx"))
    heads = {
        f"{head}.{part}": value.detach().numpy().astype(np.float32)
        for head, layer in network.heads.items()
        for part, value in (("weight", layer.weight.T), ("bias", layer.bias))
    }
    labels = {head: list(names) for head, names in training.heads.items() if head in network.heads}
    if training.mix:
        labels["mixed"] = _mix(heads, labels, training.mix)
    np.savez(folder / "heads.npz", **heads)
    np.save(folder / "characters.npy", characters.astype(np.uint16))
    about = {
        "name": training.name,
        "heads": labels,
        "default_head": training.default_head,
        "reach": 1 + sum(training.dilations),
    }
    (folder / "model.json").write_text(
        json.dumps(about, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )


def _mix(
    heads: dict[str, NDArray[np.float32]], labels: dict[str, list[str]], mix: dict[str, float]
) -> list[str]:
    """Add the weighted sum of heads as one more; a label that a head lacks scores there like O."""
    names = max((labels[head] for head in mix), key=len)
    for part in ("weight", "bias"):
        total: Any = 0
        for head, share in mix.items():
            own = heads[f"{head}.{part}"]
            columns = [own[..., :1]]
            for name in names:
                k = 1 + 4 * labels[head].index(name) if name in labels[head] else 0
                columns.append(own[..., k : k + 4] if k else np.repeat(own[..., :1], 4, -1))
            total = total + np.float32(share) * np.concatenate(columns, -1)
        heads[f"mixed.{part}"] = np.ascontiguousarray(total, np.float32)
    return names


def _tables(graph: _Graph, network: Network) -> tuple[str, NDArray[np.float64]]:
    """The embeddings of all features side by side in 8 bits, and the scale of each of their columns."""
    columns, scales = [], []
    for name, table in zip(FEATURES, network.tables, strict=True):
        values = table.weight.detach().numpy()
        scale = (
            float(np.quantile(np.abs(values[:: max(1, len(values) // 20_000)]), _TABLE_QUANTILE)) / 127 + 1e-9
        )
        rounded = np.clip(np.round(values / scale) + _ZERO, 0, 255).astype(np.uint8)
        columns.append(
            graph.node("Gather", [graph.constant(f"table_{name}", rounded), name], f"embedded_{name}")
        )
        scales.append(np.full(values.shape[1], scale))
    side_by_side = graph.node("Concat", columns, "columns", axis=1)
    return graph.node("Unsqueeze", [side_by_side, "batch"], "embedded"), np.concatenate(scales)


def _folded(layer: nn.Module, norm: nn.Module) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """A convolution's weights and bias with the normalisation behind it folded in."""
    assert isinstance(layer, nn.Conv1d) and isinstance(norm, nn.BatchNorm1d)
    assert norm.running_var is not None and norm.running_mean is not None
    factor = (norm.weight / torch.sqrt(norm.running_var + norm.eps)).detach()
    weight = (layer.weight * factor[:, None, None]).detach().numpy()
    return weight, (norm.bias - norm.running_mean * factor).detach().numpy()


class _Ranges(NamedTuple):
    """How high the values go on the sample: what each layer makes, and the sums up to it."""

    made: list[float]
    sums: list[float]


def _ranges(network: Network, sample: dict[str, NDArray[np.integer]]) -> _Ranges:
    ranges = _Ranges([], [])

    def top(values: torch.Tensor) -> float:
        return float(np.quantile(values.numpy().ravel()[::7], _ACTIVATION_QUANTILE))

    with torch.no_grad():
        inputs = [torch.from_numpy(sample[name][:_SAMPLE].astype(np.int64)) for name in FEATURES]
        embedded = torch.cat([t(x) for t, x in zip(network.tables, inputs, strict=True)], -1).T[None]
        hidden = functional.relu(network.first_norm(network.first(embedded)))
        ranges.made.append(top(hidden))
        ranges.sums.append(ranges.made[0])
        for layer, norm in zip(network.layers, network.norms, strict=True):
            made = functional.relu(norm(layer(hidden)))
            ranges.made.append(top(made))
            hidden = hidden + made
            ranges.sums.append(top(hidden))
    return ranges
