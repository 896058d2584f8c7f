"""Citations as pandoc writes them in Markdown: ``[see @moor2011, p. 3; @dahl99]`` and ``@moor2011``."""

from __future__ import annotations

import re

from summarize.readers.formats.blocks import without_marks
from summarize.readers.formats.citations import citation, mark_of, names_of, settle_citations

_GROUP = re.compile(r"(?<=[^\n])\[([^\[\]\n]{2,500})\]")
_CITED = re.compile(r"(?:\s*|[^@\n]{1,60}\s)-?@(\w[\w:.#$%&+?<>~/-]*)(?:[\s,][^@\n]*)?")
_NAMED = re.compile(r"(?<![\w@/.`-])@([^\W\d_][\w:.-]*\d{4}\w*)(?: \[[^\[\]\n@]{1,40}\])?")
_KEY = re.compile(r"\[[^\[\]\n@]{0,60}@[^\W\d_][\w.-]{0,60}[\d:]")  # "[@moor2011", not "[@ann]"


def without_pandoc_citations(text: str) -> str:
    """Return a text without citations, but for those that its sentences need; all of it, if it has no keys.

    >>> without_pandoc_citations("It fell [@moor2011; @dahl99], as @moor2011 says.")
    'It fell, as Moor (2011) says.'
    """
    if "@" not in text or not _KEY.search(text):
        return text
    text = _GROUP.sub(_marked, text)
    text = _NAMED.sub(lambda found: names_of(found[1]), text)
    return without_marks(settle_citations(text))


def _marked(group: re.Match[str]) -> str:
    cited = [_CITED.fullmatch(part) for part in group[1].split(";")]
    keys = [found[1].rstrip(".:-") for found in cited if found is not None]
    return citation(mark_of(",".join(keys))) if len(keys) == len(cited) else group[0]
