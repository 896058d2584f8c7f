"""Words in any script."""

import pytest
from hypothesis import given

from summarize.text.words import count_words, has_word, words_per_line
from tests.strategies import any_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It's a well-known fact.", ["It", "s", "a", "well", "known", "fact"]),
        ("snake_case and _emphasis_", ["snake", "case", "and", "emphasis"]),
        ("naïve café e\u0301te\u0301", ["naïve", "café", "été"]),
        ("ge\u00adsund می\u200cخواهم", ["gesund", "می\u200cخواهم"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("தமிழ் மொழி", ["தமிழ்", "மொழி"]),
        ("اللُّغَة العَرَبِيَّة", ["اللُّغَة", "العَرَبِيَّة"]),
        ("東京都", ["東京", "京都"]),
        ("我 x 中文字 y", ["我", "x", "中文", "文字", "y"]),
        ("3.50 and 1,000", ["3", "50", "and", "1", "000"]),
        ("…—!", []),
    ],
)
def test_words_of_scripts(text: str, expected: list[str]) -> None:
    assert words_per_line(text) == expected


@given(any_text)
def test_a_text_has_words_if_it_has_letters_or_digits(text: str) -> None:
    assert has_word(text) == any(character.isalnum() for character in text)
    assert bool([word for word in words_per_line(text) if has_word(word)]) == has_word(text)


@pytest.mark.parametrize(
    ("text", "n_words"),
    [("one two  three\nfour", 4), ("well-known – yes", 3), ("東京の朝です", 6), ("CPU 是 芯片", 4), ("", 0)],
)
def test_words_are_counted_as_word_processors_do(text: str, n_words: int) -> None:
    assert count_words(text) == n_words
