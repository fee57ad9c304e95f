"""Tags, their best valid path, and the features of the recogniser."""

from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.lexicon import LexiconError, model_dir
from pipeline.ner.decode import best_path
from pipeline.ner.features import FEATURES, features
from pipeline.ner.labels import Span, decode, encode, may_follow, trimmed
from pipeline.ner.tagger import Tagger
from pipeline.sentences import Segmenter
from pipeline.view import view

LABELS = ("PER", "ORG")
TEXTS = st.text(alphabet=st.one_of(st.sampled_from("总工会王芳北京市，。\n 1"), st.characters()), max_size=60)


@st.composite
def marked(draw: st.DrawFn) -> tuple[int, list[Span]]:
    length = draw(st.integers(1, 30))
    edges = sorted(draw(st.sets(st.integers(0, length), max_size=8)))
    spans = [(a, b, draw(st.sampled_from(LABELS))) for a, b in zip(edges[::2], edges[1::2], strict=False)]
    return length, spans


@given(marked())
def test_spans_come_back_from_their_tags(case: tuple[int, list[Span]]) -> None:
    length, spans = case
    assert decode(encode(length, spans, LABELS), LABELS) == spans


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("记者[ 温凌]到场", "温凌"),
        ("记者[温凌\n]到场", "温凌"),
        ("在Sea[side Ho]tel开会", "Seaside Hotel"),
        ("购[Sunny]牌", "Sunny"),
        ("第[3A]厂", "3A"),
        ("空[ ]白", ""),
    ],
)
def test_edges_of_names(text: str, expected: str) -> None:
    start, end = text.index("["), text.index("]") - 1
    plain = text.replace("[", "").replace("]", "")
    assert plain[slice(*trimmed(plain, start, end))] == expected


def test_what_may_follow() -> None:
    name = ["O", *(f"{kind}-{label}" for label in LABELS for kind in "BIES")]
    allowed = may_follow(LABELS)
    pairs = {(name[a], name[b]) for a, b in np.argwhere(allowed)}
    assert ("O", "B-PER") in pairs and ("E-PER", "S-ORG") in pairs and ("B-ORG", "E-ORG") in pairs
    assert ("O", "I-PER") not in pairs and ("B-PER", "E-ORG") not in pairs and ("B-PER", "O") not in pairs


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(-9, 9), min_size=5, max_size=5), min_size=1, max_size=5))
def test_the_path_is_valid_and_as_good_as_any_other(rows: list[list[int]]) -> None:
    """One label: the tags are O B I E S."""
    allowed = may_follow(("PER",))
    scores = np.array(rows, np.float32)

    def valid(path: tuple[int, ...]) -> bool:
        return all(allowed[a, b] for a, b in zip((0, *path), (*path, 0), strict=True))

    def total(path: tuple[int, ...]) -> float:
        return sum(row[tag] for row, tag in zip(rows, path, strict=True))

    path = tuple(best_path(scores.copy(), np.array([], int), allowed).tolist())
    assert valid(path)
    if scores.argmax(1).all():  # one run of tagged characters
        assert total(path) == max(total(p) for p in product(range(5), repeat=len(rows)) if valid(p))


@settings(deadline=None)
@given(TEXTS)
def test_every_character_has_its_features(text: str) -> None:
    segmenter = Segmenter([])
    made = features([(view(text), segmenter.cut(view(text)))], margin=3)
    for name in ("code", *FEATURES[1:]):
        assert len(getattr(made, name)) == len(text) + 6


def test_features_tell_words_and_places() -> None:
    text = "职工职工会"
    made = features([(text, Segmenter([]).cut(text))])
    assert made.word[0] == made.word[1]
    assert made.place[0] != made.place[1]
    assert made.pair[0] == made.pair[2] and made.pair[0] != made.pair[1]


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger(model_dir() / "names")


@pytest.fixture(scope="module")
def segmenter() -> Segmenter:
    return Segmenter.load(model_dir() / "tokenizer")


@settings(max_examples=40, deadline=None)
@given(texts=st.lists(TEXTS, max_size=4))
def test_batches_change_nothing_and_any_text_passes(
    tagger: Tagger, segmenter: Segmenter, texts: list[str]
) -> None:
    documents = [(view(t), segmenter.cut(view(t))) for t in texts]
    together = tagger.pipe(documents)
    assert together == [tagger(*d) for d in documents]
    for (text, _), spans in zip(documents, together, strict=True):
        assert all(0 <= s.start < s.end <= len(text) and "\n" not in text[s.start : s.end] for s in spans)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("海棠市总工会副主席闻人雪峰到临江县看望职工。", ["ORG 海棠市总工会", "PER 闻人雪峰", "LOC 临江县"]),
        ("記者在上海採訪了王建國。", ["LOC 上海", "PER 王建國"]),
        ("各基层工会要把送温暖工作做实。", []),
    ],
)
def test_names_in_sentences(tagger: Tagger, segmenter: Segmenter, text: str, names: list[str]) -> None:
    spans = tagger(view(text), segmenter.cut(view(text)))
    assert [f"{s.label} {text[s.start : s.end]}" for s in spans] == names


def test_long_texts_read_the_same_in_one_piece(tagger: Tagger, segmenter: Segmenter) -> None:
    """Beyond one chunk of the network the context of its edges is the same."""
    sentence = "海棠市总工会副主席闻人雪峰到临江县看望职工。"
    one = [(s.label, sentence[s.start : s.end]) for s in tagger(sentence, segmenter.cut(sentence))]
    text = sentence * 120
    many = [(s.label, text[s.start : s.end]) for s in tagger(text, segmenter.cut(text))]
    assert many == one * 120


def test_a_folder_without_a_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="not a recogniser's folder"):
        Tagger(tmp_path)
    with pytest.raises(LexiconError, match="no head weather"):
        Tagger(model_dir() / "names", "weather")
