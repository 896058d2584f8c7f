"""What a reader stumbles over in one sentence, in many scripts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.text import readability
from summarize.text.readability import (
    is_crumb,
    is_dangling,
    is_lead_in,
    is_mostly_numbers,
    is_question,
    is_quotation_alone,
    is_terminated,
    is_too_long,
)
from tests.strategies import any_text

LANGUAGES = sorted(readability._table())


@given(any_text, st.sampled_from([*LANGUAGES, "und"]))
def test_any_text_has_a_verdict(text: str, language: str) -> None:
    for name in dir(readability):
        if name.startswith("is_") and name != "is_dangling":
            assert getattr(readability, name)(text) in (True, False)
    assert is_dangling(text, language) in (True, False)


class TestLength:
    @pytest.mark.parametrize(
        "text", ["Yes.", "Jane Roe", "– – – – –", "", "Not so very.", "東京の朝。", "はい。"]
    )
    def test_crumbs(self, text: str) -> None:
        assert is_crumb(text)

    @pytest.mark.parametrize(
        "text", ["The mill is shut.", "Rain fell on Mon.", "市長は橋を閉じた。", "پل آج بند ہے۔"]
    )
    def test_no_crumbs(self, text: str) -> None:
        assert not is_crumb(text)

    def test_a_sentence_without_spaces_is_too_long_by_its_characters(self) -> None:
        assert not is_too_long("橋" * 120)
        assert is_too_long("橋" * 122)


class TestEnds:
    @pytest.mark.parametrize(
        "text",
        ["It rained.", "It rained…", "“It rained!”", "It rained (a lot).", "It rained.[3]", "It rained.¹", "It rained.12",
         "It rained. ''", "雨が降った。", "«Шёл дождь».", "बारिश हुई।", "بارش ہوئی۔", "هل نزل المطر؟", "ភ្លៀង។", "Έβρεξε;", "ฝนตก"],
    )  # fmt: skip
    def test_terminated(self, text: str) -> None:
        assert is_terminated(text)

    @pytest.mark.parametrize(
        "text", ["Share this", "Install it with:", "It costs 3.50", "one; and", "", "雨が", "a;"]
    )
    def test_unterminated(self, text: str) -> None:
        assert not is_terminated(text)

    @pytest.mark.parametrize(
        "text", ["Run this:", "is amended--", "我们发现：", "The mayor said —", "as follows:”"]
    )
    def test_lead_ins(self, text: str) -> None:
        assert is_lead_in(text)
        assert not is_lead_in(f"{text} it.")

    @pytest.mark.parametrize(
        "text", ["Why?", "“Why?”", "Why?!", "为什么？", "لماذا؟", "Γιατί;", "行きますか。"]
    )
    def test_questions(self, text: str) -> None:
        assert is_question(text)


class TestQuotations:
    @pytest.mark.parametrize(
        "text",
        ["“It is gone.”", '"It is gone."', "«C’est fini.»", "„Es ist weg.“", "「もうない。」", "‘It’s gone.’", "“Gone!” “Really?”",
         "“It is gone.", 'It is gone."'],
    )  # fmt: skip
    def test_alone(self, text: str) -> None:
        assert is_quotation_alone(text)

    @pytest.mark.parametrize(
        "text",
        ["“Gone!” said Ann.", '"It is," said Ann, "gone."', "The “old” mill.", "He called it “the mill.”", "Ann left.", "",
         "「もうない」と言った。", "The dogs’ bowls."],
    )  # fmt: skip
    def test_not_alone(self, text: str) -> None:
        assert not is_quotation_alone(text)


DANGLING = {
    "en": ["He left.", "“She left,” said Ann.", "But the mill is shut.", "In addition, it rained.", "It’s a mess.",
           "This plan failed.", "Such a plan fails.", "It was built in 1903.", "That's why it failed.", "So he left.",
           "It is a very old mill.", "However,\nthe mill is shut.", "Both were sold."],
    "de": ["Er ging.", "Aber die Mühle ist zu.", "Das ist neu.", "Diese Mühle ist alt.", "Dabei fiel Regen."],
    "fr": ["Il est parti.", "C’est fini.", "Mais le moulin est fermé.", "Ce moulin est vieux.", "D'ailleurs, il pleut."],
    "es": ["Ella se fue.", "Sin embargo, llueve.", "Esto es nuevo."],
    "it": ["Egli partì.", "Tuttavia, piove.", "Questo mulino è vecchio."],
    "pt": ["Ele saiu.", "No entanto, chove.", "Isso é novo."],
    "nl": ["Hij ging.", "Maar de molen is dicht.", "Deze molen is oud."],
    "pl": ["On wyszedł.", "Ale młyn stoi.", "Ten młyn jest stary."],
    "ru": ["Он ушёл.", "Но мельница закрыта.", "Эта мельница стара."],
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


class TestWhatIsNoProse:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [("0 10 20 30", True), ("12 % (3.4–5.6)", True), ("In 2011 it had 3 mills.", False), ("…!", False)],
    )
    def test_numbers(self, text: str, expected: bool) -> None:
        assert is_mostly_numbers(text) == expected
