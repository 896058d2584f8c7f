"""SumBasic against the four steps of the paper, with dictionaries."""

from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from summarize import Document, Length
from summarize.extractive.sumbasic import SumBasic
from tests.conftest import parsed_documents
from tests.extractive.test_textrank import terms


def plain_sumbasic(document: Document) -> Iterator[int]:
    """Yield sentences in the order in which they are taken, if each one is."""
    sentences = [terms(sentence.text, document.language) for sentence in document.sentences]
    counts = Counter(term for sentence in sentences for term in sentence)
    probability = {term: count / counts.total() for term, count in counts.items()}
    left = set(range(len(sentences)))
    while candidates := {term for position in left for term in sentences[position]}:
        # max takes the first of equals, and a dictionary keeps the order of the text
        best_term = max((t for t in probability if t in candidates), key=probability.__getitem__)
        averages = {
            position: sum(probability[term] for term in sentences[position]) / len(sentences[position])
            for position in sorted(left)
            if best_term in sentences[position]
        }
        largest = max(averages.values()) or 1  # squares of squares end as 0
        best = max(averages, key=lambda position: round(averages[position] / largest, 9))
        yield best
        left.remove(best)
        for term in set(sentences[best]):
            probability[term] **= 2
    yield from sorted(left)


def order(document: Document, takes: Callable[[int], bool] = lambda position: True) -> list[int]:
    method = SumBasic()
    found = []
    generator = method.order(document, method.scores(document))
    try:
        found.append(next(generator))
        while True:
            found.append(generator.send(takes(found[-1])))
    except StopIteration:
        return found


def test_order_is_that_of_the_textbook(seed_text: str) -> None:
    document = Document(seed_text)
    assert order(document) == list(plain_sumbasic(document))


@pytest.mark.parametrize(
    ("name", "language"),
    [("cnndm_validation", "en"), ("orangesum_fr_test", "fr"), ("multilexsum_test", "en")],
)
def test_order_is_that_of_the_textbook_on_real_documents(name: str, language: str) -> None:
    for document in parsed_documents(name, language, every=10):
        assert order(document) == list(plain_sumbasic(document))


def test_by_hand() -> None:
    # Counts: cat 3, mice 3, chase 2, fear 1, rain 1, day 1.
    document = Document("Cats chase mice. Mice fear cats. Some mice chase cats. It rained all day.", "en")
    assert SumBasic().scores(document).tolist() == pytest.approx([8 / 33, 7 / 33, 8 / 33, 1 / 11])
    # After the first, (3/11)², (2/11)², (3/11)² and 1/11 for the others: "fear" is now the most probable.
    assert order(document) == [0, 1, 3, 2]
    found = SumBasic(candidates="all")(document, Length(sentences=2))
    assert found == "Cats chase mice.\nMice fear cats."


def test_what_is_refused_is_not_said() -> None:
    document = Document("Cats chase mice. Mice fear cats. Some mice chase cats. It rained all day.", "en")
    assert order(document, lambda position: position != 0) == [0, 2, 1, 3]


def test_each_sentence_comes_once_whatever_is_taken(prose: str) -> None:
    document = Document(prose[:200_000])
    for takes in (lambda position: True, lambda position: False, lambda position: position % 3 == 0):
        assert sorted(order(document, takes)) == list(range(len(document.sentences)))


def test_rare_terms_that_are_not_said_come_in_the_order_of_the_text() -> None:
    document = Document(" ".join(f"Alpha{i} beta{i}." for i in range(5000)), "en")
    assert order(document, lambda position: False) == list(range(5000))


def test_equal_probabilities_are_taken_in_the_order_of_the_text_though_rounding_parts_them() -> None:
    # 10 of 100 terms are otters, 1 is bears, and 0.1² in floating point is more than 0.01.
    others = " ".join(f"Term{i}x." for i in range(89))
    otters = "Otters and otters. Otters, otters, otters, otters. Otters of otters, otters and otters."
    document = Document(f"Bears. {otters} {others}", "en")
    method = SumBasic()
    order = method.order(document, method.scores(document))
    assert next(order) == 1
    assert order.send(True) == 0
