"""Sentences that lean on another: "he", "but", "the tree", "Ann: yes", "he said" behind a quotation."""

from __future__ import annotations

import re
from functools import cached_property

from summarize.document import Document
from summarize.extractive.features.announcements import find_announcements, is_of_court, is_ruling
from summarize.extractive.features.coreference import Introductions
from summarize.extractive.features.definitions import is_definition
from summarize.extractive.features.once import once
from summarize.extractive.features.speech import is_speech, without_starters
from summarize.spans import Sentence
from summarize.text.leading_marks import without_list_mark, without_paragraph_number
from summarize.text.openings import is_dangling, opens_with_demonstrative, points_back

_ADDRESSED = re.compile(r"@?([^\s:,]{2,40})(?:[:,]\s|\s(?=[–—-]\s))")  # "ann: yes", "@ann, yes"
# What a court calls its own case.
_CASE = re.compile(r"\bthis(?= (?:matter|case|application|petition|hearing|judgment|claim|action)\b)", re.I)
_START = 80  # characters
_MENTIONED = re.compile(r"@\w{2,40}\s")
_LONGEST_TAG = 50  # characters of an attribution after a quotation: "Ann wrote on Monday."
_CLOSING_QUOTES = ("”", "»", "“", "」", "''", '"')


def is_next(document: Document, position: int) -> bool:
    """Return whether a sentence directly follows the previous candidate in the whole text."""
    positions = document.positions
    return positions[position] == positions[position - 1] + 1


def bare_text(sentence: Sentence) -> str:
    """Return a sentence without the mark of a list item or the number of a paragraph."""
    if sentence.kind == "item":
        return without_list_mark(sentence.text)
    return without_paragraph_number(sentence.text)


class References:
    """The sentences of a document that lean on another.

    Args:
        document: the text; sentences are addressed by position.

    >>> references = References(Document("The mill burned. It was old. Rain fell.", "en"))
    >>> [references.lean_on_another(position) for position in range(3)]
    [False, True, False]
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._is_speech = is_speech(document)

    def lean_on_another(self, position: int) -> bool:
        """Return whether a sentence refers back, tells who spoke, answers somebody, or names what was new."""
        return (
            self._refers_back(position)
            or self._names_speaker(position)
            or self._addresses_speaker(position)
            or (not self._is_speech and self._names_what_another_introduces(position))
        )

    def _refers_back(self, position: int) -> bool:
        """Return whether a sentence opens with a reference, or has one among its first words.

        "This act" at the start of a section is none: it is the section itself, or the text. But "this is" may
        mean what the heading names, unless it opens the text. Neither is "also" one in the definition of the
        topic: "Verde, also called Verdeville, is a town."
        """
        text, language = bare_text(self._document.sentences[position]), self._document.language
        if self._is_speech or self._document.habits.is_letter or position == 0:
            text = without_starters(text, language, may_answer=self._is_speech)
        if once(is_of_court, self._document):
            text = _CASE.sub("the", text[:_START]) + text[_START:]
        rules = once(is_ruling, self._document)[position]  # "The appeal therefore fails and is dismissed."
        if not is_dangling(text, language, may_link=bool(rules)) and not points_back(text, language):
            return False
        is_of_section = self._opens_section(position) and opens_with_demonstrative(
            text, language, of_noun=position > 0
        )
        return not is_of_section and not once(is_definition, self._document, self._document.title)[position]

    def _opens_section(self, position: int) -> bool:
        """Return whether a sentence is the first of the text or stands right below a heading."""
        whole, place = self._document.whole.sentences, self._document.positions[position]
        return position == 0 or whole[place - 1].is_heading

    def _names_what_another_introduces(self, position: int) -> bool:
        """Return whether a sentence speaks of "the tree" after another's "a tree"; with the aim none does."""
        is_needed = once(Introductions, self._document).are_needed_by(position)
        return is_needed and not once(find_announcements, self._document)[0][position]

    def _names_speaker(self, position: int) -> bool:
        """Return whether a short sentence attributes the quotation before it: "Ann wrote on Monday."."""
        sentences = self._document.sentences
        if (
            not position
            or len(sentences[position].text) > _LONGEST_TAG
            or not is_next(self._document, position)
        ):
            return False
        between = self._document.text[sentences[position - 1].end : sentences[position].start]
        return sentences[position - 1].text.endswith(_CLOSING_QUOTES) and "\n" not in between

    def _addresses_speaker(self, position: int) -> bool:
        """Return whether a message is to somebody: "@ann the new one", or "ann: yes" where Ann takes part."""
        sentence = self._document.sentences[position]
        if sentence.kind == "turn" and _MENTIONED.match(sentence.text):
            return True
        found = _ADDRESSED.match(sentence.text) if sentence.kind == "turn" else None
        return found is not None and found[1].casefold() in self._names

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(name.casefold() for name in self._document.speakers)
