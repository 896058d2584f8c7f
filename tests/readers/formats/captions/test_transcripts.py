"""Transcripts as text, of the programs that write them."""

import pytest

from summarize import Document, summarize
from summarize.readers import read_bytes

SAID = "The ferry is late.\n\nWho pays for it?\n\nThe port pays."
SPEAKERS = ["Anna Moor", "Bo Berg", "Anna Moor"]
TIMES = [3.0, 12.0, 20.0]


@pytest.mark.parametrize(
    "form",
    [
        "{name}  {time}\n{line}\n\n",
        "{name} ({time}):\n{line}\n\n",
        "[{name}] 00:{time}\n{line}\n\n",
        "[{time}] {name}: {line}\n",
        "[00:{time}] {name}\n{line}\n",
        "{time} - {name}: {line}\n",
        "{name}: [00:{time}] {line}\n",
        "**{name}:** [00:{time}] {line}\n\n",
        "[{name}] [00:{time}] {line}\n",
    ],
)
def test_names_and_times_stand_beside_the_text(form: str) -> None:
    turns = zip(SPEAKERS, TIMES, SAID.split("\n\n"), strict=True)
    text = "".join(form.format(name=name, time=f"00:{time:02.0f}", line=line) for name, time, line in turns)
    text = text if "00:00" in text else text.replace("00:", "0:")
    document = read_bytes(text.encode(), "a.txt")
    assert document.text == SAID
    assert [sentence.speaker for sentence in document.sentences] == SPEAKERS
    assert [document.time(sentence.start) for sentence in document.sentences] == TIMES


def test_speakers_of_whisper() -> None:
    text = (
        "[00:00.000 --> 00:04.000]  SPEAKER_00: The ferry is late, and\n"
        "[00:04.000 --> 00:08.000]  SPEAKER_00: nobody knows why.\n"
        "[00:08.000 --> 00:12.000]  SPEAKER_01: Who pays for it?\n"
    )
    document = read_bytes(text.encode(), "a.txt")
    assert document.text == "The ferry is late, and nobody knows why.\n\nWho pays for it?"
    assert [sentence.speaker for sentence in document.sentences] == ["SPEAKER_00", "SPEAKER_01"]


def test_times_on_lines_of_their_own() -> None:
    text = "0:00\nthe ferry is late today and nobody\n0:03\nknows why it is so\n0:07\nso we asked the mayor\n"
    document = read_bytes(text.encode(), "a.txt")
    assert document.text == "the ferry is late today and nobody knows why it is so so we asked the mayor"
    assert document.time(document.text.index("so we")) == 7.0


def test_turns_without_names() -> None:
    text = "0:00\n>> the ferry is late\n0:03\n>> why is it late [Music]\n0:07\nnobody (not one) knows\n"
    document = read_bytes(text.encode(), "a.txt")
    assert document.text == "the ferry is late\n\nwhy is it late nobody (not one) knows"


def test_what_stands_before_the_first_time_has_none() -> None:
    text = "Meeting of the council\n3 May 2026\n\nAnna Moor  0:03\nIt is late.\nBo  0:05\nWhy?\nAnna Moor  0:09\nFog.\n"
    document = read_bytes(text.encode(), "a.txt")
    assert document.text.startswith("Meeting of the council\n3 May 2026\n\nIt is late.")
    assert document.time(0) is None
    assert document.speaker(0) is None


def test_paragraphs_of_one_speaker() -> None:
    text = "Anna (0:03):\nIt is late.\n\nWe wait.\n\nBo (0:05):\nWhy?\n\nAnna (0:09):\nFog.\n"
    document = read_bytes(text.encode(), "a.txt")
    assert [sentence.speaker for sentence in document.sentences] == ["Anna", "Anna", "Bo", "Anna"]


@pytest.mark.parametrize(
    "text",
    [
        "9:00 Welcome by the mayor\n9:30 A talk about piles\n10:30 Coffee in the hall\n",
        "[03:12] <ann> Hi there\n[03:13] <bob> Yes\n[03:13] <ann> No way\n",
        "Ann Moor  10:02 AM\nIt is late.\n\nBo Berg  10:03 AM\nWhy?\n\nAnn Moor  10:04 AM\nFog.\n",
        "12/03/2026, 14:05 - Ann: hi all\n12/03/2026, 14:06 - Bo: why?\n12/03/2026, 14:07 - Ann: fog\n",
        "[09:12:01] Backup begins\n[09:12:05] Copying files\n[09:12:09] Copying files\n[09:13:40] Backup ends\n",
        "[09:12:01] INFO: begins\n[09:12:05] INFO: goes on\n[09:12:09] ERROR: disk full\n[09:12:10] INFO: ends\n",
        "Race results\n\n1. Anna Moor 3:12\n2. Bo Berg 3:15\n3. Carl Dahl 3:20\n",
    ],
)
def test_programmes_chats_logs_and_results_are_plain_text(text: str) -> None:
    assert read_bytes(text.encode(), "a.txt").text == text


def test_lines_of_a_log_stay_apart_and_are_all_there() -> None:
    lines = ["Backup begins", "Copying files to the disk", "Copying files to the disk", "Backup ends"]
    log = "".join(f"[00:00:{5 * n:02}] {line}\n" for n, line in enumerate(lines))
    assert [sentence.text for sentence in read_bytes(log.encode(), "a.txt").sentences] == lines


def test_a_recording_that_shows_the_time_of_day() -> None:
    text = "[09:12:01] Anna: It is late.\n[09:12:05] Bo: Why?\n[09:12:09] Anna: Fog.\n"
    document = read_bytes(text.encode(), "a.txt")
    assert document.text == "It is late.\n\nWhy?\n\nFog."
    assert document.time(0) == 9 * 3600 + 12 * 60 + 1


def test_a_conversation_in_a_string_has_speakers() -> None:
    document = Document("Ann: Shall we go?\nBob: Yes, we shall.\nAnn: Then let us go now.\nBob: Fine.")
    assert [(s.speaker, s.text) for s in document.sentences if s.speaker][:2] == [
        ("Ann", "Shall we go?"),
        ("Bob", "Yes, we shall."),
    ]
    assert {sentence.speaker for sentence in summarize(document, sentences=4).sentences} == {"Ann", "Bob"}
