"""Word lists → one regular expression that finds the longest word in time linear in its length."""

from __future__ import annotations

import re
from collections.abc import Iterable

Node = dict[str, "Node"]
_END = ""


def trie_pattern(words: Iterable[str]) -> str:
    """A pattern that matches the longest of `words` at a position; never matches where there is no word."""
    root: Node = {}
    for word in words:
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[_END] = {}
    return _pattern(root) if root else r"(?!)"


def _pattern(node: Node) -> str:
    leaves = ""
    branches: list[str] = []
    for char in sorted(node):
        if char == _END:
            continue
        below, written = node[char], char if char.isalnum() else re.escape(char)
        if len(below) == 1 and _END in below:
            leaves += written
        else:
            branches.append(written + _pattern(below))
    if leaves:
        branches.append(f"[{leaves}]")
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 and _END not in node else f"(?:{'|'.join(branches)})"
    return body + "?" if _END in node else body
