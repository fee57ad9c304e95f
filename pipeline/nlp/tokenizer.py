"""spaCy's tokenizer on top of the project's segmenter."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from pipeline.lexicon import model_dir
from pipeline.records import Tokens
from pipeline.sentences import Segmenter
from pipeline.sentences.segment import Word
from pipeline.stages import plain_extraction


class JiebaTokenizer:
    """Text → Doc whose tokens are the dictionary cut of the matching view.

    The words of `words.tsv` belong to this tokenizer alone and are written with the model.
    """

    def __init__(self, vocab: Vocab, segmenter: Segmenter) -> None:
        self.vocab = vocab
        self.segmenter = segmenter

    def __call__(self, text: str) -> Doc:
        """Text → Doc; `doc.text == text`."""
        x = plain_extraction(text)
        x.tokens = self.segmenter.cut(x.view)
        doc = Doc(self.vocab, *_words_and_spaces(text, x.tokens))
        doc._.extraction = x
        return doc

    def to_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> None:
        """Write the lexicon."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        lines = ["word\tfrequency\tpos", *(f"{w.text}\t{w.frequency}\t{w.pos}" for w in self.segmenter.words)]
        (folder / "words.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def from_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> JiebaTokenizer:
        """Read the lexicon; LexiconError on a fault."""
        self.segmenter = Segmenter.load(Path(path))
        return self

    def to_bytes(self, exclude: Iterable[str] = ()) -> bytes:
        """The lexicon as bytes."""
        return "\n".join(f"{w.text}\t{w.frequency}\t{w.pos}" for w in self.segmenter.words).encode()

    def from_bytes(self, data: bytes, exclude: Iterable[str] = ()) -> JiebaTokenizer:
        """The inverse of `to_bytes`."""
        rows = [line.split("\t") for line in data.decode().split("\n") if line]
        self.segmenter = Segmenter(Word(text, int(frequency), pos) for text, frequency, pos in rows)
        return self


def _words_and_spaces(text: str, tokens: Tokens) -> tuple[list[str], list[bool]]:
    """spaCy wants one ASCII space after a word as that word's flag and every other blank as a token."""
    words: list[str] = []
    spaces: list[bool] = []
    for token in tokens:
        word = text[token.start : token.end]
        if words and word.startswith(" ") and not spaces[-1] and not words[-1].isspace():
            spaces[-1] = True
            word = word[1:]
        if word:
            words.append(word)
            spaces.append(False)
    return words, spaces


def make_tokenizer() -> Callable[..., JiebaTokenizer]:
    """The tokenizer as `config.cfg` names it."""
    return lambda nlp: JiebaTokenizer(nlp.vocab, Segmenter.load(model_dir() / "tokenizer"))


registry.tokenizers("gonghui.JiebaTokenizer.v1", func=make_tokenizer)
