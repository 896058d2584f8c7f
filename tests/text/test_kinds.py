"""What a block is: each kind in several languages, and what only looks like it."""

import pytest
from hypothesis import given

from summarize import Document
from summarize.text.blocks import find_blocks
from summarize.text.kinds import CANDIDATES, kind_by_look
from summarize.text.lines import unify_line_ends
from tests.strategies import any_text

BEFORE = "The harbour of the old town was built by three brothers. All who live there use it every day."
AFTER = "The great storm of that year broke none of its walls. The mayor thanked the brothers in May."
LATER = "The people of the town sing about them even now. Their song has seven verses and no end."


def kinds(text: str) -> list[tuple[str, str]]:
    return [(text[start:end], kind) for start, end, kind in find_blocks(text)]


def kind_among_prose(block: str) -> str:
    """Return what a block is between paragraphs of prose, which must stay prose."""
    before, *found, after, later = kinds(f"{BEFORE}\n\n{block}\n\n{AFTER}\n\n{LATER}")
    assert [kind for _, kind in (before, after, later)] == ["prose"] * 3
    assert "\n".join(text for text, _ in found).split() == block.split()
    (kind,) = {kind for _, kind in found}
    return kind


class TestHeadings:
    @pytest.mark.parametrize(
        "heading",
        [
            "# The walls",
            "##The walls",
            "== Die Mauern ==",
            "The walls\n---------",
            "The Walls of the Harbour",
            "2.1 The Walls",
            "THE WALLS",
            "Die Mauern des Hafens",
            "Les murs du port",
            "Стены старого порта",
            "海港の壁",
            "बंदरगाह की दीवारें",
        ],
    )
    def test_stand_over_text(self, heading: str) -> None:
        assert kind_among_prose(heading) == "heading"

    @pytest.mark.parametrize(
        "block",
        [
            "The walls held.",
            "and so the walls of it",
            "The walls, which three brothers built with their own hands in one long winter, held all that year and",
        ],
    )
    def test_what_goes_on_or_ends_like_a_sentence_is_none(self, block: str) -> None:
        assert kind_among_prose(block) != "heading"

    def test_many_short_lines_in_a_row_are_navigation(self) -> None:
        found = kinds(f"{BEFORE}\n\nHome\n\nNews\n\nWeather\n\nSports\n\n{AFTER}")
        assert [kind for _, kind in found] == ["prose", *["boilerplate"] * 3, "heading", "prose"]

    def test_lines_without_ends_in_notes_are_text(self) -> None:
        notes = [
            "House prices rise once more",
            "Many houses now have high prices",
            "Birds fly over the old town",
        ]
        assert kinds("\n\n".join(notes)) == [(note, "prose") for note in notes]

    def test_a_line_between_two_marked_headings_is_text(self) -> None:
        posts = [("#### Anna", "I have a plan of the old walls"), ("#### Bob", "Then send it to the mayor")]
        text = "\n\n".join(part for post in posts for part in post)
        found = kinds(f"{text}\n\n#### Anna\n\n{BEFORE} {AFTER} {LATER}")
        assert [kind for _, kind in found[:4]] == ["heading", "prose", "heading", "prose"]

    def test_a_file_name_above_its_code_is_one(self) -> None:
        code = "int height() {\n    return 3;\n}"
        found = kinds(f"{BEFORE}\n\nWalls.java:\n\n{code}\n\n{AFTER}")
        assert [kind for _, kind in found] == ["prose", "heading", "code", "prose"]


class TestLists:
    @pytest.mark.parametrize("marks", ["-–", "**", "++", "••", "1.2.", "1)2)", "a)b)"])
    def test_items(self, marks: str) -> None:
        half = len(marks) // 2
        block = f"{marks[:half]} The walls are of stone.\n{marks[half:]} The gates are of oak."
        if marks == "-–":
            block = block.replace("–", "-")
        assert kind_among_prose(block) == "item"

    def test_a_check_box_is_of_the_mark(self) -> None:
        assert kind_among_prose("- [ ] Mend the old gate\n- [x] Paint the old walls") == "item"

    def test_middle_dots_are_marks(self) -> None:
        text = "3.1 (May 3, 2021)\n   ·   Mended the gate (north) [anna]\n\n   ·   Cut stones [bob]"
        assert [kind for _, kind in kinds(text)] == ["byline", "item", "item"]

    @pytest.mark.parametrize(
        "item",
        [
            "- Gates: the north gate has locks [#881, #998, #1031]",
            "- Several UI/UX faults [#96]",
            "* New stones (see #96, #97, and #98)",
        ],
    )
    def test_items_with_numbers_of_issues_are_no_rows(self, item: str) -> None:
        assert kind_among_prose(item) == "item"

    def test_points_that_are_also_headings_are_no_contents(self) -> None:
        titles = ["The gate stays shut in winter", "Stones come from the north side"]
        text = "".join(f"### {title}\n\n{AFTER}\n\n" for title in titles)
        points = "\n".join(f"- {title}" for title in titles)
        found = dict(kinds(f"{BEFORE}\n\nThe changes in short:\n\n{points}\n\n{text}"))
        assert [found[f"- {title}"] for title in titles] == ["item", "item"]
        found = dict(kinds(f"{BEFORE}\n\n## Contents\n\n{points}\n\n{text}"))
        assert [found[f"- {title}"] for title in titles] == ["boilerplate", "boilerplate"]

    def test_lines_of_contents_that_are_headings_further_down_are_apart(self) -> None:
        contents = "Sec. 1. Short title.\nSec. 2. Repeal of the duty on mills\n    and their wheels."
        law = f"SEC. 1. SHORT TITLE.\n\n{AFTER}\n\nSEC. 2. REPEAL OF THE DUTY ON MILLS AND THEIR WHEELS.\n\n{LATER}"
        assert (contents, "boilerplate") in kinds(f"{BEFORE}\n\n{contents}\n\n{law}")

    def test_numbered_sentences_of_a_law_are_text(self) -> None:
        law = "Section 1. Each member pays in May.\nSection 2. The board meets each month in the hall."
        found = kinds(f"{BEFORE}\n\n{law}\n\n{AFTER}")
        assert "boilerplate" not in {kind for text, kind in found if "Section" in text}

    def test_a_section_of_contents_that_has_sentences_is_text(self) -> None:
        assert kinds(f"== Inhalt ==\n\n{BEFORE}\n\n== Kritik ==\n\n{AFTER}")[1] == (BEFORE, "prose")

    def test_a_list_of_them_is_not_torn_apart(self) -> None:
        titles = ["The gate stays shut in winter", "Costs of the gate"]
        text = "".join(f"### {title}\n\n{AFTER}\n\n" for title in titles)
        points = "\n".join(f"- {title}" for title in titles)
        found = dict(kinds(f"{BEFORE}\n\nThe changes in short:\n\n{points}\n\n{text}"))
        assert [found[f"- {title}"] for title in titles] == ["item", "item"]

    def test_items_are_candidates(self) -> None:
        assert "item" in CANDIDATES

    def test_a_numbered_line_alone_over_text_is_a_heading(self) -> None:
        assert kind_among_prose("1. The old walls") == "heading"

    def test_a_date_is_no_item(self) -> None:
        assert kind_among_prose("3. Mai 2026, 10 Uhr") == "byline"


class TestCaptions:
    @pytest.mark.parametrize(
        "caption",
        [
            "Figure 2: The walls in winter",
            "Fig. 3. The walls in winter.",
            "TABLE IV: Stones of the walls",
            "Abb. 3: Die Mauern im Winter",
            "Tableau 2 : Les murs du port",
            "Figura 4. Los muros del puerto",
            "Tabella 1. Le mura del porto",
            "Рис. 2. Стены порта",
        ],
    )
    def test_are_beside_a_figure_or_a_table(self, caption: str) -> None:
        assert kind_among_prose(caption) == "caption"

    @pytest.mark.parametrize(
        "sentence",
        [
            "Figure 2 shows the walls in winter.",
            "Table 1 lists the stones of the walls.",
            "Abbildung 3 zeigt die Mauern im Winter.",
            "Figures of the brothers stand at the gate.",
            "The table of 1921 was lost in the storm.",
            "Photo albums of the storm are in the town hall.",
        ],
    )
    def test_a_sentence_about_a_figure_is_prose(self, sentence: str) -> None:
        assert kind_among_prose(sentence) == "prose"

    @pytest.mark.parametrize("credit", ["Photo: Anna Moor", "Foto: Anna Moor"])
    def test_a_credit_is_one(self, credit: str) -> None:
        found = kinds(f"{BEFORE} {LATER} {AFTER}\n\n{credit}\n\n{AFTER}")
        assert [kind for _, kind in found] == ["prose", "caption", "prose"]

    @pytest.mark.parametrize(
        "caption",
        [
            "The walls of the town after the storm. Anna Moor/ABC/Port Images",
            "The walls of the town after the storm.  Anna Moor/Port Images  hide caption",
            "The mayor looks at the walls of the town after the storm. (Anna Moor/ABC/Port Images)",
            "1 of 4. The mayor looks at the walls of the town after the storm in May.",
        ],
    )
    def test_a_caption_may_name_agencies_or_its_number_in_a_show(self, caption: str) -> None:
        assert kind_among_prose(caption) == "caption"

    def test_what_repeats_a_caption_without_its_credit_is_one(self) -> None:
        caption = "The walls of the town after the storm."
        text = f"{BEFORE}\n\n{caption} Photo: Anna Moor\n\n{caption}\n\n{AFTER}"
        assert [kind for _, kind in kinds(text)] == ["prose", "caption", "caption", "prose"]

    def test_the_line_above_a_credit_belongs_to_it(self) -> None:
        text = f"{BEFORE}\n\nThe walls last week.\n\nPhoto: A. Moor\n\n{AFTER}"
        assert [kind for _, kind in kinds(text)] == ["prose", "caption", "caption", "prose"]

    def test_the_paragraph_above_a_caption_with_its_credit_stays_prose(self) -> None:
        text = (
            f"{BEFORE}\n\nThe walls are of stone.\n\nThe hall last week. (Anna Moor/Port Images)\n\n{AFTER}"
        )
        assert [kind for _, kind in kinds(text)] == ["prose", "prose", "caption", "prose"]

    def test_the_paragraph_above_a_figure_stays_prose(self) -> None:
        text = f"{BEFORE}\n\nThe walls are of stone.\n\nFigure 1: A wall\n\n{AFTER}"
        assert [kind for _, kind in kinds(text)] == ["prose", "prose", "caption", "prose"]


class TestBylines:
    @pytest.mark.parametrize(
        "line",
        [
            "By Anna Moor",
            "Von Anna Moor",
            "Par Anna Moor",
            "3 May 2021",
            "Oct. 3rd, 2023",
            "3. Oktober 2023",
            "2023-10-03",
            "Monday, May 3, 2021, 10:15 AM",
        ],
    )
    def test_are_authors_dates_and_times(self, line: str) -> None:
        assert kind_among_prose(line) == "byline"

    @pytest.mark.parametrize(
        "sentence",
        [
            "By Monday the walls were done.",
            "Von hier sieht man die alten Mauern.",
            "It was built by 3 May 2021.",
            "On 3 May 2021 the old gate fell at 10:15.",
        ],
    )
    def test_a_sentence_with_a_date_is_prose(self, sentence: str) -> None:
        assert kind_among_prose(sentence) == "prose"

    def test_a_signature_behind_a_dash_is_one(self) -> None:
        assert kind_among_prose("-anna") == kind_among_prose("--Anna Moor") == "byline"

    def test_answers_in_a_row_behind_dashes_are_items(self) -> None:
        assert kind_among_prose("-yes\n\n-no") == "item"

    def test_an_interval_is_no_option_of_a_command(self) -> None:
        assert kind_by_look("The range of it is [-1, 1]") is None

    @pytest.mark.parametrize("date", ["Sat, 22/03/2021 -", "3 May,", "May 3rd, 2021 at", "2021-05-03 um"])
    def test_the_stamps_of_posts_are_bylines(self, date: str) -> None:
        posts = [f"Sent by {name} on {date} 09:4{n}.\n\n{BEFORE} {n}" for n, name in enumerate("ABC")]
        assert [kind for _, kind in kinds("\n\n".join(posts))] == ["byline", "prose"] * 3
        assert kind_among_prose("Sent by Anna on Sat, 22/03/2021 - 09:40.") == "prose"

    def test_the_lines_of_a_timetable_are_none(self) -> None:
        rows = [
            f"The train to {city} leaves from platform {n} at 10:0{n}."
            for n, city in enumerate(("Oslo", "Rome", "Bonn"))
        ]
        assert [kind for _, kind in kinds("\n\n".join(rows))] == ["prose"] * 3


class TestLetters:
    LETTER = "{greeting}\n\nThe walls need new stones before the winter comes. We have none left here.\n\n{farewell}"

    @pytest.mark.parametrize(
        ("greeting", "farewell"),
        [
            ("Dear Bob,", "Kind regards,\nAnna Moor"),
            ("Hi all,", "Best,\nAnna"),
            ("Sehr geehrte Frau Moor,", "Mit freundlichen Grüßen\nBob Dahl"),
            ("Bonjour Anna,", "Cordialement,\nBob"),
            ("Hola Anna:", "Saludos,\nBob"),
        ],
    )
    def test_have_a_greeting_and_a_farewell(self, greeting: str, farewell: str) -> None:
        found = kinds(self.LETTER.format(greeting=greeting, farewell=farewell))
        assert found[0] == (greeting, "greeting")
        assert found[1][1] == "prose"
        assert {kind for _, kind in found[2:]} == {"greeting"}

    def test_may_end_above_another(self) -> None:
        text = f"{BEFORE}\n\nCheers,\nAnna\n\n{AFTER}\n\nThanks,\n\nBob\n\n" + f"{LATER} {BEFORE}\n\n" * 8
        assert [kind for _, kind in kinds(text) if kind != "prose"] == ["greeting"] * 4

    @pytest.mark.parametrize("greeting", ["Hi Bob,", "dear bob,", "Liebe Anna,", "Szanowny Panie,"])
    def test_may_go_on_in_lower_case_below_the_greeting(self, greeting: str) -> None:
        found = kinds(f"{greeting}\nthe walls need new stones before the winter comes.")
        assert found[0] == (greeting, "greeting")

    @pytest.mark.parametrize(
        "sentence",
        [
            "Thanks to him,\nthe mill was saved.",
            "Good morning America,\nthe programme of ABC, has 3 million viewers.",
            "All in all,\nthe walls of the harbour need new stones.",
        ],
    )
    def test_have_no_greeting_that_is_the_head_of_a_sentence(self, sentence: str) -> None:
        document = Document(f"{sentence} It is very old. We have none left here.")
        assert document.sentences[0].text == sentence
        assert not document.habits.is_letter

    def test_have_a_sender_or_an_addressee(self) -> None:
        body = "The walls need new stones before the winter comes."
        report = Document(f"Title: The harbour\nSubject: Walls\nAuthor: Bob Dahl\n\n{body}")
        mail = Document(f"From: Anna Moor\nTo: Bob Dahl\nSubject: Walls\n\n{body}")
        assert (report.habits.is_letter, report.habits.subject) == (False, None)
        assert (mail.habits.is_letter, mail.habits.subject) == (True, "Walls")

    def test_the_header_of_a_mail_is_boilerplate(self) -> None:
        header = "From: Anna Moor\nTo: Bob Dahl\nSubject: The old walls"
        found = kinds(f"{header}\n\n{self.LETTER.format(greeting='Hi Bob,', farewell='Best,')}")
        assert [kind for _, kind in found] == ["boilerplate"] * 3 + ["greeting", "prose", "greeting"]

    @pytest.mark.parametrize(
        "sentence",
        ["History began at the harbour.", "High walls stood at the gate.", "Best of all was the song."],
    )
    def test_words_that_begin_alike_greet_nobody(self, sentence: str) -> None:
        assert {kind for _, kind in kinds(f"{sentence}\n\n{BEFORE}\n\n{sentence}")} == {"prose"}


class TestForms:
    FIELDS = ("Moor v. Dahl", "Case: 12 of 1921", "Court: The Harbour Court", "Judge: A. Moor")

    def test_the_long_field_of_a_form_is_no_prose(self) -> None:
        counsel = "Counsel: Ann Hay and Bob Lund (Moor & Co) for the Harbour; Cay Dahl and Eve Berg (Dahl & Co) for the Ships."
        found = kinds("\n\n".join([*self.FIELDS, counsel, BEFORE]))
        assert found[-2:] == [(counsel, "table"), (BEFORE, "prose")]

    def test_what_a_form_says_in_sentences_is_prose(self) -> None:
        said = "Summary: the council decided in May to repair the old walls of the harbour before winter."
        found = kinds("\n\n".join([*self.FIELDS, said, BEFORE]))
        assert found[-2:] == [(said, "prose"), (BEFORE, "prose")]

    def test_one_label_makes_no_form(self) -> None:
        assert kind_among_prose("The reason: nobody had repaired the walls of the harbour.") == "prose"


class TestReferences:
    ENTRIES = (
        "[1] A. Moor and B. Dahl. Walls of old. Journal of Walls, 12(3):4-9, 1999.\n\n"
        "[2] C. Lund. Gates. In Proceedings of Gates, pages 3-8, 2004."
    )

    @pytest.mark.parametrize(
        "title", ["References", "# Bibliography", "Literatur", "Bibliographie", "Referencias"]
    )
    def test_entries_under_their_title(self, title: str) -> None:
        found = kinds(f"{BEFORE}\n\n{title}\n\n{self.ENTRIES}")
        assert [kind for _, kind in found] == ["prose", "heading", "reference", "reference"]

    def test_end_with_a_heading_that_text_is_under(self) -> None:
        found = kinds(f"{BEFORE}\n\n# References\n\n{self.ENTRIES}\n\n# Appendix\n\n{AFTER}")
        assert found[-1] == (AFTER, "prose")

    def test_a_long_paragraph_without_any_mark_of_an_entry_is_none(self) -> None:
        paragraph = f"{BEFORE} {AFTER} {LATER}"
        found = kinds(
            f"{BEFORE}\n\nReferences\n\n{paragraph}\n\nMoor, A. (2011). Mills. J. Mills, 3(2), 1-9."
        )
        assert [kind for _, kind in found] == ["prose", "heading", "prose", "reference"]

    def test_a_numbered_entry_needs_no_title(self) -> None:
        assert kind_among_prose(self.ENTRIES.partition("\n\n")[0]) == "reference"

    def test_endnotes_of_lawyers_need_no_title(self) -> None:
        notes = [f"[{n}] Moor v Dahl [19{n}] HC {n}." for n in range(21, 27)]
        found = kinds("\n\n".join([BEFORE, AFTER, LATER, BEFORE, *notes]))
        assert [kind for _, kind in found] == ["prose"] * 4 + ["reference"] * 6

    def test_numbered_paragraphs_of_a_judgment_are_text(self) -> None:
        said = [f"The harbour was sold in 19{n} to one of the brothers." for n in range(21, 27)]
        found = kinds("\n\n".join(f"[{n}] {each}" for n, each in enumerate(said)))
        assert {kind for _, kind in found} == {"prose"}

    def test_a_footnote_has_a_mark_stuck_to_it(self) -> None:
        assert kind_among_prose("*Without the walls of the inner harbour.") == "reference"
        assert kind_among_prose("*Without* walls there is no harbour.") == "prose"

    def test_points_with_a_star_stuck_to_them_are_no_footnotes(self) -> None:
        points = "*The walls are to be repaired in May.\n\n*The gate is to be painted in June."
        assert kind_among_prose(points) == "prose"

    def test_a_sentence_that_cites_is_prose(self) -> None:
        assert (
            kind_among_prose("Moor and Dahl (1999) found walls that are older, as Lund did in 2004.")
            == "prose"
        )


class TestCodeTablesFormulas:
    @pytest.mark.parametrize(
        "notes",
        [
            "Decisions (3):\n  Close the old gate on Monday\n  Open the new mill in June\n  Hire two engineers",
            "Topics:\n  Budget:\n    Ann has the costs of the gate [see annex 2]\n    Costs rise again\n"
            "  Hiring:\n    Two engineers start in June",
        ],
    )
    def test_notes_that_are_indented_or_counted_are_none(self, notes: str) -> None:
        assert "code" not in {kind for _, kind in kinds(f"{BEFORE}\n\n{notes}\n\n{AFTER}")}

    @pytest.mark.parametrize(
        "block",
        [
            "for (int i = 0; i < n; i++) { sum += walls[i].height(); }",
            "if (walls[i] > 0) {\n    walls[i] -= 1;\n}",
            "git clone https://example.org/walls.git && cd walls && make -j4",
            "int *walls, *gates, *stones, *towers;",
            "rm -rf *.o *.a* && make",
        ],
    )
    def test_code_is_no_candidate(self, block: str) -> None:
        assert kind_among_prose(block) not in CANDIDATES

    @pytest.mark.parametrize(
        "block",
        [
            "1921\t4000\t12\n1922\t5000\t14",
            "| Year | Stones |\n|------|--------|\n| 1921 | 4000 |\n| 1922 | 5000 |",
            "1921   4000   12\n1922   5000   14\n1923   6000   15",
            "1921 4000 12 17 1922 5000 14 19",
        ],
    )
    def test_rows_are_a_table(self, block: str) -> None:
        assert kind_among_prose(block) == "table"

    @pytest.mark.parametrize("block", ["E = mc^2 + ∑ x_i", "f(x) = ∫ g(t) dt ≤ 1", "∀x ∈ A: x² ≥ 0"])
    def test_formulas(self, block: str) -> None:
        assert kind_among_prose(block) == "formula"

    @pytest.mark.parametrize(
        "sentence",
        [
            "In 1921, 4,000 of the 5,000 stones (80%) and 12 of the 14 gates held.",
            "Profits rose by 12.5% to $3.4bn in 2021 (2020: $3.0bn).",
            "The height h of a wall is 3.5 m, so that h = 3.5 holds for all of them.",
            "See https://example.org/walls for the plans of the old walls and gates.",
            "The function load() reads a wall, and print() writes it.",
        ],
    )
    def test_prose_with_numbers_signs_and_addresses_is_prose(self, sentence: str) -> None:
        assert kind_among_prose(sentence) == "prose"

    @pytest.mark.parametrize(
        "emphasis", ["**Walls** of old", "*Walls*", "**Walls:** four", "**Are** they *old*?"]
    )
    def test_emphasis_is_no_code(self, emphasis: str) -> None:
        assert kind_among_prose(f"- Gates\n- {emphasis}") == "item"

    def test_a_long_line_with_wide_spaces_is_no_row(self) -> None:
        line = (
            "The mill stood by the river    " + "and the miller lived in it with his sons. " * 9 + "   and so"
        )
        assert [block.kind for block in find_blocks(line)] == ["prose"]

    def test_an_indented_line_is_no_row(self) -> None:
        assert kind_among_prose("To see it at once, empty the cache by:\n\techo 3") == "prose"

    def test_the_frame_of_a_manual_page_is_no_candidate(self) -> None:
        synopsis = "walls [ -cdf ] [ names ...  ]\nwalls [ -h|--help ]\ngates names"
        assert kind_among_prose("walls(1)         User Commands         walls(1)") == "boilerplate"
        assert kind_among_prose(synopsis) == "code"
        assert kind_among_prose("The walls [-h] are of stone, and so are the gates.") == "prose"

    def test_a_block_quotation(self) -> None:
        assert kind_among_prose("> The walls will hold.\n> They always did.") == "quotation"


class TestBoilerplate:
    @pytest.mark.parametrize(
        "line",
        [
            "Share this on Facebook",
            "Follow us on Twitter",
            "© 2021 Port Marrow News. All rights reserved.",
            "Jetzt abonnieren",
            "Abonnez-vous à notre lettre",
            "https://example.org/walls/of/the/old/town",
        ],
    )
    def test_links_and_share_lines(self, line: str) -> None:
        assert kind_among_prose(line) == "boilerplate"

    @pytest.mark.parametrize(
        "sentence",
        [
            "Share prices of the stone works rose by a third.",
            "Followers of the brothers built a second wall.",
            "Cookies were baked for all who came to the walls.",
        ],
    )
    def test_sentences_with_such_words_are_prose(self, sentence: str) -> None:
        assert kind_among_prose(sentence) == "prose"

    def test_teasers_end_with_a_link(self) -> None:
        found = kinds(f"{BEFORE}\n\nWalls in Danger\n\nThe brothers ask for help. | mehr\n\n{AFTER}")
        assert [kind for _, kind in found] == ["prose", "boilerplate", "boilerplate", "prose"]

    def test_the_last_cell_of_a_row_is_no_link(self) -> None:
        table = "City | status\n--- | ---\nOslo | open\nRome | shut"
        found = kinds(f"{BEFORE}\n\nResults of the survey\n\n{table}\n\n{AFTER}")
        assert found[1] == ("Results of the survey", "heading")
        assert "boilerplate" not in [kind for _, kind in found]

    def test_a_title_below_read_also_is_a_link(self) -> None:
        found = kinds(
            f"{BEFORE}\n\nRead also...\n\n“We will not leave”, say the brothers of the “wall”\n\n{AFTER}"
        )
        assert [kind for _, kind in found] == ["prose", "boilerplate", "boilerplate", "prose"]

    def test_a_banner_above_the_menu_is_on_something_else(self) -> None:
        menu = "\n\n".join(f"Menu of Page {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        menu = menu.replace("Page B", "Page B\n\nInfo For:")
        article = f"{BEFORE}\n\n{AFTER}\n\n{LATER}\n\n" * 3
        found = kinds(f"The library is shut.\n\n{menu}\n\n{article}")
        assert {kind for _, kind in found[:-9]} == {"boilerplate", "heading"}
        assert found[0][1] == "boilerplate"
        assert kinds(f"The brothers built walls.\n\n{menu}\n\n{article}")[0][1] == "prose"

    def test_short_lines_that_come_again_and_again(self) -> None:
        text = "\n\n".join(f"{paragraph}\n\nPort Marrow News, page" for paragraph in (BEFORE, AFTER, LATER))
        assert all(
            kind not in CANDIDATES for block, kind in kinds(text) if block.startswith("Port Marrow News")
        )

    @pytest.mark.parametrize("title", ["Acknowledgements", "See also", "Danksagung"])
    def test_what_is_under_acknowledgements_and_the_like(self, title: str) -> None:
        found = kinds(f"{BEFORE}\n\n# {title}\n\nWe thank the brothers for their stones.")
        assert found[-1][1] == "boilerplate"


class TestTurns:
    def test_who_speaks_is_apart_from_what_is_said(self) -> None:
        text = (
            "Ann: Shall we mend the walls?\nBob: Yes, before winter.\nAnn: Then let us begin.\nBob: I will."
        )
        assert kinds(text)[:3] == [
            ("Ann:", "byline"),
            ("Shall we mend the walls?", "turn"),
            ("Bob:", "byline"),
        ]

    def test_the_time_of_a_message_is_none_of_it(self) -> None:
        text = "[10:01] <ann> The walls fell\n[10:02] <bob> Which walls fell?\n[10:03] <ann> All the walls"
        assert [block for block, kind in kinds(text) if kind == "turn"] == [
            "The walls fell",
            "Which walls fell?",
            "All the walls",
        ]


@given(any_text)
def test_the_kind_of_a_sentence_is_that_of_its_block(text: str) -> None:
    if not any(map(str.isalpha, text)):
        return
    document = Document(text)
    for sentence in document.sentences:
        (block,) = (b for b in document.blocks if b.start <= sentence.start and sentence.end <= b.end)
        assert sentence.kind == block.kind
        assert sentence.is_heading == (block.kind == "heading")
        assert sentence.is_candidate == (block.kind in CANDIDATES)


@given(any_text)
def test_any_block_has_a_look(text: str) -> None:
    for block in unify_line_ends(text).split("\n\n"):
        if block.strip():
            kind_by_look(block.strip())


def test_what_a_library_puts_around_a_book_is_boilerplate() -> None:
    text = (
        "This eBook is for the use of anyone anywhere.\n\n*** START OF THIS PROJECT ***\n\nThe mill was old.\n\n"
        "*** END OF THIS PROJECT ***\n\nYou agree to comply with all the terms of this agreement."
    )
    assert [block.kind for block in find_blocks(text) if block.kind != "boilerplate"] == ["prose"]


@pytest.mark.parametrize(
    "offer",
    [
        "Subscribe now to read the full story. Only one euro for the first month.",
        "This article is for subscribers only. Log in or subscribe to keep reading.",
        "You have two free articles left this month.",
        "Enjoyed this article? Share it with your friends and follow us for more.",
        "Jetzt weiterlesen mit dem Digital-Abo. Nur ein Euro im ersten Monat.",
        "Cet article est réservé aux abonnés. Abonnez-vous pour lire la suite.",
        "Este contenido es exclusivo para suscriptores. Suscríbete desde un euro al mes.",
        "この記事は会員限定です。続きを読むには登録が必要です。",
        "(Reporting by Ann Moor and Bob Dahl; Editing by Carl Roe)",
        "Correction: An earlier version of this article said the bridge was closed on Sunday.",
        "The views expressed here are those of the author.",
        "In einer früheren Version dieses Artikels stand ein falsches Datum.",
    ],
)
def test_paragraphs_on_the_page_itself_are_boilerplate(offer: str) -> None:
    text = f"The old bridge was closed on Monday after a flood.\n\n{offer}\n\nThe ferry runs every hour until then."
    assert [kind for _, _, kind in find_blocks(text)] == ["prose", "boilerplate", "prose"]


def test_an_offer_that_is_news_is_prose() -> None:
    text = "The ferry company offers a free trial of a month, and 300 people have subscribed to it since the flood."
    assert [kind for _, _, kind in find_blocks(text)] == ["prose"]


@pytest.mark.parametrize(
    "disclaimer",
    [
        "This e-mail and any attachments are confidential and may be privileged. If you are not the intended recipient, "
        "please delete it and notify the sender. Nobody else may read, copy or store it, and the Harbour Office is not "
        "liable for what happens to it on its way through the internet.",
        "Diese E-Mail ist vertraulich und nur für den Adressaten bestimmt. Wer sie irrtümlich erhält, muss sie löschen.",
        "Este mensaje es confidencial y va dirigido exclusivamente a su destinatario. Si lo recibe por error, elimine el correo.",
    ],
)
def test_the_disclaimer_below_the_farewell_of_a_mail_is_boilerplate(disclaimer: str) -> None:
    mail = "Hi Bob,\n\nThe council has approved the budget for the new quay in June.\n\nBest regards,\nAnn Moor\n\n"
    assert Document(mail + disclaimer).blocks[-1].kind == "boilerplate"


def test_confidential_mail_in_the_news_is_prose() -> None:
    news = "The mayor sent a confidential e-mail to the wrong recipient in error. It was to be deleted by all who saw it."
    assert [block.kind for block in Document(f"{news}\n\n{news}").blocks] == ["prose", "prose"]


def test_topics_between_dashes_are_a_heading() -> None:
    text = "Tort – Traffic accident – Whether the rider was liable\n\nThe rider fell – it was dark – at the bridge."
    assert [block.kind for block in Document(text).blocks] == ["heading", "prose"]


@pytest.mark.parametrize(
    "text",
    [
        "Die Strecke Hamburg – Berlin – Dresden wird ab Montag gesperrt. Die Bahn erneuert alle Gleise.",
        "Paris — Berlin — London is the line that the town wants to build next year.",
        "Cases rose,\nCOVID wards filled in a week,\nCOVID vaccines arrived only in May.",
    ],
)
def test_dashes_and_capitals_in_a_sentence_are_prose(text: str) -> None:
    assert [block.kind for block in Document(text, lines="wrapped").blocks] == ["prose"]


def test_recitals_are_apart() -> None:
    text = (
        "WHEREAS the mill of the town is old and\nhas no wheel;\nWHEREAS it rained, as the WHO;\nUNESCO said;\n"
        "WHEREAS nobody objects;\nit is resolved to close the mill of the town."
    )
    starts = [text[block.start :].split()[0] for block in Document(text, "en").blocks]
    assert starts == ["WHEREAS", "WHEREAS", "WHEREAS"]


def test_a_footnote_begins_with_its_sign() -> None:
    text = "The share was 5 per cent of all.\n\n§ The total does not equal the sum.\n\n§ 5 gilt hier weiter."
    assert [block.kind for block in Document(text, "en").blocks] == ["prose", "reference", "prose"]
