"""Which phrases a text may contain, by its words alone."""

import pytest

from summarize.text.phrases import phrases, possible_phrases
from summarize.text.words import words_of


@pytest.mark.parametrize("name", ["notice", "formality"])
def test_no_phrase_of_a_text_is_missed(name: str) -> None:
    for phrase in phrases(name):
        text = f"First, {phrase}, and so on."
        assert phrase in possible_phrases(text, set(words_of(text)), name)[name]


def test_an_ordinary_text_has_none() -> None:
    text = "The mill by the river was closed in May, and nobody knows when it will open."
    assert possible_phrases(text, set(words_of(text.lower())), "notice") == {"notice": []}
