"""The spaCy model: loads anywhere, alone, carries its records, shows what was found."""

import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from pipeline.lexicon import model_dir

TEXT = "5月8日，通州区总工会在区文化馆举办职工技能大赛，300名职工参加。区总工会副主席林晓岚出席。"


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load(model_dir())


def test_loads_from_another_directory_without_importing_the_project(tmp_path: Path) -> None:
    program = (
        "import spacy, sys; nlp = spacy.load(sys.argv[1]); "
        "doc = nlp(sys.argv[2]); print([e.text for e in doc.ents])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(model_dir()), TEXT],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "通州区总工会" in done.stdout


def test_ents_and_spans_show_the_mentions(nlp: Language) -> None:
    doc = nlp(TEXT)
    found = {(e.text, e.label_) for e in doc.ents}
    assert {("通州区总工会", "ORG"), ("5月8日", "DATE"), ("300名", "COUNT"), ("林晓岚", "PER")} <= found
    assert len(doc.spans["candidates"]) >= len(doc.spans["mentions"]) >= len(doc.ents)
    assert "林晓岚" in displacy.render(doc, style="ent", page=False)


def test_a_mention_that_cuts_a_token_is_kept_exactly(nlp: Language) -> None:
    doc = nlp(TEXT)
    for m in doc._.extraction.mentions:
        assert doc.text[m.start : m.end] in TEXT
    assert len(doc.spans["mentions"]) == len(doc._.extraction.mentions)


def test_docs_survive_bytes_and_docbin(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert Doc(nlp.vocab).from_bytes(doc.to_bytes())._.extraction == doc._.extraction
    box = DocBin(store_user_data=True, docs=[doc])
    (again,) = DocBin(store_user_data=True).from_bytes(box.to_bytes()).get_docs(nlp.vocab)
    assert again._.extraction == doc._.extraction


def test_the_model_can_be_saved_and_loaded(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "copy")
    copy = spacy.load(tmp_path / "copy")
    assert copy(TEXT)._.extraction == nlp(TEXT)._.extraction


def test_single_and_batched_calls_agree(nlp: Language) -> None:
    texts = [TEXT, "区总工会慰问环卫工人。", TEXT[::-1], ""]
    assert [d._.extraction for d in nlp.pipe(texts)] == [nlp(t)._.extraction for t in texts]


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_text_passes_and_offsets_hold(text: str) -> None:
    doc = _nlp()(text)
    assert doc.text == text
    x = doc._.extraction
    for item in [*x.mentions, *x.tokens, *x.sentences]:
        assert 0 <= item.start < item.end <= len(x.text)


def _nlp() -> Language:
    if "nlp" not in _LOADED:
        _LOADED["nlp"] = spacy.load(model_dir())
    return _LOADED["nlp"]


_LOADED: dict[str, Language] = {}
