"""LSA against the whole singular value decomposition of the dense matrix."""

from random import Random

import numpy as np
import pytest
from numpy.typing import NDArray

from summarize import Document, InvalidTypeError, InvalidValueError
from summarize.extractive.algebra import dense, singular_values
from summarize.extractive.lsa import LSA
from tests.conftest import parsed_documents
from tests.extractive.body import scores_of_body
from tests.extractive.test_textrank import terms


def plain_lsa(document: Document, threshold: float = 0.8, rank: int = 100) -> NDArray[np.float64]:
    """The square root of the sum of v² σ², over the σ that are large enough."""
    sentences = [set(terms(sentence.text, document.language)) for sentence in document.sentences]
    vocabulary = sorted(set().union(*sentences))
    matrix = np.array([[term in sentence for sentence in sentences] for term in vocabulary], float)
    _, values, vectors = np.linalg.svd(matrix, full_matrices=False)
    kept = values >= threshold * values[0] - 1e-9
    if len(values) > rank:
        kept &= values > values[rank] + 1e-9
    return np.sqrt(((vectors[kept].T * values[kept]) ** 2).sum(axis=1))


def test_scores_are_those_of_the_textbook(seed_text: str) -> None:
    document = Document(seed_text)
    for options in ({}, {"threshold": 0.5}, {"threshold": 0.01}, {"threshold": 0.3, "rank": 5}, {"rank": 1}):
        scores = scores_of_body(LSA(**options), document)  # type: ignore[arg-type]
        np.testing.assert_allclose(scores, plain_lsa(document.body, **options), atol=1e-9)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "language"),
    [("cnndm_validation", "en"), ("orangesum_fr_test", "fr"), ("multilexsum_test", "en")],
)
def test_scores_are_those_of_the_textbook_on_real_documents(name: str, language: str) -> None:
    for document in parsed_documents(name, language, every=25):
        for threshold in (0.5, 0.8):
            scores = scores_of_body(LSA(threshold), document)
            np.testing.assert_allclose(scores, plain_lsa(document.body, threshold), atol=1e-9)
            scores = LSA(threshold, candidates="all").scores(document)
            np.testing.assert_allclose(scores, plain_lsa(document, threshold), atol=1e-9)


def test_few_topics_of_a_long_text_are_those_of_the_whole_decomposition(prose: str) -> None:
    document = Document(prose[400_000:480_000], "en")
    assert np.prod(document.body.terms.shape) > 1_000_000
    for options in ({}, {"threshold": 0.5}, {"threshold": 0.1, "rank": 5}, {"threshold": 0.4, "rank": 200}):
        scores = scores_of_body(LSA(**options), document)  # type: ignore[arg-type]
        np.testing.assert_allclose(scores, plain_lsa(document.body, **options), atol=1e-7)  # type: ignore[arg-type]


def test_by_hand() -> None:
    # Two topics without a term in common: cats, with σ² = 4, and dogs, with σ² = 1.
    document = Document("Cats. Cats. Cats. Cats. Dogs.", "en")
    np.testing.assert_allclose(LSA(threshold=0.5).scores(document), [1, 1, 1, 1, 1])
    np.testing.assert_allclose(LSA(threshold=0.51).scores(document), [1, 1, 1, 1, 0], atol=1e-12)
    np.testing.assert_allclose(LSA(threshold=0.5, rank=1).scores(document), [1, 1, 1, 1, 0], atol=1e-12)


def test_topics_that_cannot_be_told_apart_are_left_out_together() -> None:
    document = Document("Cats. Dogs. Mice. Birds sing loudly.", "en")
    np.testing.assert_allclose(LSA(threshold=0.5, rank=2).scores(document), [0, 0, 0, 3**0.5], atol=1e-12)


OPTIONS = ({}, {"threshold": 0.5}, {"threshold": 0.01}, {"threshold": 0.3, "rank": 5}, {"rank": 1})


def test_few_sentences_or_terms_are_not_decomposed_whole(prose: str, monkeypatch: pytest.MonkeyPatch) -> None:
    words = [word for word in prose[400_000:500_000].split() if word.isalpha()]
    long_sentences = " ".join(" ".join(words[i : i + 300]) + "." for i in range(0, 9000, 300))
    few_terms = " ".join(f"{words[i % 97]} {words[i % 31]} {words[i % 7]}." for i in range(3000))
    for text in (long_sentences, few_terms):
        document = Document(text, "en")
        expected = [plain_lsa(document, **options) for options in OPTIONS]  # type: ignore[arg-type]
        monkeypatch.setattr(dense, "DENSE_CELLS", 0)
        monkeypatch.setattr(singular_values, "_of_small", None)
        for options, scores in zip(OPTIONS, expected, strict=True):
            np.testing.assert_allclose(LSA(**options).scores(document), scores, atol=1e-7)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "options", [*OPTIONS, {"threshold": 0.1, "rank": 300}, {"threshold": 0.6, "rank": 3}]
)
def test_sentences_that_share_no_term_are_topics_of_their_own(
    seed_text: str, options: dict[str, float]
) -> None:
    own = " ".join(f"Zq{i}x zr{i}x{f' zt{i}x' * (i % 3)}{f' zu{i}x' * (i % 5 > 2)}." for i in range(50))
    for text in (own, seed_text + "\n\n" + own, "Cats. Cats. Dogs bark loudly. Mice squeak."):
        document = Document(text, "en")
        scores = scores_of_body(LSA(**options), document)  # type: ignore[arg-type]
        np.testing.assert_allclose(scores, plain_lsa(document.body, **options), atol=1e-7)  # type: ignore[arg-type]


def test_many_of_them_are_not_decomposed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(singular_values, "_of_large", None)
    document = Document(" ".join(f"Word{i}." for i in range(5000)) + " Alpha beta gamma.", "en")
    scores = LSA().scores(document)
    assert scores[-1] == pytest.approx(3**0.5)
    assert not scores[:-1].any()


def groups(number: int, common: str = "") -> str:
    """Sentences in pairs, all pairs alike but for their words, and as many others that matter less."""
    pairs = (
        f"{common} alpha{i} beta{i} gamma{i} delta{i}. {common} beta{i} alpha{i} gamma{i} delta{i}."
        for i in range(number)
    )
    return " ".join((*pairs, *(f"Zeta{i} eta{i}. Eta{i}." for i in range(300))))


@pytest.mark.parametrize("options", [{}, {"threshold": 0.1}, {"threshold": 0.01, "rank": 1000}, {"rank": 60}])
@pytest.mark.parametrize("common", ["", "Common"])
def test_groups_that_are_alike_are_equally_strong_topics(common: str, options: dict[str, float]) -> None:
    for number in (30, 99):
        document = Document(groups(number, common), "en")
        assert np.prod(document.terms.shape) > 200_000
        scores = LSA(**options).scores(document)  # type: ignore[arg-type]
        np.testing.assert_allclose(scores, plain_lsa(document, **options), atol=1e-9)  # type: ignore[arg-type]
        assert np.ptp(scores[: 2 * number]) < 1e-9


@pytest.mark.parametrize("n_attempts", [0, 3])
def test_few_distinct_values_are_found_though_arpack_may_fail(
    n_attempts: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dense, "DENSE_CELLS", 0)
    monkeypatch.setattr(singular_values, "_FEW", 8)
    monkeypatch.setattr(singular_values, "_ATTEMPTS", n_attempts)
    for n_first, n_second in ((9, 5), (14, 9), (24, 3)):
        pairs = (f"A{i}x b{j}x." for i in range(n_first) for j in range(n_second))
        document = Document(" ".join(pairs), "en")
        for options in OPTIONS:
            scores = LSA(**options).scores(document)  # type: ignore[arg-type]
            np.testing.assert_allclose(scores, plain_lsa(document, **options), atol=1e-9)  # type: ignore[arg-type]


@pytest.mark.parametrize("rank", [30, 139, 200])
def test_all_topics_of_a_text_may_count(rank: int) -> None:
    random = Random(0)
    words = [f"w{random.randrange(140)}x" for _ in range(4500)]
    document = Document(" ".join(" ".join(words[i : i + 3]) + "." for i in range(0, 4500, 3)), "en")
    assert document.terms.shape == (1500, 140)
    for threshold in (0.3, 1e-6):
        scores = LSA(threshold, rank).scores(document)
        np.testing.assert_allclose(scores, plain_lsa(document, threshold, rank), atol=1e-9)


@pytest.mark.parametrize("text", ["The same sentence again. " * 2000, "Cats sleep. " + "It is. " * 300_000])
def test_a_text_of_few_topics(text: str) -> None:
    scores = LSA().scores(Document(text, "en"))
    assert np.isfinite(scores).all()
    assert scores[0] == pytest.approx(scores.max())


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"threshold": 0}, InvalidValueError),
        ({"threshold": 1.1}, InvalidValueError),
        ({"threshold": "1"}, InvalidTypeError),
        ({"rank": 0}, InvalidValueError),
        ({"rank": 2.0}, InvalidTypeError),
    ],
)
def test_bad_options(options: dict[str, object], error: type[Exception]) -> None:
    with pytest.raises(error, match=next(iter(options))):
        LSA(**options)  # type: ignore[arg-type]
