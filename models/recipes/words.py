"""mentions/common_words.txt: general words, which alone make no name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path

import rjieba

from models.recipes.corpora import NEWS, TAGGED, documents, tagged_words
from pipeline.lexicon import read_words

_WORD = re.compile("[一-鿿]{1,4}")
_LONGER = re.compile("[一-鿿]{2,4}")
_HEAD = 6000  # characters read of a document, so that long ones do not outweigh the rest
# Documents that a word must stand in. Single characters are parts of names too, so they must be far more common.
_DOCUMENTS, _DOCUMENTS_OF_ONE = 6, 40
_NAMES = ("nr", "ns", "nt", "nz")  # jieba's tags of names
_CONTENT = frozenset(["n", "v", "vn", "a", "an", "ad", "b", "d", "s", "j", "l", "i", "vd", "f"])
_FUNCTION = frozenset(["v", "vd", "ad", "d", "p", "c", "r"])
_OCCURRENCES_OF_CONTENT, _OCCURRENCES_OF_FUNCTION = 6, 2
# Words that the tags pass and that name a place, a brand or a paper where they stand in front of a head word.
_NAMING = frozenset(
    ["朝阳", "和平", "东方", "新华", "解放", "合肥", "大兴", "大连", "宝鸡", "海口", "清水", "烟台", "银川"]
)
_HEADER = """\
# General words of news language: a name core must hold something that is not among them. Counted over news
# corpora (document frequency), plus the words of trades and industries.
"""


def common_words(corpora: Path) -> str:
    """The content of the lexicon, counted over the folder's corpora."""
    trades = read_words(Path(__file__).with_name("trade_words.txt"))
    words = _frequent(corpora).union(_tagged(corpora), trades)
    return _HEADER + "\n".join(sorted(words - _NAMING)) + "\n"


def _frequent(corpora: Path) -> set[str]:
    """Words that stand in many documents and are mostly tagged as no name."""
    in_documents: Counter[str] = Counter()
    tags: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for file in NEWS:
        for document in documents(corpora / file):
            cut = rjieba.tag(document.text[:_HEAD])
            for word, tag in cut:
                tags[word][tag] += 1
            in_documents.update({word for word, _ in cut})
    return {
        word
        for word, count in in_documents.items()
        if _WORD.fullmatch(word)
        and count >= (_DOCUMENTS if len(word) > 1 else _DOCUMENTS_OF_ONE)
        and 2 * sum(n for tag, n in tags[word].items() if tag[:2] in _NAMES) < tags[word].total()
    }


def _tagged(corpora: Path) -> set[str]:
    """Words that the hand-tagged corpus knows as words with a meaning or a function."""
    seen = Counter(tagged_words(corpora / TAGGED))
    return {
        word
        for (word, tag), count in seen.items()
        if _LONGER.fullmatch(word)
        and (
            (tag in _CONTENT and count >= _OCCURRENCES_OF_CONTENT)
            or (tag in _FUNCTION and count >= _OCCURRENCES_OF_FUNCTION)
        )
    }
