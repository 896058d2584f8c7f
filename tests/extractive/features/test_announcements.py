"""Sentences that announce what a text is about."""

import pytest

from summarize import Document
from summarize.extractive.features.announcements import is_announcement


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "In this paper, mills and their wheels are counted."),
        ("en", "We propose a wheel that turns both ways."),
        ("de", "In dieser Arbeit werden die Mühlen gezählt."),
        ("fr", "Nous proposons une roue qui tourne."),
        ("zh", "本文提出一种新的水车。"),
        ("en", "For these reasons, the appeal of the miller is here; the appeal is dismissed."),
        ("de", "Die Revision wird zurückgewiesen."),
        ("fr", "La Cour casse et annule l'arrêt."),
    ],
)
def test_a_text_says_what_it_is_about(language: str, sentence: str) -> None:
    document = Document(f"{sentence}\n\n{sentence[-9:]}", language)
    assert is_announcement(document).tolist() == [True, False]


def test_whole_words_only() -> None:
    assert not is_announcement(Document("Not this papermill. We described mills.", "en")).any()


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "In this\n  paper, mills are counted."), ("fr", "L’objectif de la roue est de tourner.")],
)
def test_of_wrapped_lines_and_with_curly_apostrophes(language: str, sentence: str) -> None:
    assert is_announcement(Document(f"Un. {sentence}", language)).tolist() == [False, True]


def test_capitals_whose_small_letters_are_longer_move_nothing() -> None:
    document = Document("İİİİİİİİİİ is a mill. It is old. Later, we propose a wheel. It turns.", "en")
    assert is_announcement(document).tolist() == [False, False, True, False]
