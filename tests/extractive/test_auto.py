"""Auto: the five signals against a textbook version, and the rule that picks."""

import re
from collections import Counter
from itertools import chain, pairwise
from typing import Literal

import numpy as np
import pytest

from summarize import Document, Length, QueryError, summarize
from summarize.extractive.auto import Auto
from summarize.extractive.features.cues import cue_words
from summarize.extractive.features.definitions import is_definition
from summarize.extractive.features.narrative import is_narrative
from summarize.extractive.pacsum import PacSum
from summarize.extractive.selection.opening import find_opening
from summarize.extractive.textrank import TextRank
from summarize.text.stop_words import stop_words_of
from summarize.text.terms import query_terms, stems_of
from summarize.text.words import words_per_line
from tests.conftest import shared_documents
from tests.extractive.small_encoders import MINILM

TALK = [
    "A wheel of oak turns the stones of a mill when the river is high and fast.",
    "The stones of the mill grind the corn of the farmers into flour when the wheel turns.",
    "The farmers sell the flour of the mill to the bakers of the town when the river is low.",
]
MEETING = "\n".join(
    [
        "Chair: Good morning. Shall we begin with the budget of the new library?",
        "Ann: Yes.",
        "Chair: The budget has grown by a third since spring, and the council wants to know why.",
        "Bob: The library needs a new roof, and the price of steel has doubled since the budget was made.",
        "Ann: Okay.",
        "Chair: Then we ask the council for more.",
        "Bob: Right.",
        "Ann: Who writes to the council?",
        "Bob: I do.",
    ]
)


PAPER = """# Otters of the North

Otters live in the cold rivers of the north. Their fur keeps the water out.

# 1. Methods

We counted otters on forty rivers, from spring to autumn. The rivers were cold and the days were long.

# 2. Conclusions and Thanks

There are more otters than ten years ago. We thank the rivers.

# References

A book on the fur of otters and on the rivers where they live.
"""


class Letters:
    """An encoder that counts letters."""

    def encode(self, sentences: list[str]) -> np.ndarray:
        return np.array([[sentence.lower().count(letter) for letter in "aeiou"] for sentence in sentences])


AIMS_AND_FINDINGS: tuple[Literal["aims"], Literal["findings"]] = ("aims", "findings")


def pairs_of(text: str, language: str) -> set[tuple[str, ...]]:
    """The neighbouring words of a sentence, stems but for stop words, two of which are no pair."""
    stop_words = stop_words_of(language)
    words = words_per_line(" ".join(text.lower().split()))
    stems = [f"{w}," if w in stop_words else s for w, s in zip(words, stems_of(words, language), strict=True)]
    return {pair for pair in pairwise(stems) if not all(stem.endswith(",") for stem in pair)}


def has_any_of(phrases: tuple[str, ...], document: Document) -> np.ndarray:
    pattern = "|".join(phrases).replace("_", " ") or "(?!)"
    found = [re.search(rf"\b(?:{pattern})\b", s.text, re.IGNORECASE) for s in document.sentences]
    return np.array([match is not None for match in found])


def textbook(document: Document, encoder: Letters | None = None) -> np.ndarray:
    """The docstring, word by word, with dense matrices and loops."""
    whole, document = document, document.body
    counts = document.terms
    n = counts.shape[0]
    dense = np.zeros(counts.shape)
    dense[counts.rows, counts.columns] = counts.counts
    frequency = (dense > 0).sum(axis=0)
    weights = dense * np.log(n / frequency)
    norms = np.linalg.norm(weights, axis=1)
    unit = np.array([row / norm if norm else row for row, norm in zip(weights, norms, strict=True)])
    cosines = unit @ unit.T
    words = counts.n_words.clip(1)
    in_title = {counts.vocabulary.get(term) for term in query_terms(document.title or "", document.language)}
    pairs = [pairs_of(sentence.text, document.language) for sentence in document.sentences]
    n_pairs = Counter(chain.from_iterable(pairs))
    repeated = [sum(n_pairs[pair] for pair in own if n_pairs[pair] > 1) for own in pairs]

    def standardized(values: object) -> np.ndarray:
        array = np.asarray(values, float)
        return ((array - array.mean()) / (array.std() or 1)).clip(-4, 4)

    of_terms = standardized([frequency[dense[i] > 0].sum() / words[i] ** (2 / 3) for i in range(n)])
    of_pairs = standardized([repeated[i] / words[i] ** (2 / 3) for i in range(n)])
    signals = {
        "direction": (1, [cosines[i, i + 1 :].sum() - cosines[i, :i].sum() / 2 for i in range(n)]),
        "frequency": (1, of_terms + of_pairs),
        "location": (1, [-np.log(1 + i) for i in range(n)]),
        "title": (2, [len(in_title & set(np.flatnonzero(dense[i]))) / words[i] ** 0.5 for i in range(n)]),
    }
    scores = sum(weight * standardized(values) for weight, values in signals.values())
    scores = scores - 3 * (1 - counts.n_words / 8).clip(0)
    starts = [i for i, sentence in enumerate(whole.sentences) if sentence.text.startswith("# ")]
    conclusions = np.array(
        [
            "Conclusions" in whole.sentences[max((s for s in starts if s <= i), default=0)].text
            for i in document.positions
        ]
    )
    scores = scores + 2 * standardized(conclusions)
    aims, findings = (has_any_of(cue_words(kind, document.language), document) for kind in AIMS_AND_FINDINGS)
    announced = aims | findings
    scores = scores + 0.8 * standardized(announced if announced.any() else is_definition(document))
    headings = [i for i, sentence in enumerate(whole.sentences) if sentence.is_heading]
    sections = [max((h for h in headings if h < i), default=-1) for i in document.positions]
    opens = np.array([each >= 0 and each not in sections[:i] for i, each in enumerate(sections)])
    scores = scores + (0.5 * opens if opens.sum() >= 4 else 0)
    only_aims = [int(i) for i in np.flatnonzero(aims & ~findings)]
    for i in sorted(only_aims, key=lambda i: -scores[i])[1:]:
        scores[i] -= 0.5
    if encoder is not None:
        vectors = encoder.encode([sentence.text for sentence in document.sentences]).astype(float)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True).clip(1e-12)
        largest = np.array([max((vectors[i] @ vectors[j] for j in range(i)), default=0.0) for i in range(n)])
        scores = scores - 0.25 * standardized(largest)
    return scores


def test_scores_are_those_of_the_docstring(seed_text: str) -> None:
    for text in [
        seed_text,
        PAPER,
        *list(shared_documents("cnndm_validation"))[:20],
        *list(shared_documents("klexikon_de_test"))[:3],
    ]:
        document = Document(text, title="Rivers and their Fur" if text is PAPER else None)
        body = list(document.body.positions)
        for encoder in (None, Letters()):
            found = Auto(encoder=encoder).scores(document)
            np.testing.assert_allclose(found[body], textbook(document, encoder), atol=1e-9)
            assert not np.delete(found, body).any()


def test_the_aim_is_wanted_once_and_what_others_found_less() -> None:
    text = "This study counts mills. This paper is {} on mills. Mills turn in rain. Rain fills the dam."
    repeated, found = (Auto().scores(text.format(words)) for words in ("of course", "in short"))
    assert repeated[1] < found[1] - 0.4
    assert repeated[0] == pytest.approx(found[0], abs=0.1)
    cited = "Mills turn {}. " + "Dams leak [1] [2]. " * 3 + "Rain fell. Wheels creak."
    scores = [
        Auto().scores(Document(cited.format(mark), "en")) for mark in ("often", "(Lee 2001)", "[3] [4]")
    ]
    assert scores[0][0] > scores[1][0] > scores[2][0]


def test_what_authors_conclude_matters() -> None:
    concluded, plain = (Document(text) for text in (PAPER, PAPER.replace("Conclusions", "Rivers")))
    gains = Auto().scores(concluded) - Auto().scores(plain)
    gaining = [concluded.sentences[i].text for i in np.flatnonzero(gains > 0)]
    assert gaining == ["There are more otters than ten years ago.", "We thank the rivers."]


def test_a_query_is_answered_by_textrank(seed_text: str) -> None:
    document = Document(seed_text)
    found = Auto().scores(document, query="satellite technology")
    np.testing.assert_array_equal(found, TextRank().scores(document, query="satellite technology"))
    with pytest.raises(QueryError):
        summarize(seed_text, "auto", query="zebra")


def test_a_transcript_is_summarized_by_pacsum_of_its_terms() -> None:
    document = Document(MEETING)
    of_pacsum = PacSum().scores(document)[
        [i for i, each in enumerate(document.sentences) if each.is_candidate]
    ]
    n_words = np.array([len(words_per_line(each.text)) for each in document.body.sentences])
    expected = (of_pacsum - of_pacsum.mean()) / of_pacsum.std() - 3 * np.maximum(0, 1 - n_words / 8)
    expected[0] -= 1.5  # "Good morning." only opens the meeting
    found = Auto().score_sentences(document.body, None)
    np.testing.assert_allclose(found, expected)
    np.testing.assert_array_equal(Auto(encoder=Letters()).score_sentences(document.body, None), found)


def test_in_a_meeting_decisions_gain_and_stumbling_costs() -> None:
    plain = "Bob: The library needs a new roof, and the price of steel has doubled since the budget was made."
    decided = plain.replace("The library", "We agreed the library")
    stumbling = plain.replace("The library", "Um the the library")
    best, usual, worst = (
        Auto().score_sentences(Document(MEETING.replace(plain, line)).body, None)[4]
        for line in (decided, plain, stumbling)
    )
    assert best > usual > worst


def test_notes_under_a_conclusion_sum_up_a_meeting() -> None:
    notes = "\n\n## Conclusion\n\n- The library gets its roof before the winter of next year.\n"
    summary = summarize(MEETING + notes, sentences=1)
    assert summary == "The library gets its roof before the winter of next year."


STORY = "\n\n".join(
    f"“Where is the {thing}?” she asked. “Gone!” The wind blew over the {thing}, and he was silent. "
    f"In the evening Mara took the {thing} to her brother Tomas and asked him to hide it in the cellar. It was late."
    for thing in (
        "boat",
        "lamp",
        "horse",
        "letter",
        "clock",
        "rope",
        "bread",
        "coat",
        "key",
        "map",
        "oar",
        "net",
    )
)


def test_what_only_runs_a_meeting_is_passed_over() -> None:
    said = "Ann: Good evening and welcome to the regular meeting of the library council of the whole town."
    text = MEETING.replace("Ann: Okay.", said)
    scores = dict(zip([each.text for each in Document(text).sentences], Auto().scores(text), strict=True))
    assert scores[said.removeprefix("Ann: ")] < max(scores.values()) - 1.5
    assert said not in summarize(text)


def test_notes_beside_a_chat_tell_what_it_is_about() -> None:
    chat = "\n".join(
        f"[10:0{i}] <{line.replace(': ', '> ', 1)}" for i, line in enumerate(MEETING.split("\n"))
    )
    notes = "- The library is older than the town hall.\n- A new roof keeps the rain away from its books."
    text = f"## Notes\n\n{notes}\n\n## Log\n\n{chat}"
    assert Document(text).is_transcript
    assert str(summarize(text, sentences=2)) == notes.replace("- ", "")


def test_results_name_their_topic() -> None:
    results = (
        "## The roof of the library\n\n{}\n\n### Conclusion\n\nThe proposal was presented, and all of them liked it.\n"
        "The library gets a roof of copper."
    )
    text = results.format(MEETING)
    assert str(summarize(text, sentences=1)) == "The library gets a roof of copper."


def test_what_minutes_resolve_needs_no_final_stop() -> None:
    minutes = (
        "# Minutes of the library club\n\nNo matters arising from the minutes of May. The club has a roof of tin and a "
        "door of oak. Rain came in by the door in June.\n\n- Ann volunteered to ask the council for a roof of copper\n"
        "- The book of the rain\n"
    )
    assert "Ann volunteered to ask the council for a roof of copper" in summarize(minutes, sentences=2)


def captions(said: list[str]) -> Document:
    """Sentences with a time each, by nobody known."""
    starts = [sum(len(line) + 1 for line in said[:i]) for i in range(len(said))]
    return Document(" ".join(said), "en", cues=[(start, float(start), None) for start in starts])


def test_captions_are_speech_whoever_speaks() -> None:
    said = [*re.findall(r": (.{40,})", MEETING), "Let's ask the council for more money for the new roof."]
    timed = captions(said)
    assert not timed.is_transcript
    of_pacsum = PacSum().scores(timed)
    expected = (of_pacsum - of_pacsum.mean()) / of_pacsum.std() + 0.75 * np.array([0, 0, 0, 0, 1])
    expected[0] -= 1.5 + 3 * (1 - 2 / 8)
    np.testing.assert_allclose(Auto().scores(timed), expected)


def test_a_judgment_has_its_ruling_though_a_link_comes_early_in_it() -> None:
    facts = (
        "The appellant sold the old mill by the river to the respondent in May of that year. The respondent paid half of "
        "the price of the mill and took the wheel of the mill to the town. The appellant asked the court for the other "
        "half of the price of the mill. The court below held that the wheel was no part of the mill. "
    )
    ruling = "The appeal therefore fails and is dismissed with costs."
    assert ruling in str(summarize(f"{facts}{facts.replace('mill', 'barn')}{ruling}", sentences=3))


def test_a_talk_opens_with_its_first_sentence_that_can_be_read_alone() -> None:
    more = [line.replace("oak", "iron").replace("farmers", "peasants") for line in TALK]
    said = ["Hello.", "A friend of mine asked for something to listen to at dinner today.", *TALK, *more]
    talk = captions(said)
    assert str(summarize(talk, sentences=2)).splitlines()[0] == said[1]
    assert str(summarize(talk, sentences=1)) != said[1]


def test_a_story_is_told_by_the_narrator_from_beginning_to_end() -> None:
    assert is_narrative(Document(STORY).body)
    summary = summarize(STORY, sentences=3)
    told = [sentence.text for sentence in summary.sentences]
    assert all("Mara took" in sentence for sentence in told)
    thirds = [3 * sentence.start // len(STORY) for sentence in summary.sentences]
    assert thirds == [0, 1, 2]


def test_reports_with_figures_are_no_stories() -> None:
    assert not is_narrative(Document(STORY.replace("late", "5 to 12 on 3 May 2010")).body)
    assert not is_narrative(Document(MEETING).body)


def test_a_letter_says_what_is_wanted() -> None:
    letter = (
        "Dear Ann,\nThanks a lot for the pictures of the old mill on the river. The mill has stood empty since the "
        "flood of last year. The flood took its wheel and half of its roof. Please send the plans of the roof to the "
        "council before Friday.\n\nBest regards\nBob"
    )
    assert "Please send the plans of the roof to the council before Friday." in summarize(letter, sentences=1)
    assert "Thanks a lot" not in summarize(letter, sentences=3)


def test_minutes_say_what_was_decided() -> None:
    notes = (
        "- The roof of the library was seen by the whole council last week.\n"
        "- It was agreed that Bob mends the roof of the library in May.\n"
        "- The roof of the library is older than the roof of the town hall."
    )
    minutes = summarize(f"# Minutes of the council\n\n{notes}", sentences=1)
    assert minutes == "It was agreed that Bob mends the roof of the library in May."
    assert summarize(f"# Roofs of the council\n\n{notes}", sentences=1) != minutes


def test_it_says_nothing_twice_by_default(seed_text: str) -> None:
    summary = Auto()(seed_text, Length(sentences=4))
    assert "redundancy:mmr" in summary.signature
    assert summary == Auto(redundancy="mmr")(seed_text, Length(sentences=4))


def test_its_signature_tells_that_there_is_no_redundancy(seed_text: str) -> None:
    assert "|redundancy:None|" in Auto(redundancy=None)(seed_text).signature


def test_an_encoder_answers_a_query_without_a_word_of_the_text() -> None:
    document = Document("The stock market fell sharply. A kitten slept on the sofa. The minister resigned.")
    found = Auto(encoder=MINILM).scores(document, query="cats")
    expected = TextRank(similarity="embeddings", encoder=MINILM).scores(document, query="cats")
    np.testing.assert_array_equal(found, expected)
    assert found.argmax() == 1


def test_a_title_from_elsewhere_is_one() -> None:
    text = "Rain fell on the old town at night. " * 2 + "A cat ran over the wet roofs at night."
    plain, titled = (Auto().scores(Document(text, "en", title=title)) for title in (None, "Of Cats"))
    assert (titled - plain).argmax() == 2


def test_one_word_of_a_title_does_not_decide_on_a_book(prose: str) -> None:
    book = Document(prose[:300_000], "en")
    titled = Document(book.text, "en", title="A Predilection")
    [only] = [i for i, sentence in enumerate(book.sentences) if "predilection" in sentence.text]
    gains = Auto().scores(titled) - Auto().scores(book)
    assert gains.argmax() == only
    assert gains[only] == pytest.approx(2 * 4)


class TestOpening:
    TEXT = (
        "But it was not always so. The old mill by the river has been shut since the great flood. The river rose "
        "in spring. Nobody had seen so high a flood in the valley before. The flood took the wheel of the mill.\n\n"
        "The valley has had floods for as long as anyone can tell. Floods of the valley are told of in songs. "
        "The songs of the valley name every flood and every mill that a flood took from the valley."
    )

    def test_a_summary_opens_with_what_can_be_read_alone(self) -> None:
        assert str(summarize(self.TEXT, sentences=3)).startswith("The old mill by the river")

    @pytest.mark.parametrize(
        "definition",
        [
            "Verde (French: Verte) is a town of seven mills.",
            "Verde, also called Verdeville, is a town of seven mills.",
        ],
    )
    def test_the_definition_of_the_topic_opens_it(self, definition: str) -> None:
        rest = "The mills of Verde stand by the river. The river drives the mills of Verde all year long. Farmers sell flour there."
        assert str(summarize(f"{definition} {rest}", sentences=2)).startswith(definition)

    def test_notes_have_no_opening(self) -> None:
        notes = Document(
            "Great mill, kind staff and fine bread to buy\nBad road to the mill by the river\nFine bread"
        )
        assert find_opening(notes.body) is None

    def test_a_teaser_of_another_page_does_not_open_a_summary(self) -> None:
        text = f"The best and the worst of the films in the cinemas of this year.\n\n{self.TEXT}"
        assert find_opening(Document(text, title="Mill by the river shut").body) == 2
        assert find_opening(Document(text, title="Quays").body) == find_opening(Document(text).body) == 0

    def test_one_common_word_of_a_title_of_several_makes_no_teaser_of_the_lead(self) -> None:
        text = f"The wheels were sold to the farmers at the end of the year.\n\n{self.TEXT}"
        assert find_opening(Document(text, title="River trade").body) == 0


def test_a_summary_has_the_name_in_the_title() -> None:
    mills = " ".join(
        f"The mills of the county turn {how} in the rain of spring." for how in ("fast", "slowly", "well")
    )
    text = f"{mills} Farmers visit Verde often. Rain fills mills. The town of Verde has one of them. Verde is small."
    for title, is_named in ((None, False), ("Verde and its water", True)):
        summary = Auto()(Document(text, "en", title=title), Length(sentences=2))
        assert ("Verde" in summary) is is_named


def test_a_paragraph_labelled_as_summary_is_one() -> None:
    text = "Mills are old. They turn.\n\n{}We count the mills of a county.\n\nRain fell. Mills stood still in May."
    plain, labelled = (Auto().scores(Document(text.format(label), "en")) for label in ("", "SUMMARY: "))
    assert labelled[2] > plain[2] + 2
