"""What keeps a summary from saying the same thing twice: repetitions, MMR, trigram blocking."""

import numpy as np
import pytest

from summarize import MMR, Document, InvalidTypeError, InvalidValueError, Length, methods, summarize
from summarize.extractive.algebra.dense_vectors import DenseVectors
from summarize.extractive.algebra.term_matrix import TermMatrix
from summarize.extractive.algebra.term_vectors import TermVectors
from summarize.extractive.algebra.weights import tf_idf
from summarize.extractive.selection.redundancy import TRADEOFF, marginal_relevance, trigrams
from summarize.extractive.textrank import TextRank
from tests.conftest import shared_documents

NEWS = (
    "The council approved the new bridge on Monday. It rained. "
    "On Monday the council approved the new bridge over the river. "
    "The council  approved the new\nbridge on Monday. Farmers fear for their fields."
)


def textbook_mmr(document: Document, scores: np.ndarray, n: int) -> list[int]:
    """Carbonell & Goldstein's formula with a dense matrix of cosines."""
    counts = document.terms
    dense = np.zeros(counts.shape)
    dense[counts.rows, counts.columns] = counts.counts
    tf_idf = dense * np.log(len(dense) / (dense > 0).sum(axis=0))
    norms = np.linalg.norm(tf_idf, axis=1, keepdims=True)
    unit = np.divide(tf_idf, norms, out=np.zeros_like(tf_idf), where=norms > 0)
    cosines = unit @ unit.T
    relevance = (scores - scores.min()) / (scores.max() - scores.min())
    taken: list[int] = []
    while len(taken) < n:
        closest = cosines[:, taken].max(axis=1, initial=0.0)
        value = TRADEOFF * relevance - (1 - TRADEOFF) * closest
        value[taken] = -np.inf
        taken.append(int(value.round(9).argmax()))
    return taken


def test_a_sentence_is_not_taken_twice_while_there_are_others() -> None:
    positions = [s.position for s in summarize(NEWS, sentences=4).sentences]
    assert len({0, 3} & set(positions)) == 1
    assert [s.position for s in summarize(NEWS, sentences=5).sentences] == [0, 1, 2, 3, 4]
    assert summarize("The same again. " * 9, sentences=2).count("The same again.") == 2


def test_a_repetition_does_not_fill_what_is_left_of_a_word_budget() -> None:
    text = "Rain fell. The long parade went on through the whole of the town. Rain fell."
    assert summarize(text, "lead", words=10) == "Rain fell."


def test_trigrams_block_what_says_the_same_in_other_words() -> None:
    assert len({0, 2, 3} & {s.position for s in summarize(NEWS, sentences=3).sentences}) > 1
    blocked = summarize(NEWS, sentences=3, redundancy="trigrams")
    assert len({0, 2, 3} & {s.position for s in blocked.sentences}) == 1
    assert "redundancy:trigrams" in blocked.signature


@pytest.mark.parametrize("n", [2, 5, 12])
def test_marginal_relevance_is_that_of_the_paper(n: int, seed_text: str) -> None:
    for text in [seed_text, *list(shared_documents("cnndm_validation"))[:20]]:
        document = Document(text)
        scores = TextRank().scores(document)
        order = marginal_relevance(TermVectors(tf_idf(document.terms)), scores)
        found = [next(order)]
        while len(found) < min(n, len(scores)):
            found.append(order.send(True))
        assert found == textbook_mmr(document, scores, len(found))


def test_what_is_not_taken_keeps_the_order_of_the_rest() -> None:
    document = Document(NEWS)
    scores = np.array([0.9, 0.1, 0.8, 0.7, 0.2])
    order = marginal_relevance(TermVectors(tf_idf(document.terms)), scores)
    assert next(order) == 0
    assert [order.send(False) for _ in range(4)] == [2, 3, 4, 1]
    with pytest.raises(StopIteration):
        order.send(False)


@pytest.mark.parametrize(
    ("method", "redundancy"), [(m, r) for m in methods() for r in ("mmr", "trigrams") if m != r]
)
def test_every_method_takes_it(method: str, redundancy: str, seed_text: str) -> None:
    summary = summarize(seed_text, method, words=60, redundancy=redundancy)
    assert 0 < len(summary.split()) <= 60
    whole = summarize(NEWS, method, ratio=1, redundancy=redundancy)
    assert [s.position for s in whole.sentences] == [0, 1, 2, 3, 4]
    assert Length(words=60) == summary.length


def test_an_unknown_kind_gets_the_known_ones() -> None:
    with pytest.raises(
        InvalidValueError, match=r"redundancy='trigram' is not for.*; did you mean 'trigrams'\?"
    ):
        TextRank(redundancy="trigram")  # type: ignore[arg-type]
    with pytest.raises(InvalidValueError, match="redundancy='mmr' is not for method 'mmr'"):
        MMR(redundancy="mmr")
    with pytest.raises(InvalidTypeError, match="redundancy must be a str or None, got True"):
        TextRank(redundancy=True)  # type: ignore[arg-type]


def test_any_number_is_a_number_of_sentences() -> None:
    assert len(summarize(NEWS, sentences=10**400).sentences) == 5


def test_in_scripts_without_spaces_trigrams_are_runs_of_characters() -> None:
    assert trigrams("北京是中国的首都。") == {
        "北京是中国的首都。",
        "北京是中国的",
        "京是中国的首",
        "是中国的首都",
    }
    assert trigrams("我们在北京，他们在上海。") == {"我们在北京，他们在上海。"}
    assert trigrams("กรุงเทพมหานคร") == {"กรุงเทพมหานคร", "กรุงเทพมหานค", "รุงเทพมหานคร"}
    assert "a big cat" in trigrams("北京 A big cat")


def test_a_name_in_common_does_not_block_a_sentence_without_spaces() -> None:
    text = "联合国大会今天开始。联合国大会很重要。" * 2
    assert len(summarize(text, "lead", sentences=2, redundancy="trigrams").sentences) == 2
    assert trigrams("联合国大会今天开始。").isdisjoint(trigrams("联合国大会很重要。"))


@pytest.mark.parametrize("ratio", [0.2, 0.9])
def test_a_taken_sentence_is_compared_with_those_that_share_its_terms(
    ratio: float, seed_text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = Document(seed_text)
    scores = TextRank().scores(document)
    expected = textbook_mmr(document, scores, len(scores))
    vectors = TermVectors(tf_idf(document.terms))
    monkeypatch.setattr(TermMatrix, "times", None)  # the product with all sentences
    order = marginal_relevance(vectors, scores)
    found = [next(order)]
    while len(found) < ratio * len(scores):
        found.append(order.send(True))
    assert found == expected[: len(found)]


@pytest.mark.parametrize("tradeoff", [0.0, 0.3, 0.7, 1.0])
def test_cosines_of_dense_vectors_may_be_negative(tradeoff: float) -> None:
    rng = np.random.default_rng(3)
    vectors = rng.standard_normal((40, 3))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    relevance = rng.random(40)
    relevance = (relevance - relevance.min()) / np.ptp(relevance)
    order = marginal_relevance(DenseVectors(vectors), relevance, tradeoff)
    taken = [next(order)]
    assert taken == [int(relevance.argmax()) if tradeoff else 0]
    for _ in range(39):
        value = tradeoff * relevance - (1 - tradeoff) * (vectors @ vectors[taken].T).max(axis=1)
        value[taken] = -np.inf
        taken.append(order.send(True))
        assert taken[-1] == int(value.round(9).argmax())


def test_infinite_scores_stay_at_the_ends_of_marginal_relevance() -> None:
    document = Document(NEWS)
    for tradeoff in (0.0, 0.7):
        scores = np.array([-np.inf, 0.1, 0.8, np.inf, 0.2])
        order = marginal_relevance(TermVectors(tf_idf(document.terms)), scores, tradeoff)
        found = [next(order)] + [order.send(True) for _ in range(4)]
        assert (found[0], found[-1]) == (3, 0)
