"""The single words around a union that tell its part in an event: `role_cues.tsv`, compiled."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.events.lexicon import alternatives
from pipeline.lexicon import LexiconError, read_shown
from pipeline.links.syntax import Group
from pipeline.patterns import regex

_SIDES = {
    "partner": "before",
    "cohost": "after",
    "host": "after",
    "guide": "after",
    "founded": "after",
    "founding": "before",
    "honoured": "after",
    "honouring": "before",
    "inspecting": "before",
    "given": "before",
    "attend": "after",
    "visit": "after",
    "lead": "after",
    "team": "after",
    "talk": "after",
    "title": "after",
}


class RoleCues:
    """The cues by kind."""

    def __init__(self, cues: dict[str, list[str]]) -> None:
        self._anywhere = {kind: alternatives(words) for kind, words in cues.items()}
        self._bound = {
            kind: regex(f"^(?:{p.pattern})" if _SIDES[kind] == "after" else f"(?:{p.pattern})$")
            for kind, p in self._anywhere.items()
        }

    @classmethod
    def load(cls, path: Path) -> RoleCues:
        """Read `role_cues.tsv`; LexiconError on a fault."""
        cues: dict[str, list[str]] = {kind: [] for kind in _SIDES}
        for row in read_shown(path, "cue", ["kind", "side"], key=["cue", "kind"]):
            if _SIDES.get(row["kind"]) != row["side"]:
                raise LexiconError(
                    f"{path}: {row['cue']}: no cue kind {row['kind']!r} on side {row['side']!r}"
                )
            cues[row["kind"]].append(row["cue"])
        return cls(cues)

    def after(self, kind: str, group: Group) -> bool:
        """Whether a cue of the kind stands directly after the group, or after its adverbials."""
        cue = self._bound[kind]
        return bool(cue.match(group.after) or cue.match(group.predicate))

    def before(self, kind: str, text: str) -> bool:
        """Whether a cue of the kind stands at the end of `text`."""
        return bool(self._bound[kind].search(text))

    def find(self, kind: str, text: str) -> re.Match[str] | None:
        """The first cue of the kind anywhere in `text`."""
        return self._anywhere[kind].search(text)
