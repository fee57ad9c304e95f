"""The recipe's own parts: slot sentences, name grammars, configs; the training itself where PyTorch is installed."""

import json
import random
import re
from pathlib import Path

import pytest

from pipeline.lexicon import LexiconError, model_dir
from pipeline.training.config import ConfigError, Corpus, read_config
from pipeline.training.corpora import Unit, marked, sentences_of
from pipeline.training.dataset import read_corpus
from pipeline.training.slots import LABELS, Names, bare_name, fill, fillings

RECIPES = model_dir().parent / "training"


def shown(unit: Unit) -> str:
    text = unit.text
    for start, end, label in reversed(unit.spans):
        text = f"{text[:start]}[{label} {text[start:end]}]{text[end:]}"
    return text


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("{union}昨日慰问{person}。", "[ORG <union>]昨日慰问[PER <person>]。"),
        ("[ORG:{union}女职工部]到[LOC:长风桥]", "[ORG <union>女职工部]到[LOC 长风桥]"),
        ("各级工会要关心职工。", "各级工会要关心职工。"),
    ],
)
def test_slots_are_filled_and_marked(sentence: str, expected: str) -> None:
    assert shown(fill(sentence, lambda slot: f"<{slot}>")) == expected


def test_a_numbered_slot_is_one_name() -> None:
    drawn = iter("甲乙丙丁")
    assert fill("{person:1}和{person}，{person:1}先到", lambda _: next(drawn)).text == "甲和乙，甲先到"


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        ("{weather}", "unknown slot"),
        ("[ORG:{union}", "does not close"),
        ("[ORG:[LOC:a]]", "inside a bracket"),
    ],
)
def test_faulty_sentences_are_told(sentence: str, fault: str) -> None:
    with pytest.raises(LexiconError, match=fault):
        fill(sentence, str)


def test_every_slot_has_names() -> None:
    names = Names(RECIPES / "names", random.Random(1))
    for slot in " ".join(LABELS.values()).split():
        for _ in range(50):
            name = names(slot)
            assert name and not re.search(r"[{}\[\]\t\n]", name), slot


def test_every_sentence_can_be_filled() -> None:
    units = list(fillings(RECIPES / "sentences", Names(RECIPES / "names", random.Random(1)), 1))
    assert len(units) > 1500
    assert all(unit.text[start:end].strip() for unit in units for start, end, _ in unit.spans)


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("苏州市", "苏州"),
        ("永顺镇", "永顺"),
        ("大理白族自治州", "大理"),
        ("东区", "东区"),
        ("回龙观街道", "回龙观"),
    ],
)
def test_bare_names_of_divisions(name: str, bare: str) -> None:
    assert bare_name(name) == bare


def test_long_documents_are_cut_outside_of_names() -> None:
    text = "甲" * 100 + "。乙。丙" + "丁" * 100 + "。"
    parts = list(sentences_of(Unit(text, ((101, 104, "ORG"),))))
    assert "".join(p.text for p in parts) == text
    assert [p.text[s:e] for p in parts for s, e, _ in p.spans] == ["乙。丙"]


def corpus(folder: Path, *documents: tuple[str, list[tuple[int, int, str]]]) -> Path:
    path = folder / "names.jsonl"
    lines = (json.dumps({"text": text, "spans": spans}, ensure_ascii=False) for text, spans in documents)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("span", "expected"),
    [((2, 5), "记者[PER 温凌] 到场"), ((2, 4), "记者[PER 温凌] 到场"), ((4, 5), "记者温凌 到场")],
)
def test_spans_of_corpora_lose_the_blanks_at_their_edges(
    tmp_path: Path, span: tuple[int, int], expected: str
) -> None:
    path = corpus(tmp_path, ("记者温凌 到场", [(*span, "PER")]))
    assert [shown(unit) for unit in marked(path)] == [expected]


def test_copies_of_held_out_documents_are_not_trained_on(tmp_path: Path) -> None:
    path = corpus(tmp_path, *((text, []) for text in ["甲", "乙", "甲", "丙", "丁", "乙"]))
    source = Corpus("guide", path.name, (), held_out=4)
    names = Names(RECIPES / "names", random.Random(1))
    assert [u.text for u in read_corpus(source, tmp_path, names, held_out=True)] == ["甲", "丁"]
    assert [u.text for u in read_corpus(source, tmp_path, names)] == ["乙", "丙", "乙"]


@pytest.mark.parametrize("recipe", sorted(p.name for p in RECIPES.glob("*.toml")))
def test_recipes_are_readable(recipe: str) -> None:
    training = read_config(RECIPES / recipe)
    assert training.default_head in (*training.heads, "mixed")
    for source in training.corpora:
        assert len(source.passes) == len(training.corpora[0].passes)


def test_a_config_with_an_unknown_key_is_told(tmp_path: Path) -> None:
    text = (RECIPES / "gonghui.toml").read_text(encoding="utf-8")
    faulty = tmp_path / "a.toml"
    faulty.write_text("colour = 1\n" + text, encoding="utf-8")
    with pytest.raises(ConfigError, match="unknown key colour"):
        read_config(faulty)
    faulty.write_text(text.replace('head = "uner"', 'head = "weather"'), encoding="utf-8")
    with pytest.raises(ConfigError, match="no head weather"):
        read_config(faulty)
    faulty.write_text(text.replace('"boson"]\n\n', '"weather"]\n\n'), encoding="utf-8")
    with pytest.raises(ConfigError, match="tutor: no corpus of head weather"):
        read_config(faulty)
