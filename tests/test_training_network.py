"""The network while it is trained and exported, where PyTorch is installed: tutor, 8 bits."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.lexicon import model_dir
from pipeline.ner.features import FEATURES
from pipeline.ner.tagger import session
from pipeline.training.config import read_config

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")

from pipeline.training.export import export  # noqa: E402
from pipeline.training.network import Network, convolved  # noqa: E402
from pipeline.training.tutor import Tutor  # noqa: E402

WIDTH, DILATIONS, SIZES = 16, (1, 3), {"guide": 13, "boson": 17}
RECIPE = model_dir().parent / "training" / "gonghui.toml"
SIZE = 400


def made() -> Network:
    torch.manual_seed(1)
    network = Network(9, WIDTH, DILATIONS, SIZES, 0.1)
    with torch.no_grad():
        for norm in (network.first_norm, *network.norms):
            norm.bias.normal_()
    return network.eval()


def stream() -> dict[str, NDArray[np.integer]]:
    rng = np.random.default_rng(1)
    rows = dict(zip(FEATURES, (9, 1 << 17, 1 << 16, 20, 24), strict=True))
    return {name: rng.integers(0, n, SIZE) for name, n in rows.items()}


def exported(network: Network, folder: Path) -> Path:
    training = dataclasses.replace(read_config(RECIPE), width=WIDTH, dilations=DILATIONS)
    characters = np.zeros(0x10000, np.int32)
    characters[ord("一") : ord("一") + 8] = range(1, 9)
    export(network, training, characters, stream(), folder)
    return folder


def scores(network: Network, head: str) -> NDArray[np.float32]:
    with torch.no_grad():
        hidden = network([torch.from_numpy(stream()[name])[None] for name in FEATURES])
        values: NDArray[np.float32] = network.heads[head](hidden)[0].numpy()
    return values


def test_the_product_of_shifted_copies_is_the_convolution() -> None:
    network = made()
    hidden = torch.randn(2, 20, WIDTH)
    layer, norm = network.layers[0], network.norms[0]
    expected = norm(layer(hidden.transpose(1, 2))).transpose(1, 2)
    assert torch.allclose(convolved(hidden, layer, norm), expected, atol=1e-5)


def test_the_export_in_8_bits_scores_like_the_network(tmp_path: Path) -> None:
    network = made()
    expected = scores(network, "boson")
    folder = exported(network, tmp_path)
    with np.load(folder / "heads.npz") as heads:
        feed = {"head_weight": heads["boson.weight"], "head_bias": heads["boson.bias"]}
    found = session(folder).run(None, feed | {n: c.astype(np.int32) for n, c in stream().items()})[0]
    assert (found - expected).std() < 0.1 * (expected - expected.mean(0)).std()


def test_a_tutor_has_an_opinion_of_every_character(tmp_path: Path) -> None:
    """Its own rows of the character table are found through the code points."""
    network = made()
    expected = torch.softmax(torch.from_numpy(scores(network, "boson")), 1).numpy()
    characters = np.zeros(0x10000, np.int32)
    characters[ord("一") : ord("一") + 8] = range(8, 0, -1)
    tutor = Tutor(exported(network, tmp_path), ("guide", "boson"), characters)
    inputs = stream()
    inputs["char"] = np.where(inputs["char"], 9 - inputs["char"], 0)
    found = tutor(inputs)
    assert {head: opinion.shape for head, opinion in found.items()} == {
        "guide": (SIZE, 13),
        "boson": (SIZE, 17),
    }
    assert np.abs(found["boson"] - expected).max() < 0.05
