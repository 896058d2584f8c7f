"""Units without a sentence end in sight: none is too long to read, nothing is lost, in linear time."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.text.long_units import cut_long_units
from summarize.text.sentences import split

PHRASE = "so we went down to the harbour and saw the old bridge was closed and nobody knew why"
SPEECH = PHRASE.split()


def units(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end, _ in split(text, language)]


def speech(n_words: int) -> str:
    return " ".join(SPEECH[i % len(SPEECH)] for i in range(n_words))


class TestNoUnitIsTooLong:
    @pytest.mark.parametrize(
        "text",
        [
            pytest.param("a " * 1000, id="one letter"),
            pytest.param(speech(2700), id="speech in one line"),
            pytest.param("\n".join(speech(n % 6 + 4) for n in range(300)), id="cues"),
            pytest.param("\n".join(["ok", "see you at the bridge then", "no way"] * 80), id="a chat"),
            pytest.param(", ".join([speech(7)] * 100), id="commas only"),
            pytest.param(f"The council met and {speech(300)}. It rained.", id="a sentence of 300 words"),
        ],
    )
    def test_of_words(self, text: str) -> None:
        lengths = [len(unit.split()) for unit in units(text)]
        assert max(lengths) <= 60
        assert sum(lengths) == len(text.split())

    @pytest.mark.parametrize(
        ("language", "phrase", "most"),
        [
            ("th", "สวัสดีครับผมชื่อสมชายและผมทำงานที่ท่าเรือ", 240),
            ("lo", "ນີ້ແມ່ນປະໂຫຍກທີໜຶ່ງ", 240),
            ("km", "នេះជាប្រយោគទីមួយដែលវែងណាស់", 240),
            ("my", "ဒါကပထမဆုံးဝါကျဖြစ်ပါတယ်", 240),
            ("zh", "市长今天宣布旧桥因为木桩腐烂而关闭", 120),
            ("ja", "港の橋は古くて危ないので閉鎖された", 120),
        ],
    )
    @pytest.mark.parametrize("blank", ["", " ", "\n"])
    def test_of_characters_in_scripts_without_blanks(
        self, language: str, phrase: str, most: int, blank: str
    ) -> None:
        text = blank.join([phrase] * 60)
        found = units(text, language)
        assert max(map(len, found)) <= most
        assert "".join("".join(found).split()) == phrase * 60

    def test_a_mark_is_never_torn_from_its_letter(self) -> None:
        import unicodedata

        for phrase in ("กำลังเดินไปที่นั่น", "ဒါကပထမဆုံးဝါကျဖြစ်ပါတယ်", "នេះជាប្រយោគទីមួយ"):
            for unit in units(phrase * 60):
                assert unicodedata.category(unit[0]) not in ("Mn", "Mc")


class TestWhereItIsCut:
    def test_at_line_breaks_before_anything_else(self) -> None:
        lines = [f"{speech(12)}, {speech(11)}", speech(14), speech(25), speech(16), speech(24)]
        assert units("\n".join(lines)) == lines

    def test_at_wide_spaces(self) -> None:
        parts = [speech(22), speech(24), speech(21)]
        assert units("   ".join(parts)) == parts

    def test_at_a_thai_blank(self) -> None:
        parts = ["สวัสดีครับผมชื่อสมชายและผมทำงานที่ท่าเรือและบ้านของผมอยู่ใกล้ทะเลมากและสวยงามจริงๆครับ"] * 4
        assert units(" ".join(parts), "th") == parts

    def test_at_semicolons_before_commas(self) -> None:
        text = f"{speech(20)}, {speech(15)}; {speech(12)}, {speech(20)}"
        assert units(text)[0].endswith(";")

    def test_at_equal_lengths_if_there_is_no_mark(self) -> None:
        lengths = [len(unit.split()) for unit in units(speech(100))]
        assert 20 <= min(lengths) <= max(lengths) <= 30

    def test_a_line_break_of_wrapped_text_is_no_place(self) -> None:
        wrapped = textwrap.fill(f"{speech(40)}; {speech(40)}", 70)
        assert units(wrapped)[0].endswith(";")


class TestWhatStaysWhole:
    def test_a_long_sentence_without_a_better_place_than_a_comma(self) -> None:
        text = f"The council, {speech(50)}, {speech(40)}, went home."
        assert units(text) == [text]

    def test_also_with_a_note_behind_its_end(self) -> None:
        text = f"The council, {speech(50)}, {speech(40)}, called it 'closed.'12"
        assert units(text) == [text]

    def test_but_it_is_cut_at_a_semicolon_outside_brackets(self) -> None:
        first, second = f"The council (a; b) {speech(45)};", f"it {speech(40)} and went home."
        assert units(f"{first} {second}") == [first, second]

    def test_an_item_of_a_list_counts_as_a_sentence(self) -> None:
        text = f"(a) {speech(70)}; and"
        assert units(text) == [text]

    def test_what_is_short(self) -> None:
        pieces = ["It rained. ", "We left."]
        assert cut_long_units(pieces, "".join(pieces)) == pieces

    def test_a_single_word(self) -> None:
        assert units("x" * 5000) == ["x" * 5000]


@given(
    st.lists(st.sampled_from([*SPEECH, ",", ";", "\n", "   ", "(", ")", "市", "ก", ".", "—"]), max_size=400)
)
def test_nothing_is_lost(words: list[str]) -> None:
    text = " ".join(words)
    parts = cut_long_units([text], text)
    assert "".join(parts) == text


@pytest.mark.parametrize(
    "unit", ["so it was ", "市长今天宣布旧桥", "สวัสดีครับ", "so it was\n", "so, ", "a  ", "( "]
)
@pytest.mark.timeout(60)
def test_a_text_without_any_end_takes_seconds(unit: str) -> None:
    text = unit * (300_000 // len(unit))
    assert sum(1 for _ in split(text, "en")) > 1
