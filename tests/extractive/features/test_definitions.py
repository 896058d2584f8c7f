"""The sentence that defines the topic of a text: which one, in which languages, and what auto makes of it."""

import pytest

from summarize import Document, summarize
from summarize.extractive.features.definitions import is_definition


def defining(text: str, language: str, title: str | None = None) -> list[str]:
    document = Document(text, language, title=title)
    return [s.text for s, found in zip(document.sentences, is_definition(document), strict=True) if found]


class TestWhichSentence:
    @pytest.mark.parametrize(
        ("language", "definition", "others"),
        [
            (
                "en",
                "Verde is a town in the hills.",
                "The mills of Verde turn. Verde grows. Verde sells flour.",
            ),
            ("de", "Verde ist eine Stadt im Tal.", "Die Mühlen von Verde drehen. Verde wächst. Verde mahlt."),
            ("fr", "Verde est une ville.", "Les moulins de Verde tournent. Verde grandit. On aime Verde."),
            ("es", "Verde es una ciudad.", "Los molinos de Verde giran. Verde crece. Todos ven Verde."),
            ("it", "Verde è una città.", "I mulini di Verde girano. Verde cresce. Tutti vedono Verde."),
        ],
    )
    def test_its_subject_is_the_most_frequent_term(self, language: str, definition: str, others: str) -> None:
        assert defining(f"{others} {definition}", language) == [definition]

    def test_or_a_term_of_the_title(self) -> None:
        text = "Rain fell on the mill. Corve is a mill. The mill turns. Every mill turns in rain."
        assert defining(text, "en", title="Corve") == ["Corve is a mill."]

    @pytest.mark.parametrize(
        ("language", "definition"),
        [
            (
                "en",
                "Verde (French: Verte, in the dialect (of the hills) Werd, since 1850 also Old Verde) is a town.",
            ),
            ("en", "Verde, also called Verdeville by its many visitors, was a town."),
            ("de", "Verde (französisch Verte, auf alten Karten auch Werde oder Werden) war eine Stadt."),
        ],
    )
    def test_whatever_is_in_brackets_behind_the_subject(self, language: str, definition: str) -> None:
        assert defining(f"{definition} Verde grows. Verde sells flour. Verde has mills.", language) == [
            definition
        ]

    @pytest.mark.parametrize(
        "sentence",
        [
            "But Verde is a town.",
            "When Verde fell, its mayor, Ann Moor, is a prisoner.",
            "The town of Verde was a ruin.",
        ],
    )
    def test_what_depends_or_is_told_of_the_past_later_on_defines_nothing(self, sentence: str) -> None:
        assert not defining(f"Rain fell. {sentence} Verde grows. Verde sells flour.", "en")

    def test_the_first_alone(self) -> None:
        text = "Verde is a town. Verde is the town of mills. Verde grows. Verde sells flour."
        assert defining(text, "en") == ["Verde is a town."]

    def test_what_something_else_is_defines_nothing(self) -> None:
        assert not defining("A mill is a house. Verde grows. Verde sells flour. We like Verde.", "en")

    def test_a_short_text_has_no_topic(self) -> None:
        assert not defining("Verde is a town. Verde grows.", "en")

    def test_nor_has_one_in_a_language_without_a_list(self) -> None:
        assert not defining("Verde is a town. Verde grows. Verde sells flour. We like Verde.", "und")


class TestAuto:
    DEFINITION = "Verde is a small grey town of seven mills."

    @staticmethod
    def score(sentence: str, last: str = "Nobody now counts the mills.") -> float:
        text = (
            "Rain fell on the hills in the night before the market. The carts came late to the town. "
            f"{sentence} The market sells flour to the farmers. The farmers of the hills like it. {last}"
        )
        document = Document(text, "en", title="Verde")
        return summarize(document, sentences=6).sentences[2].score

    def test_prefers_it(self) -> None:
        assert self.score(self.DEFINITION) > self.score(self.DEFINITION.replace("is a", "has no"))

    def test_not_where_the_text_speaks_of_itself(self) -> None:
        assert self.score(self.DEFINITION) > self.score(self.DEFINITION, "This report counts the mills.")
