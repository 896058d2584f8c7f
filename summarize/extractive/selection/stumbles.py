"""Sentences that are hard to read in a summary: fragments, dangling references, questions."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from functools import cached_property

from summarize.document import Document
from summarize.text.openings import is_dangling, points_back
from summarize.text.readability import (
    has_markup,
    is_crumb,
    is_lead_in,
    is_mostly_numbers,
    is_mostly_quotation,
    is_mostly_signs,
    is_notice,
    is_question,
    is_quotation_alone,
    is_terminated,
    is_title,
    is_too_long,
)

_LIST_MARK = re.compile(r"\(?(?:[ivx]{1,4}|[a-hA-H]|\d{1,2})\)\s")  # "iii) …", in a list inside a paragraph
_LONGEST_TAG = 50  # characters of an attribution after a quotation: "Ann wrote on Monday."
_CLOSING_QUOTES = ("”", "»", "“", "」", "''", '"')
_ANNOUNCES = re.compile(
    r"\b(?:follow(?:ing|s)\b|below\b|folgende|suivant|siguiente|seguent|seguinte|volgende|följande|następując|следующ)",
    re.IGNORECASE,
)
_SAMPLE = 200  # sentences, evenly spaced, that show the habits of the writer


class Level(Enum):
    """The harm that a sentence does to the readability of a summary."""

    NONE = 0
    HINDERS = 1
    BREAKS = 2


class Stumbles:
    """Judges which sentences of a document should wait.

    A sentence *breaks* a summary if it has fewer than four words, ends with a colon, introduces the list
    below it, is mostly numbers, or is a title in a text that is not mostly titles. It *hinders* one if it

    - opens with a reference to a sentence that is not in the summary;
    - has more than 60 words;
    - is a question, mostly a quotation, a legal notice, or mostly signs;
    - has links or tags in a text with few of them;
    - is a list item in a text of mostly prose;
    - has no final stop in a text whose sentences mostly have one.

    Args:
        document: the text; sentences are addressed by position.
        long_ones: whether long sentences wait, too; a limit in words bounds their number anyway.
    """

    def __init__(self, document: Document, *, long_ones: bool = True) -> None:
        self._document = document
        self._long_ones = long_ones

    def level(self, position: int, *, follows_taken: bool) -> Level:
        """Return how much a sentence harms the readability of a summary.

        Args:
            position: the position of the sentence.
            follows_taken: whether the sentence before it is in the summary.

        >>> Stumbles(Document("She left early today. Rain fell.", "en")).level(0, follows_taken=False)
        <Level.HINDERS: 1>
        """
        text = self._document.sentences[position].text
        if is_crumb(text) or is_lead_in(text) or is_mostly_numbers(text) or self._leads_to_list(position):
            return Level.BREAKS
        if is_title(text) and not self._is_in_capitals:
            return Level.BREAKS
        depends = self._refers_back(text) or self._names_speaker(position)
        hinders = (
            (depends and not (follows_taken and self._is_next(position)))
            or (not is_terminated(text) and self._ends_sentences)
            or (self._long_ones and is_too_long(text))
            or is_question(text)
            or is_mostly_signs(text)
            or (has_markup(text) and not self._has_markup)
            or self._is_stranded_item(position)
            or is_quotation_alone(text)
            or is_mostly_quotation(text)
            or is_notice(text)
        )
        return Level.HINDERS if hinders else Level.NONE

    def _refers_back(self, text: str) -> bool:
        """Return whether a sentence opens with a reference; in speech, later references are accepted."""
        language = self._document.language
        return is_dangling(text, language) or (
            not self._document.is_transcript and points_back(text, language)
        )

    def _names_speaker(self, position: int) -> bool:
        """Return whether a short sentence attributes the quotation before it: "Ann wrote on Monday."."""
        sentences = self._document.sentences
        if not position or len(sentences[position].text) > _LONGEST_TAG or not self._is_next(position):
            return False
        between = self._document.text[sentences[position - 1].end : sentences[position].start]
        return sentences[position - 1].text.endswith(_CLOSING_QUOTES) and "\n" not in between

    def _is_next(self, position: int) -> bool:
        """Return whether a sentence directly follows the previous candidate in the whole text."""
        positions = self._document.positions
        return positions[position] == positions[position - 1] + 1

    def _leads_to_list(self, position: int) -> bool:
        """Return whether a sentence introduces the list right below it: "The following are shut."."""
        sentences = self._document.sentences
        return (
            position + 1 < len(sentences)
            and sentences[position + 1].kind == "item"
            and sentences[position].kind != "item"
            and _ANNOUNCES.search(sentences[position].text) is not None
        )

    def _is_stranded_item(self, position: int) -> bool:
        """Return whether a sentence is an item, in a list or a paragraph, of a text of mostly prose."""
        sentence = self._document.sentences[position]
        if sentence.kind == "item":
            return self._has_few_items
        return _LIST_MARK.match(sentence.text) is not None

    @cached_property
    def _has_few_items(self) -> bool:
        """Whether at most half of the sentences are items: alone, an item lacks its introduction."""
        kinds = [sentence.kind for sentence in self._document.sentences]
        return kinds.count("item") * 2 <= len(kinds)

    @cached_property
    def _ends_sentences(self) -> bool:
        """Whether most of the text is in sentences with a final stop."""
        return self._are_most(is_terminated)

    @cached_property
    def _has_markup(self) -> bool:
        """Whether most of the text is in sentences with markup."""
        return self._are_most(has_markup)

    @cached_property
    def _is_in_capitals(self) -> bool:
        """Whether most of the text is capitalized like titles."""
        return self._are_most(is_title)

    def _are_most(self, judge: Callable[[str], bool]) -> bool:
        sentences = self._document.sentences
        texts = [sentence.text for sentence in sentences[:: 1 + len(sentences) // _SAMPLE]]
        return sum(len(text) for text in texts if judge(text)) * 2 > sum(map(len, texts))
