"""The history of a chat in fewer words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from summarize.checks import check_count, check_iterable
from summarize.compression.coverage import cover
from summarize.compression.messages import Message
from summarize.compression.units import Unit, units_of
from summarize.text.languages import detect, language_code
from summarize.text.terms import query_terms
from summarize.text.words import count_words

_GAP = "[…]"


class CompactedChat(list[dict[str, Any]]):
    """The messages that are kept, as a list to send to a model.

    Attributes:
        n_words: number of words in them.
        n_words_left_out: number of words that are left out.
        n_messages_left_out: number of messages that are left out.
        notes: a sentence if there are more words than asked for.
    """

    n_words: int
    n_words_left_out: int
    n_messages_left_out: int
    notes: tuple[str, ...]

    def __init__(self, messages: Iterable[dict[str, Any]], of: Sequence[Message], words: int) -> None:
        """Compare the messages that are kept with all of them, and with the words that were asked for."""
        super().__init__(messages)
        kept = [Message.of(message) for message in self]
        self.n_words = sum(message.n_words for message in kept)
        self.n_words_left_out = _n_words_but_gaps(of) - _n_words_but_gaps(kept)
        self.n_messages_left_out = len(of) - len(kept)
        note = f"what has to stay whole has {self.n_words} words, and {words} were asked for"
        self.notes = (note,) if self.n_words > words else ()


def _n_words_but_gaps(messages: Iterable[Message]) -> int:
    return sum(count_words(text.replace(_GAP, " ")) for message in messages for text in message.texts)


def compact(
    messages: Iterable[Mapping[str, Any]], *, words: int, keep: int = 4, language: str | None = None
) -> CompactedChat:
    """Shorten the history of a chat: its last messages stay as they are, older ones lose sentences.

    In older messages, blocks of code come first, the latest ones before others, with up to half of the words
    that remain. Then come the sentences that together have the most numbers, names, paths and frequent words
    (greedy maximum coverage; Lin & Bilmes, NAACL 2010); words of the last message count double. ``[…]``
    replaces what is left out. Roles and order stay. An empty message is dropped, unless it is a tool call or
    its result, or separates two messages of one role.

    Args:
        messages: dicts with ``role`` and ``content``: a string, None, or a list of parts with ``text``.
            They are not changed.
        words: maximum number of words of all messages. Instructions (``system``, ``developer``) and the last
            messages are kept even if they have more.
        keep: number of the last messages that stay whole.
        language: code or English name; detected by default.

    Returns:
        the messages that are kept, with the numbers of words and messages that are left out.

    Raises:
        InvalidTypeError: an argument, or a message, has the wrong type.
        InvalidValueError: a number is too small, or a message has no role.

    >>> chat = [
    ...     {"role": "user", "content": "Hello! I am glad that you are here. My order is number 4711."},
    ...     {"role": "assistant", "content": "Thank you. What is wrong with it?"},
    ...     {"role": "user", "content": "It never came."},
    ... ]
    >>> shorter = compact(chat, words=16, keep=2)
    >>> shorter[0]["content"], shorter.n_words_left_out
    ('[…] My order is number 4711.', 8)
    """
    check_iterable("messages", messages, "give a list of dicts with role and content", of="messages")
    check_count("words", words)
    check_count("keep", keep, least=0)
    chat = [Message.of(message) for message in messages]
    if sum(message.n_words for message in chat) <= words:
        return CompactedChat([dict(message.values) for message in chat], chat, words)
    is_whole = [m.is_instruction or i >= len(chat) - keep for i, m in enumerate(chat)]
    history = _History(chat, is_whole, _language(chat) if language is None else language_code(language))
    limit = words
    while True:
        compacted = CompactedChat(history.at_most(limit), chat, words)
        excess = compacted.n_words - words  # by the marks
        if excess <= 0 or limit <= 0:
            return compacted
        limit -= excess


def _language(chat: Sequence[Message]) -> str:
    return detect("\n".join(text for message in chat for text in message.texts))


class _History:
    """The messages of a chat in units.

    Args:
        chat: the messages.
        is_whole: which of them stay as they are.
        language: of the chat.
    """

    def __init__(self, chat: Sequence[Message], is_whole: Sequence[bool], language: str) -> None:
        self._chat = chat
        self._is_whole = is_whole
        self._units = [[units_of(text, language) for text in message.texts] for message in chat]
        self._older = list(self._units_of(whole=False))
        self._known = {specific for unit in self._units_of(whole=True) for specific in unit.specifics}
        self._asked = frozenset(query_terms(" ".join(chat[-1].texts), language))
        self._n_whole = sum(m.n_words for m, whole in zip(chat, is_whole, strict=True) if whole)

    def _units_of(self, *, whole: bool) -> Iterator[Unit]:
        for is_whole, of_texts in zip(self._is_whole, self._units, strict=True):
            if is_whole is whole:
                yield from chain.from_iterable(of_texts)

    def at_most(self, words: int) -> list[dict[str, Any]]:
        """Return the messages with at most n words, not counting the marks of gaps."""
        is_chosen = iter(_choose(self._older, words - self._n_whole, self._asked, self._known))
        texts = [
            list(message.texts)
            if whole
            else [
                _shortened(text, units, [next(is_chosen) for _ in units])
                for text, units in zip(message.texts, of_texts, strict=True)
            ]
            for message, whole, of_texts in zip(self._chat, self._is_whole, self._units, strict=True)
        ]
        return _kept(self._chat, self._is_whole, texts)


def _choose(units: Sequence[Unit], words: int, asked: frozenset[str], known: set[str]) -> list[bool]:
    """Return which units are kept: the latest code within half of the words, then what covers most."""
    is_chosen = [False] * len(units)
    left = words // 2
    for i in reversed(range(len(units))):
        if units[i].is_code and units[i].n_words <= left:
            is_chosen[i] = True
            left -= units[i].n_words
    code = [unit for unit, chosen in zip(units, is_chosen, strict=True) if chosen]
    others = [i for i, chosen in enumerate(is_chosen) if not chosen]
    known = known.union(*(unit.specifics for unit in code))
    for position in cover(
        [units[i] for i in others], words - sum(unit.n_words for unit in code), asked, known
    ):
        is_chosen[others[position]] = True
    return is_chosen


def _shortened(text: str, units: Sequence[Unit], is_chosen: Sequence[bool]) -> str:
    """Return the chosen units of a text with a mark wherever others are left out."""
    if all(is_chosen):
        return text
    parts: list[str] = []
    end = 0  # of the last unit
    is_gap = False
    for unit, chosen in zip(units, is_chosen, strict=True):
        if chosen:
            between = text[end : unit.start]
            parts += [_GAP, between or " "] if is_gap else [between]
            parts.append(text[unit.start : unit.end])
        elif not is_gap:
            parts.append(text[end : unit.start])
        is_gap, end = not chosen, unit.end
    return "".join([*parts, _GAP] if is_gap else [*parts, text[end:]])


def _kept(
    chat: Sequence[Message], is_whole: Sequence[bool], texts: Sequence[list[str]]
) -> list[dict[str, Any]]:
    """Return the messages of which something is left, and those that have to stay."""
    is_kept = [
        whole or message.is_bound or any(text != _GAP for text in of_message)
        for message, whole, of_message in zip(chat, is_whole, texts, strict=True)
    ]
    for i in _between_equals(chat, is_kept):
        is_kept[i] = True
    return [message.with_texts(texts[i]) for i, message in enumerate(chat) if is_kept[i]]


def _between_equals(chat: Sequence[Message], is_kept: Sequence[bool]) -> Iterator[int]:
    """Yield messages that separate kept ones of one role, since some models need turns that alternate."""
    before: str | None = None
    other: int | None = None  # the last message left out that another role wrote
    for i, message in enumerate(chat):
        if not is_kept[i]:
            other = i if message.role != before else other
            continue
        if message.role == before and other is not None:
            yield other
        before, other = message.role, None
