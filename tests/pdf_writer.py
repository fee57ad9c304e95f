"""Small PDF files with a text layer: texts set at places, in a font of boxes or in one that readers know by name."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

WIDTH, HEIGHT = 780.0, 1100.0
# From the upright page to the one that is stored.
_TURNS = {90: f"0 1 -1 0 {HEIGHT} 0", 180: f"-1 0 0 -1 {WIDTH} {HEIGHT}", 270: f"0 -1 1 0 0 {WIDTH}"}
INDENT = "\u3000\u3000"


@dataclass(frozen=True, slots=True)
class Text:
    """Characters of one size in one line; `x` from the left, `y` (of the baseline) from the top, in points."""

    x: float
    y: float
    size: float
    text: str


def em(text: str) -> float:
    """The width of a text in times its size."""
    return sum(0.5 if char < "\x7f" else 1.0 for char in text)


def wrap(paragraph: str, width: float) -> list[str]:
    """The lines of a paragraph, `width` in times its size; no line begins with a closing mark."""
    lines, line = [], ""
    for char in paragraph:
        if em(line + char) > width:
            kept = len(line) - (char in "，。、；：？！”》）")
            lines.append(line[:kept])
            line = line[kept:]
        line += char
    return [*lines, line]


def column(paragraphs: Iterable[str], x: float, y: float, width: float, size: float = 9) -> list[Text]:
    """Paragraphs set one below the other, each line on the grid of 1.5 times the size; an indent is a place, no text."""
    lines = [line for paragraph in paragraphs for line in wrap(paragraph, width / size)]
    return [
        Text(x + size * em(INDENT) * line.startswith(INDENT), y + 1.5 * size * row, size, line.lstrip(INDENT))
        for row, line in enumerate(lines)
    ]


def columns(
    paragraphs: Iterable[str], x: float, y: float, width: float, rows: int, gap: float = 18, size: float = 9
) -> list[Text]:
    """Paragraphs set in columns of `rows` lines each, from the left."""
    texts = column(paragraphs, x, y, width, size)
    step = 1.5 * size * rows
    return [
        Text(t.x + (i // rows) * (width + gap), t.y - (i // rows) * step, t.size, t.text)
        for i, t in enumerate(texts)
    ]


def pdf(*pages: Iterable[Text], turn: int = 0, encrypted: bool = False, embedded: bool = True) -> bytes:
    """A PDF file of some pages, stored turned anticlockwise so that a reader has to turn them by `turn` degrees.

    The font is `embedded`, its glyphs being boxes, or is STSong-Light, which a reader has or replaces.
    """
    fonts = _boxes() if embedded else _KNOWN
    kids = [3 + len(fonts) + 2 * n for n in range(len(pages))]
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{n} 0 R' for n in kids)}]>>".encode("ascii"),
        *fonts,
    ]
    for number, page in zip(kids, pages, strict=True):
        shown = "\n".join(_show(text) for text in page)
        if turn:
            shown = f"{_TURNS[turn]} cm\n{shown}"
        width, height = (HEIGHT, WIDTH) if turn % 180 else (WIDTH, HEIGHT)
        page_object = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]/Rotate {turn}/Contents {number + 1} 0 R"
            "/Resources<</Font<</F 3 0 R>>>>>>"
        )
        objects += [page_object.encode("ascii"), _stream(shown.encode("ascii"))]
    return _file(objects, encrypted)


def _stream(data: bytes, entries: str = "") -> bytes:
    packed = zlib.compress(data)
    return (
        b"<</Length %d/Filter/FlateDecode%s>>\nstream\n" % (len(packed), entries.encode())
        + packed
        + b"\nendstream"
    )


_BOX = "/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93"
_KNOWN = [
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/W[1 95 500 814 939 500]"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
    b"/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light%s>>>>" % _BOX.encode(),
]


def _boxes() -> list[bytes]:
    """A font whose codes are those of Unicode, and whose glyphs are a wide and a narrow box."""
    glyphs = b"".join(
        struct.pack(">H", 0 if chr(c).isspace() else 2 if c < 0x7F else 1) for c in range(0x10000)
    )
    rows = [f"<{row:02x}00><{row:02x}ff><{row:02x}00>" for row in range(256)]
    ranges = "".join(f"64 beginbfrange{''.join(rows[i : i + 64])}endbfrange " for i in range(0, 256, 64))
    meaning = (
        "/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CMapName/U def/CMapType 2 def "
        "1 begincodespacerange<0000><ffff>endcodespacerange "
        f"{ranges}endcmap end end"
    )
    font = _truetype()
    return [
        b"<</Type/Font/Subtype/Type0/BaseFont/Boxes/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 6 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Boxes/DW 1000/W[32 126 500]/CIDToGIDMap 7 0 R"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor 5 0 R>>",
        b"<</Type/FontDescriptor/FontName/Boxes%s/FontFile2 8 0 R>>" % _BOX.encode(),
        _stream(meaning.encode("ascii")),
        _stream(glyphs),
        _stream(font, f"/Length1 {len(font)}"),
    ]


def _truetype() -> bytes:
    """A TrueType font of three glyphs: nothing, a box of one em, a box of half an em."""

    def box(width: int) -> bytes:
        steps = struct.pack(">4h4h", 0, width, 0, -width, 0, 0, 1000, 0)
        return struct.pack(">5h2H4B", 1, 0, 0, width, 1000, 3, 0, 1, 1, 1, 1) + steps

    wide, narrow = box(1000), box(500)
    tables = {
        b"glyf": wide + narrow,
        b"head": struct.pack(
            ">4I2H2Q4h2H3h", 1 << 16, 1 << 16, 0, 0x5F0F3CF5, 3, 1000, 0, 0, 0, 0, 1000, 1000, 0, 8, 2, 0, 0
        ),
        b"hhea": struct.pack(">I3hH11hH", 1 << 16, 880, -120, 0, 1000, 0, 0, 1000, 1, 0, 0, 0, 0, 0, 0, 0, 3),
        b"hmtx": struct.pack(">6h", 1000, 0, 1000, 0, 500, 0),
        b"loca": struct.pack(">4H", 0, 0, len(wide) // 2, (len(wide) + len(narrow)) // 2),
        b"maxp": struct.pack(">I14H", 1 << 16, 3, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
    }
    directory, place = b"", 12 + 16 * len(tables)
    for tag, data in tables.items():
        directory += tag + struct.pack(">3I", 0, place, len(data))
        place += len(data) + -len(data) % 4
    padded = b"".join(data + bytes(-len(data) % 4) for data in tables.values())
    return struct.pack(">I4H", 1 << 16, len(tables), 64, 2, 32) + directory + padded


def _show(text: Text) -> str:
    code = text.text.encode("utf-16-be").hex()
    return f"BT /F {text.size} Tf {text.x:.1f} {HEIGHT - text.y:.1f} Td <{code}> Tj ET"


def _file(objects: list[bytes], encrypted: bool) -> bytes:
    data = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode("ascii")
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    lock = (
        f"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{'1a' * 32}>/U<{'2b' * 32}>>>/ID[<0c><0c>]"
        if encrypted
        else ""
    )
    data += f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R{lock}>>\nstartxref\n{start}\n%%EOF\n".encode(
        "ascii"
    )
    return bytes(data)
