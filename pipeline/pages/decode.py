"""Bytes to text: which encoding a page is in, told by the bytes and by how plausible the text reads.

A byte order mark decides; strictly valid UTF-8 decides next, as other encodings hardly ever form it by chance.
Otherwise every encoding that Chinese news comes in is tried and the one whose text has the largest share of
frequent characters wins: mojibake is made of rare ones. A byte that the encoding has no character for becomes
U+FFFD and is counted, so that the caller can say so.
"""

from __future__ import annotations

import codecs
import re

from pipeline.records.record import record
from pipeline.view import view

MAX_CHARS = 5_000_000
"""The longest page text that is read, in characters; a newspaper page has about ten thousand."""

SAMPLE_BYTES = 1 << 16
"""How much of the bytes the encoding is judged by."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Any two bytes make a character of UTF-16; text has more frequent ones than this share.
_LEAST = 0.2
_CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
_MAGIC = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\x1f\x8b",
    b"\x7fELF",
    b"PAR1",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"BZh9",
    b"\xfd7zXZ\x00",
    b"SQLite format 3\x00",
    b"{\\rtf",
)
# Characters that make up more than half of Chinese news text, in simplified form, by frequency.
_FREQUENT = frozenset(
    "的国中一人大和发在会新全年展业作民化了进工为动是要有建实家地平出力成不生同上行主合强政加党方产高重经来开关部以共时到对推个体总等区"
    "设持能代多现长近日务定文理习机市我制学好面提公这保天用员记心社深系前治表月各领们自量法坚创更济入事委度增通央书就今十战下与场议基改过"
    "利分资安科于将两向统本村电性水技海规目明交道导点正路次北万当调造项农从第外企立得信着组式特运续者际质题内示之里程西活期义问后城最联精"
    "任育团应华服风教护革起步局三施说品指群席金军界间决放支相位世色报小众广级台协京南结源院流门域管优他车完也美山研元解子数集干态效东可求"
    "江升意稳标达神策省把取都老视比环落族情快物举及常传名四引已亚带善断首费二变织势境计队历确办术责投互球构接口商亿走斯收先线号志府营供条"
    "八想做边史形消还见略节兴果乡布越五手参型打并准积转网气促思件受监命其融查所专种看而让处案层权河论极医整青纪至司障超双智空格模维贸去范"
    "，。、：；“”（）《》！？"
)
_HIGH = re.compile(rb"[\x80-\xff]")
_OUTSIDE_ASCII = re.compile(r"[^\x00-\x7f\s]")
_MARKUP = re.compile(r"<[^<>]{0,2000}>")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f]")
_LINE_END = re.compile(r"\r\n?")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


@record
class Decoded:
    """A text, the encoding it was in, and how many of its characters stand for bytes that had no meaning."""

    text: str
    encoding: str
    replaced: int = 0


def decode(data: bytes) -> Decoded:
    """The text of `data`, cleaned (see `clean`), in the encoding that `detect` finds."""
    encoding = detect(data)
    for mark, name in _BOMS:
        if name == encoding and data.startswith(mark):
            data = data[len(mark) :]
    text = data.decode("utf-8" if encoding == "utf-8-sig" else encoding, errors="replace")
    replaced = text.count("\ufffd") - _genuine_replacements(data, encoding)
    return Decoded(clean(text), encoding, replaced)


def clean(text: str) -> str:
    """Line ends as \\n, then every other control character but \\t as a space, lone surrogates as U+FFFD.

    After the line ends, the length stays: an offset of the result is one of the text as read.
    """
    return _SURROGATE.sub("\ufffd", _CONTROL.sub(" ", _LINE_END.sub("\n", text)))


def detect(data: bytes) -> str:
    """The name of the encoding of `data` (utf-8, utf-8-sig, gb18030, big5hkscs, utf-16-le or utf-16-be)."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    if b"\0" not in data and _is_utf8(data):
        return "utf-8"
    first = _HIGH.search(data)
    # Judged where the text stops being ASCII; even, so that two-byte units stay whole.
    start = max(0, first.start() - 64) & ~1 if first else 0
    sample = data[start : start + SAMPLE_BYTES]
    return max(_CANDIDATES, key=lambda name: _plausibility(sample, name))


def looks_binary(data: bytes) -> bool:
    """Whether `data` is no text: a known file signature, or NULs or control characters that no encoding explains."""
    if data.startswith(_MAGIC):
        return True
    if data.startswith(tuple(mark for mark, _ in _BOMS)):
        return False
    sample = data[:SAMPLE_BYTES]
    encoding = detect(sample)
    text = sample.decode(encoding, errors="replace")
    if "\0" in text or (b"\0" in sample and _plausibility(sample, encoding) < _LEAST):
        return True
    # A byte that is cut off at the end of the sample is no fault.
    return len(_CONTROL.findall(_LINE_END.sub("\n", text))) > 0.05 * len(text) or (
        text.count("\ufffd") > 1 + 0.2 * len(text)
    )


def _is_utf8(sample: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return False
    return True


def _plausibility(sample: bytes, encoding: str) -> float:
    """Share of frequent characters among those outside ASCII, less what was replaced or is no printable text."""
    text = _MARKUP.sub("", sample.decode(encoding, errors="replace"))
    outside = _OUTSIDE_ASCII.findall(view(text))
    if not outside:
        return -1.0
    frequent = sum(char in _FREQUENT for char in outside)
    broken = text.count("\ufffd") + len(_CONTROL.findall(_LINE_END.sub("\n", text)))
    return (frequent - broken) / len(outside)


def _genuine_replacements(data: bytes, encoding: str) -> int:
    """How many U+FFFD the bytes themselves spell: those say that a text was damaged before it came here."""
    return 0 if encoding == "big5hkscs" else data.count("\ufffd".encode(encoding.removesuffix("-sig")))
