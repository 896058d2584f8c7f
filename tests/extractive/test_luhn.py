"""Luhn against the paper's procedure, word by word."""

from collections import Counter

import numpy as np
import pytest
import Stemmer
import stopwordsiso

from summarize import Document, InvalidTypeError, InvalidValueError
from summarize.extractive.luhn import Luhn
from tests.conftest import parsed_documents
from tests.extractive.body import scores_of_body
from tests.extractive.test_textrank import ALGORITHMS, words


def plain_luhn(document: Document, min_count: int = 2, max_gap: int = 4) -> list[float]:
    stem = Stemmer.Stemmer(ALGORITHMS[document.language]).stemWord
    stop_words = stopwordsiso.stopwords(document.language)
    tokens = [
        [None if word in stop_words else stem(word) for word in words(sentence.text)]
        for sentence in document.sentences
    ]
    counts = Counter(term for sentence in tokens for term in sentence if term is not None)
    return [
        best_cluster([term is not None and counts[term] >= min_count for term in sentence], max_gap)
        for sentence in tokens
    ]


def best_cluster(is_significant: list[bool], max_gap: int) -> float:
    clusters: list[list[int]] = []
    for place, significant in enumerate(is_significant):
        if significant and clusters and place - clusters[-1][-1] <= max_gap + 1:
            clusters[-1].append(place)
        elif significant:
            clusters.append([place])
    return max((len(places) ** 2 / (places[-1] - places[0] + 1) for places in clusters), default=0)


@pytest.mark.parametrize("options", [{}, {"min_count": 3}, {"max_gap": 1}, {"max_gap": 0}])
def test_scores_are_those_of_the_textbook(seed_text: str, options: dict[str, int]) -> None:
    document = Document(seed_text)
    scores = scores_of_body(Luhn(**options), document)
    np.testing.assert_allclose(scores, plain_luhn(document.body, **options))
    scores = Luhn(**options, candidates="all").scores(document)  # type: ignore[arg-type]
    np.testing.assert_allclose(scores, plain_luhn(document, **options))


@pytest.mark.parametrize(
    ("name", "language"),
    [("cnndm_validation", "en"), ("klexikon_de_test", "de"), ("orangesum_fr_test", "fr")],
)
def test_scores_are_those_of_the_textbook_on_real_documents(name: str, language: str) -> None:
    for document in parsed_documents(name, language, every=10):
        np.testing.assert_allclose(scores_of_body(Luhn(), document), plain_luhn(document.body))


def test_a_cluster_bridges_four_words_and_not_five() -> None:
    document = Document("Otters of the and of otters. Otters of the and of that otters.", "en")
    assert Luhn().scores(document).tolist() == [pytest.approx(2**2 / 6), 1]
    assert Luhn(max_gap=5).scores(document).tolist() == pytest.approx([2**2 / 6, 2**2 / 7])


def test_a_cluster_ends_with_its_sentence() -> None:
    assert Luhn().scores("We saw otters. Otters saw us.").tolist() == [1.0, 1.0]


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"min_count": 0}, InvalidValueError),
        ({"max_gap": -1}, InvalidValueError),
        ({"min_count": 2.5}, InvalidTypeError),
        ({"max_gap": "4"}, InvalidTypeError),
    ],
)
def test_bad_options(options: dict[str, object], error: type[Exception]) -> None:
    with pytest.raises(error, match=next(iter(options))):
        Luhn(**options)  # type: ignore[arg-type]
