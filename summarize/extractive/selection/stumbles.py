"""Sentences that are hard to read in a summary: fragments, dangling references, questions."""

from __future__ import annotations

from enum import Enum

from summarize.document import Document
from summarize.extractive.features.definitions import is_definition
from summarize.extractive.features.formalities import is_formal, possible_notices
from summarize.extractive.features.location import is_in_summary_section
from summarize.extractive.features.once import once
from summarize.extractive.features.speech import decides, is_minutes
from summarize.extractive.features.stop_words import has_few_stop_words
from summarize.extractive.selection.lists import Lists
from summarize.extractive.selection.references import References, bare_text, is_next
from summarize.text.habits import first_word
from summarize.text.kinds import Block
from summarize.text.languages import CAPITALIZES_NOUNS
from summarize.text.phrases import begins_with, has_phrase
from summarize.text.readability import (
    ELLIPSES,
    defines_term,
    has_fewer_words,
    is_aside,
    is_crumb,
    is_labelled,
    is_lead_in,
    is_mostly_quotation,
    is_part,
    is_question,
    is_quotation_alone,
    is_terminated,
    is_title,
    is_too_long,
)
from summarize.text.signs import (
    has_gap,
    has_markup,
    is_mostly_numbers,
    is_mostly_signs,
    is_plain,
    is_unclosed,
)
from summarize.text.stop_words import stop_words_of
from summarize.text.words import has_unspaced

_FEW_WORDS = 6  # fewer words say little, though they cost a sentence
_QUESTION_WORDS = 8  # a shorter question lacks what it is about


class Level(Enum):
    """The harm that a sentence does to the readability of a summary."""

    NONE = 0
    HINDERS = 1
    BREAKS = 2


def _prose(document: Document) -> frozenset[Block]:
    return frozenset(block for block in document.blocks if block.kind == "prose")


def _no_levels(_: Document) -> dict[tuple[int, bool, bool], Level]:
    return {}


class Stumbles:
    """Judges which sentences of a document should wait.

    A sentence *breaks* a summary if it has fewer than four words, ends with a colon, introduces the list
    below it, is mostly numbers, is a title in a text that is not mostly titles, or an item in lower case, if
    the length counts sentences. It *hinders* one if it

    - opens with a reference to a sentence that is not in the summary, or speaks early of "the tree" where one
      of the three before it, with "a tree", introduces it;
    - has more than 60 words;
    - is a question, mostly a quotation, half of one, a notice, mostly signs, or ends with a comma;
    - has links or tags in a text with few of them, or is a paragraph that breaks off: "The council …";
    - is a list item in a text of mostly prose, a part of the sentence that introduces the list, or a label;
    - stands in brackets as a whole, or answers somebody ("Yes, …", "Ann: …" said to Ann);
    - has hardly a stop word of the language, or a gap where a formula or a name was;
    - is a formality, or in a section of them, if the length counts sentences: "Call to order";
    - has no final stop, or begins in lower case, in a text whose sentences mostly do not;
    - has fewer than six words in a text of long ones, if the length counts sentences;
    - is in the text three times or more.

    A question of eight words does not hinder in chats and letters, nor "this" in the first sentence of a
    section.

    Args:
        document: the text; sentences are addressed by position.
        counts_sentences: whether the length counts sentences: then long ones wait, too, and those that only
            name or define or have a gap, since they cost as much as others.
    """

    def __init__(self, document: Document, *, counts_sentences: bool = True) -> None:
        self._document = document
        self._habits = document.habits
        self._lists = Lists(document)
        self._references = References(document)
        self._counts_sentences = counts_sentences
        # A method that looks for an opening asks for the same sentences as the selection after it.
        self._levels: dict[tuple[int, bool, bool], Level] = once(_no_levels, document)

    def level(self, position: int, *, follows_taken: bool) -> Level:
        """Return how much a sentence harms the readability of a summary.

        Args:
            position: the position of the sentence.
            follows_taken: whether the sentence before it is in the summary.

        >>> Stumbles(Document("She left early today. Rain fell.", "en")).level(0, follows_taken=False)
        <Level.HINDERS: 1>
        """
        key = position, follows_taken, self._counts_sentences
        if key not in self._levels:
            self._levels[key] = self._judge(position, follows_taken)
        return self._levels[key]

    def _judge(self, position: int, follows_taken: bool) -> Level:
        text = self._document.sentences[position].text
        if (
            is_crumb(text)
            or is_lead_in(text)
            or is_mostly_numbers(text)
            or self._lists.leads_to_list(position)
        ):
            return Level.BREAKS
        if is_title(text) and not self._habits.has_titles and not self._has_capitals_of_nouns(text):
            return Level.BREAKS
        if self._counts_sentences and self._lists.is_fragment(position):
            return Level.BREAKS  # with a limit of words it may stay, since its neighbours follow it
        leans = self._references.lean_on_another(position)
        hinders = (
            (leans and not (follows_taken and is_next(self._document, position)))
            or (not is_terminated(text) and self._habits.ends_sentences and not self._is_resolved(position))
            or (self._counts_sentences and (is_too_long(text) or self._says_little(text)))
            or (not is_plain(text) and self._has_disturbing_signs(position))
            or self._is_stranded_item(position)
            or is_part(text)
            or (text.endswith(ELLIPSES) and self._is_paragraph(position))
            or (self._counts_sentences and has_gap(text))
            or is_labelled(text)
            or has_phrase(text, possible_notices(self._document))
            or self._thanks(position)
            or self._lacks_stop_words(position)
            or (self._counts_sentences and (defines_term(text) or once(is_formal, self._document)[position]))
            or self._habits.is_template(text)
            or self._is_beheaded(position)
        )
        return Level.HINDERS if hinders else Level.NONE

    def _has_disturbing_signs(self, position: int) -> bool:
        """Return whether a sentence is a question, a quotation or half of one, an aside, signs, markup."""
        text = self._document.sentences[position].text
        return (
            (is_question(text) and not self._asks_somebody(position))
            or is_mostly_signs(text)
            or (has_markup(text) and not self._habits.has_markup)
            or is_quotation_alone(bare_text(self._document.sentences[position]))
            or is_mostly_quotation(text)
            or is_unclosed(text)
            or is_aside(text)
        )

    def _has_capitals_of_nouns(self, text: str) -> bool:
        """Return whether a finished sentence has the capitals of its nouns, as in German, and other words."""
        language = self._document.language
        if language not in CAPITALIZES_NOUNS or not is_terminated(text):
            return False
        return not stop_words_of(language).isdisjoint(text.split())

    def _says_little(self, text: str) -> bool:
        """Return whether a sentence has few words where others have many."""
        return has_fewer_words(text, _FEW_WORDS) and self._habits.has_long_sentences

    def _is_resolved(self, position: int) -> bool:
        """Return whether the minutes of a meeting note a decision or a task, which needs no final stop."""
        return once(is_minutes, self._document, self._document.title) and bool(
            once(decides, self._document)[position]
        )

    def _lacks_stop_words(self, position: int) -> bool:
        """Return whether a sentence has far fewer stop words than usual: another language, names, code."""
        is_few = once(has_few_stop_words, self._document)[position]
        return is_few and not has_unspaced(self._document.sentences[position].text)

    def _asks_somebody(self, position: int) -> bool:
        """Return whether a question is put to somebody, in a chat or a letter, and says what is wanted."""
        sentence = self._document.sentences[position]
        return (sentence.kind == "turn" or self._habits.is_letter) and not has_fewer_words(
            sentence.text, _QUESTION_WORDS
        )

    def _is_beheaded(self, position: int) -> bool:
        """Return whether prose begins in lower case where others do not; names such as "vim" recur."""
        sentence = self._document.sentences[position]
        if sentence.kind != "prose" or not sentence.text[0].islower() or not self._habits.has_capitals:
            return False
        word = first_word(sentence.text)
        if word in stop_words_of(self._document.language):
            return True
        return (
            self._habits.first_words[word] == 1
            and not once(is_definition, self._document, self._document.title)[position]
        )

    def _is_paragraph(self, position: int) -> bool:
        """Return whether a sentence is a whole block of prose."""
        start, end, _, kind = self._document.sentences[position]
        return Block(start, end, kind) in once(_prose, self._document)

    def _thanks(self, position: int) -> bool:
        """Return whether a sentence of a letter only thanks or hopes: "Thanks a lot for the minutes."."""
        text = self._document.sentences[position].text
        return (position == 0 or self._habits.is_letter) and begins_with(text[:20].lower(), "thanks")

    def _is_stranded_item(self, position: int) -> bool:
        """Return whether a sentence is an item, in a list or a paragraph, that says little alone.

        It is in a text of mostly prose, or a part of a sentence: "(a) the mill, and".
        """
        if self._lists.has_other_parts(position):
            return True
        if self._document.sentences[position].kind != "item":
            return False
        if self._counts_sentences and (
            self._lists.completes_sentence(position) or self._lists.is_label(position)
        ):
            return True
        is_of_meeting = self._document.is_transcript or once(is_minutes, self._document, self._document.title)
        is_note = is_of_meeting and is_terminated(self._document.sentences[position].text)
        is_note = is_note or self._is_resolved(position)
        sums_up = once(is_in_summary_section, self._document)
        return self._habits.has_few_items and not is_note and not sums_up[position]
