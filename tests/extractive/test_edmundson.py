"""Edmundson's four methods, each alone and together."""

import re
from collections import Counter

import numpy as np
import pytest

from summarize import Document, InvalidTypeError, InvalidValueError, Length
from summarize.extractive.edmundson import Edmundson
from summarize.extractive.features.cues import cue_words
from tests.conftest import parsed_documents
from tests.extractive.body import scores_of_body
from tests.extractive.test_textrank import terms, words

ONLY_CUE = {"title_weight": 0, "location_weight": 0}
ONLY_TITLE = {"cue_weight": 0, "location_weight": 0}
ONLY_KEY = {**ONLY_CUE, "cue_weight": 0, "key_weight": 1}
ONLY_LOCATION = {"cue_weight": 0, "title_weight": 0}

REPORT = """Otters of the North

Otters live here. We saw many of them. Some had fish.

They swim. They play.

# Swimming

The North is cold.

# Results

Swimming is perhaps hard. The result is significant.
"""


def cue(document: Document) -> list[float]:
    bonus, stigma = (cue_words(kind, document.language) for kind in ("bonus", "stigma"))
    return [
        sum((word in bonus) - (word in stigma) for word in words(sentence.text))
        for sentence in document.body.sentences
    ]


def key(document: Document) -> list[float]:
    tokens = [terms(sentence.text, document.language) for sentence in document.body.sentences]
    counts = Counter(term for sentence in tokens for term in sentence)
    weights, n_before = {}, 0
    for term, count in counts.most_common():  # equals in the order of the text
        if n_before < 0.1 * counts.total():
            weights[term] = count / max(counts.values())
        n_before += count
    return [sum(weights.get(term, 0) for term in sentence) for sentence in tokens]


def title(document: Document) -> list[float]:
    weights: dict[str, float] = {}
    is_title = True
    for sentence in document.sentences:
        is_title &= not sentence.is_candidate
        if sentence.is_heading:
            for term in terms(sentence.text, document.language):
                weights[term] = 1 if is_title else weights.get(term, 0.5)
    return [
        sum(weights.get(term, 0) for term in terms(sentence.text, document.language))
        for sentence in document.body.sentences
    ]


def place(document: Document) -> list[float]:
    paragraphs: list[list[int]] = []
    promising, is_promising = set(cue_words("headings", document.language)), set()
    end, under = None, False
    for position, sentence in enumerate(document.sentences):
        if sentence.is_heading:
            under = bool(promising & set(words(sentence.text)))
        if not sentence.is_candidate:
            end = None
            continue
        if end is None or re.search(r"\n\s*\n", document.text[end : sentence.start]):
            paragraphs.append([])
        paragraphs[-1].append(position)
        end = sentence.end
        if under:
            is_promising.add(position)
    marks = Counter(is_promising)
    marks.update({*paragraphs[0], *paragraphs[-1]})
    marks.update({position for paragraph in paragraphs for position in (paragraph[0], paragraph[-1])})
    return [marks[position] for position in document.body.positions]


def assert_equal_to_the_textbook(document: Document) -> None:
    parts = [(cue, ONLY_CUE), (key, ONLY_KEY), (title, ONLY_TITLE), (place, ONLY_LOCATION)]
    expected = {}
    for part, options in parts:
        expected[part] = np.array(part(document), float)
        scores = scores_of_body(Edmundson(**options), document)
        np.testing.assert_allclose(scores, expected[part], atol=1e-12)
    method = Edmundson(cue_weight=1, key_weight=2, title_weight=3, location_weight=4)
    together = scores_of_body(method, document)
    total = expected[cue] + 2 * expected[key] + 3 * expected[title] + 4 * expected[place]
    np.testing.assert_allclose(together, total, atol=1e-9)


def test_scores_are_those_of_the_textbook(seed_text: str) -> None:
    assert_equal_to_the_textbook(Document(seed_text))


@pytest.mark.parametrize(
    ("name", "language"),
    [("billsum_us_train100", "en"), ("klexikon_de_test", "de"), ("scisummnet_acl", "en")],
)
def test_scores_are_those_of_the_textbook_on_real_documents(name: str, language: str) -> None:
    for document in parsed_documents(name, language, every=10):
        assert_equal_to_the_textbook(document)


class TestByHand:
    document = Document(REPORT, "en")

    def test_the_parts_of_the_report(self) -> None:
        assert [s.text for s in self.document.sentences if s.is_heading] == [
            "Otters of the North",
            "# Swimming",
            "# Results",
        ]
        assert len(self.document.sentences) == 11

    def test_cues(self) -> None:
        assert Edmundson(**ONLY_CUE).scores(self.document).tolist() == [0, 0, 0, 0, 0, 0, 0, 0, 0, -1, 2]

    def test_title(self) -> None:
        found = Edmundson(**ONLY_TITLE).scores(self.document).tolist()
        assert found == [0, 1, 0, 0, 0.5, 0, 0, 1, 0, 0.5, 0]  # "result" is a stop word

    def test_headings_score_like_text_if_all_are_candidates(self) -> None:
        found = Edmundson(**ONLY_TITLE, candidates="all").scores(self.document).tolist()
        assert found == [2, 1, 0, 0, 0.5, 0, 0.5, 1, 0, 0.5, 0]
        found = Edmundson(**ONLY_CUE, candidates="all").scores(self.document).tolist()
        assert found == [0, 0, 0, 0, 0, 0, 0, 0, 1, -1, 2]
        found = Edmundson(**ONLY_LOCATION, candidates="all").scores(self.document).tolist()
        assert found == [0, 2, 1, 2, 1, 1, 0, 1, 0, 3, 3]

    def test_location(self) -> None:
        found = Edmundson(**ONLY_LOCATION).scores(self.document).tolist()
        assert found == [0, 2, 1, 2, 1, 1, 0, 1, 0, 3, 3]

    def test_own_words(self) -> None:
        method = Edmundson(**ONLY_CUE, bonus_words=["Fish"], stigma_words=["swim", "play"])
        assert method.scores(self.document).tolist() == [0, 0, 0, 1, -1, -1, 0, 0, 0, 0, 0]

    def test_own_words_are_written_as_those_of_the_text(self) -> None:
        method = Edmundson(**ONLY_CUE, bonus_words=["CAFE\u0301"], stigma_words=[])
        assert method.scores("The caf\u00e9 is open. The bar is not.").tolist() == [1, 0]

    def test_words_that_no_text_can_have_are_named(self) -> None:
        with pytest.raises(InvalidValueError, match="bonus_words has 'well-known', which is 2 words"):
            Edmundson(bonus_words=["good", "well-known"])

    def test_a_title_from_elsewhere_is_one(self) -> None:
        text = "It rained.\n\n# Dogs\n\nCats purr. Dogs bark."
        found = Edmundson(**ONLY_TITLE).scores(Document(text, "en", title="Of Cats and a Zebra"))
        assert found.tolist() == [0, 0, 1, 0.5]
        assert Edmundson(**ONLY_TITLE).scores(Document(text, "en", title="")).tolist() == [0, 0, 0, 0.5]

    def test_a_date_line_is_no_heading(self) -> None:
        text = "# Of Cats\n\n3 May 2021\n\n# Of Dogs\n\nCats came in 2021. They sleep.\n\nIt rained."
        document = Document(text, "en")
        assert document.sentences[1].kind == "byline"
        assert Edmundson(**ONLY_TITLE).scores(document).tolist() == [0, 0, 0, 1, 0, 0]
        text = "It rained.\n\n# Conclusion\n\n3 May 2021\n\nThey sleep."
        assert Edmundson(**ONLY_LOCATION).scores(Document(text, "en")).tolist() == [2, 0, 0, 3]

    def test_summary(self) -> None:
        assert Edmundson()(self.document, Length(sentences=1)) == "The result is significant."


def test_a_language_without_lists_does_without_cues() -> None:
    document = Document("Das Ergebnis ist wichtig. Vielleicht auch nicht.", "de")
    assert Edmundson(**ONLY_CUE).scores(document).tolist() == [0, 0]


def test_options_tell_the_words_in_the_signature() -> None:
    method = Edmundson(bonus_words=["good"])
    assert method.bonus_words == ("good",)
    assert hash(method) == hash(Edmundson(bonus_words=("good",)))
    assert "bonus_words:('good',)" in method("Some good text.").signature


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"cue_weight": -1}, InvalidValueError),
        ({"key_weight": float("nan")}, InvalidValueError),
        ({"title_weight": float("inf")}, InvalidValueError),
        ({"location_weight": "1"}, InvalidTypeError),
        ({"bonus_words": "good"}, InvalidTypeError),
        ({"stigma_words": [1]}, InvalidTypeError),
        ({"stigma_words": 1}, InvalidTypeError),
        ({"bonus_words": ["good", "well-known"]}, InvalidValueError),
        ({"stigma_words": ["of course"]}, InvalidValueError),
        ({"stigma_words": [""]}, InvalidValueError),
    ],
)
def test_bad_options(options: dict[str, object], error: type[Exception]) -> None:
    with pytest.raises(error, match=next(iter(options))):
        Edmundson(**options)  # type: ignore[arg-type]
