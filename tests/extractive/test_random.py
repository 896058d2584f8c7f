"""Random: the same by seed and text, and even over positions."""

import pytest

from summarize import Document, InvalidTypeError, InvalidValueError, Length, RandomChoice
from tests.conftest import shared_documents


def test_the_same_seed_and_document_give_the_same_sentences() -> None:
    document = next(shared_documents("cnndm_validation"))
    assert len({str(RandomChoice(seed=1)(document)) for _ in range(3)}) == 1
    assert len({str(RandomChoice(seed=seed)(document)) for seed in range(8)}) == 8
    assert RandomChoice(seed=1)(Document(document)) == RandomChoice(seed=1)(document)


def test_it_is_even_over_positions() -> None:
    texts = [f"{n} one. Two is here. Three is there. Four is away." for n in range(400)]
    firsts = sum(RandomChoice()(text, Length(sentences=1)).sentences[0].position == 0 for text in texts)
    assert 70 <= firsts <= 130


def test_a_seed_is_a_whole_number() -> None:
    with pytest.raises(InvalidValueError, match="seed must be at least 0, got -1"):
        RandomChoice(seed=-1)
    with pytest.raises(InvalidTypeError, match="seed must be a whole number"):
        RandomChoice(seed="x")  # type: ignore[arg-type]
