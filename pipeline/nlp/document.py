"""One article as one spaCy `Doc`: `Doc.text` is `Extraction.text`, `doc._.extraction` holds the records.

spaCy's spans are a view of the records, made last: `doc.spans["mentions"]` holds every mention,
`doc.spans["candidates"]` also those that lost against an overlapping one, `doc.ents` the mentions as
displaCy shows them. Where a mention cuts a token the span is widened to whole tokens; the exact offsets
stay in the record.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

import numpy as np
import srsly
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from pipeline import records
from pipeline.records import Extraction, Mention, Sentence, UnionMention
from pipeline.stages import plain_extraction

Doc.set_extension("extraction", default=None, force=True)


def extraction_in(doc: Doc) -> Extraction:
    """The extraction that the doc carries; a doc that another tokenizer made is given one of its text."""
    if doc._.extraction is None:
        doc._.extraction = plain_extraction(doc.text)
    extraction: Extraction = doc._.extraction
    return extraction


def show_sentences(doc: Doc, sentences: Iterable[Sentence]) -> None:
    """Make the spaCy view of the sentences: `doc.sents`."""
    # One array instead of one assignment a token: spaCy's setter walks the whole doc each time.
    begins = np.isin(doc.to_array("IDX"), [s.start for s in sentences])
    begins[:1] = True
    # spaCy's stub asks for thinc's own array type, which no numpy array is.
    flags: Any = np.where(begins, 1, -1).astype("int64").view("uint64")
    doc.from_array(["SENT_START"], flags)


def show_mentions(doc: Doc, mentions: Iterable[Mention], candidates: Iterable[Mention]) -> None:
    """Make the spaCy view of the mentions: `doc.spans` and `doc.ents`."""
    spans = [span for m in mentions if (span := _span(doc, m))]
    doc.spans["mentions"] = spans
    doc.spans["candidates"] = [span for m in candidates if (span := _span(doc, m))]
    doc.ents = tuple(filter_spans(spans))


def show_links(doc: Doc, links: Iterable[UnionMention]) -> None:
    """Give the spans of linked mentions the id of their union, as `span.kb_id_`."""
    ids = {(u.mention.start, u.mention.end): u.union.union_id for u in links if u.union}
    for span in doc.spans.get("mentions", []):
        if union_id := ids.get((span.start_char, span.end_char)):
            span.kb_id_ = union_id


def _span(doc: Doc, mention: Mention) -> Span | None:
    return doc.char_span(mention.start, mention.end, label=mention.label, alignment_mode="expand")


_RECORDS = {
    cls.__name__: cls for cls in vars(records).values() if isinstance(cls, type) and is_dataclass(cls)
}


def encode_record(obj: Any, chain: Any = None) -> Any:
    """Lets `Doc.to_bytes` and `DocBin` carry the records: a record becomes its class name and its values."""
    if type(obj).__name__ in _RECORDS and is_dataclass(obj):
        return {"__record__": type(obj).__name__, "values": [getattr(obj, f.name) for f in fields(obj)]}
    if isinstance(obj, date):
        return {"__record__": "date", "values": obj.isoformat()}
    return obj if chain is None else chain(obj)


def decode_record(obj: Any, chain: Any = None) -> Any:
    """The inverse of `encode_record`."""
    if isinstance(obj, dict) and "__record__" in obj:
        name, values = obj["__record__"], obj["values"]
        if name == "date":
            return date.fromisoformat(values)
        cls = _RECORDS[name]
        return cls(**{f.name: _as_declared(v, f.type) for f, v in zip(fields(cls), values, strict=True)})
    return obj if chain is None else chain(obj)


def _as_declared(value: Any, annotation: Any) -> Any:
    """MessagePack has one kind of sequence, which `Doc.from_bytes` reads as lists and `DocBin` as tuples."""
    if str(annotation).startswith("list"):
        return value if value is None else list(value)
    return _frozen(value) if str(annotation).startswith(("tuple", "Ranges")) else value


def _frozen(value: Any) -> Any:
    return tuple(_frozen(v) for v in value) if isinstance(value, (list, tuple)) else value


srsly.msgpack_encoders("gonghui_records", func=encode_record)
srsly.msgpack_decoders("gonghui_records", func=decode_record)
