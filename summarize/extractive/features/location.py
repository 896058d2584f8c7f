"""The location of sentences: in the paragraph, in the text, under a heading."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document
from summarize.extractive.features.cues import cue_phrases, cue_words
from summarize.text.headings import ENUMERATED
from summarize.text.kinds import Block
from summarize.text.lines import unify_line_ends
from summarize.text.stop_words import stop_words_of
from summarize.text.words import composed, has_any, has_unspaced, words_per_line

_SECTIONS = 4
_SHORTEST_ABSTRACT, _LONGEST_ABSTRACT = 3, 20  # sentences, if no heading says "Abstract"
_HEAD, _AFTER_LABEL = 40, (":", ".", "—", "–", "--", "：")  # characters of a paragraph with a label
_CONNECTIVES = ("", *":.,;–—(/&")
# "5.2", "IV:", "B.", "第五章", "五、"
_NUMBER = re.compile(r"^(?:[ivx]+[\W_]+|[a-z][.)]|第?[一二三四五六七八九十]+[章节節、.\s]+)?[\W\d_]*")

_POSSESSIVE = re.compile(r"^\w{2,20}['’]s? ")  # "Speaker's Summary"


def location(document: Document) -> NDArray[np.float64]:
    r"""Return a point for each favourable location of each sentence (Edmundson 1969).

    One point each for: the first or last paragraph of the text; the first or last sentence of its paragraph;
    a heading such as "Conclusions", in languages with a list of them. Headings and date lines have none.

    Returns:
        0 to 3 for each sentence, shape (n_sentences,).

    >>> location(Document("They met. They ate. They left.\n\nIt rained.\n\n# Conclusion\n\nIt was fun.").body)
    array([2., 1., 2., 1., 3.])
    """
    marks = _is_under_a_promising_heading(document).astype(np.float64)
    is_text = np.array([not sentence.is_heading for sentence in document.sentences])
    starts = _starts_paragraph(document)[is_text]
    if not len(starts):
        return np.zeros(len(is_text))
    paragraphs = np.cumsum(starts)
    marks[is_text] += (paragraphs == paragraphs[0]) | (paragraphs == paragraphs[-1])
    marks[is_text] += starts | np.append(starts[1:], True)
    marks[~is_text] = 0.0
    return marks


def is_in_summary_section(document: Document) -> NDArray[np.bool_]:
    r"""Return whether each sentence is in a section such as "Abstract", "Summary" or "5. Conclusions".

    A paragraph that begins with such a word, as in "Abstract: We propose", is a section of its own. If
    none is above the heading "Introduction", the section of 3 to 20 sentences right above it is one.

    Returns:
        shape (n_sentences,); all false for a language without a list of such words.

    >>> document = Document("# Cats\n\nThey purr.\n\n# V. Conclusions and Outlook\n\nThey are nice.").body
    >>> is_in_summary_section(document)
    array([False,  True])
    """
    labels = cue_phrases("summaries", document.language)
    found = _is_under(document, labels)
    text = document.text
    labelled = [
        block for block in document.blocks if _is_labelled(text[block.start : block.start + _HEAD], labels)
    ]
    if labelled:
        starts = [sentence.start for sentence in document.sentences]
        for block in labelled:
            found[bisect_left(starts, block.start) : bisect_left(starts, block.end)] = True
    if _headings(document):
        _mark_abstract(document, found)
    return found


def _mark_abstract(document: Document, found: NDArray[np.bool_]) -> None:
    """Mark the section right above the introduction, unless it is a preface or another one is marked."""
    labels = cue_phrases("introductions", document.language)
    formal = cue_phrases("formal_headings", document.language)
    for above, section in pairwise(document.sections if labels else ()):
        if _opens_with(composed((section.title or "").lower()), labels, document.language):
            is_abstract = composed((above.title or "").lower()).strip("*_:. ") not in formal
            is_abstract &= not np.count_nonzero(found[: section.first])
            if is_abstract and _SHORTEST_ABSTRACT <= above.end - above.first <= _LONGEST_ABSTRACT:
                found[above.first : above.end] = True
            return


def _is_labelled(head: str, labels: tuple[str, ...]) -> bool:
    """Return whether a paragraph with this head begins with a label: "**Abstract** -- We"."""
    head = head.lower().lstrip("*_ ")
    if not head.startswith(labels):
        return False
    return any(
        rest.lstrip("*_ ").startswith(_AFTER_LABEL)
        for label in labels
        if (rest := head.removeprefix(label)) is not head
    )


def is_below_formal_heading(document: Document) -> NDArray[np.bool_]:
    r"""Return whether each sentence is right below a heading such as "Definitions" or "2. Call to order".

    Returns:
        shape (n_sentences,); all false for a language without a list of such headings.

    >>> document = Document("# Mills\n\nThey turn.\n\n# 2. Definitions\n\nMill: a wheel.", "en").body
    >>> is_below_formal_heading(document)
    array([False,  True])
    """
    found = np.zeros(len(document.sentences), bool)
    formal = cue_phrases("formal_headings", document.language)
    headings = [document.text[block.start : block.end] for block in _headings(document)]
    if not any(has_any(heading.lower(), formal) for heading in headings):  # rules out most texts fast
        return found
    for section in document.sections:
        title = composed((section.title or "").lower())
        enumerated = ENUMERATED.fullmatch(title)  # "SEC. 2. DEFINITIONS."
        title = (enumerated[2] or "") if enumerated else _NUMBER.sub("", title, count=1)
        found[section.first : section.end] = title.strip("*_:. ") in formal
    return found


def opens_section(document: Document) -> NDArray[np.bool_]:
    r"""Return whether each sentence is the first below a heading, in a text of several sections.

    It often says what the section is about (Edmundson 1969).

    Returns:
        shape (n_sentences,); all false for a text with fewer than four headings above sentences.

    >>> text = "# Wheel\n\nIt turns.\n\n# Dam\n\nIt holds. It leaks.\n\n# Fish\n\nThey go.\n\n# Fee\n\nNone."
    >>> opens_section(Document(text).body)
    array([ True,  True, False,  True,  True])
    """
    found = np.zeros(len(document.sentences), bool)
    if not _headings(document):
        return found
    below = (
        next((i for i in range(section.first, section.end) if not document.sentences[i].is_heading), None)
        for section in document.sections
        if section.title
    )
    firsts = [position for position in below if position is not None]
    found[firsts] = len(firsts) >= _SECTIONS
    return found


def _is_under(document: Document, labels: tuple[str, ...]) -> NDArray[np.bool_]:
    """Return whether each sentence is in a section, or its subsections, whose heading begins with a label."""
    found = np.zeros(len(document.sentences), bool)
    if not labels or not _headings(document):
        return found
    level: int | None = None
    for section in document.sections:
        title = composed((section.title or "").lower())
        if level is None or section.level <= level:
            level = section.level if _opens_with(title, labels, document.language) else None
        found[section.first : section.end] = level is not None
    return found


def _headings(document: Document) -> list[Block]:
    return [block for block in document.blocks if block.kind == "heading"]


def _opens_with(title: str, words: tuple[str, ...], language: str) -> bool:
    """Return whether a heading is one of the words, optionally continued by a colon, "and" or "of"."""
    title = _NUMBER.sub("", title, count=1)
    title = _POSSESSIVE.sub("", title, count=1)
    rests = [title.removeprefix(word) for word in words if title.startswith(word)]
    return any(
        has_unspaced(title)
        or rest.lstrip()[:1] in _CONNECTIVES
        or (rest[:1].isspace() and words_per_line(rest)[0] in stop_words_of(language))
        for rest in rests
    )


def _starts_paragraph(document: Document) -> NDArray[np.bool_]:
    """Return whether a blank line or a heading, caption or the like precedes each sentence, shape (n,)."""
    text, starts, last_end = document.text, [], 0
    for position, sentence in zip(document.positions, document.sentences, strict=True):
        between = text[last_end : sentence.start]
        before = document.whole.sentences[position - 1] if position else None
        has_blank_line = len(between) > 1 and unify_line_ends(between).count("\n") > 1
        starts.append(before is None or not before.is_candidate or has_blank_line)
        last_end = sentence.end
    return np.array(starts)


def _is_under_a_promising_heading(document: Document) -> NDArray[np.bool_]:
    promising = set(cue_words("headings", document.language))
    is_promising = np.zeros(len(document.sentences), bool)
    for section in document.sections if promising else ():
        title = (section.title or "").lower()
        is_promising[section.first : section.end] = not promising.isdisjoint(words_per_line(title))
    return is_promising
