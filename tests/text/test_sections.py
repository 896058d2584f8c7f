"""Sections: what opens one, how deep it is, and that each sentence is in one."""

import json
from collections import Counter

import pytest
from hypothesis import given

from summarize import Document, EmptyTextError, Section
from tests.conftest import parsed_documents, shared_documents, shared_file
from tests.strategies import any_text


def outline(text: str) -> list[tuple[str | None, int]]:
    return [(section.title, section.level) for section in Document(text).sections]


def assert_covers(document: Document) -> None:
    end = 0
    for section in document.sections:
        assert section.first == end < section.end
        assert section.level >= 1
        assert document.sentences[section.first].is_heading or section.first == 0
        end = section.end
    assert end == len(document.sentences)


class TestEachSentenceIsInOne:
    @given(any_text)
    def test_of_any_text(self, text: str) -> None:
        try:
            document = Document(text)
        except EmptyTextError:
            return
        assert_covers(document)

    @pytest.mark.parametrize(
        "name", ["scisummnet_acl", "klexikon_de_test", "billsum_us_train100", "qmsum_test"]
    )
    def test_of_real_documents(self, name: str) -> None:
        for document in parsed_documents(name):
            assert_covers(document)

    def test_a_line_that_goes_on_in_lower_case_is_no_title(self) -> None:
        first, rest = (
            "Notes on the walls that the town of Port Marrow built",
            "in the years after the great storm.",
        )
        text = f"{first}\n{rest} They were built by three brothers who had come from the hills to find work in the harbour."
        assert Document(text).sections == (Section(None, 1, 0, 2),)

    def test_a_text_without_headings_is_one(self) -> None:
        assert Document("Cats purr. Dogs bark.").sections == (Section(None, 1, 0, 2),)

    def test_the_heading_is_the_first_sentence(self) -> None:
        document = Document("Before.\n\n# Cats\n\nThey purr. They sleep.\n\n# Dogs\n\nThey bark.")
        assert document.sections == (
            Section(None, 1, 0, 1),
            Section("Cats", 1, 1, 4),
            Section("Dogs", 1, 4, 6),
        )


class TestTitlesAndLevels:
    @pytest.mark.parametrize(
        ("heading", "title", "level"),
        [
            ("### Related work ###", "Related work", 3),
            ("== Geschichte ==", "Geschichte", 2),
            ("=== Frühe Jahre", "Frühe Jahre", 3),
            ("Results\n=======", "Results", 1),
            ("Results\n-------", "Results", 2),
            ("2 Related Work", "2 Related Work", 1),
            ("2.1 Related Work", "2.1 Related Work", 2),
            ("3.2.1 Data: What We Took", "3.2.1 Data: What We Took", 3),
            ("RESULTS", "RESULTS", 1),
            ("The Results of the Study", "The Results of the Study", 1),
            ("TITLE II--GRANTS", "TITLE II--GRANTS", 1),
            ("SEC. 2. FINDINGS.", "SEC. 2. FINDINGS.", 2),
            ("SECTION 1. SHORT TITLE; AND A TITLE OF MANY WORDS THAT\n            IS WRAPPED.", None, 2),
            ("Subtitle A--Grants to States", "Subtitle A--Grants to States", 2),
            ("CHAPTER IX", "CHAPTER IX", 2),
            ("## C#", "C#", 2),
            ("भाषा की उत्पत्ति", "भाषा की उत्पत्ति", 1),
            ("தமிழ் மொழி", "தமிழ் மொழி", 1),
            ("ประวัติศาสตร์ของที่นี่", "ประวัติศาสตร์ของที่นี่", 1),
        ],
    )
    def test_are_read_from_marks_and_numbers(self, heading: str, title: str | None, level: int) -> None:
        expected = title or " ".join(heading.split())
        assert outline(f"Before it.\n\n{heading}\n\nWe found it. It was there.") == [
            (None, 1),
            (expected, level),
        ]

    def test_nested_ones_follow_their_parent(self) -> None:
        text = "# Book\n\n## One\n\nText of one.\n\n## Two\n\nText of two."
        assert outline(text) == [("Book", 1), ("One", 2), ("Two", 2)]

    def test_a_subtitle_belongs_to_its_title(self) -> None:
        text = "CHAPTER I\n\nDown the Rabbit-Hole\n\nAlice was tired. She slept."
        assert outline(text) == [("CHAPTER I Down the Rabbit-Hole", 2)]
        assert outline("THE RISE\nAND FALL\nIt rose. It fell.") == [("THE RISE AND FALL", 1)]

    def test_a_date_line_opens_none(self, seed_text: str) -> None:
        assert len(Document(seed_text).sections) == 2
        assert Document(seed_text).sections[0] == Section(None, 1, 0, 1)

    def test_a_title_right_above_a_paragraph_of_one_line(self) -> None:
        paragraph = "We thank everybody who has helped us with this work, " * 4 + "and the cat."
        assert outline(f"It ends here.\n\nAcknowledgments\n{paragraph}")[1:] == [("Acknowledgments", 1)]
        assert outline(f"It ends here.\n\n2.\n{paragraph}")[1:] == [("2.", 1)]
        assert outline(f"It ends here.\n\nSome are wrapped\nat this width.\n\n{paragraph}") == [(None, 1)]

    @pytest.mark.parametrize(
        "block",
        [
            "``(2) geographical diversity; and",
            "● coverage of all classes",
            "``(b) States",
            "Karen Haas,",
            "Bob,31",
            "Yours sincerely,\n\nKaren Haas",
        ],
    )
    def test_items_and_fragments_open_none(self, block: str) -> None:
        assert outline(f"Before it.\n\n{block}\n\nWe found it. It was there.") == [(None, 1)]

    def test_comments_in_code_open_none(self) -> None:
        code = "# setup\nimport os\n# Load the data first\n# in chunks\nx = load(path)\n# Done\nprint(x)"
        assert outline(code) == [("setup", 1)]  # the first line of a text may be its title
        assert outline("# Cats\n## Food\nThey eat.\n\n## Sleep\nThey sleep.\n# Dogs\n\nThey bark.") == [
            ("Cats", 1),
            ("Food", 2),
            ("Sleep", 2),
            ("Dogs", 1),
        ]

    @pytest.mark.parametrize(
        "line",
        [
            "# a" + " " * 50_000 + "b c",
            "== a" + " " * 50_000 + "b ==",
            "== " + " " * 50_000 + "=x",
            "a" + " " * 50_000 + "b\n---",
            "# " + "a " * 200,
        ],
    )
    @pytest.mark.timeout(60)
    def test_a_line_of_endless_length_opens_none(self, line: str) -> None:
        assert outline(f"It ends here.\n\n{line}\n\nText is here.") == [(None, 1)]


class TestRealDocuments:
    def test_papers(self) -> None:
        hits = found = wanted = 0
        with shared_file("scisummnet_acl.jsonl").open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                titles = Counter(section.title for section in Document(row["document"], "en").sections)
                del titles[None]
                true = Counter(" ".join(title.split()) for title in row["section_titles"] if title.strip())
                hits += (titles & true).total()
                found += titles.total()
                wanted += true.total()
        assert hits / found > 0.99
        assert hits / wanted > 0.9  # the others mostly end with a full stop

    def test_biomedical_papers(self) -> None:
        titles = Counter(
            s.title for text in shared_documents("sumpubmed_sample") for s in Document(text).sections
        )
        assert titles["BACKGROUND"] > 90
        assert titles["RESULTS"] > 90


def test_the_entries_of_a_table_of_contents_are_no_candidates() -> None:
    text = (
        "# The mill\n\n- [History](#history)\n- 2. Owners (3 of them)\n- The wheel turns since 1910.\n\n## History\n\n"
        "The mill was built in 1910.\n\n## 2. Owners\n\nThe mill belongs to Ann Moor."
    )
    assert [
        each.text for each in Document(text.replace("[History](#history)", "History")).body.sentences
    ] == [
        "- The wheel turns since 1910.",
        "The mill was built in 1910.",
        "The mill belongs to Ann Moor.",
    ]


@pytest.mark.parametrize("heading", ["Present", "Attendees:", "Anwesend", "Présents", "Links"])
def test_who_was_at_a_meeting_is_no_candidate(heading: str) -> None:
    text = f"# Council\n\n## {heading}\n\n- Ann Moor (chair of the council)\n- Bob Dahl, for the mill\n\n## Mill\n\n- The mill is closed"
    assert [each.text for each in Document(text).body.sentences] == ["- The mill is closed"]


@pytest.mark.parametrize("mark", ["*)", "**)", "²", "³)"])
def test_a_footnote_is_no_candidate(mark: str) -> None:
    text = f"The mill is closed since May.*\n\n{mark} The wheel turns without a belt."
    assert [each.text for each in Document(text).body.sentences] == ["The mill is closed since May.*"]
