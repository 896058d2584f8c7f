"""What is usual in a text: final stops, capital letters, list items, markup, repeated sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from summarize.text.kinds import Block
from summarize.text.leading_marks import PARAGRAPH_NUMBER, RUN_IN_DASHES, RUN_IN_TITLE, without_list_mark
from summarize.text.phrases import phrases
from summarize.text.readability import has_fewer_words, is_terminated, is_title
from summarize.text.signs import has_markup
from summarize.text.words import has_any

if TYPE_CHECKING:
    from summarize.spans import Sentence

_FIRST_WORD = re.compile(r"[^\W\d_]+")
_LONG_WORDS = 12
_NUMBERED, _TITLED = 3, 2  # paragraphs
_TEMPLATE = 3  # occurrences
_HEAD = 40  # characters, which are the same in the same sentences
_SOME_PROSE = 3  # sentences
_MOST, _SOME_STOPS = 1 / 2, 1 / 3  # of the characters
_SAMPLE = 200  # sentences, evenly spaced, that show the habits of the writer


def first_word(sentence: str) -> str:
    """Return the word that a sentence begins with, empty if it begins with something else.

    >>> first_word("rain fell."), first_word("3 boats left.")
    ('rain', '')
    """
    found = _FIRST_WORD.match(sentence)
    return found[0] if found else ""


class Habits:
    """The habits of a text, against which a single sentence stands out.

    Args:
        sentences: of the text.
        blocks: of the text.
        opening: the first sentences of the text, of any kind.
    """

    def __init__(
        self, sentences: Sequence[Sentence], blocks: Sequence[Block], opening: Sequence[Sentence]
    ) -> None:
        self._sentences = sentences
        self._blocks = blocks
        self._opening = opening

    @cached_property
    def has_few_items(self) -> bool:
        """Whether at most half of the sentences are items: alone, an item lacks its introduction."""
        kinds = [sentence.kind for sentence in self._sentences]
        return kinds.count("item") * 2 <= len(kinds)

    @cached_property
    def ends_sentences(self) -> bool:
        """Whether more than a third of the text is in sentences with a final stop: the writer uses them."""
        return self._share(is_terminated, self._sentences) > _SOME_STOPS

    @cached_property
    def has_long_sentences(self) -> bool:
        """Whether most of the text is in sentences of twelve words or more."""
        return self._are_most(lambda text: not has_fewer_words(text, _LONG_WORDS))

    @cached_property
    def has_markup(self) -> bool:
        """Whether most of the text is in sentences with markup."""
        return self._are_most(has_markup)

    @cached_property
    def has_titles(self) -> bool:
        """Whether most of the text is capitalized like titles."""
        return self._are_most(is_title)

    @cached_property
    def has_capitals(self) -> bool:
        """Whether most of the text is in sentences that do not begin in lower case.

        Items of lists may be parts of sentences, so a text with some prose is judged by it.
        """
        prose = [sentence for sentence in self._sentences if sentence.kind != "item"]
        return self._are_most(
            lambda text: not without_list_mark(text)[:1].islower(),
            prose if len(prose) >= _SOME_PROSE else self._sentences,
        )

    @cached_property
    def numbers_paragraphs(self) -> bool:
        """Whether three paragraphs or more begin with a number, as in judgments: "[12] The appeal"."""
        numbered = (sentence for sentence in self._sentences if PARAGRAPH_NUMBER.match(sentence.text))
        return len(list(islice(numbered, _NUMBERED))) == _NUMBERED

    @cached_property
    def has_run_in_titles(self) -> bool:
        """Whether two paragraphs or more begin with a title, as in acts: "(a) In General.--The Secretary"."""
        dashed = (sentence.text for sentence in self._sentences if has_any(sentence.text, RUN_IN_DASHES))
        titled = (text for text in dashed if RUN_IN_TITLE.match(without_list_mark(text)))
        return len(list(islice(titled, _TITLED))) == _TITLED

    @cached_property
    def is_letter(self) -> bool:
        """Whether the text greets someone, takes leave, or begins with the header lines of a mail."""
        return self.subject is not None or any(block.kind == "greeting" for block in self._blocks)

    @cached_property
    def subject(self) -> str | None:
        """The subject of a mail whose header lines are in the text, None if there is none."""
        header = list(takewhile(lambda sentence: sentence.kind == "boilerplate", self._opening))
        if not header:
            return None
        lines = {
            name.lower(): value.strip() for name, _, value in (each.text.partition(":") for each in header)
        }
        if lines.keys().isdisjoint(phrases("correspondence")):
            return None  # "Title: …", "Subject: …", "Author: …": a report
        return next((value for name, value in lines.items() if name in phrases("subject")), None)

    @cached_property
    def first_words(self) -> Counter[str]:
        """How many sentences begin with each word."""
        return Counter(first_word(sentence.text) for sentence in self._sentences)

    def is_template(self, sentence: str) -> bool:
        """Return whether the text has a sentence three times or more: in forms, captions, by robots."""
        return sentence in self._templates

    @cached_property
    def _templates(self) -> frozenset[str]:
        texts = [sentence.text for sentence in self._sentences]
        if len(texts) - len({text[:_HEAD] for text in texts}) < _TEMPLATE - 1:  # rules out most texts
            return frozenset()
        return frozenset(text for text, n in Counter(texts).items() if n >= _TEMPLATE)

    def _are_most(self, judge: Callable[[str], bool], of: Sequence[Sentence] | None = None) -> bool:
        return self._share(judge, self._sentences if of is None else of) > _MOST

    @staticmethod
    def _share(judge: Callable[[str], bool], sentences: Sequence[Sentence]) -> float:
        """Return the share of the characters that is in sentences for which something holds."""
        texts = [sentence.text for sentence in sentences[:: 1 + len(sentences) // _SAMPLE]]
        return sum(len(text) for text in texts if judge(text)) / max(1, sum(map(len, texts)))
