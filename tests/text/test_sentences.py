"""Sentence splitting: what ends a sentence, what does not, and that nothing gets lost."""

import pytest
from hypothesis import given

from summarize import Document, EmptyTextError, summarize
from tests.conftest import parsed_documents, shared_documents
from tests.strategies import any_text


def sentences(text: str, language: str | None = None) -> list[str]:
    return [sentence.text for sentence in Document(text, language).sentences]


def headings(text: str) -> list[str]:
    return [sentence.text for sentence in Document(text).sentences if sentence.is_heading]


def assert_covers(document: Document) -> None:
    end = 0
    for sentence in document.sentences:
        assert sentence.start >= end
        assert sentence.start < sentence.end
        assert document.text[sentence.start : sentence.end] == sentence.text
        assert sentence.text.strip() == sentence.text
        assert not document.text[end : sentence.start].strip()
        end = sentence.end
    assert not document.text[end:].strip()


class TestNothingIsLost:
    @given(any_text)
    def test_sentences_cover_any_text(self, text: str) -> None:
        try:
            document = Document(text)
        except EmptyTextError:
            return
        assert_covers(document)

    @pytest.mark.parametrize(
        "name",
        [
            "billsum_us_train100",
            "klexikon_de_test",
            "urdu_uscorpus",
            "scisummnet_acl",
            "qmsum_test",
            "opinosis",
        ],
    )
    def test_sentences_cover_real_documents(self, name: str) -> None:
        for document in parsed_documents(name):
            assert_covers(document)

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param("word " * 60_000, id="300,000 characters without a full stop"),
            pytest.param("x" * 1_000_000, id="a megabyte without a space"),
            pytest.param("word\n" * 40_000, id="40,000 one-word lines"),
            pytest.param("a" + "\n" * 1_000_000 + "b", id="a million blank lines"),
            pytest.param("1. x\n" * 40_000, id="40,000 list items"),
            pytest.param("# x\n" * 40_000, id="40,000 headings"),
            pytest.param("x\n---\n" * 40_000, id="40,000 rules"),
            pytest.param('"Open. (still ' * 50_000, id="quotes and brackets that never close"),
            pytest.param("“He came. " * 40_000, id="curly quotes that never close"),
            pytest.param("Mt. Everest and Ms. Lee " * 15_000, id="345,000 characters of abbreviations"),
            pytest.param("Approx. " * 40_000, id="nothing but abbreviations"),
            pytest.param("天地人你我他。" * 70_000, id="a Chinese paragraph of half a million characters"),
            pytest.param("A. B. C. " * 50_000, id="150,000 initials"),
            pytest.param("\x00" * 1000 + "a" + "\ud800" * 1000, id="NULs and lone surrogates"),
            pytest.param("e" + "\u0301" * 100_000, id="a letter with 100,000 accents"),
        ],
    )
    def test_sentences_cover_hostile_texts(self, text: str) -> None:
        assert_covers(Document(text))


class TestWhatEndsASentence:
    def test_a_line_break_in_a_paragraph_does_not(self) -> None:
        text = "It was the best of times,\nit was the worst of times. We had\neverything before us."
        assert sentences(text) == [
            "It was the best of times,\nit was the worst of times.",
            "We had\neverything before us.",
        ]

    @pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028", "\x85"])
    def test_a_blank_line_does_whatever_the_line_ends(self, line_end: str) -> None:
        text = f"No full stop{line_end}but wrapped{line_end}{line_end}Next paragraph"
        assert sentences(text) == [f"No full stop{line_end}but wrapped", "Next paragraph"]

    def test_list_items_do(self) -> None:
        assert sentences("Buy these:\n- milk\n- eggs\n* bread\n(a) salt\n• oil") == [
            "Buy these:",
            "- milk",
            "- eggs",
            "* bread",
            "(a) salt",
            "• oil",
        ]

    def test_numbered_items_do_but_a_wrapped_date_does_not(self) -> None:
        assert sentences("Do this:\n1. Wake up\n2. Get up\n3. Go") == [
            "Do this:",
            "1. Wake up",
            "2. Get up",
            "3. Go",
        ]
        wrapped = (
            "Wir trafen uns nach langer Zeit und vielen Briefen wieder, und zwar am\n3. Oktober in Berlin "
            "und noch einmal in derselben Runde in einem Gasthof, am\n4. Oktober, wo es regnete."
        )
        assert sentences(wrapped, "de") == [wrapped]

    @pytest.mark.parametrize(
        ("text", "heading"),
        [
            ("# Results\nWe found it. It was there.", "# Results"),
            ("== Geschichte ==\nEs war einmal. Es ist nicht mehr.", "== Geschichte =="),
            ("Results\n=======\nWe found it. It was there.", "Results\n======="),
            ("The Results of the Study\n\nWe found it. It was there.", "The Results of the Study"),
            ("RESULTS\nWe found it. It was there.", "RESULTS"),
            ("2.1 Related Work\nMuch was done. More was not.", "2.1 Related Work"),
        ],
    )
    def test_headings_do(self, text: str, heading: str) -> None:
        assert sentences(text)[0] == heading
        assert headings(text) == [heading]
        assert len(sentences(text)) == 3

    @pytest.mark.parametrize("date", ["Oct. 3rd, 2023", "3. Oktober 2023", "2023-10-03"])
    def test_date_lines_do_and_are_no_headings(self, date: str) -> None:
        document = Document(f"{date}\nWir fanden es. Es war da.")
        assert [(s.text, s.kind) for s in document.sentences] == [
            (date, "byline"),
            ("Wir fanden es.", "prose"),
            ("Es war da.", "prose"),
        ]

    def test_paragraphs_without_full_stops_are_text_and_no_headings(self) -> None:
        text = (
            "House prices rise once more\n\nMany houses now have high prices\n\n"
            "Prices of most houses are high\n\nBirds fly over the town"
        )
        assert headings(text) == []
        assert summarize(text, sentences=1) == "House prices rise once more"

    @pytest.mark.parametrize(
        "paragraph",
        ["It works well. See note (1)", "Buy milk,", "and so it went", "- an item", "Zwölf " * 17 + "Wörter"],
    )
    def test_what_does_not_look_like_a_heading_is_none(self, paragraph: str) -> None:
        assert headings(f"{paragraph}\n\nMore text follows here. It is fine.") == []

    def test_a_list_item_number_does_not_wait_for_its_successor_after_the_list(self) -> None:
        wrapped = "Wir trafen uns nach langer Zeit und vielen Briefen endlich wieder, und zwar am\n3. Oktober in Berlin."
        text = f"To do:\n1. Wake up\n2. Get up\n\n{wrapped}"
        assert sentences(text, "de")[-1] == wrapped

    def test_a_wrapped_line_may_start_with_a_dash(self) -> None:
        text = (
            "I came home late at night after a long day in the old mine and saw\n"
            "- well - nothing at all in the house, so I took my hat and left\n+ 3 more."
        )
        assert sentences(text, "en") == [text]
        assert sentences("Buy:\n- milk\n  of cows\n- eggs\n1. bread\n2. salt") == [
            "Buy:",
            "- milk\n  of cows",
            "- eggs",
            "1. bread",
            "2. salt",
        ]

    def test_blanks_at_the_end_of_a_line_are_no_blank_line(self) -> None:
        text = "Some words that go on" + " " * 40 + "\nAnd more of it\n---\nbody text."
        assert headings(text) == []

    def test_the_only_text_is_no_heading(self) -> None:
        assert headings("Just a few words") == []

    def test_the_seed_has_a_date_line_and_a_headline(self, seed_text: str) -> None:
        assert Document(seed_text).sentences[0][2:] == ("Tue. Oct 3rd, 2023", "byline")
        assert headings(seed_text) == [
            "Kim Jong Un and Vladimir Putin Meet for Rare Summit on Military and Space Cooperation",
        ]

    def test_wrapped_bills_have_no_sentence_that_ends_at_a_line_end_by_chance(self) -> None:
        text = next(shared_documents("billsum_us_train100"))
        assert "    This act may be referred to as the ``Tenth Amendment Enforcement \nAct of 1996''." in text
        assert (
            "This act may be referred to as the ``Tenth Amendment Enforcement \nAct of 1996''."
            in sentences(text)
        )


class TestWhatDoesNot:
    @pytest.mark.parametrize(
        ("language", "text", "n"),
        [
            ("de", "Er ist 25. Sie ist 30. Dann regnete es.", 3),
            ("de", "Es geschah im Jahre 800. Karl siegte. Auf Platz 3. Der Rest kam später.", 4),
            ("en", "She has a Ph.D. He left. He works for Warner Bros. She left.", 4),
            ("en", "Read the last line. 3 more follow.", 2),
            ("en", "He left. — Then she came. -- Rain fell.", 3),
            ("en", "He left early.--He never came back.—Then it rained.", 3),
            ("en", f"(1) He left{' and came back' * 6}.--Then it rained.", 2),
            ("fr", "Il partit. – Elle vint.", 2),
        ],
    )
    def test_a_real_end_is_one(self, language: str, text: str, n: int) -> None:
        assert len(sentences(text, language)) == n

    @pytest.mark.parametrize(
        "text",
        [
            "Brucella spp. are bacteria, see 141 F.Supp. 3d 932 and 110 Stat. 3009.",
            "“It is our business!” exclaimed the count, and we heard Gen. Lee et al. say so.",
            "He paused. -- ...",
            "(a) In General.--The Director shall report on it.",
            "SEC. 4. Funds.—There are no funds.",
        ],
    )
    def test_small_letters_and_punctuation_start_none(self, text: str) -> None:
        assert sentences(text, "en") == [text]

    def test_a_writer_without_capitals_has_sentences_too(self) -> None:
        assert len(sentences("this is one. this is two. here is the third. and the last.", "en")) == 4

    def test_an_unclosed_quotation_does_not_swallow_the_article(self) -> None:
        text = "He took “advantage of it. " + "The inquiry went on for another month. " * 30
        assert len(sentences(text, "en")) > 25

    def test_a_long_list_item_is_cut_into_its_sentences(self) -> None:
        item = "(1) We studied the matter with great care for a year. Then we wrote a report of it. Nobody read it."
        assert len(sentences(item, "en")) == 3

    @pytest.mark.parametrize(
        "sentence",
        [
            "Dr. J. K. Smith met Mr. Jones and Ms. Lee at 5 p.m. on Oct. 3, 2023.",
            "It cost $3.50, i.e. approx. 5 lbs. of food, vs. 2.1 percent before.",
            "See Figs. 1 and 2, vol. 3, pp. 10-12, and Smith et al. for details.",
            "Gen. Lee, Sen. Smith and Rep. Brown met in St. Petersburg.",
            "“Is it true? Are you sure?” she asked.",
            "He holds a Ph.D. from the U.S. and works at Apple Inc. in California.",
            "On Tue. 3 Oct. 2023 at 10.30 a.m. version 2.0.1 came out.",
        ],
    )
    def test_english(self, sentence: str) -> None:
        assert sentences(f"{sentence} Then it rained.", "en") == [sentence, "Then it rained."]

    @pytest.mark.parametrize(
        "sentence",
        [
            "Am 3. Oktober 2023 ging Prof. Dr. h. c. Müller z. B. nach Berlin.",
            "Der 1. FC Köln gewann am 12. März mit 3,5 Punkten.",
            "Am 1. Tag der 2. Woche traf er im 3. Stock den 4. Mann, am 24. Dezember.",
            "Das war im 19. Jahrhundert bzw. um 1.000 v. Chr. nicht so.",
            "Die Fa. Meier GmbH & Co. KG hat ca. 1.000 Mitarbeiter, d. h. sehr viele.",
            "Er wohnt in der Hauptstr. 5, siehe Abb. 3, Kap. 2 und Art. 5 Abs. 1.",
            "„Das ist gut. Sehr gut“, sagte Fr. Schulz.",
            "Um 18.30 Uhr kostete es max. 3.500,50 Euro inkl. Steuern, u. a. Zölle.",
        ],
    )
    def test_german(self, sentence: str) -> None:
        assert sentences(f"{sentence} Dann regnete es.", "de") == [sentence, "Dann regnete es."]

    @pytest.mark.parametrize(
        ("language", "text", "expected"),
        [
            ("fr", "M. Dupont est là. Il part.", ["M. Dupont est là.", "Il part."]),
            (
                "zh",
                "北京是中国的首都。它有很多人！真的吗？",
                ["北京是中国的首都。", "它有很多人！", "真的吗？"],
            ),
            ("hi", "भारत एक देश है। यह बड़ा है।", ["भारत एक देश है।", "यह बड़ा है।"]),
            ("ur", "یہ پاکستان ہے۔ یہ بڑا ہے۔", ["یہ پاکستان ہے۔", "یہ بڑا ہے۔"]),
            ("ar", "هذه مصر. هل تعلم؟ نعم!", ["هذه مصر.", "هل تعلم؟", "نعم!"]),
        ],
    )
    def test_other_languages(self, language: str, text: str, expected: list[str]) -> None:
        assert sentences(text, language) == expected


@pytest.mark.parametrize(
    ("first", "second", "language"),
    [
        ("It is the best parser for .NET.", "It is fast.", "en"),
        ("It stems from the 0.X days of the project.", "Grades are 1.A and 2.B.", "en"),
        ("We hold that WIS. STAT. § 66.02 bars the suit.", "It is closed.", "en"),
        ("Das gilt für alle.", "§ 3 gilt nicht.", "de"),
        ("The act is void after next year.", "§ 3 says so.", "en"),
        ("Il vit M. Dupont, J\xa0. Elle partit.", "Il pleut.", "fr"),  # sentencex alone ends the process
    ],
)
def test_stops_inside_names_and_before_paragraphs(first: str, second: str, language: str) -> None:
    assert [each.text for each in Document(f"{first} {second}", language).sentences] == [first, second]
