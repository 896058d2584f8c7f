"""What a reader stumbles over waits: crumbs, open ends, references to what is not there."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize import Document, Length, methods, summarize
from summarize.extractive.selection.budget import select
from summarize.extractive.selection.lists import Lists
from summarize.extractive.selection.order import by_score
from summarize.extractive.selection.stumbles import Level, Stumbles
from tests.strategies import any_text

PLAIN = "The harbour was built by three brothers. The great storm broke none of its walls."
LONG = (
    "The workers built a wall and a gate and a house and a road " + "and then another wall " * 13 + "at last."
)


def level(sentence: str, language: str = "en", *, follows_taken: bool = False) -> Level:
    """Return how much the last sentence of a text disturbs, after two that do not."""
    document = Document(f"{PLAIN} {sentence}", language)
    assert document.sentences[-1].text == sentence
    return Stumbles(document).level(len(document.sentences) - 1, follows_taken=follows_taken)


def taken(text: str, scores: list[float], **length: float) -> list[str]:
    document = Document(text, "en").body
    positions = select(document, by_score(np.array(scores)), Length(**length))  # type: ignore[arg-type]
    return [document.sentences[position].text for position in positions]


class TestLevels:
    @pytest.mark.parametrize(
        "sentence",
        [
            "The walls of the old town held all winter.",
            "It is clear that the walls held all winter.",
            "“The walls will hold,” said the mayor of the town.",
            "In 2010, the town had 3 of 10 gates closed.",
        ],
    )
    def test_a_plain_sentence_disturbs_nobody(self, sentence: str) -> None:
        assert level(sentence) is Level.NONE

    @pytest.mark.parametrize(
        "sentence",
        [
            "Yes.",
            "Not the walls.",
            "The following walls were built by the brothers:",
            "1921 1922 1923 1924 (5).",
            "What Every Mayor Should Know About Walls And Towers.",
            "SECTION FOUR AUTHORITY OF TOWNS TO BUILD CERTAIN WALLS.",
        ],
    )
    def test_crumbs_lead_ins_and_numbers_break_a_summary(self, sentence: str) -> None:
        assert level(sentence) is Level.BREAKS

    @pytest.mark.parametrize(
        "sentence",
        [
            "They built it in one winter.",
            "But the walls of the old town held.",
            "This was the work of one winter.",
            "Who built the walls of the old town?",
            "“The walls will hold for all time.”",
            LONG,
            "Because of these gates, the town was never taken.",
            "“No wall of ours has ever fallen in a storm,” he said.",
            "The walls are described at https://walls.example.org in full.",
            "The walls are [described](walls.md) in another file of the town.",
            "The builders of the walls declare no competing interests.",
            "All builders of the walls read and approved the final plan.",
            "… and the walls of the old town held again.",
            "— The walls held in every storm of that winter.",
        ],
    )
    def test_dangling_openings_questions_and_the_like_hinder_it(self, sentence: str) -> None:
        assert level(sentence) is Level.HINDERS

    @pytest.mark.parametrize(
        ("language", "sentence"),
        [
            ("de", "Sie bauten die Mauer in einem Winter."),
            ("fr", "Il a construit le mur en un hiver."),
            ("es", "Pero el muro del pueblo viejo aguantó."),
        ],
    )
    def test_openings_are_known_in_several_languages(self, language: str, sentence: str) -> None:
        assert level(sentence, language) is Level.HINDERS

    def test_a_sentence_without_an_end_hinders_where_others_have_one(self) -> None:
        text = f"{PLAIN}\n\nThe old walls of the harbour and the gates of it,"
        document = Document(text, "en")
        assert Stumbles(document).level(2, follows_taken=False) is Level.HINDERS

    def test_but_not_in_notes_where_none_has(self) -> None:
        document = Document(
            "The old walls held again\nNew gates for the harbour\nBirds fly over the town", "en"
        )
        stumbles = Stumbles(document)
        assert {stumbles.level(i, follows_taken=False) for i in range(3)} == {Level.NONE}

    def test_a_reference_to_a_sentence_that_is_there_does_not_hinder(self) -> None:
        assert level("They built it in one winter.", follows_taken=True) is Level.NONE
        assert level("Who built it in one winter?", follows_taken=True) is Level.HINDERS

    def test_what_is_left_out_in_between_is_missed(self) -> None:
        text = "The brothers came in winter.\n\nFigure 1: The walls of the town\n\nThey built it with stone from the hills."
        document = Document(text, "en").body
        assert [sentence.kind for sentence in document.sentences] == ["prose", "prose"]
        assert Stumbles(document).level(1, follows_taken=True) is Level.HINDERS

    def test_long_sentences_wait_unless_words_are_counted(self) -> None:
        document = Document(f"{PLAIN} {LONG}", "en")
        assert Stumbles(document).level(2, follows_taken=False) is Level.HINDERS
        assert Stumbles(document, counts_sentences=False).level(2, follows_taken=False) is Level.NONE

    @given(any_text, st.booleans())
    def test_any_sentence_has_one(self, text: str, follows_taken: bool) -> None:
        if any(map(str.isalpha, text)):
            document = Document(text)
            for position in range(len(document.sentences)):
                Stumbles(document).level(position, follows_taken=follows_taken and position > 0)


class TestSelection:
    def test_what_hinders_waits_for_what_does_not(self) -> None:
        text = f"They came from the north. {PLAIN}"
        assert taken(text, [0.9, 0.2, 0.1], sentences=1) == ["The harbour was built by three brothers."]
        assert taken(text, [0.9, 0.2, 0.1], sentences=2) == PLAIN.replace(". The", ".\nThe").split("\n")
        assert taken(text, [0.9, 0.2, 0.1], sentences=3)[0] == "They came from the north."

    def test_a_dangling_sentence_comes_with_the_one_before(self) -> None:
        text = "Three brothers built the harbour. They came from the north. The great storm broke no walls."
        assert taken(text, [0.5, 0.9, 0.4], sentences=1) == ["Three brothers built the harbour."]
        assert taken(text, [0.5, 0.9, 0.4], sentences=2) == [
            "Three brothers built the harbour.",
            "They came from the north.",
        ]
        assert taken(text, [0.4, 0.5, 0.9], sentences=1) == ["The great storm broke no walls."]
        assert taken(text, [0.4, 0.5, 0.9], sentences=2) == [
            "Three brothers built the harbour.",
            "The great storm broke no walls.",
        ]

    def test_a_chain_of_them_comes_in_order(self) -> None:
        text = "Three brothers built it. They came from afar. They had no stones. The storm broke no walls."
        assert taken(text, [0.6, 0.8, 0.9, 0.1], sentences=3) == [
            "Three brothers built it.",
            "They came from afar.",
            "They had no stones.",
        ]

    def test_crumbs_come_after_what_hinders(self) -> None:
        text = f"Yes. Who built the old walls? {PLAIN}"
        scores = [0.9, 0.8, 0.2, 0.1]
        assert taken(text, scores, sentences=3) == [
            "Who built the old walls?",
            *taken(PLAIN, [1, 1], sentences=2),
        ]
        assert taken(text, scores, sentences=4)[0] == "Yes."

    def test_crumbs_do_not_fill_what_is_left_of_a_word_budget(self) -> None:
        text = f"{PLAIN} Yes. No."
        assert taken(text, [0.2, 0.1, 0.9, 0.8], words=9) == ["The harbour was built by three brothers."]
        assert taken(text, [0.2, 0.1, 0.9, 0.8], words=100) == taken(PLAIN, [1, 1], sentences=2)

    def test_what_hinders_fills_a_word_budget(self) -> None:
        text = f"They came from the north. {PLAIN}"
        assert taken(text, [0.9, 0.2, 0.1], words=100)[0] == "They came from the north."

    def test_a_text_of_crumbs_alone_gives_crumbs(self) -> None:
        assert taken("Yes. No. Perhaps so.", [0.1, 0.9, 0.2], sentences=2) == ["No.", "Perhaps so."]
        assert taken("Yes. No. Perhaps so.", [0.1, 0.9, 0.2], words=1) == ["No."]

    def test_a_text_of_questions_alone_gives_questions(self) -> None:
        text = "Who built the old walls? When did the storm come? Why did they hold?"
        assert taken(text, [0.1, 0.9, 0.2], sentences=1) == ["When did the storm come?"]

    def test_repetitions_wait_too(self) -> None:
        text = "The walls of the town held. The walls of the town held. The gates of the town fell."
        assert taken(text, [0.9, 0.8, 0.1], sentences=2) == [
            "The walls of the town held.",
            "The gates of the town fell.",
        ]

    def test_without_readers_nothing_waits(self) -> None:
        document = Document(f"Yes. Who was it? {PLAIN}", "en")
        order = by_score(np.array([0.9, 0.8, 0.2, 0.1]))
        assert select(document, order, Length(sentences=2), is_for_readers=False) == [0, 1]

    @pytest.mark.parametrize("method", methods())
    def test_no_method_begins_with_a_crumb_or_a_question(self, method: str) -> None:
        text = f"Walls? Who built the old walls of the harbour? Yes, the walls. {PLAIN}"
        assert summarize(text, method, sentences=2) == PLAIN.replace(". The", ".\nThe")

    @pytest.mark.parametrize("method", methods())
    def test_they_stand_where_all_are_candidates(self, method: str) -> None:
        text = f"Walls. Walls of the harbour. {PLAIN}"
        assert len(summarize(text, method, sentences=4, candidates="all").sentences) == 4

    def test_a_turn_is_judged_without_its_speaker(self) -> None:
        text = (
            "Ann: Shall we mend the old walls?\nBob: Yes, sure.\nAnn: The walls need new stones before winter.\n"
            "Bob: Right.\nAnn: Who has stones?\nBob: Port Marrow has more stones than it needs."
        )
        assert summarize(text, sentences=2).splitlines() == [
            "Ann: The walls need new stones before winter.",
            "Bob: Port Marrow has more stones than it needs.",
        ]


LAW = """
SEC. 2. GRANTS.

    (a) Grants Authorized.--
            (1) In general.--The Secretary shall make grants to towns with an old harbour.
            (2) Use of grants.--A town may use a grant for the walls that--
                    (A) are older than the town; or
                    (B) are mended by the people of the town.

SEC. 3. REPORT.

    The Secretary shall report to the mayor on the grants of each year. The mayor may ask for more. A town
may publish the report.
"""


def test_a_finished_sentence_of_german_nouns_is_no_title() -> None:
    text = "Verde ist eine Großstadt im Ruhrgebiet und in der Metropolregion. Regen fällt auf die Mühlen der Stadt."
    assert Stumbles(Document(text, "de")).level(0, follows_taken=False) is Level.NONE


class TestLaws:
    def test_a_point_below_a_title_with_a_dash_is_whole_and_its_last_part_is_not(self) -> None:
        document = Document(LAW, "en").body
        stumbles = Stumbles(document)
        levels = {
            sentence.text[:3]: stumbles.level(position, follows_taken=False)
            for position, sentence in enumerate(document.sentences)
        }
        assert levels["(1)"] is Level.NONE
        assert {levels[mark] for mark in ("(a)", "(2)", "(A)", "(B)")} == {Level.BREAKS}


class TestWhatMostOfATextIs:
    def test_titles_in_a_text_of_titles_are_taken(self) -> None:
        text = (
            "Seven Brothers Build Another Harbour. Great Storm Breaks Seven Walls. Mayor Opens Seven Gates."
        )
        assert summarize(text, "lead", words=12).sentences[0].text.startswith("Seven Brothers")

    def test_markup_in_a_text_full_of_it_is_taken(self) -> None:
        text = "The [harbour](a.md) was built by brothers. The [storm](b.md) broke none of its old walls."
        assert len(summarize(text, "lead", sentences=2).sentences) == 2

    def test_a_sentence_that_announces_a_list_goes_with_it(self) -> None:
        text = f"{PLAIN} The following gates of the town are closed.\n\n- the gate by the harbour\n- the gate by the mill"
        document = Document(text, "en").body
        assert Stumbles(document).level(2, follows_taken=False) is Level.BREAKS

    @pytest.mark.parametrize(
        "sentence",
        [
            "The mayor said that “the walls will hold.",
            'The mayor said that the walls "will hold.',
            "The walls were sold (to the mayor of the old town.",
            "The walls, of the old town) were sold to the mayor.",
            "Le maire a dit « les murs ont tenu tout l'hiver.",
        ],
    )
    def test_half_of_a_quotation_or_bracket_waits(self, sentence: str) -> None:
        assert level(sentence) is Level.HINDERS

    @pytest.mark.parametrize(
        "sentence",
        [
            "The mayor said: “The walls (of stone) will hold.”",
            "1) The walls were sold to the mayor of the town.",
            "The mayor’s wall was 3' high, and „held“.",
        ],
    )
    def test_a_whole_quotation_or_the_number_of_an_item_does_not(self, sentence: str) -> None:
        assert Stumbles(Document(sentence, "en")).level(0, follows_taken=False) is Level.NONE

    def test_this_at_the_start_of_a_text_or_section_is_the_text_itself(self) -> None:
        text = f"# Harbour act\n\nThis law amends the harbour act. This was asked for. {PLAIN}"
        stumbles = Stumbles(Document(text, "en").body)
        levels = [stumbles.level(position, follows_taken=False) for position in range(4)]
        assert levels == [Level.NONE, Level.HINDERS, Level.NONE, Level.NONE]

    def test_this_at_the_start_of_a_later_section_may_be_what_its_heading_names(self) -> None:
        text = f"{PLAIN}\n\n# The wall has cracks\n\n{{}} with walls of stone by the sea. {PLAIN}"
        for opening, expected in (("This is common", Level.HINDERS), ("These two chapters deal", Level.NONE)):
            document = Document(text.format(opening), "en").body
            assert Stumbles(document).level(2, follows_taken=False) is expected

    def test_a_teaser_that_breaks_off_waits_and_a_sentence_of_a_paragraph_does_not(self) -> None:
        teaser = "The delegation of the town will come to the old po..."
        for text, expected in ((f"{PLAIN}\n\n{teaser}", Level.HINDERS), (f"{PLAIN} {teaser}", Level.NONE)):
            assert Stumbles(Document(text, "en").body).level(2, follows_taken=False) is expected

    def test_the_aim_of_a_text_needs_no_introduction(self) -> None:
        text = f"A licence may be had by a town for a purpose. The purpose of this act is to license mills. {PLAIN}"
        assert Stumbles(Document(text, "en")).level(1, follows_taken=False) is Level.NONE

    def test_he_at_the_start_of_a_section_is_somebody(self) -> None:
        stumbles = Stumbles(Document(f"# The mayor\n\nHe left the town in spring. {PLAIN}", "en").body)
        assert stumbles.level(0, follows_taken=False) is Level.HINDERS

    def test_the_number_of_an_item_hides_no_reference(self) -> None:
        text = "1. The brothers built a wall of stone.\n2. They built a gate of old oak.\n3. The town fell twice."
        stumbles = Stumbles(Document(text, "en"))
        levels = [stumbles.level(position, follows_taken=False) for position in range(3)]
        assert levels == [Level.NONE, Level.HINDERS, Level.NONE]

    def test_sentences_of_a_form_wait(self) -> None:
        form = "The clerk has closed this request for a gate."
        text = f"{form} {PLAIN} {form} The mayor likes old walls of stone. {form}"
        assert taken(text, [0.9, 0.2, 0.1, 0.8, 0.15, 0.7], sentences=2) == [
            "The harbour was built by three brothers.",
            "The mayor likes old walls of stone.",
        ]

    def test_what_ends_in_a_comma_waits_even_where_sentences_have_no_end(self) -> None:
        document = Document(
            "The old walls held again\nNew gates for the harbour, and\nThe brothers built gates,", "en"
        )
        stumbles = Stumbles(document)
        assert [stumbles.level(i, follows_taken=False) for i in range(3)] == [
            Level.NONE,
            Level.NONE,
            Level.HINDERS,
        ]

    def test_a_sentence_in_another_language_waits_though_a_few_of_its_words_are_known(self) -> None:
        spanish = "El puerto de la ciudad fue construido por tres hermanos. La tormenta no rompió sus muros."
        english = (
            "If you come to the old town, do see a few walls that held in the great storm of that winter."
        )
        document = Document(f"{spanish}\n\n{english}", "es")
        assert [Stumbles(document).level(i, follows_taken=False) for i in range(3)] == [
            Level.NONE,
            Level.NONE,
            Level.HINDERS,
        ]

    def test_the_number_of_a_paragraph_is_no_gap_but_a_lost_name_is(self) -> None:
        text = f"[7] {PLAIN}\n\n[8] In conclusion, the walls stay.\n\n[9] But the gate goes.\n\n[2] shows that the walls held all winter."
        document = Document(text, "en")
        levels = [Stumbles(document).level(i, follows_taken=False) for i in (0, 2, 3, 4)]
        assert levels == [Level.NONE, Level.NONE, Level.HINDERS, Level.HINDERS]

    def test_words_that_only_begin_a_text_refer_to_nothing(self) -> None:
        document = Document(f"OK, after a long winter the harbour is open again. So the {PLAIN[4:]}", "en")
        assert Stumbles(document).level(0, follows_taken=False) is Level.NONE
        assert Stumbles(document).level(1, follows_taken=False) is Level.HINDERS

    def test_a_name_in_lower_case_that_a_sentence_defines_is_no_middle(self) -> None:
        text = f"quay is a program for harbours.\n\n{PLAIN} Crews run quay on old machines, and quay is free."
        assert Stumbles(Document(text, "en")).level(0, follows_taken=False) is Level.NONE

    def test_what_begins_in_the_middle_waits_and_names_in_lower_case_do_not(self) -> None:
        text = (
            f"{PLAIN}\n\nwalls of the old town were sold.\n\nquay is a program for harbours. "
            "The crews like it a lot.\n\nquay runs on old machines."
        )
        document = Document(text, "en")
        stumbles = Stumbles(document)
        beheaded, named = 2, 3
        assert document.sentences[beheaded].text.startswith("walls")
        assert document.sentences[named].text.startswith("quay")
        assert stumbles.level(beheaded, follows_taken=False) is Level.HINDERS
        assert stumbles.level(named, follows_taken=False) is Level.NONE

    @pytest.mark.parametrize(
        ("sentence", "language"),
        [
            ("This act may be cited as the Harbour Act of 1921.", "en"),
            ("The minutes of 3 April were approved.", "en"),
            ("Die Versammlung ist beschlussfähig, und das Protokoll der letzten Sitzung liegt vor.", "de"),
            ("(a) “Harbour” means a place with walls and ships.", "en"),
            ("1. In this Act “harbour” means a place with walls and ships.", "en"),
            ("„Hafen“ bezeichnet einen Ort mit Mauern und Schiffen.", "de"),
            ("« Port » désigne un lieu avec des murs et des navires.", "fr"),
        ],
    )
    def test_laws_that_name_and_define_wait_where_sentences_are_counted(
        self, sentence: str, language: str
    ) -> None:
        document = Document(sentence, language)
        assert Stumbles(document).level(0, follows_taken=False) is Level.HINDERS
        assert Stumbles(document, counts_sentences=False).level(0, follows_taken=False) is Level.NONE

    @pytest.mark.parametrize("end", [",", ";", "; and", ", or"])
    def test_items_that_are_parts_of_a_sentence_wait(self, end: str) -> None:
        document = Document(
            f"- mend the walls of the town in the winter{end}\n- feed the ships of the port in spring.", "en"
        )
        first, second = (Stumbles(document).level(position, follows_taken=False) for position in (0, 1))
        assert (first, second) == (Level.HINDERS, Level.NONE)

    @pytest.mark.parametrize(
        "lead_in",
        ["The gate is shut if", "The mayor shall—", "The gate is shut if:", "It is shut as follows:"],
    )
    def test_items_wait_that_complete_the_sentence_above_their_list(self, lead_in: str) -> None:
        text = f"{PLAIN} {lead_in}\n\n(1) Any ship of the port is late.\n\n(2) A storm damages the old walls."
        document = Document(text, "en").body
        stumbles, by_words = Stumbles(document), Stumbles(document, counts_sentences=False)
        assert [sentence.kind for sentence in document.sentences] == ["prose"] * 3 + ["item"] * 2
        levels = [stumbles.level(position, follows_taken=False) for position in range(2, 5)]
        assert levels == [Level.BREAKS, Level.HINDERS, Level.HINDERS]
        assert by_words.level(2, follows_taken=False) is Level.BREAKS

    def test_items_wait_beside_one_that_ends_with_a_comma_and_numbered_paragraphs_do_not(self) -> None:
        text = (
            "(1) The following count as gates:\n\n1. Doors of oak in the old walls,\n\n2. Any door of a tower in the walls.\n\n"
            "(2) The mayor of the town may open any gate.\n\n(3) A gate of the town is closed at night."
        )
        document = Document(text, "en").body
        levels = [Stumbles(document).level(position, follows_taken=False) for position in range(5)]
        assert levels == [Level.BREAKS, Level.HINDERS, Level.HINDERS, Level.NONE, Level.NONE]

    def test_an_item_goes_on_with_the_list_of_its_mark(self) -> None:
        text = (
            "The mayor of the town shall—\n\n(1) close each gate, such as—\n\n(A) A gate of the harbour; and\n\n"
            "(B) Any gate of a tower; and\n\n(2) tell the brothers of—\n\n(A) The walls that were damaged; and\n\n"
            "(B) Any stone of the port that is missing."
        )
        document = Document(text, "en").body
        lists = Lists(document)
        assert [lists.completes_sentence(position) for position in range(7)] == [False] + [True] * 6

    def test_items_below_a_title_or_a_whole_sentence_do_not(self) -> None:
        text = "The council met:\n\n- The mayor closed the old gate.\n- The harbour gets new walls of stone."
        document = Document(text, "en").body
        levels = [Stumbles(document).level(position, follows_taken=False) for position in (1, 2)]
        assert levels == [Level.NONE, Level.NONE]

    def test_short_items_without_a_stop_are_labels(self) -> None:
        text = "- Report of the old harbour\n- The walls were mended in May\n- The mayor sold the gate of oak to Ann"
        document = Document(text, "en").body
        levels = [Stumbles(document).level(position, follows_taken=False) for position in range(3)]
        assert levels == [Level.HINDERS, Level.HINDERS, Level.NONE]

    def test_the_label_of_items_is_none_of_them(self) -> None:
        text = (
            "- Report of the harbour master\n  - The walls were mended in May.\n  - The gate was sold to Ann."
        )
        document = Document(text, "en").body
        levels = [Stumbles(document).level(position, follows_taken=False) for position in range(3)]
        assert levels == [Level.BREAKS, Level.NONE, Level.NONE]

    @pytest.mark.parametrize(
        ("sentence", "language"),
        [
            ("(The walls were sold to the mayor (in May).)", "en"),
            ("Yes, the walls were sold to the mayor.", "en"),
            ("Nein, die Mauern wurden im Mai verkauft.", "de"),
            ("D'accord, les murs sont vendus au maire.", "fr"),
        ],
    )
    def test_asides_and_answers_wait(self, sentence: str, language: str) -> None:
        document = Document(f"{sentence}\n\n{sentence}", language)
        assert Stumbles(document).level(0, follows_taken=False) is Level.HINDERS

    def test_a_message_that_mentions_somebody_first_waits(self) -> None:
        chat = (
            "Ann: The wall of the old town has many cracks.\nBob: @zoe could you save the log of the wall?\n"
            * 2
        )
        assert Stumbles(Document(chat, "en").body).level(1, follows_taken=False) is Level.HINDERS

    def test_a_message_to_somebody_of_the_chat_waits(self) -> None:
        text = (
            "[10:00] <ann> the gate needs new oak before winter\n[10:01] <bob> who has enough oak for the gate of the town?\n"
            "[10:02] <carl> bob: the mayor has more than enough of it\n[10:03] <ann> idea: the mill sells oak too"
        )
        document = Document(text, "en").body
        levels = [Stumbles(document).level(position, follows_taken=False) for position in range(4)]
        assert levels == [Level.NONE, Level.NONE, Level.HINDERS, Level.NONE]

    def test_words_that_only_begin_speech_refer_to_nothing(self) -> None:
        text = (
            "Ann: Shall we mend the old walls?\nBob: Okay, so the walls need new stones.\nAnn: So they need them.\n"
            "Bob: Right, this is known.\nAnn: Who has stones?\nBob: Well, Port Marrow sells them."
        )
        document = Document(text, "en").body
        levels = [Stumbles(document).level(position, follows_taken=False) for position in (1, 2, 3, 5)]
        assert levels == [Level.NONE, Level.HINDERS, Level.HINDERS, Level.NONE]
        assert level("Okay, so the walls need new stones.") is Level.HINDERS

    def test_a_list_of_names_waits(self) -> None:
        names = " ".join(
            f"{start}{end}" for start in ("Berg", "Dahl", "Lund") for end in ("holm", "vik", "strøm", "by")
        )
        assert level(f"Present were {names} {names} {names}.") is Level.HINDERS

    def test_short_sentences_wait_among_long_ones_where_sentences_are_counted(self) -> None:
        long = (
            "The walls of the old harbour were built by three brothers before the great storm of that year."
        )
        document = Document(f"{long} Walls are always hard. {long.replace('walls', 'gates')}", "en")
        assert Stumbles(document).level(1, follows_taken=False) is Level.HINDERS
        assert Stumbles(document, counts_sentences=False).level(1, follows_taken=False) is Level.NONE
        document = Document(f"{PLAIN} Walls are always hard.", "en")
        assert Stumbles(document).level(2, follows_taken=False) is Level.NONE

    def test_questions_in_letters_and_chats_say_what_is_wanted(self) -> None:
        question = "How can the town mend its walls before the winter?"
        assert level(question) is Level.HINDERS
        letter = Document(f"Dear Ann,\n\n{PLAIN} {question}\n\nBest regards\nBob", "en").body
        assert Stumbles(letter).level(2, follows_taken=False) is Level.NONE


@pytest.mark.parametrize(
    "sentence",
    [
        "6:00 PM Leaves the port and walks along the walls.",
        "If the wall is square, that is, , then the tower is too.",
        "The walls give the town the ability to keep its ships, but also, to—.",
        "See the chapter on the port for how the walls were mended.",
        "Stary mur miasta chroni port przed falami morza zimą.",
        "We have sent an email to your address, with a link to verify your account.",
        "A section at the bottom lists the walls of the old town.",
    ],
)
def test_gaps_pointers_and_other_languages_wait(sentence: str) -> None:
    assert level(sentence) is Level.HINDERS


class TestIntroductions:
    """ "The tree" needs the sentence with "a tree"."""

    @pytest.mark.parametrize(
        ("language", "first", "second"),
        [
            ("en", "The town built a gate in the north wall.", "The gate was closed all winter."),
            ("en", "Some of the brothers bought an old red boat.", "For years the boat lay at the quay."),
            ("de", "Die Stadt baute ein Tor in die Mauer.", "Das Tor blieb den ganzen Winter zu."),
            ("fr", "La ville a construit une porte au nord.", "La porte est restée fermée tout l’hiver."),
            ("es", "La ciudad construyó una puerta al norte.", "La puerta quedó cerrada todo el invierno."),
        ],
    )
    def test_are_needed(self, language: str, first: str, second: str) -> None:
        document = Document(f"{first} {second}", language)
        stumbles = Stumbles(document)
        assert stumbles.level(1, follows_taken=False) is Level.HINDERS
        assert stumbles.level(1, follows_taken=True) is Level.NONE

    @pytest.mark.parametrize(
        "text",
        [
            "The gate is old. The gate was closed all winter.",
            "The town built a gate. Rain fell. Snow fell. Wind blew. At night the gate was closed.",
            "The town built a gate. At the end of a long and stormy winter night the gate was closed.",
        ],
    )
    def test_of_what_is_known_or_far_away_are_not(self, text: str) -> None:
        document = Document(text, "en")
        assert Stumbles(document).level(len(document.sentences) - 1, follows_taken=False) is Level.NONE


@pytest.mark.parametrize(
    "sentence",
    [
        "For two days this wall was wet.",
        "In the north the other wall fell in May.",
        "We want it to be open all year.",
        "After all, the walls held all winter.",
        "First, the walls were painted in May.",
        "Whereas the walls of the town are old and wet;",
    ],
)
def test_what_needs_another_sentence_waits(sentence: str) -> None:
    assert level(sentence) is Level.HINDERS


def test_what_is_below_a_formal_heading_waits() -> None:
    text = (
        "# Call to order\n\nThe mayor welcomed the new clerk of the town.\n\n"
        "# Walls\n\nThe council closes the gate."
    )
    assert [sentence.text for sentence in summarize(text, "lead", sentences=1).sentences] == [
        "The council closes the gate."
    ]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Police arrested the former mayor of the town on Monday."),
        ("en", "The court asks whether the Third Amendment limits the town."),
        ("en", "Doctors in the town warn those taking aspirin in May."),
        ("es", "El incendio del puerto comenzó a las dos de la tarde."),
        ("fr", "Un festival a lieu au port tous les deux ans en mai."),
        ("de", "Die zweite Staffel der Serie beginnt am Montag im Mai."),
        ("fr", "Des ponts sont fermés dans tout le pays depuis lundi."),
    ],
)
def test_an_ordinary_lead_does_not_wait(language: str, sentence: str) -> None:
    document = Document(f"{sentence} {sentence[:-1]} noch.", language)
    assert Stumbles(document).level(0, follows_taken=False) is Level.NONE
