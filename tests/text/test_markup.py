"""Fenced code, front matter and HTML in a text."""

import pytest
from hypothesis import given

from summarize import Document, summarize
from summarize.text.markup import code_spans, is_html
from tests.strategies import any_text

PAGE = """<!DOCTYPE html>
<html><head><title>Walls</title><style>p { color: red }</style></head>
<body><h1>The old walls</h1>
<p>The walls of the harbour are of grey stone.</p>
<script>var x = "The walls say hello to you.";</script>
<p>Three brothers built them in one winter.</p>
</body></html>
"""


def spans(text: str) -> list[str]:
    return [text[start:end] for start, end in code_spans(text)]


class TestHTML:
    @pytest.mark.parametrize(
        "text",
        [
            PAGE,
            "<html><p>It rained.</p></html>",
            '<?xml version="1.0"?>\n<HTML lang="en">',
            "  <body>It rained.",
            "<p>It rained.</p><p>It snowed.</p></div>",
        ],
    )
    def test_is_told_by_its_first_tag(self, text: str) -> None:
        assert is_html(text)

    @pytest.mark.parametrize(
        "text",
        [
            "a < b and b > c",
            "The tag <html> begins a page.",
            "The <p> and </p> of <div>s: </div> </p> </p>",
            "<ann> hello\n<bob> hi",
            "<htmlish> is no tag.",
            "<p>Markdown may have one.</p>\n\nIt rained.",
        ],
    )
    def test_text_about_tags_is_none(self, text: str) -> None:
        assert not is_html(text)

    def test_tags_scripts_and_styles_are_code_and_the_rest_is_text(self) -> None:
        document = Document(PAGE, "en")
        text = [sentence.text for sentence in document.body.sentences]
        assert "The walls of the harbour are of grey stone." in text
        assert "Three brothers built them in one winter." in text
        assert not any("<" in sentence or "hello" in sentence or "color" in sentence for sentence in text)

    def test_a_page_after_a_line_of_text_is_one(self) -> None:
        text = "The case was heard in May. " + "<p>The mill was shut.</p><p>It rained.</p>" * 3
        assert is_html(text)
        assert {block.kind for block in Document(text).blocks} == {"code", "prose"}

    def test_a_summary_says_so_in_a_note(self) -> None:
        assert any("HTML" in note for note in summarize(PAGE, sentences=1).notes)
        assert summarize("The walls of the harbour are grey.").notes == ()

    def test_a_comment_or_script_that_never_ends_is_code_to_the_end(self) -> None:
        assert spans("<html>It rained.<!-- and so on") == ["<html>", "<!-- and so on"]
        assert spans("<html>It rained.<script>and so on") == ["<html>", "<script>and so on"]


class TestFences:
    @pytest.mark.parametrize("fence", ["```", "~~~", "````", "```python"])
    def test_what_is_between_two_is_code(self, fence: str) -> None:
        code = f"{fence}\nThe walls hold.\n\n# No title\n{fence.removesuffix('python')}"
        text = f"Before it all.\n\n{code}\n\nAfter it all."
        assert spans(text) == [code]
        assert [(text[b.start : b.end], b.kind) for b in Document(text).blocks] == [
            ("Before it all.", "prose"),
            (code, "code"),
            ("After it all.", "prose"),
        ]

    def test_a_shorter_or_other_fence_does_not_close_one(self) -> None:
        code = "````\n```\n~~~\nThe walls hold.\n````"
        assert spans(f"{code}\n\nAfter it all.") == [code]

    def test_one_that_nothing_closes_is_none(self) -> None:
        assert spans("```\nThe walls hold.\n\nAll of them.") == []

    def test_in_a_line_is_none(self) -> None:
        assert spans("Use ``` to begin code.\nUse ``` to end it.") == []

    def test_code_is_one_sentence_and_no_candidate(self) -> None:
        document = Document("The walls hold.\n\n```\na = 1. B = 2.\n\nc = 3.\n```\n\nThe gates hold.", "en")
        assert [sentence.kind for sentence in document.sentences] == ["prose", "code", "prose"]


class TestFrontMatter:
    def test_at_the_start_is_code(self) -> None:
        matter = "---\ntitle: The Walls\ntags:\n  - stone\ndate: 2021-05-03\n---\n"
        assert spans(f"{matter}\nThe walls hold.") == [matter]

    @pytest.mark.parametrize("text", ["---\n\nThe walls hold.\n\n---\n", "The walls.\n---\ntitle: x\n---\n"])
    def test_rules_are_none(self, text: str) -> None:
        assert spans(text) == []


@given(any_text)
def test_spans_are_in_order_and_apart(text: str) -> None:
    for marked in (text, f"<html>{text}", f"```\n{text}\n```\n{text}"):
        end = 0
        for start, stop in code_spans(marked):
            assert end <= start < stop <= len(marked)
            end = stop


@pytest.mark.parametrize(
    "unit",
    [
        *("<", "<p", "<p>", "</p>", "<!--", "<script>", "```\n", "~~~\n```\n", "---\na: b\n", "<!doctype "),
        *("{\n", "{\n}\n", "} {\n", "a:\n b\n", ":\n :\n", "a,\nf();\n", "(2)\n a\n"),
    ],
)
@pytest.mark.timeout(60)
def test_hostile_texts_take_no_time(unit: str) -> None:
    for start in ("", "<html>", "---\n"):
        text = start + unit * (200_000 // len(unit))
        code_spans(text)


class TestCodeWithoutFences:
    @pytest.mark.parametrize(
        "code",
        [
            "    static int height( Wall wall )\n        throws IOException\n    {\n        return wall.height;\n\n    }",
            "if (gate.isOpen()) {\n    gate.shut();\n} else {\n    gate.open();\n}",
            ".wall {\n  color: red;\n}",
            "    if (gate.isOpen())\n        return 1;\n    else\n        return 0;",
            "gates.count();",
            "def load(path):\n    if path in cache:\n        return cache[path]\n    for row in path:\n        add(row)",
            "Anna Moor (2):\n  walls: build a gate\n  walls: count the stones",
            "2 files changed, 17 insertions(+), 4 deletions(-)",
        ],
    )
    def test_in_mails_is_no_candidate(self, code: str) -> None:
        text = f"The gate does not shut.\n\n{code}\n\nThe storm of May broke it."
        for pasted in (text, text.replace("\n", "\r\n")):
            body = [sentence.text for sentence in Document(pasted, "en").body.sentences]
            assert body == ["The gate does not shut.", "The storm of May broke it."]

    def test_below_its_introduction_is_apart_from_it(self) -> None:
        steps = "  if the gate is open:\n      n = 3\n  else:\n      build a wall"
        blocks = Document(f"We do it as follows:\n{steps}\n\nIt took a year.", "en").blocks
        assert [block.kind for block in blocks] == ["prose", "code", "prose"]

    @pytest.mark.parametrize(
        "text",
        [
            "The sea is calm;\nthe tide is full;\nthe moon is fair;",
            "a building named in section 4(a);",
            "the owner(s) of the walls;",
            "The rules are:\ncall init() first;\ncall close() last;",
            "the set {a, b} of walls;",
            "those who are above all of them, p < 0.05;",
            "Where {\n" + "the walls of the town are of stone and\nstand in the wind\n" * 3 + "}\n",
            "For the dough:\n  on Monday:\n    flour\n  on Tuesday:\n    water",
            "Anna Moor (4)\n  walls\n  gates",
        ],
    )
    def test_verses_points_and_lists_are_none(self, text: str) -> None:
        assert code_spans(text) == []


def test_headers_of_mails_are_code() -> None:
    header = (
        "From ann@mill.example Tue Jan  7 12:09:16 2003\nReceived: from mill.example\n\tby river.example; Tue\n"
        "To: bob@mill.example\nSubject: Mills\nX-Mill: old\n"
    )
    text = f"{header}\nThe mill is shut. It rains.\n\n{header}\nThe mill is open again. It is dry."
    body = [sentence.text for sentence in Document(text, "en").body.sentences]
    assert body == ["The mill is shut.", "It rains.", "The mill is open again.", "It is dry."]


def test_fences_of_every_mail_are_code() -> None:
    mail = "From a b\nFrom: x\nTo: y\nDate: z\nSubject: s\n\nHello.\n\n```\ncode\n```\n\n"
    spans = code_spans(mail * 3)
    assert spans == sorted(spans)
    assert [(mail * 3)[start:end].count("code") for start, end in spans] == [0, 1] * 3
