"""Captions of SRT, WebVTT, SBV and ASS as running text, with speakers and times beside it."""

import pytest

from summarize import Document, summarize
from summarize.readers import read_bytes


def read(text: str, name: str = "talk") -> Document:
    return read_bytes(text.encode(), name)


def srt(*cues: tuple[float, float, str]) -> str:
    def time(seconds: float) -> str:
        return f"00:00:{int(seconds):02},{round(seconds % 1 * 1000):03}"

    return "\n".join(f"{n}\n{time(a)} --> {time(b)}\n{line}\n" for n, (a, b, line) in enumerate(cues, 1))


ZOOM = """WEBVTT

1
00:00:03.000 --> 00:00:06.000
Anna Moor: The ferry terminal will stay closed until

2
00:00:06.000 --> 00:00:09.000
Anna Moor: the end of August, because the divers need

3
00:00:09.500 --> 00:00:12.000
Anna Moor: more time for the piles. Any questions?

4
00:12:07.500 --> 00:12:14.000
Bo Berg: Who pays for the divers?
"""


def test_a_sentence_continues_over_cues_and_a_speaker_begins_a_paragraph() -> None:
    document = read(ZOOM)
    first, second, third = document.sentences
    assert first.text.endswith("until the end of August, because the divers need more time for the piles.")
    assert [sentence.speaker for sentence in document.sentences] == ["Anna Moor", "Anna Moor", "Bo Berg"]
    assert document.text[second.end : third.start] == "\n\n"
    assert [document.time(sentence.start) for sentence in document.sentences] == [3.0, 9.5, 727.5]
    assert document.is_transcript
    assert document.speaker(len(document.text)) == "Bo Berg"


def test_summaries_say_who_speaks_and_when() -> None:
    summary = summarize(read(ZOOM), sentences=3)
    assert [sentence.location for sentence in summary.sentences][1:] == ["00:09 Anna Moor", "12:07 Bo Berg"]
    told = summary.to_dict()["sentences"][2]
    assert (told["time"], told["speaker"], told["text"]) == (727.5, "Bo Berg", "Who pays for the divers?")
    assert '<span class="quiet">12:07 Bo Berg</span>' in summary.to_html()
    assert summary.splitlines()[2] == "Bo Berg: Who pays for the divers?"


def test_voices_of_webvtt() -> None:
    cues = "00:03.000 --> 00:06.000\n<v.loud Anna Moor>It stays\nclosed.</v>\n<v Bo>Why &amp; how?</v>"
    document = read(f"WEBVTT\n\nNOTE by hand\n\nc1\n{cues}\n")
    assert document.text == "It stays closed.\n\nWhy & how?"
    assert [sentence.speaker for sentence in document.sentences] == ["Anna Moor", "Bo"]


def test_names_dashes_and_sounds_in_cues() -> None:
    document = read(
        srt(
            (1, 2, "ANNA: The well-known co-hosts met."),
            (2, 3, "BO: Nobody knows why.\n- I do."),
            (3, 4, "(door closes)\n[BO sighs] Then tell us."),
            (4, 5, ">> ANNA: At 9:30 - or so. >> When?"),
            (5, 6, "Note: all of it is true."),
        )
    )
    assert document.text == (
        "The well-known co-hosts met.\n\nNobody knows why.\n\nI do. Then tell us.\n\nAt 9:30 - or so.\n\n"
        "When? Note: all of it is true."
    )
    speakers = [sentence.speaker for sentence in document.sentences]
    assert speakers == ["ANNA", "BO", None, None, "ANNA", None, None]


@pytest.mark.parametrize(
    ("cues", "text"),
    [
        (
            [
                (1, 4, "the ferry is late and nobody"),
                (3, 6, "late and nobody knows why"),
                (5, 8, "knows why it is"),
            ],
            "the ferry is late and nobody knows why it is",
        ),
        ([(1, 2, "The"), (2, 3, "The ferry"), (3, 4, "The ferry is late.")], "The ferry is late."),
        (
            [(0, 2, "it is late"), (1.5, 4, "it is late\nand nobody knows"), (4, 6, "and nobody knows\nwhy")],
            "it is late and nobody knows why",
        ),
        ([(1, 2, "No."), (2, 3, "Are you sure?"), (3, 4, "I said no.")], "No. Are you sure? I said no."),
        (
            [(1, 2, "We shall see."), (9, 11, "We shall see.\nOr not.")],
            "We shall see.\n\nWe shall see. Or not.",
        ),
    ],
)
def test_what_captions_repeat_is_there_once(cues: list[tuple[float, float, str]], text: str) -> None:
    assert read(srt(*cues)).text == text


def test_what_a_second_speaker_repeats_stays_with_them() -> None:
    lines = ["ANNA: I agree.", "BO: I agree.", "We will open the bridge in May.", "ANNA: I agree."]
    document = read(srt(*((n, n + 1, line) for n, line in enumerate(lines))))
    assert document.text == "I agree.\n\nI agree. We will open the bridge in May.\n\nI agree."
    assert [sentence.speaker for sentence in document.sentences] == ["ANNA", "BO", "BO", "ANNA"]


@pytest.mark.parametrize("mark", ["", "- "])
def test_a_word_that_is_said_several_times_stays(mark: str) -> None:
    document = read(srt(*((n, n + 1, f"{mark}No.") for n in range(3))))
    assert document.text.split() == ["No."] * 3


def test_names_of_lines_that_stay_on_the_screen_are_not_said_again() -> None:
    cues = [
        (1, 2, "ANNA: So?"),
        (2, 2.01, "ANNA: So?"),
        (2.01, 4, "ANNA: So?\nBO: Late."),
        (4, 5, "ANNA: So?\nYes."),
    ]
    document = read(srt(*cues))
    assert document.text == "So?\n\nLate.\n\nYes."
    assert [sentence.speaker for sentence in document.sentences] == ["ANNA", "BO", "ANNA"]


def test_pauses() -> None:
    cues = srt((1, 2, "The ferry of the"), (9, 10, "old harbour is late."), (20, 21, "We wait."))
    assert read(cues).text == "The ferry of the old harbour is late.\n\nWe wait."


def test_speech_without_punctuation_is_cut_between_captions() -> None:
    words = ["the", "ferry", "is", "late", "and", "nobody", "knows", "why", "it", "is", "so", "today"]
    lines = [" ".join((words * 2)[n % 12 :][:9]) + f" w{n}" for n in range(40)]
    document = read(srt(*((n, n + 1, line) for n, line in enumerate(lines))))
    assert all(sentence.text.startswith(tuple(lines)) for sentence in document.sentences)
    assert max(len(sentence.text.split()) for sentence in document.sentences) <= 40
    summary = summarize(document, words=50)
    assert len(summary.split()) <= 50
    assert any("no sentence ends" in note for note in summary.notes)
    assert not any("no sentence ends" in note for note in summarize(read(ZOOM)).notes)


def test_lines_in_a_script_without_blanks_are_joined_without_one() -> None:
    cues = srt((1, 2, "港は八月まで"), (2, 3, "閉まります。"), (3, 4, "費用は市が払います。"))
    assert read(cues).text == "港は八月まで閉まります。費用は市が払います。"


def test_substation_alpha() -> None:
    script = (
        "[Script Info]\nTitle: x\n\n[Events]\n"
        "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
        "Comment: 0,0:00:00.00,0:00:01.00,D,,0,0,0,,a comment\n"
        "Dialogue: 0,0:00:03.00,0:00:04.00,D,Bo,0,0,0,,Why, {\\i1}then{\\i0}?\n"
        "Dialogue: 0,0:00:01.00,0:00:03.00,D,Anna,0,0,0,,{\\an8}The ferry\\his late,\\Nvery late.\n"
        "Dialogue: 0,0:00:01.00,0:00:03.00,D,,0,0,0,,{\\p1}m 0 0 l 1 1{\\p0}\n"
    )
    document = read(script)
    assert document.text == "The ferry is late, very late.\n\nWhy, then?"
    assert [sentence.speaker for sentence in document.sentences] == ["Anna", "Bo"]


def test_youtube_captions_in_sbv() -> None:
    assert (
        read("0:00:01.000,0:00:03.000\nThe ferry is\n\n0:00:03.000,0:00:05.000\nlate.\n").text
        == "The ferry is late."
    )


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["anna moor: The ferry is", "anna moor: late.", "bo (guest): Why?"], ["anna moor", "bo"]),
        (["ANNA:\nThe ferry is late.", "BO:\n(SIGHS) Why?"], ["ANNA", "BO"]),
        (["[SPEAKER_00]: The ferry is late.", "[SPEAKER_01]: Why?"], ["SPEAKER_00", "SPEAKER_01"]),
        (["Anna Moor (she/her): The ferry is late.", "Bo Berg (Port): Why?"], ["Anna Moor", "Bo Berg"]),
        (["Anna van der Berg: The ferry is late.", "Dr. Bo: Why?"], ["Anna van der Berg", "Dr. Bo"]),
    ],
)
def test_ways_to_name_a_speaker(lines: list[str], said: list[str]) -> None:
    document = read(srt(*((n, n + 1, line) for n, line in enumerate(lines))))
    assert document.text == "The ferry is late.\n\nWhy?"
    assert [sentence.speaker for sentence in document.sentences] == said


def test_a_colon_inside_speech_names_nobody() -> None:
    document = read(srt((1, 2, "He said: we go."), (2, 3, "The rule is this: we stay."), (3, 4, "Fine.")))
    assert document.text == "He said: we go. The rule is this: we stay. Fine."
    assert {sentence.speaker for sentence in document.sentences} == {None}
