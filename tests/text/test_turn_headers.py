"""Chats whose speakers and times stand above what is said, or in columns; and lists that only look so."""

import pytest

from summarize import Document, summarize

SAID = (
    "The bridge is closed until Friday because of the flood",
    "Then we take the ferry at eight",
    "The ferry costs nine euros each way",
)
CHATS = {
    "Telegram": "{name}, [04.05.2026 09:1{n}]\n{said}\n",
    "Discord": "{name} — Today at 9:1{n} AM\n{said}",
    "Discord in German": "{name} — heute um 09:1{n} Uhr\n{said}",
    "Slack": "{name}  9:1{n} AM\n{said}",
    "Teams": "[9:1{n} AM] {name}\n{said}\n",
    "Teams with a date": "[04/05/2026 9:1{n} AM] {name}:\n{said}\n",
    "a time on its own line": "{name}\n9:1{n} AM\n{said}\n",
    "comments": "{name} · May 4, 2026 at 9:1{n} am\n{said}\n",
    "Signal": "{name} (09:1{n}): {said}",
    "WeeChat": "2026-05-04 09:1{n}:01\t{name}\t{said}",
}


def chat(form: str, names: tuple[str, ...] = ("Anna", "Bob", "Anna")) -> str:
    turns = (
        CHATS[form].format(name=name, n=n, said=said)
        for n, (name, said) in enumerate(zip(names, SAID, strict=True))
    )
    return "\n".join(turns)


@pytest.mark.parametrize("form", CHATS)
def test_a_chat_has_its_messages_as_sentences_and_their_speakers_beside_them(form: str) -> None:
    document = Document(chat(form))
    said = [(each.text, each.speaker) for each in document.sentences if each.kind == "turn"]
    assert said == list(zip(SAID, ("Anna", "Bob", "Anna"), strict=True))
    assert str(summarize(document, "lead", sentences=1)) == f"Anna: {SAID[0]}"


def test_a_message_of_several_paragraphs_has_one_speaker() -> None:
    document = Document(chat("Slack").replace(" because", ".\n\nWe hear this is because"))
    assert [each.speaker for each in document.sentences if each.kind in ("turn", "prose")] == [
        "Anna",
        "Anna",
        "Bob",
        "Anna",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "5/4/26, 9:14 AM - Messages and calls are end-to-end encrypted.",
        "5/4/26, 9:14 AM - Anna: <Media omitted>",
        "5/4/26, 9:14 AM - Anna: \u200eimage omitted",
    ],
)
def test_what_whatsapp_itself_writes_says_nothing(line: str) -> None:
    text = "5/4/26, 9:12 AM - Anna: The bridge is closed.\n5/4/26, 9:13 AM - Bob: We take the ferry.\n"
    sentences = Document(text + line).sentences
    assert [each.text for each in sentences if each.kind != "byline"] == [
        "The bridge is closed.",
        "We take the ferry.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "John 3:16\nFor the world was loved.\nLuke 2:10\nDo not be afraid.\nJohn 3:17\nNot to condemn it.\n",
        "Monday 9:12\nThe ferry left late.\nTuesday 9:30\nIt rained all day.\nMonday 10:12\nIt left on time.\n",
        "Leeds 2:1 York\nA late goal decided it.\nYork 0:0 Hull\nNothing happened.\nLeeds 1:1 Hull\nA draw.\n",
        "Harbour 8:00 AM\nChurch 8:05 AM\nSchool 8:10 AM\nHarbour 9:00 AM\nChurch 9:05 AM\nSchool 9:10 AM\n",
        "1. Budget (9:05)\nIt was approved.\n2. Bridge (9:30)\nIt is closed.\n3. Harbour (9:45)\nIt is old.\n",
        "09:12\tA1\t12.5\n09:13\tB2\t12.7\n09:14\tA1\t12.6\n",
    ],
    ids=["verses", "diary", "results", "timetable", "agenda", "measurements"],
)
def test_a_list_with_numbers_that_look_like_times_has_no_speakers(text: str) -> None:
    assert Document(text).speakers == ()
