"""TextRank against the textbook: dense matrices, sets of words, a linear solver."""

import math
import re
import unicodedata
from collections.abc import Callable

import numpy as np
import pytest
import Stemmer
import stopwordsiso
from numpy.typing import NDArray

from summarize import (
    ConvergenceError,
    Document,
    InvalidTypeError,
    InvalidValueError,
    Length,
    QueryError,
    TextRank,
)
from summarize.extractive.algebra.dense import is_small
from tests.conftest import OWN_TEXTS, own_text, parsed_documents
from tests.extractive.body import scores_of_body
from tests.lazy import networkx

ALGORITHMS = {"en": "english", "de": "german", "fr": "french"}
Matrix = NDArray[np.float64]


def words(sentence: str) -> list[str]:
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFC", sentence.replace("\u00ad", "")).lower())


def terms(sentence: str, language: str) -> list[str]:
    stem = Stemmer.Stemmer(ALGORITHMS[language]).stemWord
    stop_words = stopwordsiso.stopwords(language)
    return [stem(word) for word in words(sentence) if word not in stop_words]


def dense_overlap(sentences: list[str], language: str) -> Matrix:
    """Equation 4 of Mihalcea & Tarau (2004), pair by pair."""
    sets = [set(terms(sentence, language)) for sentence in sentences]
    lengths = [len(words(sentence)) for sentence in sentences]
    similarity = np.zeros((len(sentences), len(sentences)))
    for i, first in enumerate(sets):
        for j, second in enumerate(sets):
            if i != j and lengths[i] > 1 and lengths[j] > 1 and (shared := len(first & second)):
                similarity[i, j] = shared / (math.log(lengths[i]) + math.log(lengths[j]))
    return similarity


def dense_cosine(sentences: list[str], language: str) -> Matrix:
    """Tf-idf vectors, normalised, times each other; idf over the sentences of the text."""
    tokens = [terms(sentence, language) for sentence in sentences]
    vocabulary = sorted({term for sentence in tokens for term in sentence})
    counts = np.array([[sentence.count(term) for term in vocabulary] for sentence in tokens], float)
    vectors = counts * np.log(len(sentences) / (counts > 0).sum(axis=0))
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors = np.divide(vectors, norms, out=np.zeros_like(vectors), where=norms > 0)
    similarity = vectors @ vectors.T
    np.fill_diagonal(similarity, 0)
    return np.where(similarity > 1e-15, similarity, 0)


def dense_bm25(sentences: list[str], language: str) -> Matrix:
    """Barrios et al. (2016): BM25 of sentence j for the distinct terms of sentence i."""
    k1, b, epsilon = 1.2, 0.75, 0.25
    n = len(sentences)
    tokens = [terms(sentence, language) for sentence in sentences]
    lengths = [len(words(sentence)) for sentence in sentences]
    average_length = sum(lengths) / n
    frequency = {t: sum(t in sentence for sentence in tokens) for sentence in tokens for t in sentence}
    idf = {t: math.log(n - f + 0.5) - math.log(f + 0.5) for t, f in frequency.items()}
    floor = max(0.0, epsilon * sum(idf.values()) / len(idf))
    idf = {t: floor if value < 0 else value for t, value in idf.items()}
    similarity = np.zeros((n, n))
    for i, query in enumerate(tokens):
        for j, sentence in enumerate(tokens):
            if i != j:
                similarity[i, j] = sum(
                    idf[t]
                    * sentence.count(t)
                    * (k1 + 1)
                    / (sentence.count(t) + k1 * (1 - b + b * lengths[j] / average_length))
                    for t in set(query) & set(sentence)
                )
    return similarity


def dense_pagerank(similarity: Matrix, damping: float = 0.85, jump: Matrix | None = None) -> Matrix:
    """The stationary distribution as the solution of a linear system."""
    n = len(similarity)
    jump = np.full(n, 1 / n) if jump is None else jump
    degrees = similarity.sum(axis=1, keepdims=True)
    walk = np.divide(similarity, degrees, out=np.tile(jump, (n, 1)), where=degrees > 0)
    return np.linalg.solve(np.eye(n) - damping * walk.T, (1 - damping) * jump)


DENSE: dict[str, Callable[[list[str], str], Matrix]] = {
    "overlap": dense_overlap,
    "cosine": dense_cosine,
    "bm25": dense_bm25,
}


def assert_equal_to_the_textbook(document: Document, similarity: str) -> None:
    """Compare the scores of what a summary may take, which by default is all that is ranked."""
    method = TextRank(similarity=similarity)  # type: ignore[arg-type]
    assert_equal(scores_of_body(method, document), document.body, similarity)


def assert_equal(scores: Matrix, document: Document, similarity: str) -> None:
    sentences = [sentence.text for sentence in document.sentences]
    expected = dense_pagerank(DENSE[similarity](sentences, document.language))
    np.testing.assert_allclose(scores, expected, rtol=1e-6)
    # The same order: along our ranking the textbook scores never rise, but for exact ties.
    along = expected[np.argsort(-scores, kind="stable")]
    assert (np.diff(along) <= 1e-6 * along[:-1]).all()


class TestScoresAreThoseOfTheTextbook:
    @pytest.mark.parametrize("similarity", DENSE)
    def test_on_the_seed(self, seed_text: str, similarity: str) -> None:
        assert_equal_to_the_textbook(Document(seed_text), similarity)

    @pytest.mark.parametrize("similarity", DENSE)
    @pytest.mark.parametrize("name", OWN_TEXTS)
    def test_on_small_texts_of_each_kind(self, name: str, similarity: str) -> None:
        document = Document(own_text(name))
        assert document.language == ("de" if name == "german" else "en")
        assert len(document.body.sentences) > 12
        assert_equal_to_the_textbook(document, similarity)
        method = TextRank(similarity=similarity, candidates="all")  # type: ignore[arg-type]
        assert_equal(method.scores(document), document, similarity)

    @pytest.mark.parametrize("similarity", DENSE)
    @pytest.mark.parametrize("name", ["billsum_us_train100"])
    def test_of_every_sentence_if_all_are_candidates(self, name: str, similarity: str) -> None:
        n_others = 0
        for document in parsed_documents(name, "en", every=5):
            n_others += len(document.sentences) - len(document.body.sentences)
            method = TextRank(similarity=similarity, candidates="all")  # type: ignore[arg-type]
            assert_equal(method.scores(document), document, similarity)
        assert n_others > 0

    @pytest.mark.parametrize(
        ("name", "language"),
        [
            ("cnndm_validation", "en"),
            ("multilexsum_test", "en"),
            ("orangesum_fr_test", "fr"),
            ("scitldr_a_test", "en"),
        ],
    )
    def test_on_every_document(self, name: str, language: str) -> None:
        for document in parsed_documents(name, language):
            assert_equal_to_the_textbook(document, "overlap")

    @pytest.mark.parametrize("similarity", ["cosine", "bm25"])
    def test_on_news_with_the_other_similarities(self, similarity: str) -> None:
        for document in parsed_documents("xsum_test", "en", every=5):
            assert_equal_to_the_textbook(document, similarity)

    def test_on_long_german_documents(self) -> None:
        for document in parsed_documents("klexikon_de_test", "de", every=8):
            assert_equal_to_the_textbook(document, "overlap")

    @pytest.mark.parametrize("similarity", DENSE)
    def test_on_a_text_of_many_sentences(self, prose: str, similarity: str) -> None:
        document = Document(prose[:60_000], "en")
        n_sentences = len(document.body.sentences)
        assert not is_small(n_sentences, n_sentences)
        assert_equal_to_the_textbook(document, similarity)

    @pytest.mark.parametrize("similarity", DENSE)
    def test_of_short_documents_by_walking(self, similarity: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("summarize.extractive.algebra.dense.DENSE_CELLS", 0)
        for document in parsed_documents("orangesum_fr_test", "fr")[:100]:
            assert_equal_to_the_textbook(document, similarity)

    def test_on_a_text_large_enough_for_scipy(self, prose: str) -> None:
        document = Document(prose[400_000:650_000], "en")
        sentences = document.body.sentences
        sets = [frozenset(terms(sentence.text, "en")) for sentence in sentences]
        vocabulary = {term: column for column, term in enumerate(sorted(set().union(*sets)))}
        incidence = np.zeros((len(sets), len(vocabulary)), np.float32)
        for row, members in enumerate(sets):
            incidence[row, [vocabulary[term] for term in members]] = 1
        lengths = np.array([len(words(sentence.text)) for sentence in sentences])
        takes_part = lengths > 1
        logarithms = np.where(takes_part, np.log(np.maximum(lengths, 1)), 1)
        similarity = (incidence @ incidence.T).astype(float) / (logarithms[:, None] + logarithms)
        similarity *= takes_part[:, None] & takes_part
        np.fill_diagonal(similarity, 0)
        scores = scores_of_body(TextRank(), document)
        np.testing.assert_allclose(scores, dense_pagerank(similarity), rtol=1e-6)

    def test_networkx_agrees(self, seed_text: str) -> None:
        document = Document(seed_text)
        graph = networkx.from_numpy_array(dense_overlap([s.text for s in document.body.sentences], "en"))
        expected = networkx.pagerank(graph, alpha=0.85, tol=1e-12, max_iter=1000)
        scores = scores_of_body(TextRank(), document)
        np.testing.assert_allclose(scores, list(expected.values()), rtol=1e-6)


class TestScores:
    def test_there_is_one_for_each_sentence_and_they_sum_to_one(self, prose: str) -> None:
        document = Document(prose[:300_000])
        scores = TextRank().scores(document)
        assert scores.shape == (len(document.sentences),)
        assert scores.sum() == pytest.approx(1)
        is_candidate = [sentence.is_candidate for sentence in document.sentences]
        assert (scores > 0).tolist() == is_candidate
        scores = TextRank(candidates="all").scores(document)
        assert scores.sum() == pytest.approx(1)
        assert (scores > 0).all()

    def test_equal_sentences_have_equal_scores_wherever_they_are(self, prose: str) -> None:
        repeated = "The prince gave the old general a letter from the emperor."
        paragraphs = prose.split("\n\n")[100:2000:3]
        text = "\n\n".join([repeated, *paragraphs[:300], repeated, *paragraphs[300:], repeated])
        document = Document(text)
        scores = TextRank().scores(document)
        of_repeated = scores[[s.text == repeated for s in document.sentences]]
        assert len(of_repeated) == 3
        np.testing.assert_allclose(of_repeated, of_repeated[0], rtol=1e-12)

    def test_sentences_that_share_no_word_are_equal(self) -> None:
        scores = TextRank().scores("Cats purr loudly. Dogs bark often. Birds sing.")
        np.testing.assert_allclose(scores, 1 / 3)

    def test_without_damping_all_are_equal(self, seed_text: str) -> None:
        scores = scores_of_body(TextRank(damping=0), Document(seed_text))
        np.testing.assert_allclose(scores, 1 / len(scores))

    def test_a_tiny_tolerance_is_reached(self, seed_text: str) -> None:
        np.testing.assert_allclose(
            TextRank(tolerance=1e-14).scores(seed_text), TextRank().scores(seed_text), rtol=1e-7
        )

    def test_too_few_iterations_are_an_error_that_says_so(self, prose: str) -> None:
        with pytest.raises(ConvergenceError, match="max_iterations=2.*tolerance above 1.0e-10"):
            TextRank(max_iterations=2).scores(prose[:100_000])

    def test_of_a_short_text_the_equations_are_solved(self, seed_text: str) -> None:
        np.testing.assert_allclose(
            TextRank(max_iterations=1, tolerance=1e-14).scores(seed_text),
            TextRank().scores(seed_text),
            rtol=1e-9,
        )

    @pytest.mark.parametrize("damping", [0.99, 0.999999, 1 - 2**-53])
    def test_damping_close_to_one(self, seed_text: str, damping: float) -> None:
        document = Document(seed_text)
        similarity = dense_overlap([sentence.text for sentence in document.body.sentences], "en")
        np.testing.assert_allclose(
            scores_of_body(TextRank(damping=damping), document),
            dense_pagerank(similarity, min(damping, 1 - 1e-9)),
            rtol=1e-4,
            atol=1e-9,
        )


class TestQuery:
    def test_it_moves_the_choice(self, seed_text: str) -> None:
        plain = TextRank()(seed_text)
        steered = TextRank()(seed_text, query="ballistic missiles launched")
        assert "missiles" not in plain
        assert "ballistic missiles" in steered
        assert steered.query == "ballistic missiles launched"

    def test_scores_are_those_of_a_walk_that_restarts_at_relevant_sentences(self, seed_text: str) -> None:
        document = Document(seed_text)
        sentences = [sentence.text for sentence in document.body.sentences]
        n = len(sentences)
        relevance = np.zeros(n)
        for term in {"satellit", "rocket"}:
            counts = np.array([terms(sentence, "en").count(term) for sentence in sentences])
            idf = math.log((n + 1) / (0.5 + (counts > 0).sum()))
            relevance += np.log(counts + 1) * math.log(1 + 1) * idf
        expected = dense_pagerank(dense_overlap(sentences, "en"), jump=relevance / relevance.sum())
        scores = scores_of_body(TextRank(), document, query="satellites and a rocket")
        np.testing.assert_allclose(scores, expected, rtol=1e-6)

    def test_one_without_a_word_of_the_text_is_an_error(self, seed_text: str) -> None:
        with pytest.raises(QueryError, match="no word of the query 'zebra of the' occurs"):
            TextRank()(seed_text, query="zebra of the")

    def test_a_relevant_sentence_that_stands_alone_wins(self) -> None:
        text = "Cats chase mice. Mice fear cats. Some mice chase cats. It rained all day."
        assert TextRank()(text, Length(sentences=1), query="rain") == "It rained all day."

    @pytest.mark.parametrize("query", ["", "  \n"])
    def test_an_empty_one_is_an_error(self, seed_text: str, query: str) -> None:
        with pytest.raises(InvalidValueError, match="the query is empty"):
            TextRank()(seed_text, query=query)


class TestOptions:
    @pytest.mark.parametrize(
        ("options", "message"),
        [
            ({"damping": 1}, "damping must be at least 0 and below 1, got 1"),
            ({"damping": -0.1}, "damping must be .*, got -0.1"),
            ({"damping": math.nan}, "damping must be .*, got nan"),
            ({"tolerance": 0}, "tolerance must be above 0 and below 1, got 0"),
            ({"max_iterations": 0}, "max_iterations must be at least 1, got 0"),
            ({"similarity": "cosin"}, "similarity='cosin' is unknown; did you mean 'cosine'"),
        ],
    )
    def test_out_of_range(self, options: dict[str, object], message: str) -> None:
        with pytest.raises(InvalidValueError, match=message):
            TextRank(**options)  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        "options",
        [{"damping": "0.5"}, {"damping": True}, {"max_iterations": 10.0}, {"similarity": ["cosine"]}],
    )
    def test_of_the_wrong_type(self, options: dict[str, object]) -> None:
        with pytest.raises(InvalidTypeError, match=f"{next(iter(options))} must be a"):
            TextRank(**options)  # type: ignore[arg-type]
