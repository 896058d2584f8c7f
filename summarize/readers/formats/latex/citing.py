"""What LaTeX's citations and references show: works by their keys, labels by their numbers."""

from __future__ import annotations

import re

from summarize.readers.formats.blocks import MARK, without_marks
from summarize.readers.formats.citations import citation, mark_of, name_of_key, names_of, settle_citations

_NOTED = re.compile(r"footnote(?:mark)?|endnote|(?:foot|no)cite[a-z]*")
_CITED = re.compile(r"[A-Za-z]*[cC]ite[a-z]*")
_NAMED = re.compile(r"(?:text|A)cites?|[cC]itet")
_REFERENCE = re.compile(r"(?:[aA]uto|[cC]|eq|[vV]|name|[lL]abelc)?ref")
_UNKNOWN = "[…]"  # its label is in another file
_POINTS_NOWHERE = re.compile(rf"(?<!\s)\s*\((?:[^\W\d_]+\.?,?\s)?{re.escape(_UNKNOWN)}\)")  # "(see […])"


def is_note(name: str) -> bool:
    """Return whether a command is a note or a citation.

    >>> is_note("citep"), is_note("footnotemark"), is_note("emph")
    (True, True, False)
    """
    return _NOTED.fullmatch(name) is not None or _CITED.fullmatch(name) is not None


def note(name: str, keys: str) -> str:
    """Return what a note or a citation shows, for :func:`without_notes`.

    >>> note("citet", "moor2011"), note("citeyear", "moor2011")
    ('Moor (2011)', '2011')
    """
    if _NOTED.fullmatch(name) or not keys.strip():
        return MARK
    if name.lower().endswith(("author", "year")):
        works = [name_of_key(key)["year" in name] for key in keys.split(",")]
        return ", ".join(filter(None, works)) or MARK
    if "citeal" in name.lower():
        return mark_of(keys)[1:-1]
    return names_of(keys) if _NAMED.fullmatch(name) else citation(mark_of(keys))


def reference(name: str, label: str, numbers: dict[str, str]) -> str | None:
    """Return what a command with a label shows, None if it is no reference.

    >>> reference("ref", "a", {"a": "Section 1"}), reference("emph", "a", {})
    ('1', None)
    """
    if not _REFERENCE.fullmatch(name):
        return None
    said = [numbers.get(each.strip(), "") for each in label.split(",")]
    if name.lower() not in ("autoref", "cref", "vref"):
        said = [each.rpartition(" ")[2] for each in said]
    text = " and ".join(filter(None, said))
    return _UNKNOWN if not text else f"({text})" if name == "eqref" else text


def without_notes(text: str) -> str:
    """Return a text without notes and citations, but for those that its sentences need.

    >>> without_notes(f"It fell {note('cite', 'a')}, as is noted by {note('cite', 'moor2011')}.")
    'It fell, as is noted by [Moor 2011].'
    """
    return without_marks(settle_citations(_POINTS_NOWHERE.sub("", text)))
