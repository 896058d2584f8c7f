"""Determines the kind of a block from its own text: marks, final stop, share of letters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Literal, NamedTuple

from summarize.text.bylines import is_byline, names_authors
from summarize.text.captions import is_caption, names_photographer
from summarize.text.marks import ends_sentence
from summarize.text.phrases import begins_with, phrases
from summarize.text.references import is_reference_entry

Kind = Literal[
    "prose",
    "heading",
    "item",
    "turn",
    "quotation",
    "caption",
    "byline",
    "greeting",
    "reference",
    "code",
    "formula",
    "table",
    "boilerplate",
]
CANDIDATES: tuple[Kind, ...] = ("prose", "item", "turn")


class Block(NamedTuple):
    """A part of a text that no sentence crosses.

    Attributes:
        start: position of its first character in the text.
        end: position after its last character.
        kind: ``"prose"``; ``"item"`` of a list; ``"turn"`` of a speaker; ``"heading"``; ``"quotation"``
            marked with ``>``; ``"caption"`` of a figure or table; ``"byline"``: author, date or time;
            ``"greeting"`` or signature; ``"reference"``: an entry of a bibliography, or a
            footnote; ``"code"``;
            ``"formula"``; ``"table"``: rows and numbers; ``"boilerplate"``: navigation, links, share and
            cookie lines.
    """

    start: int
    end: int
    kind: Kind


def count_kinds(blocks: Iterable[Block]) -> str:
    """Return how many blocks there are of each kind, the most frequent first.

    >>> count_kinds([Block(0, 6, "heading"), Block(8, 18, "prose"), Block(20, 30, "prose")])
    '2 prose, 1 heading'
    """
    counts = Counter(block.kind for block in blocks)
    return ", ".join(f"{n} {kind}" for kind, n in counts.most_common())


_LETTERS = bytes(code for code in range(256) if chr(code).isalpha() or chr(code).isspace() or code > 127)
_DIGITS = b"0123456789"
_CODES_OF_DIGITS = frozenset(_DIGITS)
_PROSE_MARKS = b".,;:!?'\"-()" + _DIGITS
# Shares of the characters of a block, set by inspection of 37 collected pages, papers, mails and READMEs:
# prose has at most 0.12 of digits and marks, table rows at least 0.3, and code at least 0.1 of symbols.
_PLAIN = 0.12
_ROW = 0.3
_CODE = 0.1
_CODE_THAT_ENDS = 0.2
_ADDRESSES = 0.4
_ADDRESS_CHARACTERS = 2_000  # searched for addresses
_WORDS_OF_PROSE = 4  # "In 2010, 30 of 120 boats left."
_LONGEST_CELL = 200  # characters
_LONGEST_LINK = 40  # characters
_WIDTH = 80  # characters of a line
_LONG = 300  # characters; a longer block with a final stop is prose, whatever it contains

_ADDRESS = re.compile(r"\]\([^)\s]*\)|(?:https?://|www\.)\S+|[^\s@]{1,64}@[^\s@]{1,255}")
_SIGNS_OF_ADDRESS = ("](", "://", "www.", "@")
_NOTE = re.compile(r"\[\^[^\[\]\s]{1,20}\]: |\*{1,3}\)\s|[¹²³⁴-⁹]\)?\s")  # a footnote: "[^1]: ", "*) ", "² "
_QUOTED_LINE = re.compile(r"[ \t]*>")
_CODE_MARK = re.compile(
    r"@@ -\d|diff --git |index [0-9a-f]{7}|(?:---|\+\+\+) [ab]/|\d+ files? changed, \d"
    r"|[-+]?\s?/\*|\*/|\$ \w|>>> "
)
_OPTION = re.compile(r"\[ ?--?[^\W\d_]")  # of a command: "tar [-x] [--verbose]"
_PAGE_HEADER = re.compile(r"(\S+)[ \t]{3,}\S.*[ \t]{3,}\1")  # "tar(1)    User Commands    tar(1)"
_TEASER_END = re.compile(r"\s\|\s*(\w+(?:\s\w+)?)\s?[»›>…]{0,3}\Z")  # "It is open again. | more"
# "[#12, #14]", "(see #12)"; a table has "(1,200)".
_BRACKETED_END = re.compile(
    r"(?:\s*(?:\[[^\[\]()]{1,80}\]|\((?=[^()]{0,79}[^\W\d_]|[^()]{0,79}#)[^\[\]()]{1,80}\)))+\.?\Z"
)
_CELLS = re.compile(r"(?<=\S)(?: *\t[ \t]*| {3,}|[ \t]*\|[ \t]*)(?=\S)")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=\w)[^*]+(?<=\S)\1(?![\w*])")  # "**Note** that …", not "*a, *b"
_FORMULA_MARK = re.compile(r"[=∑∏∫√≤≥≈≠±×÷∈∀∃∂∇→⇒∞αβγδεθλμπσφψωΔΣΩ^]|\\[a-z]+")
_WORD = re.compile(r"[^\W\d_]{3,}")
_ANY_WORD = re.compile(r"[^\W\d_]{2,}")
_SHORT_PHRASE = 14
_FEW_WORDS = 4
_LONGEST_PHRASE = 160  # characters


def kind_by_look(block: str) -> Kind | None:
    """Return the kind of a block by its own text, None for a short piece without a final stop.

    >>> kind_by_look("The council met on Monday."), kind_by_look("Figure 2: The old bridge")
    ('prose', 'caption')
    >>> kind_by_look("x[i] = load(path); // again"), kind_by_look("The Old Bridge")
    ('code', None)
    """
    ends, others = ends_sentence(block), _others(block)
    if kind := _kind_by_marks(block, others, ends):
        return kind
    if (
        len(others) > _PLAIN * len(block)
        and not _is_plain_before_brackets(block)
        and (kind := _kind_by_characters(block, others, ends))
    ):
        return kind
    if len(block) > _LONGEST_PHRASE:
        return "prose"
    if _is_boilerplate(block, ends):
        return "boilerplate"
    if (not ends or block[-2:-1].isdigit()) and is_byline(block):  # "Berlin, 3 May 2021."
        return "byline"
    return "prose" if ends else None


def _others(block: str) -> bytes:
    """Return the digits, marks and symbols of a block."""
    return block.encode("utf-8", "replace").translate(None, _LETTERS)


def _is_plain_before_brackets(block: str) -> bool:
    """Return whether a block has only its marks in brackets at the end: "New search [#12, #14]"."""
    if block[-1] not in ")]." or not (found := _BRACKETED_END.search(block[-_LONG:])):
        return False
    bare = block[: len(block) - len(found[0])]
    return len(_ANY_WORD.findall(bare)) > 1 and _is_plain(bare)


def _kind_by_marks(block: str, others: bytes, ends: bool) -> Kind | None:
    """Return the kind of a block by the marks at its start and end, or by the names in it."""
    if _CODE_MARK.match(block) or (block[0] in "{[<" and block[-1] in "}]>;"):
        return "code"
    if "[" in block and not ends and len(_OPTION.findall(block)) * _WIDTH > len(block):
        return "code"
    if (not ends and is_teaser(block)) or (
        len(block) <= _LONG and "   " in block and _PAGE_HEADER.fullmatch(block)
    ):
        return "boilerplate"
    if block[0] == ">" and all(map(_QUOTED_LINE.match, block.splitlines())):
        return "quotation"
    if is_caption(block) or (len(block) <= _LONG and not ends and names_photographer(block)):
        return "caption"
    if "\t" in block and not ends and any("\t" in line.strip() for line in block.splitlines()):
        return "table"
    if is_reference_entry(block) or _NOTE.match(block):
        return "reference"
    return "byline" if not _CODES_OF_DIGITS.isdisjoint(others) and names_authors(block) else None


def is_teaser(block: str) -> bool:
    """Return whether a block ends with a sentence and the text of a link in lower case.

    >>> is_teaser("The bridge is open again. | read on"), is_teaser("City | open")
    (True, False)
    """
    tail = block[-_LONGEST_LINK:]
    if "|" not in tail or not (found := _TEASER_END.search(tail)):
        return False
    return found[1].islower() and ends_sentence(block[: len(block) - len(found[0])])


def _is_plain(block: str) -> bool:
    return len(_others(block)) <= _PLAIN * len(block)


def _kind_by_characters(block: str, others: bytes, ends: bool) -> Kind | None:
    """Return the kind of a block with many digits or marks, None if it may still be prose."""
    size = len(block)
    head = block[:_ADDRESS_CHARACTERS]
    if any(map(head.__contains__, _SIGNS_OF_ADDRESS)) and (
        sum(map(len, _ADDRESS.findall(head))) > _ADDRESSES * len(head)
    ):
        return "boilerplate"
    symbols = len(others.translate(None, _PROSE_MARKS))
    if "*" in block:
        symbols -= 2 * sum(len(mark) for mark in _EMPHASIS.findall(block))
    if symbols > (_CODE_THAT_ENDS if ends else _CODE) * size and "|" not in block:
        return "formula" if _is_formula(block) else "code"
    lines = block.splitlines()
    if sum(map(_is_row, lines)) * 2 > len(lines) and (len(lines) > 1 or not ends):
        return "table"
    if ends and size > _LONG:
        return None
    if (not ends or block[-2:-1].isdigit()) and is_byline(block):  # "Berlin, 3 May 2021."
        return "byline"
    digits = len(others) - len(others.translate(None, _DIGITS))
    is_row = len(others) > _ROW * size and digits * 2 > len(others)
    if is_row and not (ends and len(_ANY_WORD.findall(block)) >= _WORDS_OF_PROSE):
        return "table"
    if not ends and _FORMULA_MARK.search(block) and _is_formula(block):
        return "formula"
    return None


def _is_row(line: str) -> bool:
    """Return whether a line has several cells, all shorter than a paragraph."""
    cells = _CELLS.split(line)
    return len(cells) > 1 and max(map(len, cells)) <= _LONGEST_CELL


def _is_formula(block: str) -> bool:
    """Return whether a block has a mathematical symbol and few words."""
    words = sum(map(len, _WORD.findall(block)))
    return _FORMULA_MARK.search(block) is not None and words * 3 < len(block)


def _is_boilerplate(block: str, ends: bool) -> bool:
    """Return whether a short block begins with a listed phrase, or is little more than a listed word."""
    words = block.lower().split(None, _SHORT_PHRASE)
    if len(words) > _SHORT_PHRASE:
        return False
    line = " ".join(words).lstrip("*_#>[(-–•· ")
    if line.startswith("©") or not phrases("inside").isdisjoint(line.strip(".!").split()):
        return True
    limit = 0 if ends else _FEW_WORDS
    return begins_with(line, "boilerplate", several=len(words) > limit)
