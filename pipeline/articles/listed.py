"""What stands on a page twice: headlines, of which electronic papers print a list at the head, and whole paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.articles.lines import Line
from pipeline.patterns import regex

# A shorter line may stand in two articles.
_PARAGRAPH = 40
# What stands before and behind an entry of a page's list of headlines: ○…, 1．…, …………3版.
_LIST_MARK = regex(r"^(?:[■◆●▲★□◇○△☆▶►※•·▪◎]|[0-9]{1,2}[.．、])|[…·.]{2,}[（(]?[0-9]{1,2}版?[）)]?$")


def listed_twice(
    lines: Sequence[Line], classes: Sequence[str], again: frozenset[int] = frozenset()
) -> tuple[frozenset[str], frozenset[int]]:
    """The headlines that stand twice on the page, and the lines of the list that is no headline of an article.

    Of two printings the one nearer to a body is the headline: the last one that text follows, and
    no text that is printed `again`.
    """
    if classes.count("heading") < 2:
        return frozenset(), frozenset()
    follows = [False] * len(lines)
    seen = False
    distance = 0
    for i in range(len(lines) - 1, -1, -1):
        if i in again:
            seen, distance = False, 2
        elif classes[i] in ("text", "start", "byline", "caption"):
            seen, distance = True, 0
        elif classes[i] == "furniture":
            seen = seen and distance < 2
            distance += 1
        follows[i] = seen
    places: dict[str, list[tuple[int, int]]] = {}
    keys = [
        _LIST_MARK.sub("", line.key) if form == "heading" else ""
        for line, form in zip(lines, classes, strict=True)
    ]
    for i in range(len(lines)):
        key = ""
        for j in range(i, min(len(lines), i + 3)):
            if classes[j] != "heading":
                break
            key += keys[j]
            if len(key) >= 5:
                places.setdefault(key, []).append((i, j))
    titles: set[str] = set()
    listed: set[int] = set()
    for key, spans in places.items():
        if len(spans) < 2:
            continue
        kept = next((s for s in reversed(spans) if follows[s[1]]), spans[-1])
        titles.add(key)
        for low, high in spans:
            if (low, high) != kept and not (low <= kept[1] and kept[0] <= high):
                listed.update(range(low, high + 1))
    for first, last in _runs(sorted(listed)):
        listed.update(range(first, last + 1)) if last - first < 80 else None
    return frozenset(titles), frozenset(i for i in listed if classes[i] == "heading")


def _runs(indices: Sequence[int]) -> list[tuple[int, int]]:
    """Stretches of a list of headlines: entries no further apart than two unknown ones."""
    runs: list[tuple[int, int]] = []
    for i in indices:
        if runs and i - runs[-1][1] <= 3:
            runs[-1] = (runs[-1][0], i)
        else:
            runs.append((i, i))
    return runs


def printed_twice(lines: Sequence[Line], classes: Sequence[str]) -> frozenset[int]:
    """The paragraphs that stand on the page before: a photo's text, or an article printed once more below itself."""
    seen: set[str] = set()
    again: set[int] = set()
    for i, (line, form) in enumerate(zip(lines, classes, strict=True)):
        if form in ("text", "start") and len(line.key) >= _PARAGRAPH:
            if line.key in seen:
                again.add(i)
            seen.add(line.key)
    return frozenset(again)
