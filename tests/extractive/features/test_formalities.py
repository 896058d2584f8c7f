"""Sentences of form alone do not say what a text is about, however often it uses their words."""

import pytest

from summarize import Document, summarize
from summarize.extractive.features.formalities import is_formal


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("This Act may be referred to as the Old Mills Act of 1921.", "en"),
        ("The rest of this paper is\norganized as follows.", "en"),
        ("Dieses Gesetz tritt am 1. Mai in Kraft.", "de"),
        ("La présente loi entre en vigueur le premier mai.", "fr"),
        ("In this chapter, we look at mills and at wheels.", "en"),
        ("In diesem Abschnitt werden die Mühlen gezählt.", "de"),
    ],
)
def test_titles_of_acts_their_entry_into_force_and_outlines_are_formal(sentence: str, language: str) -> None:
    assert is_formal(Document(f"{sentence}", language)).all()


def test_what_is_due_after_an_act_is_in_force_is_not() -> None:
    sentence = "Not later than 120 days after the date of enactment of this Act, the miller shall report."
    assert not is_formal(Document(sentence, "en")).any()


def test_a_law_that_others_speak_of_is_not() -> None:
    assert not is_formal(Document("The law on mills takes effect in May, the mayor said.", "en")).any()


def test_auto_takes_what_an_act_orders_rather_than_its_title() -> None:
    act = (
        "This Act may be referred to as the Old Mills and Wheels Repair Act of 1921.\n\n"
        "The owner of an old mill shall repair its wheels before winter. "
        "The county shall pay for one half of the repair of old wheels. "
        "A mill without wheels shall be closed by the county."
    )
    assert "referred to as" not in str(summarize(act, words=30))


@pytest.mark.parametrize(
    ("heading", "language", "is_form"),
    [
        ("# 2. Call to order", "en", True),
        ("SEC. 2. DEFINITIONS.", "en", True),
        ("## § 1 Begriffsbestimmungen", "de", True),
        ("## 1. Ouverture de la séance", "fr", True),
        ("# Definitions of art in the ancient world", "en", False),
        ("# Opening van het museum", "nl", False),
    ],
)
def test_what_stands_right_below_a_formal_heading_is_formal(
    heading: str, language: str, is_form: bool
) -> None:
    text = f"{heading}\n\nThe old mill turns in the rain.\n\n# Mills\n\nThe new mill turns as well."
    assert is_formal(Document(text, language).body).tolist() == [is_form, False]
