"""Sentences that announce what a text is about."""

import numpy as np
import pytest

from summarize import Document
from summarize.extractive.features.announcements import find_announcements, is_ruling
from summarize.extractive.features.cues import cue_words


def is_announcement(document: Document) -> np.ndarray:
    aims, findings = find_announcements(document)
    return aims | findings


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "In this paper, mills and their wheels are counted."),
        ("en", "We propose a wheel that turns both ways."),
        ("en", "A council investigation has found that the wheel was cracked."),
        ("de", "In dieser Arbeit werden die Mühlen gezählt."),
        ("fr", "Nous proposons une roue qui tourne."),
        ("zh", "本文提出一种新的水车。"),
    ],
)
def test_a_text_says_what_it_is_about(language: str, sentence: str) -> None:
    document = Document(f"{sentence}\n\n{sentence[-9:]}", language)
    assert is_announcement(document).tolist() == [True, False]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "For these reasons, the appeal of the miller is here; the appeal is dismissed."),
        ("en", "In May, the parties reached a settlement on the wheel."),
        ("en", "The miller was convicted of theft in May."),
        ("de", "Die Revision wird zurückgewiesen."),
        ("fr", "Le meunier a été condamné en mai."),
        ("fr", "La Cour casse et annule l'arrêt."),
        ("hr", "Revizija tužitelja odbacuje se kao nepravovremena."),
        ("zh", "驳回上诉，维持原判。"),
    ],
)
def test_a_court_decides(language: str, sentence: str) -> None:
    words = " ".join(cue_words("courts", language)[:3])
    assert is_ruling(Document(f"{sentence}\n\n{words.capitalize()}.", language)).tolist() == [True, False]


def test_a_report_on_a_court_does_not() -> None:
    assert not is_ruling(
        Document("The court dismissed the appeal in May. He asked that it be denied.", "en")
    ).any()


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
