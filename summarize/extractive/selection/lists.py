"""Lists: which sentences introduce one, and which items say little without their introduction."""

from __future__ import annotations

import re
from functools import cached_property

from summarize.document import Document
from summarize.extractive.selection.references import is_next
from summarize.text.leading_marks import without_list_mark
from summarize.text.readability import has_fewer_words, is_lead_in, is_terminated
from summarize.text.stop_words import stop_words_of

_LIST_MARK = re.compile(r"\(?(?:[ivx]{1,4}|[a-hA-H]|\d{1,2})\)\s")  # "iii) …", in a list inside a paragraph
_CONTINUES = re.compile(r"[,;](?:\s+\w{1,3})?$")  # an item whose sentence ends in another item
_ANNOUNCES = re.compile(
    r"\b(?:follow(?:ing|s)\b|below\b|folgende|suivant|siguiente|seguent|seguinte|volgende|följande|następując|следующ)",
    re.IGNORECASE,
)
_WORDS_OF_A_LABEL = 7  # fewer words name something; more say something of it
_DASHES = ("-", "–", "—", "―")
_DASHES_AND_BLANKS = "".join(_DASHES) + " "
_LAST_WORD = re.compile(r"([^\W\d_]+)\W*\Z")
_LAST_CHARACTERS = 40
_NUMBER, _LETTERS = re.compile(r"\d+"), re.compile(r"[^\W\d_]+")


class Lists:
    """The lists of a document, item by item.

    Args:
        document: the text; sentences are addressed by position.
    """

    def __init__(self, document: Document) -> None:
        self._document = document

    def leads_to_list(self, position: int) -> bool:
        """Return whether a sentence introduces the list right below it, or is the label of its sub-items.

        "The following are shut." does, and so does a sentence that only ends in the list: "is shut if it".
        """
        sentences = self._document.sentences
        if position + 1 >= len(sentences) or sentences[position + 1].kind != "item":
            return False
        text = sentences[position].text
        if sentences[position].kind != "item":
            if _ANNOUNCES.search(text):
                return True
            return not is_terminated(text) and is_next(self._document, position + 1)
        return not is_terminated(text) and self._indent(position) < self._indent(position + 1)

    def completes_sentence(self, position: int) -> bool:
        """Return whether an item is part of the sentence above its list: "(1) it floods" below "is shut if".

        That sentence ends with a dash, without a mark, or with a word such as "if" before the colon, it says
        "as follows", or other items of the list end with a comma or semicolon.
        """
        lead = self._lead_ins[position]
        if lead is None:
            return False
        if lead in self._unfinished:
            return True
        text = self._document.whole.sentences[lead].text
        if is_terminated(text.rstrip(_DASHES_AND_BLANKS)):  # also a title: "(a) Grants authorized.--"
            return False
        if not is_lead_in(text) or text.rstrip().endswith(_DASHES) or _ANNOUNCES.search(text):
            return True
        last = _LAST_WORD.search(text[-_LAST_CHARACTERS:])
        return last is not None and last[1].lower() in stop_words_of(self._document.language)

    def has_other_parts(self, position: int) -> bool:
        """Return whether the sentence has parts in other items: "(a) the mill, and", "iii) a gate"."""
        sentence = self._document.sentences[position]
        if sentence.kind == "item":
            return _CONTINUES.search(sentence.text) is not None
        return _LIST_MARK.match(sentence.text) is not None

    def is_label(self, position: int) -> bool:
        """Return whether an item has few words and no final stop: "4. Old harbour", "- Done with tests"."""
        sentence = self._document.sentences[position]
        if sentence.kind != "item" or is_terminated(sentence.text):
            return False
        return has_fewer_words(without_list_mark(sentence.text), _WORDS_OF_A_LABEL)

    def is_fragment(self, position: int) -> bool:
        """Return whether an item is a part of a sentence, in lower case: "(a) the mill, and"."""
        sentence = self._document.sentences[position]
        if sentence.kind != "item":
            return False
        return without_list_mark(sentence.text)[:1].islower() and self._document.habits.has_capitals

    @cached_property
    def _lead_ins(self) -> list[int | None]:
        """What is right above the list of each item, by its position in the whole text; else None.

        It may be an item itself: "(1) It is shut if:" above "(A)". Then "(2)" is of the outer list.
        """
        leads: list[int | None] = []
        open_lists: list[tuple[str, int | None]] = []  # the shape of the marks, and what is above the list
        for position, sentence in enumerate(self._document.sentences):
            if sentence.kind != "item" or not position or not is_next(self._document, position):
                open_lists = []
            if sentence.kind != "item":
                leads.append(None)
                continue
            shape = _shape(sentence.text)
            if shape not in ("", *(mark for mark, _ in open_lists)):
                open_lists.append((shape, self._above(position)))
            while shape and open_lists[-1][0] != shape:
                open_lists.pop()
            leads.append(open_lists[-1][1] if open_lists else None)
        return leads

    def _above(self, position: int) -> int | None:
        """Return the position, in the whole text, of the sentence, item or heading that leads to an item."""
        above = self._document.positions[position] - 1
        if above < 0:
            return None
        sentence = self._document.whole.sentences[above]
        leads = sentence.kind in ("prose", "turn") or is_lead_in(sentence.text)
        return above if leads else None

    @cached_property
    def _unfinished(self) -> frozenset[int]:
        """The sentences above lists with an item whose sentence continues in the next one."""
        return frozenset(
            lead
            for lead, sentence in zip(self._lead_ins, self._document.sentences, strict=True)
            if lead is not None and _CONTINUES.search(sentence.text)
        )

    def _indent(self, position: int) -> int:
        """Return the number of blanks before an item on its line; 0 if other text is before it."""
        text, start = self._document.text, self._document.sentences[position].start
        before = text[text.rfind("\n", 0, start) + 1 : start]
        return len(before) if before.isspace() else 0


def _shape(item: str) -> str:
    """Return the mark of an item with its number or letter replaced, empty if there is none."""
    mark = item[: len(item) - len(without_list_mark(item))].strip()
    return _NUMBER.sub("1", _LETTERS.sub(lambda found: "A" if found[0].isupper() else "a", mark))
