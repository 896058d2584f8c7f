"""What is a transcript, a chat or a play, and what only has a colon in every line."""

import textwrap

import pytest

from summarize import Document
from summarize.text.turns import is_transcript, turn_starts
from tests.conftest import shared_documents

LONG = "The budget of the library has grown by a third since the spring and nobody knows why. " * 4


def repeated(entry: str, *values: str, between: str = "\n\n") -> str:
    return between.join(entry.format(value) for value in values)


TRANSCRIPTS = {
    "lines": "Ann: Shall we?\nBob: Yes.\nAnn: Then go on.\nBob: No.\nAnn: Why?\nBob: So.",
    "blank lines": "Ann: Shall we?\n\nBob: Yes.\n\nAnn: Then go on.\n\nBob: No.",
    "bold names": "**Ann:** Shall we?\n\n**Bob:** Yes.\n\n**Ann:** Then go on.\n\n**Bob:** No.",
    "a degree behind the name": "Ann Ross, Psy.D: Shall we?\nTim: Yes.\nAnn Ross, Psy.D: Then go on.\nTim: No.",
    "old Mac lines": "Ann: Shall we?\rBob: Yes.\rAnn: Then go on.\rBob: No.",
    "Windows lines": "Ann: Shall we?\r\nBob: Yes.\r\nAnn: Then go on.\r\nBob: No.",
    "wrapped": "\n".join(textwrap.fill(f"{name}: {LONG}Do you?", 60) for name in ("Ann", "Bob") * 4),
    "roles in brackets": """The Chair (Hon. A. Rota (Nipissing, Lib.)): Shall we?
Ms. May (GP): Yes.
The Chair: Go on.
Ms. May: No.
The Chair: Why?""",
    "WhatsApp": """12/05/2023, 10:01 - Ann: Hi there
12/05/2023, 10:02 - Bob Lee: Hello
12/05/2023, 10:02 - Ann: The train is late
so I wait here
12/05/2023, 10:05 - Bob Lee: I see""",
    "WhatsApp on a phone": """[12.05.23, 10:01:22] Ann: Hi there
[12.05.23, 10:02:01] Bob: Hello
[12.05.23, 10:02:10] Ann: The train is late
[12.05.23, 10:03:10] Bob: I see""",
    "WhatsApp with AM and PM": """5/12/23, 10:01 AM - Ann: Hi there
5/12/23, 10:02 AM - Bob: Hello
5/12/23, 10:02\u202fPM - Ann: The train is late
5/12/23, 10:05 PM - Bob: I see""",
    "Zoom": """00:01:10 Ann: Welcome to the meeting.
00:01:15 Bob: Thank you.
00:01:20 Ann: The first item is money.
00:02:00 Bob: There is none.""",
    "Zoom with tabs": """00:01:10\tAnn:\tWelcome to the meeting.
00:01:15\tBob:\tThank you.
00:01:20\tAnn:\tThe first item is money.
00:02:00\tBob:\tThere is none.""",
    "IRC": """[10:01] <Ann> hello
[10:01] <bob> hi
[10:02] <Ann> it is broken
[10:03] <bob> I know""",
    "a play": """HAMLET.
Whither wilt thou lead me?

GHOST.
Mark me.

HAMLET.
I will.

GHOST.
My hour is almost come.""",
    "a play in lines": "HAMLET. Whither wilt thou lead me?\nGHOST. Mark me.\nHAMLET. I will.\nGHOST. My hour is come.",
    "Chinese": "主席：我们开始吗？\n李明：好的。\n主席：预算增加了。\n王芳：为什么？\n李明：屋顶。\n王芳：知道了。",
    "Hindi": "राम: क्या हम शुरू करें?\nसीता: हाँ।\nराम: ठीक है।\nसीता: चलो।",
}

NO_TRANSCRIPTS = {
    "data": "Name: Ann\nAge: 30\nTown: Rome\nBorn: 1996",
    "a log": """INFO: Starting on port 8080
INFO: Ready
WARNING: Disk is almost full
ERROR: Lost the connection. Is it up?
INFO: Request served
WARNING: Slow query""",
    "a log with times": """2023-05-12 10:01:02 INFO: Started
2023-05-12 10:01:05 ERROR: Lost it
2023-05-12 10:01:09 INFO: Back again
2023-05-12 10:02:00 WARN: Slow
2023-05-12 10:02:01 ERROR: Lost it""",
    "a system log": repeated("May 12 10:01:0{} host sshd[12]: Accepted", *"123456", between="\n"),
    "YAML": "jobs:\n  test:\n    name: Test\n    steps:\n" + "      - name: Why?\n        run: make\n" * 4,
    "JSON": "{\n" + '  "name": "Ann?",\n  "age": 30,\n' * 4 + "}",
    "CSS": "a {\n  color: red;\n  margin: 0;\n}\n" * 4,
    "Python": "if x:\n    y = 1\nelse:\n    y = 2  # why?\n" * 4,
    "notes": repeated("Note: this is remark {}, or is it?", *"12345", between="\n"),
    "abstracts": repeated(
        """Background: Little is known of {0}. Is it so?
Methods: We looked at {0}.
Results: It is fine.
Conclusions: More is to be done.""",
        *("cats", "dogs", "birds", "fish"),
    ),
    "Chinese abstracts": repeated(
        "目的：研究{0}。为什么？\n方法：观察{0}。\n结果：很好。", *"猫狗鸟鱼", between="\n"
    ),
    "recipes": repeated(
        "Name: {}\nServes: 4\nIngredients: water, salt\nMethod: Boil it. Why not?", "Soup", "Stew", "Broth"
    ),
    "reviews": repeated("The {} is a good one.\nPros: It is cheap.\nCons: It is slow.", *"ABCD"),
    "a bibliography": repeated("Author: Smith, J.\nTitle: What is {}?\nYear: 1990", "life", "death", "love"),
    "references": "Smith J: Of cats.\nJones B: What is a dog?\nBrown C: Birds.\nSmith J: More cats.",
    "commits": repeated(
        "commit {}\nAuthor: Ann Lee <ann@lee.org>\nDate:   Mon May 12 10:01:02 2023 +0200\n\n    Mend it",
        *("a1b2", "c3d4", "e5f6", "a7b8"),
    ),
    "mails": repeated(
        "From: {}@lee.org\nTo: bob@lee.org\nDate: 12 May 2023\nSubject: Shall we meet?\n\nI think we should.",
        *("ann", "carl", "dora"),
    ),
    "questions": repeated("Q: What is {}?\nA: It is a thing.", "this", "that", "it", between="\n"),
    "frequent questions": repeated("Question: What is {}?\nAnswer: It is a thing.", "this", "that", "it"),
    "times": "12:30 Lunch\n13:30 Coffee\n14:30 Tea\n15:30 Cake\n16:30 Wine\n17:30 Beer",
    "addresses": "see http://a.b/c\nsee http://a.b/d\nsee http://a.b/e\nsee http://a.b/f",
}


@pytest.mark.parametrize("name", TRANSCRIPTS)
def test_a_transcript_is_one(name: str) -> None:
    assert is_transcript(TRANSCRIPTS[name])


@pytest.mark.parametrize("name", NO_TRANSCRIPTS)
def test_lines_with_colons_are_not_yet_a_transcript(name: str) -> None:
    assert not is_transcript(NO_TRANSCRIPTS[name])


def test_meetings_are_transcripts() -> None:
    assert all(map(is_transcript, shared_documents("qmsum_test")))


@pytest.mark.parametrize(
    "name", ["cnndm_validation", "klexikon_de_test", "sumpubmed_sample", "billsum_us_train100"]
)
def test_articles_papers_and_bills_are_no_transcripts(name: str, seed_text: str) -> None:
    assert not is_transcript(seed_text)
    assert not any(map(is_transcript, shared_documents(name)))


@pytest.mark.parametrize("unit", [" ", "Ann ", "Ann (", "1:", "A.\n", "<", "Ann: ?\n", "("])
@pytest.mark.timeout(60)
def test_hostile_texts_take_no_time(unit: str) -> None:
    assert not is_transcript(unit * (100_000 // len(unit)) + "a")


def test_speakers_and_times_in_brackets() -> None:
    text = "[Speaker 1] [00:00] Shall we?\n[Speaker 2] [00:04] Yes.\n[Speaker 1] [01:10] Then go on."
    assert [text[start:] for start in turn_starts(text).values()][-1] == "Then go on."
    assert len(turn_starts(text)) == 3


def test_dates_nicks_and_speech_in_columns() -> None:
    lines = [
        "2019-06-04 18:00:41\t<ann>\tShall we?",
        "2019-06-04 18:01:12\t<bob>\tYes.",
        "2019-06-04 18:02:01\t<ann>\tGo on.",
    ]
    text = "\n".join(lines)
    assert [text[start:].split("\n")[0] for start in turn_starts(text).values()] == [
        "Shall we?",
        "Yes.",
        "Go on.",
    ]


@pytest.mark.parametrize(
    "status",
    [
        "ann has left #mill",
        "ann *  left the room (quit: ).",
        "* ann (~ann@mill.example) Quit (Ping)",
        "*** ann joined",
    ],
)
def test_who_comes_and_goes_says_nothing(status: str) -> None:
    text = f"ann: Shall we?\nbob: Yes.\nAnn: Good.\n{status}\nBob: Left of the mill?\nAnn: Yes."
    starts = turn_starts(text)
    assert starts[text.index(status)] == text.index(status) + len(status)
    assert text[starts[text.index("Bob: Left")] :].startswith("Left of the mill?")


def test_speakers_between_number_signs() -> None:
    document = Document(
        "#Person1#: Shall we?\n#Person2#: Yes, we shall.\n#Person1#: Then go on.\n#Person2#: No."
    )
    assert document.speakers == ("Person1", "Person2")
