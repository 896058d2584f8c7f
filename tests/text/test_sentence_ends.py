"""What ends a sentence and what does not, in many languages: hours, notes, quotations, abbreviations."""

import pytest

from summarize import Document
from summarize.text.missed_ends import cut_line_list
from summarize.text.sentences import split
from summarize.text.short_forms import ShortForms


def sentences(text: str, language: str) -> list[str]:
    return [text[start:end] for start, end, _ in split(text, language)]


def assert_ends(language: str, *expected: str) -> None:
    assert sentences(" ".join(expected), language) == list(expected)


class TestHours:
    @pytest.mark.parametrize(
        "sentence",
        [
            "The centre reported it at 2 a.m. Sunday near the coast.",
            "The show began at 5 p.m. ET on two channels.",
            "It struck at 3 p.m. GMT in the harbour.",
            "The ferry leaves at 11 a.m. Eastern time.",
            "The council meets at 9 a.m. Monday in the hall.",
            "The offer ends at 6 p.m. May 3 at the quay.",
            "They opened at 8 a.m. PDT, as always.",
            "The tide was high at 4 p.m. Tue. 3 May.",
        ],
    )
    def test_its_day_month_or_zone_belongs_to_it(self, sentence: str) -> None:
        assert_ends("en", sentence, "It rained.")

    @pytest.mark.parametrize(
        "follower",
        ["Then it rained.", "The sun was up.", "She left.", "Sunday was calm.", "Sunday’s tide was high."],
    )
    def test_another_sentence_does_not(self, follower: str) -> None:
        assert_ends("en", "He woke at 5 a.m.", follower)


class TestPronounAndInitials:
    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ("The council met in May.", "I was there."),
            ("He takes vitamin C.", "I take it too."),
            ("She works for Ferry Inc.", "I like her."),
            ("He is no.", "I know it."),
            ("Nobody was ruder to me.", "I'll never come back."),
        ],
    )
    def test_a_sentence_may_begin_with_i(self, first: str, second: str) -> None:
        assert_ends("en", first, second)

    @pytest.mark.parametrize(
        "sentence",
        [
            "See Vol. I of it.",
            "J. I. Moor built piles.",
            "It costs more, e.g. I paid ten.",
            "“He asked about May. I was there,” she said.",
        ],
    )
    def test_but_i_may_be_a_number_an_initial_or_inside_a_quotation(self, sentence: str) -> None:
        assert_ends("en", sentence, "It rained.")

    def test_a_dateline_is_no_end_of_initials(self) -> None:
        assert_ends("en", "(ABC)U.S. officials spoke.", "They left.")


class TestOneLetterWords:
    @pytest.mark.parametrize(
        ("language", "first", "second"),
        [
            ("en", "The piles are numbered from 1 to n.", "The last one is the oldest."),
            ("en", "We sort all boats by x.", "After that we count them."),
            ("en", "It holds for all p, q.", "This ends the proof."),
            ("de", "Der Hügel am Hafen misst 210 m.", "Über ihm steht ein Turm."),
        ],
    )
    def test_end_a_sentence_before_a_word_that_only_a_new_one_capitalizes(
        self, language: str, first: str, second: str
    ) -> None:
        assert_ends(language, first, second)

    @pytest.mark.parametrize(
        ("language", "sentence"),
        [
            ("en", "The court followed Moor v. The Harbour Board in this."),
            ("de", "Dort sitzen u. a. Die Freunde des Hafens im Rat."),
            ("de", "Es gibt z. B. keine Boote."),
            ("en", "It was built by J. Moor and two brothers."),
        ],
    )
    def test_are_abbreviations_otherwise(self, language: str, sentence: str) -> None:
        assert_ends(language, sentence, "Er kam." if language == "de" else "It rained.")


class TestInitials:
    @pytest.mark.parametrize(
        ("language", "sentence"),
        [
            ("es", "El libro de M. García trata del puerto."),
            ("fr", "Le livre de J. R. Dahl parle du port."),
            ("it", "Il libro di Anna G. Rossi parla del porto."),
            ("pt", "O livro de A. Silva fala do porto."),
            ("fr", "Nous lisons l’abbé E. Dahl, et aussi Anna E. Dahl."),
        ],
    )
    def test_belong_to_a_name(self, language: str, sentence: str) -> None:
        assert_ends(language, sentence, "Il pleut.")

    @pytest.mark.parametrize(
        ("language", "first", "second"),
        [
            ("fr", "Le port a un plan B.", "Nous partons."),
            ("fr", "Les oranges ont de la vitamine C.", "Manger aide."),
            ("es", "El puerto tiene un plan B.", "Ahora salimos."),
            ("es", "Corea juega en el grupo H.", "Portugal juega hoy en Portugal."),
        ],
    )
    def test_other_letters_end_a_sentence(self, language: str, first: str, second: str) -> None:
        assert_ends(language, first, second)

    @pytest.mark.timeout(60)
    def test_a_flood_of_letters_takes_no_time(self) -> None:
        text = " ".join(f"Le plan E. Nom{number} part." for number in range(20_000))
        assert len(Document(text, "fr").sentences) > 10_000


def test_a_wide_stop_ends_a_sentence_before_a_latin_letter() -> None:
    assert_ends("ja", "港は新しい橋を建てた。", "ABC社が工事をした。")
    assert_ends("ja", "Yahoo！JAPANは新サービスを始めた。", "港は新しい。")


class TestEllipsis:
    def test_ends_a_sentence_before_a_word_that_only_a_new_one_capitalizes(self) -> None:
        assert_ends(
            "fr", "On garde la date, la durée et le lieu de la visite…", "Ces listes restent au port."
        )
        assert_ends("en", "She looked at the harbour and the boats…", "But the ferry had left.")

    @pytest.mark.parametrize(
        "sentence",
        ["Le maire a lu « le pont, le port et la mer… Les bateaux » à voix haute.", "Alors… Les bateaux ?"],
    )
    def test_does_not_in_a_quotation_or_after_few_words(self, sentence: str) -> None:
        assert_ends("fr", sentence, "Il pleut.")


class TestMarksInsideNames:
    @pytest.mark.parametrize(
        "sentence",
        [
            "The fault is in CopyOption.KEEP_TIMES, which keeps the times.",
            "They added the harbour list to Setup.PL of the package.",
            "The file is called <port>.<year> in this folder.",
            "Only one boat writes to harbours.*.txt at a time.",
        ],
    )
    def test_end_no_sentence(self, sentence: str) -> None:
        assert_ends("en", sentence, "It rained.")

    @pytest.mark.parametrize(
        "text", ["Ils vont au bureau.EDF coupe le courant.", "The harbour is closed.The ferry waits."]
    )
    def test_sentences_without_a_blank_between_them_are_two(self, text: str) -> None:
        assert len(sentences(text, "fr" if "bureau" in text else "en")) == 2

    @pytest.mark.parametrize(
        "sentence",
        [
            "The program stops when a panic! goes through the harbour code.",
            "The macros panic! and vec! are used by all boats.",
        ],
    )
    def test_nor_does_an_exclamation_mark_before_a_small_letter(self, sentence: str) -> None:
        assert_ends("en", "It rained in the harbour.", sentence, "The ferry left.")

    def test_unless_the_writer_uses_few_capitals(self) -> None:
        assert_ends(
            "en", "We liked the boat.", "it was clean.", "The crew was so kind!", "we will come again."
        )

    def test_a_name_may_begin_in_lower_case(self) -> None:
        assert_ends("en", "Prices fell by 85%.", "iBoat Live is on sale.", "It rained.")


class TestNotesAndCitations:
    def test_digits_glued_to_a_closing_mark_are_a_note(self) -> None:
        assert_ends("en", "The board called it 'a closed harbour.'12", "Boats may still use it.")
        assert_ends("en", "The board called it 'a closed harbour.'9")

    def test_a_remark_in_brackets_is_a_unit(self) -> None:
        assert_ends("en", "[Laughter.]", "The harbour is closed now.")

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ("They sent the messages.1", "Our data show it."),
            ("They sent the messages.12,13", "Our data show it."),
            ("It holds (Equation 1).6", "Starting from it, we go."),
            ("She called it “a bridge.”3", "We saw it."),
        ],
    )
    def test_digits_behind_a_stop_are_a_note(self, first: str, second: str) -> None:
        assert_ends("en", first, second)

    @pytest.mark.parametrize(
        "text",
        [
            "See vol.2 The bridge.",
            "It is version 2.1 Beta now.",
            "See Fig.1 Bridges rot.",
            "It cost 3.5 Euros.",
        ],
    )
    def test_other_digits_are_none(self, text: str) -> None:
        assert sentences(text, "en") == [text]

    @pytest.mark.parametrize(
        "text", ["As Moor et al. [12] showed, piles rot.", "We follow Lund et al. [6], who did it."]
    )
    def test_a_citation_ends_no_sentence_behind_an_abbreviation(self, text: str) -> None:
        assert sentences(text, "en") == [text]

    def test_a_citation_behind_a_sentence_ends_it(self) -> None:
        assert len(sentences("Piles rot. [12] Nobody knew it.", "en")) == 2

    def test_a_closing_mark_or_a_comma_begins_no_sentence(self) -> None:
        for text in ("He saw it (and left!), as we know.", "They asked (why?) and went."):
            assert sentences(text, "en") == [text]

    def test_an_address_is_not_cut_at_its_question_mark(self) -> None:
        assert_ends("en", "See http://harbour.example/news.asp?StoryID=16 for it.", "It rained.")


class TestQuotations:
    def test_the_speaker_stays_with_what_was_asked(self) -> None:
        assert_ends("en", "“Where is it?” Haoyu said.", "“Gone!” said Alden.")
        assert_ends("en", "“Is it closed?” Ms. Roe asked the mayor.", "It was.")

    def test_another_sentence_does_not(self) -> None:
        assert_ends("en", "“Is it so?”", "Alden left.", "It rained.")
        assert_ends("en", '"It is over."', "Alden said he would go.")

    @pytest.mark.parametrize(
        ("language", "text"),
        [
            ("ja", "市長は「橋は直さない。公園を作る。」と述べた。"),
            ("ja", "『海の町。』という本がある。"),
            ("ja", "これは「港。」です。"),
            ("ko", "“고치지 않는다.”고 말했다."),
            ("ko", "그는 “간다.”라고 말했다."),
            ("zh", "“走吧。”市长说。"),
        ],
    )
    def test_the_verb_behind_a_quotation_stays_with_it(self, language: str, text: str) -> None:
        assert sentences(text, language) == [text]

    @pytest.mark.parametrize(
        ("language", "text", "n"),
        [
            ("ja", "「はい。」彼は帰った。", 2),
            ("ja", "彼は「はい。」と言った。雨が降った。", 2),
            ("zh", "“走吧。”大家回家了。", 2),
        ],
    )
    def test_a_new_sentence_behind_a_quotation_is_one(self, language: str, text: str, n: int) -> None:
        assert len(sentences(text, language)) == n

    def test_an_opening_mark_belongs_to_what_it_opens(self) -> None:
        assert_ends("en", 'He called it "old.', '"We closed it," Roe said.', '"It is over," she said.')
        assert sentences('It rained.\n"We went home.', "en") == ["It rained.", '"We went home.']

    def test_also_with_a_blank_behind_it(self) -> None:
        assert_ends("fr", "Le pont est fermé.", "« Nous attendons le bac.", "Il est lent », dit-elle.")
        assert_ends("de", "Er fuhr um.", "``Das Boot ist alt.")

    def test_an_emoticon_belongs_to_what_it_is_about(self) -> None:
        assert_ends("en", "I love the harbour. :)", "My cat does not.")


class TestOtherScripts:
    @pytest.mark.parametrize(
        ("language", "text", "n"),
        [
            ("zh", "桥已经关闭。2015年，市长开放了港口！3艘船到了。", 3),
            ("ja", "橋は閉まった。2015年に港が開いた。", 2),
            ("ja", "市長は「橋は直さない。2人で作る。」と述べた。", 1),
        ],
    )
    def test_a_digit_may_follow_an_end_mark(self, language: str, text: str, n: int) -> None:
        assert len(sentences(text, language)) == n

    def test_khmer_and_tibetan_marks_end_sentences(self) -> None:
        assert_ends("km", "នេះជាប្រយោគទីមួយ។", "នេះជាប្រយោគទីពីរ។", "នេះជាប្រយោគទីបី។")
        assert sentences("នេះមួយ។នេះពីរ៕", "km") == ["នេះមួយ។", "នេះពីរ៕"]
        assert_ends("bo", "འདི་ནི་ཚིག་དང་པོ་ཡིན།", "འདི་ནི་ཚིག་གཉིས་པ་ཡིན། །", "འདི་ནི་གསུམ་པ་ཡིན།")

    def test_khmer_and_so_on_is_no_end(self) -> None:
        assert len(sentences("ត្រី ។ល។ នេះ", "km")) <= 2


class TestAbbreviations:
    @pytest.mark.parametrize(
        ("language", "sentence"),
        [
            ("it", "La regola è nell'art. 3 della legge."),
            ("pl", "Zgodnie z ust. 2 nie wolno."),
            ("ru", "На рис. 3 показан мост."),
            ("uk", "На рис. 3 показано міст."),
            ("pt", "A Lei n. 8.078 protege."),
            ("el", "Βλέπε παρ. 2 του νόμου."),
            ("pl", "Zgodnie z art. 3 ust. 4 ustawy nie wolno."),
            ("cs", "Podle čl. 3 odst. 2 písm. 5 se nesmí."),
            ("tr", "Bkz. s. 5 için."),
            ("sv", "Se kap. 4 i boken."),
            ("cs", "Viz odst. 2 zákona."),
            ("hr", "Vidi čl. 3 zakona."),
            ("lt", "Žr. 3 pav. knygoje."),
            ("ro", "Vezi alin. 2 din lege."),
            ("xx", "Ghe zbr. 7 oro."),
            ("xx", "Ghe oro (plon dvur. 7) oro."),
        ],
    )
    def test_before_a_number(self, language: str, sentence: str) -> None:
        assert_ends(language, sentence, "Oro.")

    @pytest.mark.parametrize(
        ("language", "sentence"),
        [
            ("pt", "Ela mora na Av. Brasil há anos."),
            ("nl", "Wij spraken met Mevr. Jansen gisteren."),
            ("vi", "Anh ấy sống ở TP. Hồ Chí Minh."),
            ("id", "Kantornya di Jl. Merdeka nomor dua."),
            ("id", "Ia bertemu Bpk. Joko kemarin."),
            ("pl", "Był tam ks. Nowak z parafii."),
            ("xx", "Ghe Kvst. Morlan oro."),
        ],
    )
    def test_before_a_name(self, language: str, sentence: str) -> None:
        assert_ends(language, sentence, "Oro oro.")

    @pytest.mark.parametrize(
        ("language", "first", "second"),
        [
            ("en", "Sales grew in 2010.", "30 people came."),
            ("en", "They came to see him.", "30 people left."),
            ("en", "Hmm.", "That is new."),
            ("en", "He lives on Harbour Blvd.", "She does not."),
            ("nl", "Het was 5 km.", "Daarna regende het."),
            ("pl", "Nie ma go.", "Jan wyszedł."),
            ("ru", "Его нет.", "Иван ушёл."),
            ("tr", "Bu bir ev.", "Ali geldi."),
            ("id", "Dia pergi ke sana.", "Budi tidak ikut."),
            ("it", "Sono le tre.", "Tutti vanno via."),
        ],
    )
    def test_an_ordinary_word_ends_a_sentence(self, language: str, first: str, second: str) -> None:
        assert_ends(language, first, second)

    def test_a_text_shows_its_own_abbreviations(self) -> None:
        text = "Ghe hart. Morlan oro. Ghe hart. Belko ona. Ghe hart. Tirra oro."
        assert len(sentences(text, "xx")) == 3
        assert len(sentences(f"{text} Ghe hart oro.", "xx")) == 7

    @pytest.mark.timeout(60)
    def test_looking_words_up_takes_no_time_that_grows_with_their_number(self) -> None:
        words = (f"{a}{b}{c}t" for a in "bdfghjklmn" for b in "aeiou" for c in "bdfghjklmn")
        text = " ".join(f"Ghe {word}. 7 oro." for word in words) * 50
        ShortForms(text, "xx")
        assert sum(1 for _ in split(text, "xx")) > 0


class TestSmallLetters:
    def test_after_a_word_that_is_no_abbreviation_a_sentence_begins(self) -> None:
        assert_ends("en", "They looked at the people.", "so they left the harbour then.", "It rained.")
        assert_ends("it", "Tutto è chiuso quest'anno.", "lo dicono anche i pescatori.", "Piove.")

    def test_after_a_question_of_a_careless_writer_too(self) -> None:
        assert_ends(
            "en", "Does anybody know how old the bridge is?", "not sure when they built it.", "It rained."
        )

    @pytest.mark.parametrize(
        "text",
        ["They watched the Harbour! series all night.", "What is the matter with you! cried the old man."],
    )
    def test_after_a_name_or_before_a_speaker_it_does_not(self, text: str) -> None:
        assert_ends("en", text, "It rained.")

    def test_after_what_may_be_one_it_does_not(self) -> None:
        assert_ends("en", "It cost approx. five crowns in the harbour.", "It rained.")


class TestListsInOneLine:
    def test_each_item_is_a_unit(self) -> None:
        assert_ends("en", "1. The first item", "2. The second item", "3. The third")
        assert_ends("en", "a. The first item", "b. The second item")
        assert_ends("en", "1.) The first item.", "2.) The second item.")
        assert_ends("en", "⁃9. The first item", "⁃10. The second item")

    def test_letters_that_go_on_with_a_sentence_are_none(self) -> None:
        text = "It is for (a) food, (b) books, (c) boats."
        assert sentences(text, "en") == [text]
        assert cut_line_list("a. b. c.") == ["a. b. c."]


def test_offsets_are_exact() -> None:
    text = '  They sent the messages.1 Our data show it.\n\nIt rained.\n"We left. '
    document = Document(text, "en")
    assert [text[s.start : s.end] for s in document.sentences] == [s.text for s in document.sentences]
    assert "".join(s.text for s in document.sentences).replace(" ", "") == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "n_sentences"),
    [
        ("Die Mühle bleibt geschlossen. § 3 gilt nicht für sie.", 2),
        ("Das Amt wird es bestätigen. §§ 4 und 5 bleiben unberührt.", 2),
        ("Sie gilt entspr. § 5 Abs. 2 und gem. § 6 des Gesetzes.", 1),
    ],
)
def test_a_sentence_may_begin_with_a_section_sign(text: str, n_sentences: int) -> None:
    assert len(Document(text, "de").sentences) == n_sentences


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ca", "Va votar en contra. El consell ho va aprovar."),
        ("da", "Den er din. Båden sejlede."),
        ("de", "Er sah mich. Dann ging er."),
        ("en", "Several fishermen are helping me. Boats are needed."),
        ("en", "The mayor said no. “Boats wait,” Roe told him."),
        ("de", "Es gab Boote aller Art. Die Leute kamen."),
        ("es", "Espero que estés bien. El consejo aprobó el puente."),
        ("hu", "Azt mondta, hogy nem. A hajó elment."),
        ("it", "Non lo farei mai. La casa è mia."),
        ("nl", "Wij weten dat. De boot vertrok."),
        ("sv", "Jag vet det. Båten gick."),
    ],
)
def test_ordinary_words_end_sentences(language: str, text: str) -> None:
    assert len(Document(text, language).sentences) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Die Mühle ist ein Bau des frühen 19. Jahrhunderts.",
        "Es war der Tag eines 3. Treffens am Hafen.",
    ],
)
def test_german_ordinals_end_none(text: str) -> None:
    assert len(Document(text, "de").sentences) == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [("de", "Es gilt gem. Art. VI des Vertrags."), ("fr", "Voir vol. II de cette histoire.")],
)
def test_words_before_roman_numerals_end_none(language: str, text: str) -> None:
    assert len(Document(text, language).sentences) == 1


@pytest.mark.parametrize(
    ("language", "sentence", "following"),
    [
        ("hr", "Ugovor od 1. 3. 1990. godine označen je kao ništav.", "Sud je odlučio."),
        ("sr", "Drugi ugovor od 3. decembra 1993. godine važi.", "Sud je odlučio."),
        ("hu", "A második, 1993. december 3. napján kelt szerződés érvényes.", "A bíróság döntött."),
        ("tr", "1. 3. 1990 tarihli sözleşme geçersizdir.", "Mahkeme karar verdi."),
        ("fr", "La ville est née en 1990.", "3 hommes y sont restés."),
    ],
)
def test_dates_with_stops_end_none_where_they_are_usual(language: str, sentence: str, following: str) -> None:
    assert sentences(f"{sentence} {following}", language) == [sentence, following]
