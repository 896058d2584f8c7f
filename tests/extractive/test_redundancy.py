"""What keeps a summary from saying the same thing twice: repetitions, MMR, trigram blocking."""

import numpy as np
import pytest

from summarize import MMR, Document, InvalidValueError, Length, methods, summarize
from summarize.extractive.redundancy import TRADEOFF, marginal_relevance, trigrams
from summarize.extractive.textrank import TextRank
from summarize.extractive.vectors import tf_idf
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
        order = marginal_relevance(tf_idf(document.terms), scores)
        found = [next(order)]
        while len(found) < min(n, len(scores)):
            found.append(order.send(True))
        assert found == textbook_mmr(document, scores, len(found))


def test_what_is_not_taken_keeps_the_order_of_the_rest() -> None:
    document = Document(NEWS)
    scores = np.array([0.9, 0.1, 0.8, 0.7, 0.2])
    order = marginal_relevance(tf_idf(document.terms), scores)
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


def test_in_scripts_without_spaces_trigrams_are_of_pairs_of_characters() -> None:
    assert "北京 京是 是中" in trigrams("北京是中国的首都。")
