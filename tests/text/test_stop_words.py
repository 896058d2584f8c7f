"""Stop words are read from the file of their package, wherever that has it."""

from collections.abc import Iterator

import pytest
import stopwordsiso

from summarize.text import stop_words
from summarize.text.stop_words import languages_with_stop_words


@pytest.fixture(autouse=True)
def _read_anew() -> Iterator[None]:
    stop_words._stopwords_iso.cache_clear()
    yield
    stop_words._stopwords_iso.cache_clear()


@pytest.mark.parametrize("has_usual_layout", [True, False])
def test_lists_are_those_of_the_package(has_usual_layout: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not has_usual_layout:
        monkeypatch.setattr(stop_words, "find_spec", lambda _: None)
    lists = stop_words._stopwords_iso()
    assert languages_with_stop_words() == sorted(stopwordsiso.langs())
    for language in stopwordsiso.langs():
        assert set(lists[language]) == stopwordsiso.stopwords(language)
