"""KL-Sum against the divergence as it is defined, over the whole vocabulary."""

import math
from collections import Counter
from contextlib import suppress

import numpy as np
import pytest

from summarize import Document, InvalidTypeError, InvalidValueError, Length
from summarize.extractive.kl import KLSum, _Fit
from tests.conftest import parsed_documents
from tests.extractive.body import scores_of_body
from tests.extractive.test_textrank import terms


def plain_divergence(text: Counter[str], summary: Counter[str], smoothing: float) -> float:
    size = summary.total() + smoothing * len(text)
    return sum(
        count / text.total() * math.log((count / text.total()) / ((summary[term] + smoothing) / size))
        for term, count in text.items()
    )


def assert_greedy(document: Document, smoothing: float, n_steps: int = 8) -> None:
    """Check the scores, and that each step takes a sentence that leaves the least divergence."""
    scores = scores_of_body(KLSum(smoothing), document)
    document = document.body
    sentences = [Counter(terms(sentence.text, document.language)) for sentence in document.sentences]
    in_text = sum(sentences, Counter[str]())
    method = KLSum(smoothing)
    expected = [-plain_divergence(in_text, sentence, smoothing) for sentence in sentences]
    np.testing.assert_allclose(scores, expected, rtol=1e-9, atol=1e-12)
    summary, left = Counter[str](), set(range(len(sentences)))
    order = method.order(document, scores)
    position = next(order)
    for _ in range(min(n_steps, len(sentences) - 1)):
        after = {
            i: plain_divergence(in_text, summary + sentences[i], smoothing) for i in left if sentences[i]
        }
        assert after[position] <= min(after.values()) + 1e-8
        summary += sentences[position]
        left.remove(position)
        position = order.send(True)


@pytest.mark.parametrize("smoothing", [0.01, 0.5, 1])
def test_steps_are_those_of_the_textbook(seed_text: str, smoothing: float) -> None:
    assert_greedy(Document(seed_text), smoothing, n_steps=100)


@pytest.mark.parametrize(
    ("name", "language"),
    [("cnndm_validation", "en"), ("orangesum_fr_test", "fr"), ("multilexsum_test", "en")],
)
def test_steps_are_those_of_the_textbook_on_real_documents(name: str, language: str) -> None:
    for document in parsed_documents(name, language, every=50):
        assert_greedy(document, 0.5)


def test_by_hand() -> None:
    # Shares: cat 1/2, dog 1/2; δ = 1: a sentence of one cat has (2/3, 1/3).
    document = Document("Cats. Dogs. Cats and dogs. The and of.", "en")
    one_sided = -(0.5 * math.log(0.5 * 3 / 2) + 0.5 * math.log(0.5 * 3))
    assert KLSum().scores(document).tolist() == pytest.approx([one_sided, one_sided, 0, 0])
    assert KLSum()(document, Length(sentences=1)) == "Cats and dogs."


def test_a_sentence_without_terms_comes_last() -> None:
    document = Document("They are. Cats sleep. You do. Dogs bark.", "en")
    assert KLSum()(document, Length(sentences=2)) == "Cats sleep.\nDogs bark."


def test_updates_add_up_on_a_long_text(prose: str) -> None:
    document = Document(prose[:300_000])
    counts = document.terms
    fit = _Fit(counts, 0.5)
    for position in range(0, counts.shape[0], 3):
        fit.add(position)
    is_added = np.arange(counts.shape[0]) % 3 == 0
    in_summary = np.bincount(
        counts.columns, weights=counts.counts * is_added[counts.rows], minlength=counts.shape[1]
    )
    shares = np.bincount(counts.columns, weights=counts.counts) / counts.counts.sum()
    ratios = counts.counts / (in_summary[counts.columns] + 0.5)
    gains = np.bincount(
        counts.rows, weights=shares[counts.columns] * np.log1p(ratios), minlength=counts.shape[0]
    )
    size = in_summary.sum() + 0.5 * counts.shape[1]
    np.testing.assert_allclose(fit.decreases(), gains - np.log1p(fit.sizes / size), rtol=1e-9, atol=1e-13)


def test_each_sentence_comes_once_whatever_is_taken(prose: str) -> None:
    document = Document(prose[:100_000])
    for remainder in range(3):
        order = KLSum().order(document, np.zeros(len(document.sentences)))
        found = [next(order)]
        with suppress(StopIteration):
            while True:
                found.append(order.send(found[-1] % 3 == remainder))
        assert sorted(found) == list(range(len(document.sentences)))


@pytest.mark.parametrize(
    ("smoothing", "error"), [(0, InvalidValueError), (1.5, InvalidValueError), ("1", InvalidTypeError)]
)
def test_bad_smoothing(smoothing: object, error: type[Exception]) -> None:
    with pytest.raises(error, match="smoothing"):
        KLSum(smoothing)  # type: ignore[arg-type]
