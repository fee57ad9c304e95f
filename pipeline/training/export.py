"""A trained network → the files that the pipeline reads: an int8 ONNX graph, the heads, the character table.

Batch normalisation is folded into the convolutions. Tables are 8-bit with one scale each, weights 8-bit with a
scale a column, activations 8-bit with a scale a layer, measured on a sample (post-training static quantisation,
Jacob et al. 2018). A convolution is a product of integers over three shifted copies, ONNX Runtime's
`MatMulIntegerToFloat`. The heads stay in float and are fed at run time, so one graph serves all guidelines.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import nn
from torch.nn import functional

from pipeline.ner.features import FEATURES
from pipeline.training.config import Training
from pipeline.training.network import Network

_MICROSOFT = "com.microsoft"
_ZERO = 128
_TABLE_QUANTILE = 0.9998
_ACTIVATION_QUANTILE = 0.9999
_SAMPLE = 40_000


class _Graph:
    """Collects nodes and constants."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: NDArray[Any]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, operation: str, inputs: Sequence[str], output: str, **attributes: Any) -> str:
        self.nodes.append(helper.make_node(operation, list(inputs), [output], **attributes))
        return output

    def shifted(self, x: str, width: int, dilation: int, padding: int, name: str) -> str:
        """Three copies side by side: `dilation` characters before, the character, as many behind."""
        edge = self.constant(f"edge_{name}", np.full((dilation, width), padding, np.uint8))
        padded = self.node("Concat", [edge, x, edge], f"padded_{name}", axis=0)
        copies = []
        for k in range(3):
            start = self.constant(f"start_{name}_{k}", np.array([k * dilation], np.int64))
            stop = -(2 - k) * dilation if k < 2 else 2**31
            end = self.constant(f"end_{name}_{k}", np.array([stop], np.int64))
            copies.append(self.node("Slice", [padded, start, end, "rows"], f"copy_{name}_{k}"))
        return self.node("Concat", copies, f"copies_{name}", axis=1)

    def product(
        self, x: str, weight: NDArray[Any], bias: NDArray[Any], scale: float, zero: int, name: str
    ) -> str:
        """`(x - zero) · scale` times an 8-bit weight (inputs × outputs), plus bias, as float."""
        scales = np.abs(weight).max(0) / 127 + 1e-12
        rounded = np.clip(np.round(weight / scales), -127, 127).astype(np.int8)
        inputs = [
            x,
            self.constant(f"weight_{name}", rounded),
            self.constant(f"scale_{name}", np.array(scale, np.float32)),
            self.constant(f"scales_{name}", scales.astype(np.float32)),
            self.constant(f"zero_{name}", np.array(zero, np.uint8)),
            self.constant(f"zeros_{name}", np.zeros(weight.shape[1], np.int8)),
            self.constant(f"bias_{name}", bias.astype(np.float32)),
        ]
        return self.node("MatMulIntegerToFloat", inputs, f"product_{name}", domain=_MICROSOFT)


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
    graph.constant("rows", np.array([0], np.int64))
    embedded, scales = _tables(graph, network)
    ranges = _ranges(network, sample)
    weight, bias = _folded(network.first, network.first_norm)
    copies = graph.shifted(embedded, len(scales), 1, _ZERO, "first")
    flat = (weight.transpose(2, 1, 0) * scales[None, :, None]).reshape(-1, training.width)
    hidden = graph.node("Relu", [graph.product(copies, flat, bias, 1.0, _ZERO, "first")], "hidden_first")
    for number, (layer, norm) in enumerate(zip(network.layers, network.norms, strict=True)):
        name, scale, dilation = str(number), ranges[number] / 255, training.dilations[number]
        inputs = [
            hidden,
            graph.constant(f"range_{name}", np.array(scale, np.float32)),
            graph.constant(f"origin_{name}", np.array(0, np.uint8)),
        ]
        small = graph.node("QuantizeLinear", inputs, f"small_{name}")
        copies = graph.shifted(small, training.width, dilation, 0, name)
        weight, bias = _folded(layer, norm)
        product = graph.product(
            copies, weight.transpose(2, 1, 0).reshape(-1, training.width), bias, scale, 0, name
        )
        hidden = graph.node("Add", [hidden, graph.node("Relu", [product], f"relu_{name}")], f"hidden_{name}")
    graph.node("MatMul", [hidden, "head_weight"], "raw")
    graph.node("Add", ["raw", "head_bias"], "scores")
    folder.mkdir(parents=True, exist_ok=True)
    inputs_info = [helper.make_tensor_value_info(name, TensorProto.INT32, ["n"]) for name in FEATURES]
    inputs_info.append(
        helper.make_tensor_value_info("head_weight", TensorProto.FLOAT, [training.width, "tags"])
    )
    inputs_info.append(helper.make_tensor_value_info("head_bias", TensorProto.FLOAT, ["tags"]))
    outputs = [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["n", "tags"])]
    made = helper.make_graph(graph.nodes, training.name, inputs_info, outputs, graph.constants)
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(_MICROSOFT, 1)]
    onnx.save(helper.make_model(made, opset_imports=opsets, ir_version=9), str(folder / "network.onnx"))
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
    return graph.node("Concat", columns, "embedded", axis=1), np.concatenate(scales)


def _folded(layer: nn.Module, norm: nn.Module) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """A convolution's weights and bias with the normalisation behind it folded in."""
    assert isinstance(layer, nn.Conv1d) and isinstance(norm, nn.BatchNorm1d)
    assert norm.running_var is not None and norm.running_mean is not None
    factor = (norm.weight / torch.sqrt(norm.running_var + norm.eps)).detach()
    weight = (layer.weight * factor[:, None, None]).detach().numpy()
    return weight, (norm.bias - norm.running_mean * factor).detach().numpy()


def _ranges(network: Network, sample: dict[str, NDArray[np.integer]]) -> list[float]:
    """The range of each layer's input on the sample."""
    ranges = []
    with torch.no_grad():
        inputs = [torch.from_numpy(sample[name][:_SAMPLE].astype(np.int64)) for name in FEATURES]
        embedded = torch.cat([t(x) for t, x in zip(network.tables, inputs, strict=True)], -1).T[None]
        hidden = functional.relu(network.first_norm(network.first(embedded)))
        for layer, norm in zip(network.layers, network.norms, strict=True):
            ranges.append(float(np.quantile(hidden.numpy().ravel()[::7], _ACTIVATION_QUANTILE)))
            hidden = hidden + functional.relu(norm(layer(hidden)))
    return ranges
