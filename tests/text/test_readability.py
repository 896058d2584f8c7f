"""What a reader stumbles over in one sentence, in many scripts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.text import readability, signs
from summarize.text.readability import (
    is_aside,
    is_crumb,
    is_lead_in,
    is_mostly_quotation,
    is_question,
    is_quotation_alone,
    is_terminated,
    is_too_long,
)
from summarize.text.signs import has_markup, is_mostly_numbers, is_mostly_signs, is_plain, is_unclosed
from tests.strategies import any_text

# Letters, blanks, and signs that open, close, end or mark something.
sentences = st.text(st.sampled_from("abcdefgh  AB,.'-?\"()[]<>&@/1“”é"), max_size=40)


@given(any_text)
def test_any_text_has_a_verdict(text: str) -> None:
    for module in (readability, signs):
        for name in dir(module):
            if name.startswith(("is_", "has_m", "has_g")):
                assert getattr(module, name)(text) in (True, False)


@given(sentences)
def test_a_plain_sentence_has_none_of_the_faults_that_signs_show(text: str) -> None:
    faults = (is_question, is_mostly_signs, has_markup, is_quotation_alone, is_mostly_quotation, is_unclosed)
    assert not (is_plain(text) and any(has_fault(text) for has_fault in (*faults, is_aside)))


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


class TestWhatIsNoProse:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [("0 10 20 30", True), ("12 % (3.4–5.6)", True), ("In 2011 it had 3 mills.", False), ("…!", False)],
    )
    def test_numbers(self, text: str, expected: bool) -> None:
        assert is_mostly_numbers(text) == expected
