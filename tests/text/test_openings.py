"""Sentences that open with a reference to the one before, by language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.text import openings
from summarize.text.openings import is_dangling, points_back
from tests.strategies import any_text

LANGUAGES = sorted(openings._table())


@given(any_text, st.sampled_from([*LANGUAGES, "und"]))
def test_any_text_has_a_verdict(text: str, language: str) -> None:
    assert is_dangling(text, language) in (True, False)
    assert points_back(text, language) in (True, False)


DANGLING = {
    "en": ["He left.", "“She left,” said Ann.", "But the mill is shut.", "In addition, it rained.", "It’s a mess.",
           "This plan failed.", "Such a plan fails.", "It was built in 1903.", "That's why it failed.", "So he left.",
           "In the meantime, it rained.", "Reminds me of a mill.", "It is a very old mill.", "However,\nthe mill is shut.", "Both were sold."],
    "de": ["Er ging.", "Aber die Mühle ist zu.", "Das ist neu.", "Diese Mühle ist alt.", "Dabei fiel Regen.",
           "Andererseits regnet es."],
    "fr": ["Il est parti.", "C’est fini.", "Mais le moulin est fermé.", "Ce moulin est vieux.", "D'ailleurs, il pleut."],
    "es": ["Ella se fue.", "Sin embargo, llueve.", "Esto es nuevo."],
    "it": ["Egli partì.", "Tuttavia, piove.", "Questo mulino è vecchio."],
    "pt": ["Ele saiu.", "No entanto, chove.", "Isso é novo."],
    "nl": ["Hij ging.", "Maar de molen is dicht.", "Deze molen is oud."],
    "pl": ["On wyszedł.", "Ale młyn stoi.", "Ten młyn jest stary."],
    "ru": ["Он ушёл.", "Но мельница закрыта.", "Эта мельница стара.", "С другой стороны, идёт дождь."],
    "uk": ["Він пішов.", "Але млин закрито.", "Цей млин старий."],
    "sv": ["Han gick.", "Men kvarnen är stängd.", "Det är nytt."],
    "da": ["Han gik.", "Men møllen er lukket.", "Den er ny."],
    "no": ["Han gikk.", "Men møllen er stengt.", "Denne møllen er gammel."],
    "cs": ["On odešel.", "Ale mlýn stojí.", "Tento mlýn je starý."],
    "tr": ["Onlar gitti.", "Ancak değirmen kapalı.", "Bu değirmen eski."],
    "ja": ["彼は帰った。", "しかし、橋は古い。", "「その橋は古い。」"],
    "zh": ["他走了。", "但桥已关闭。", "这座桥很旧。"],
    "ar": ["هو غادر.", "لكن الجسر مغلق.", "هذا الجسر قديم."],
}  # fmt: skip
STANDING = {
    "en": ["The mill is shut.", "It is clear that the mill is shut.", "It was not easy to shut the mill.", "This year the mill shut.",
           "It's unclear whether the mill will open.", "Those who work there left.", "So far, nobody has left.", "Hear, hear.",
           "It took ten years to build the mill.", "This paper describes a mill.", "Both Ann and Bob left.", "Then-mayor Ann Roe left.",
           "Heavy rain fell.", "It was Ann who left.", "Her Majesty left.", "So-called mills are shut."],
    "de": ["Es gibt eine Mühle.", "Dieses Jahr ist die Mühle zu.", "Es ist klar, dass die Mühle zu ist.", "Sozial ist das nicht."],
    "fr": ["Il y a un moulin.", "Il faut un moulin.", "Ce lundi, le moulin a fermé.", "Alors que le moulin ferme, il pleut.", "Cette année, il pleut."],
    "es": ["Este año llueve.", "El molino está cerrado."],
    "it": ["Quest'anno piove.", "Invece di partire, Anna dorme."],
    "pt": ["Este ano chove.", "O moinho fechou."],
    "nl": ["Dit jaar regent het.", "Het is duidelijk dat de molen dicht is.", "Het weer is mooi."],
    "pl": ["Młyn stoi.", "Ten rok jest suchy."],
    "ru": ["Этим летом шёл дождь.", "В то же время, когда шёл дождь, мельница стояла."],
    "uk": ["Цього року дощить.", "Млин закрито."],
    "sv": ["Det är klart att kvarnen är stängd.", "Den gamla kvarnen är stängd."],
    "da": ["Det er klart, at møllen er lukket.", "Den gamle mølle er lukket."],
    "no": ["Det er klart at møllen er stengt.", "Den gamle møllen er stengt."],
    "cs": ["Tento rok prší.", "Mlýn stojí."],
    "tr": ["Bu yıl yağmur yağdı.", "Bugün yağmur yağdı."],
    "ja": ["この夏は暑い。", "市長は橋を閉じた。", "これまで橋は古かった。"],
    "zh": ["其他桥已关闭。", "市长关闭了桥。"],
    "ar": ["هذا العام نزل المطر.", "الجسر مغلق."],
}  # fmt: skip


class TestDangling:
    @pytest.mark.parametrize(
        ("language", "text"), [(code, text) for code in DANGLING for text in DANGLING[code]]
    )
    def test_a_reference_to_what_is_not_there(self, language: str, text: str) -> None:
        assert is_dangling(text, language)

    @pytest.mark.parametrize(
        ("language", "text"), [(code, text) for code in STANDING for text in STANDING[code]]
    )
    def test_what_stands_by_itself(self, language: str, text: str) -> None:
        assert not is_dangling(text, language)

    def test_each_language_has_examples_and_without_a_list_nothing_dangles(self) -> None:
        assert sorted(DANGLING) == sorted(STANDING) == LANGUAGES
        assert not is_dangling("He left.", "und")


class TestInsideTheOpening:
    @pytest.mark.parametrize(
        ("language", "text"),
        [
            ("en", "Because of these issues, the mill was shut."),
            ("en", "Among such mills, one is old."),
            ("de", "Wegen dieser Schäden, sagt sie, ist die Mühle zu."),
            ("fr", "Malgré cette pluie, le moulin tourne."),
            ("es", "Por esta razón, el molino cerró."),
            ("en", "For two days this mill stood still."),
            ("de", "Zwei Tage stand diese Mühle still."),
        ],
    )
    def test_a_demonstrative_points_back(self, language: str, text: str) -> None:
        assert points_back(text, language)

    @pytest.mark.parametrize(
        "text",
        [
            "In this paper, mills are counted.",
            "Earlier this year, the mill was shut.",
            "To end this, we built a mill.",
            "The mill by the old bridge was shut because of these issues.",
            "Like mills such as ours, it is old.",
        ],
    )
    def test_but_not_at_the_text_itself_or_the_time(self, text: str) -> None:
        assert not points_back(text, "en")


@pytest.mark.parametrize(
    "sentence",
    [
        "Once he had seen the sea.",
        "At noon she left.",
        "Though late, after the feast, she sang.",
        "Second, it rained.",
        "Finally, it turns the wheel.",
        "Specifically, these wheels are of oak.",
    ],
)
def test_pronouns_and_numbers_that_nothing_explains(sentence: str) -> None:
    assert is_dangling(sentence, "en")


@pytest.mark.parametrize(
    "sentence",
    [
        "Anna said she left.",
        "The miller sold his wheel.",
        "When Ann came, he left.",
        "This message is sent to all.",
        "Today, it is clear that the wheel turns.",
        "Kent, for instance, has many mills.",
    ],
)
def test_what_a_sentence_explains_itself(sentence: str) -> None:
    assert not is_dangling(sentence, "en")


@pytest.mark.parametrize(
    ("sentence", "dangles"),
    [
        ("If you don't have it already, you can get the mill from the town.", True),
        ("When you have them, the wheel turns.", True),
        ("When it rains, the wheel turns faster.", False),
        ("If the town wants it, the wheel turns.", False),
        ("When I first saw this old wheel, it was still.", False),
        ("The town wanted to do this with oak.", True),
        ("The wheel did that every year.", True),
        ("By now, he's been at the wheel for years.", True),
        ("Yes, the wheel turns again.", True),
        ("No wheel turns as fast as the new one.", False),
    ],
)
def test_conditions_contractions_and_answers(sentence: str, dangles: bool) -> None:
    assert is_dangling(sentence, "en") is dangles
