"""Terms against the plain definition: one sentence after the other, with a Counter."""

import math
import re
import unicodedata
from collections import Counter, defaultdict

import numpy as np
import pytest
import Stemmer
import stopwordsiso
from hypothesis import given

from summarize import Document
from summarize.text import terms
from summarize.text.terms import STOP_WORD, count_terms, index_words, query_terms, stems_of, terms_of
from summarize.text.words import words_per_line
from tests.conftest import shared_documents
from tests.strategies import any_text

ALGORITHMS = {"en": "english", "de": "german", "fr": "french"}


def plain_words(sentence: str) -> list[str]:
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFC", sentence.replace("\u00ad", "")).lower())


def plain_counts(sentence: str, language: str) -> Counter[str]:
    stem = Stemmer.Stemmer(ALGORITHMS[language]).stemWord
    stop_words = stopwordsiso.stopwords(language)
    return Counter(stem(word) for word in plain_words(sentence) if word not in stop_words)


@pytest.mark.parametrize(
    ("name", "language"), [("xsum_test", "en"), ("klexikon_de_test", "de"), ("orangesum_fr_test", "fr")]
)
def test_counts_are_those_of_the_definition(name: str, language: str) -> None:
    sentences = [line for text in shared_documents(name) for line in text.splitlines()][:3000]
    counted = count_terms(sentences, language)
    terms = list(counted.vocabulary)
    found = [Counter[str]() for _ in sentences]
    for row, column, count in zip(counted.rows, counted.columns, counted.counts, strict=True):
        found[row][terms[column]] = int(count)
    assert found == [plain_counts(sentence, language) for sentence in sentences]
    assert counted.n_words.tolist() == [len(plain_words(sentence)) for sentence in sentences]


@given(any_text)
def test_any_text_can_be_counted(text: str) -> None:
    lines = text.split("\n")
    counted = count_terms(lines, "en")
    assert counted.shape[0] == len(lines)
    assert (np.diff(counted.rows) >= 0).all()
    assert (counted.counts > 0).all()
    assert counted.counts.sum() <= counted.n_words.sum()
    assert counted.n_words.sum() == sum(len(words_per_line(line.lower(), segmented=True)) for line in lines)


def test_a_sign_that_is_written_as_two_characters_is_no_word() -> None:
    assert index_words(["a =\u0338 b"]).words == ["a", "b"]


def test_languages_without_spaces_share_terms() -> None:
    counted = count_terms(["東京は首都です。", "首都は東京です。"], "ja")
    in_both = np.bincount(counted.columns) == 2
    assert {"東京", "首都"} <= {term for term, column in counted.vocabulary.items() if in_both[column]}


def test_a_query_is_counted_like_the_text() -> None:
    assert query_terms("Which satellites? The satellite!", "en") == {"satellit": 2}
    assert math.isclose(sum(query_terms("the of and", "en").values()), 0)


def test_a_document_counts_its_words_once_until_it_forgets_them() -> None:
    document = Document("The cat sat. A cat sits.", "en")
    assert document.terms.n_words is document.words.n_words
    words = [document.words.words[i] for i in document.words.ids]
    assert words == ["the", "cat", "sat", "a", "cat", "sits"]
    assert document.words.sentences.tolist() == [0, 0, 0, 1, 1, 1]
    names = list(document.terms.vocabulary)
    terms = [names[term] if term >= 0 else None for term in document.terms.term_of_word]
    assert terms == [None, "cat", "sat", None, "sit"]
    document.forget_terms()
    assert not {"terms", "words"} & set(vars(document))


def test_the_body_has_its_own_terms_though_those_of_the_whole_are_counted() -> None:
    document = Document("# Of Cats\n\nDogs bark. Dogs bite.", "en")
    assert "cat" in document.terms.vocabulary
    assert len(document.sections) == 1
    assert sorted(document.body.terms.vocabulary) == ["bark", "bite", "dog"]
    assert document.body.sections[0].end == 2


class TestKeptTerms:
    def test_terms_are_the_stems_of_snowball_again_and_again(self) -> None:
        words = ["mills", "the", "milling", "churches", "boat", "and"]
        snowball = ["mill", "church", "boat"]
        assert stems_of(words[2:5], "en") == Stemmer.Stemmer("english").stemWords(words[2:5]) == snowball
        for _ in range(2):
            numbers, vocabulary = terms_of(words, "en")
            assert (numbers.tolist(), list(vocabulary)) == ([0, STOP_WORD, 0, 1, 2, STOP_WORD], snowball)

    def test_each_language_has_its_own(self) -> None:
        assert [list(terms_of(["die", "mills"], language)[1]) for language in ("de", "en")] == [
            ["mill"],
            ["die", "mill"],
        ]

    def test_no_more_are_kept_than_fit(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(terms, "_KEPT_TERMS", 3)
        monkeypatch.setattr(terms, "_TERMS", defaultdict(dict))
        for text in ("mills creak", "churches burn", "boats float ponds", "mills creak"):
            assert list(terms_of(text.split(), "en")[1]) == stems_of(text.split(), "en")
        assert len(terms._TERMS["en"]) <= 3
