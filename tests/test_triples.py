"""Marked posts, the habits of their corpus, and the comparison with the people that were read."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from pipeline.evaluation.gold import GoldError
from pipeline.evaluation.marked_posts import Triple, marked_posts, read_posts
from pipeline.evaluation.spans import Span
from pipeline.evaluation.triple_habits import guided_posts, joined, mended, plain
from pipeline.evaluation.triples import evaluate_triples

_MARK = re.compile(r"\[([^\]]*)\]|<([^>]*)>|\{([^}]*)\}")
_LABELS = ("SUBJ", "PRED", "OBJ")


def marked(written: str) -> tuple[str, list[Span]]:
    """`[body]<title>{name}` as a text and its spans."""
    text, spans, last = "", [], 0
    for m in _MARK.finditer(written):
        text += written[last : m.start()]
        word = next(g for g in m.groups() if g is not None)
        spans.append((len(text), len(text) + len(word), _LABELS[(m.lastindex or 1) - 1]))
        text += word
        last = m.end()
    return text + written[last:], spans


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("[远山集团]<董事长>{高明}说。", [("远山集团", "董事长", "高明")]),
        # Titles side by side, bodies side by side, a list of names.
        (
            "[远山集团]<创始人>兼<总裁>{高明}到场。",
            [("远山集团", "创始人", "高明"), ("远山集团", "总裁", "高明")],
        ),
        (
            "[县政协]<副主席>、[远山集团]<总裁>{高明}到场。",
            [("县政协", "副主席", "高明"), ("远山集团", "总裁", "高明")],
        ),
        ("[远山集团]<员工>{高明}、{林青}。", [("远山集团", "员工", "高明"), ("远山集团", "员工", "林青")]),
        # The name comes first; one sentence may tell both ways.
        ("{高明}任[青石县委]<书记>。", [("青石县委", "书记", "高明")]),
        (
            "[远山集团]<总裁>{高明}曾是[白水公司]<经理>，后来退休。",
            [("远山集团", "总裁", "高明"), ("白水公司", "经理", "高明")],
        ),
        # A title without a body or a name gives none.
        ("<总裁>{高明}说。", []),
        ("[远山集团]<总裁>没有来。", []),
    ],
)
def test_marks_are_paired(written: str, expected: list[Triple]) -> None:
    text, spans = marked(written)
    assert [p.words(text) for p in marked_posts(text, spans)] == expected


def test_a_mark_that_only_repeats_a_word_of_a_longer_one_is_mended() -> None:
    text, spans = marked("[白水]<律师>[事务所]<律师>{林青}，<副><主席>")
    assert [text[a:b] for a, b, _ in mended(spans)] == ["白水律师事务所", "律师", "林青", "副主席"]


@pytest.mark.parametrize(
    ("written", "habit"),
    [
        ("[高明]的<女儿>{高小玉}读书。", "ties between persons"),
        ("[远山派]<弟子>{林青}到了。", "ties between persons"),
        ("[青石省]<省会>{白水}下雪。", "things and works"),
        ("[《远山》]的<导演>{林青}到了。", "things and works"),
        ("[青石市]<市民>{林女士}说。", "forms of address"),
        ("[远山集团]开会，<总裁>{林青}讲话。", "body told elsewhere"),
        ("{林青}退休了，他当过[远山集团]<总裁>。", "name told elsewhere"),
        # Held by the guideline.
        ("[青石市]<大夫>{林青}说。", None),
        ("{林青}，[远山集团]<总裁>，昨天到场。", None),
    ],
)
def test_habits_of_the_corpus(written: str, habit: str | None) -> None:
    counts: Counter[str] = Counter()
    kept = guided_posts(*marked(written), counts)
    assert [name for name, n in counts.items() if n] == ([habit] if habit else [])
    assert bool(kept) == (habit is None)


def test_plain_and_joined_triples() -> None:
    triple = plain(("原远山集团（白水）", "前首任著名总裁", "林青"))
    assert triple == ("远山集团", "总裁", "林青")
    assert joined(triple) == joined(("远山", "集团总裁", "林青"))
    # 前 and 原 that begin a word are no marks of a former post.
    assert plain(("原子能院", "前锋", "林青")) == ("原子能院", "前锋", "林青")


def test_a_corpus_is_compared(tmp_path: Path) -> None:
    path = tmp_path / "posts.jsonl"
    lines = ["[白水县总工会]<主席>{林志远}讲话。", "[白水县总工会]的<会员>{高明}和[高明]<妻子>{王芳}。"]
    with path.open("w", encoding="utf-8") as file:
        for text, spans in map(marked, lines):
            file.write(json.dumps({"text": text, "spans": spans}) + "\n")
    scores, habits = evaluate_triples(path, errors=9)
    assert [(s.name, s.hits, s.missed) for s in scores] == [
        ("strict", 2, 1),
        ("guide", 2, 0),
        ("guide, joined", 2, 0),
    ]
    assert habits["ties between persons"] == 1
    assert scores[0].errors[-1].startswith("  missed 高明 | 妻子 | 王芳: 白水县总工会的会员")


def test_other_labels_are_an_error(tmp_path: Path) -> None:
    path = tmp_path / "names.jsonl"
    path.write_text('{"text": "林青说", "spans": [[0, 2, "PER"]]}\n', encoding="utf-8")
    with pytest.raises(GoldError, match="text 1 has a label PER"):
        read_posts(path)
