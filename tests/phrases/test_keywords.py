"""Keywords: where they are, what they may be made of, and whether they say what a text is about."""

import json
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given

from summarize import Document, EmptyTextError, InvalidTypeError, InvalidValueError, Keyword, keywords
from summarize.phrases.ranking import METHODS
from summarize.phrases.words import Words
from summarize.text.stop_words import function_words_of
from summarize.text.terms import STOP_WORD, query_terms, stems_of
from tests.conftest import shared_file
from tests.lazy import networkx
from tests.strategies import any_text

TEXT = """Solar panels on the roof. The price of solar panels fell, and Solar Panels from abroad
are cheap. Roof owners like it: roofs earn money. In 2023, wind\u2011power plants came; Spain's wind-power
plants are new. Japan's plants are old."""


def texts(text: str, n: int = 10, **options: str) -> list[str]:
    return [keyword.text for keyword in keywords(text, n, **options)]


def assert_sound(document: Document, found: list[Keyword]) -> None:
    starts = [sentence.start for sentence in document.sentences]
    for keyword in found:
        assert keyword.score > 0
        assert list(keyword.spans) == sorted(set(keyword.spans))
        forms = [document.text[start:end] for start, end in keyword.spans]
        assert keyword.text in [" ".join(form.split()) for form in forms]
        for start, end in keyword.spans:
            assert start < end <= document.sentences[bisect_right(starts, start) - 1].end
    assert [keyword.score for keyword in found] == sorted((k.score for k in found), reverse=True)
    assert len({keyword.spans for keyword in found}) == len(found)


class TestPhrases:
    def test_best_first_with_every_place_and_the_commonest_form(self) -> None:
        best = keywords(TEXT)[0]
        assert best.text == "Solar panels"  # the first of equally frequent forms
        assert [TEXT[start:end] for start, end in best.spans] == [
            "Solar panels",
            "solar panels",
            "Solar Panels",
        ]

    def test_forms_of_a_word_are_one(self) -> None:
        text = "A roof is here. Roofs are there, and the roof is new."
        [roof] = [keyword for keyword in keywords(text) if keyword.text == "roof"]
        assert [text[start:end] for start, end in roof.spans] == ["roof", "Roofs", "roof"]

    @pytest.mark.parametrize(
        ("text", "phrase"),
        [
            ("Red wine, white bread. Red wine, white bread.", "wine white"),
            ("We drink red wine. White bread is good. Drink red wine. White bread.", "wine white"),
            ("The wine and bread. The wine and bread.", "wine and bread"),
            ("Route 66 motels. Route 66 motels.", "route 66 motels"),
            ("Chapter IX battles. Chapter IX battles.", "chapter ix battles"),
            ("Red wine\n\nwhite bread and red wine\n\nwhite bread.", "wine white"),
        ],
    )
    def test_do_not_cross_commas_sentences_stop_words_and_numbers(self, text: str, phrase: str) -> None:
        assert not [found for found in texts(text) if phrase in found.lower()]

    def test_cross_line_breaks_and_hyphens(self) -> None:
        found = keywords("Our wind\u2011power. Your wind-power.", 1)
        assert [k.text for k in found] == ["wind\u2011power"]
        assert found[0].spans == ((4, 14), (21, 31))
        assert "red wine" in texts("A glass of red\nwine here. Some red\nwine there.", 3)

    def test_leave_a_possessive_out(self) -> None:
        text = "Japan's trains are fast. The north of Japan is cold. I like Japan’s trains."
        assert "Japan's trains" in texts(text)
        [japan] = [
            keyword
            for keyword in keywords("Japan's. Japan’s, in Japan.", language="en")
            if keyword.text == "Japan"
        ]
        assert japan.spans == ((0, 5), (9, 14), (21, 26))

    def test_names_keep_their_commonest_words(self) -> None:
        text = """New Zealand is far. New Zealand has sheep. New York is big. Information retrieval systems and
the World Bank. The United States."""
        found = texts(text, 8, language="en")
        assert {"New Zealand", "New York", "World Bank", "United States"} <= set(found)
        assert "Information retrieval systems" in found

    def test_letters_with_signs_and_full_stops_are_words(self) -> None:
        text = "C++ is fast. C# is not. The U.S. has C++, and the U.S.'s has C#."
        assert {"C++", "C#", "U.S."} <= set(texts(text))

    @pytest.mark.parametrize(
        "address",
        ["https://www.example.org/a?b=c", "http://example.org", "www.example.org", "ann.lee@example.org"],
    )
    def test_addresses_have_none(self, address: str) -> None:
        text = f"Bread at {address} today. Bread at {address} and goat cheese."
        assert set(texts(text, language="en")) == {"Bread", "goat cheese"}
        assert texts(address) == []

    @pytest.mark.parametrize(
        ("text", "language", "whole"),
        [
            (
                "COVID-19 is here. COVID\u201119 and SARS-CoV-2 are viruses, IL-6 is none.",
                "en",
                {"COVID-19", "SARS-CoV-2", "IL-6"},
            ),
            ("The long-term plan, state-of-the-art.", "en", {"long-term plan", "state-of-the-art"}),
            ("Ann O'Brien's dog, Mr O’Neill, and D'Arcy.", "en", {"Ann O'Brien's dog", "O’Neill", "D'Arcy"}),
            ("AT&T of Dallas. R&D at Bell & Sons. The AT&T-like firm.", "en", {"AT&T", "Bell & Sons", "R&D"}),
            ("The GPT-4 of 2.5 tons, and a GPT-3.5.", "en", {"GPT-3.5", "GPT-4"}),
            ("The F-16 and the G-7, a father-in-law of the Qur'an.", "en", {"F-16", "G-7", "father-in-law"}),
            ("La gare d'Aix-en-Provence. L'IL-6 de l'homme.", "fr", {"Aix-en-Provence", "IL-6", "homme"}),
            ("Новий об'єкт та сім'я.", "uk", {"Новий об'єкт", "сім'я"}),
        ],
    )
    def test_compounds_and_names_are_whole(self, text: str, language: str, whole: set[str]) -> None:
        found = keywords(text, 12, language=language)
        assert_sound(Document(text, language), found)
        assert whole <= {keyword.text for keyword in found}

    def test_a_compound_of_content_words_is_not_cut(self) -> None:
        text = "A wind-power plant. The wind power of the coast. " + "The plant on the coast is old. " * 9
        phrases = [
            phrase for phrase in texts(text, 20, language="en") if "wind" in phrase or "power" in phrase
        ]
        assert phrases
        assert all("wind" in phrase and "power" in phrase for phrase in phrases)

    def test_inverted_pronouns_are_no_part(self) -> None:
        assert not any(
            "-t-il" in phrase for phrase in texts("Demande-t-il une gare ? Pense-t-il ?", language="fr")
        )

    @pytest.mark.parametrize(
        ("text", "verbs"),
        [
            ("Anna held talks with Bruno. The talks were about wine.", {"held"}),
            ("The two mayors discussed traffic rules. Traffic is loud.", {"discussed"}),
            (
                "The council told the Gazette that buses will return. They improve the town.",
                {"told", "return"},
            ),
            ("She wanted to inspect the bridge, but it had collapsed.", {"wanted", "inspect", "collapsed"}),
        ],
    )
    def test_have_no_verbs(self, text: str, verbs: set[str]) -> None:
        found = {word for phrase in texts(text, 20, language="en") for word in phrase.lower().split()}
        assert found
        assert not found & verbs

    def test_have_the_nouns_that_look_like_verbs(self) -> None:
        text = (
            "The United States met. Named entity recognition needs labeled data. A plan for the visit is old."
        )
        found = texts(text, 20, language="en")
        assert {"United States", "labeled data", "plan", "visit"} <= set(found)

    def test_are_nouns_with_their_adjectives_in_german(self) -> None:
        text = "Das alte U-Boot fährt. Der Hafen leitet das schnelle rote Boot weiter."
        found = texts(text, 20, language="de")
        assert not [phrase for phrase in found if {"fährt", "leitet", "weiter"} & set(phrase.split())]
        assert set(texts("der hafen und das boot sind alt", language="de")) >= {"hafen", "boot"}

    def test_verbs_alone_are_better_than_none(self) -> None:
        assert texts("They ran and jumped.", language="en")

    def test_differ(self, seed_text: str) -> None:
        words = Counter(word for phrase in texts(seed_text) for word in phrase.lower().split())
        assert max(words.values()) <= 3

    def test_elisions_are_no_words(self) -> None:
        assert set(texts("L'homme, l’eau. D'eau, d'homme.", language="fr")) == {"homme", "eau"}

    def test_none_is_in_another_one(self, seed_text: str) -> None:
        found = [f" {' '.join(query_terms(k.text, 'en'))} " for k in keywords(seed_text, 30)]
        assert not [(one, other) for one, other in permutations(found, 2) if one in other]

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param("word " * 100_000, id="one word"),
            pytest.param("alpha beta gamma delta " * 30_000, id="words without end"),
            pytest.param(" ".join(f"w{i}x" for i in range(40_000)), id="each word once"),
            pytest.param("天地人你我他" * 20_000, id="Chinese without a full stop"),
            pytest.param("x.y-z" * 100_000 + " a word", id="what could be an e-mail address"),
            pytest.param("A." * 200_000 + " a word", id="an acronym without end"),
        ],
    )
    def test_hostile_texts(self, text: str) -> None:
        assert_sound(Document(text), keywords(text, 5))

    def test_stop_words_and_numbers_alone_have_none(self) -> None:
        assert keywords("It was the 3 of 2023, and so it is.") == []

    def test_the_number_of_a_chapter_has_none(self) -> None:
        chapters = "\n\n".join(
            f"CHAPTER {n}\n\nAlice walked into the garden of the queen." for n in range(1, 20)
        )
        assert "chapter" not in [phrase.lower() for phrase in texts(chapters)]

    def test_a_date_line_has_none(self) -> None:
        assert texts("Oct. 3rd, 2023\nIt is what it is.") == []

    def test_one_word(self) -> None:
        assert texts("Satellite") == ["Satellite"]

    @pytest.mark.parametrize("method", METHODS)
    @given(text=any_text)
    def test_of_any_text_are_sound(self, method: str, text: str) -> None:
        try:
            document = Document(text)
        except EmptyTextError:
            return
        found = keywords(document, 7, method=method)
        assert len(found) <= 7
        assert_sound(document, found)

    def test_of_a_book_are_sound_and_the_same_again(self, prose: str) -> None:
        document = Document(prose[:300_000])
        found = keywords(document, 50)
        assert len(found) == 50
        assert_sound(document, found)
        assert keywords(document, 5) == found[:5]


class TestArguments:
    @pytest.mark.parametrize(
        ("options", "error", "message"),
        [
            ({"n": 0}, InvalidValueError, "n must be at least 1, got 0"),
            ({"n": 2.5}, InvalidTypeError, "n must be a whole number"),
            ({"method": "textrnk"}, InvalidValueError, "did you mean 'textrank'"),
            ({"method": 3}, InvalidTypeError, "method must be a str"),
            ({"language": "germann"}, InvalidValueError, "did you mean 'german'"),
        ],
    )
    def test_wrong_ones_are_named(self, options: dict, error: type[Exception], message: str) -> None:  # type: ignore[type-arg]
        with pytest.raises(error, match=message):
            keywords(TEXT, **options)
        with pytest.raises(EmptyTextError):
            keywords(" ")


@pytest.mark.parametrize("method", METHODS)
def test_word_scores_are_those_of_networkx(method: str, seed_text: str) -> None:
    words = Words.of(Document(seed_text))
    places = np.flatnonzero(words.terms != STOP_WORD)
    terms = words.terms[places].tolist()
    graph = networkx.Graph()
    graph.add_nodes_from(range(words.n_terms))
    for distance in range(1, METHODS[method].window):
        for one, other in zip(terms, terms[distance:], strict=False):
            if one != other:
                weight = graph.get_edge_data(one, other, {"weight": 0})["weight"]
                graph.add_edge(one, other, weight=weight + 1)
    jump = None
    if method == "positionrank":
        jump = dict.fromkeys(range(words.n_terms), 0.0)
        for place, term in zip(places.tolist(), terms, strict=True):
            jump[term] += 1 / (place + 1)
    ranks = networkx.pagerank(graph, 0.85, personalization=jump, tol=1e-12, max_iter=1000)
    assert METHODS[method].scores(words) == pytest.approx([ranks[i] for i in range(words.n_terms)], abs=1e-8)


def content_stems(text: str) -> set[str]:
    """The stems of all words that are no function words."""
    words = [word for word in re.findall("[a-z]{2,}", text.lower()) if word not in function_words_of("en")]
    return set(stems_of(words, "en"))


def title_recalls(name: str, reference: str, method: str) -> Iterator[float]:
    """Which share of the content words of a title or summary, as far as in the text, ten keywords have."""
    with shared_file(f"{name}.jsonl").open(encoding="utf-8") as lines:
        for line in list(lines)[:60]:
            row = json.loads(line)
            wanted = content_stems("".join(row[reference])) & content_stems(row["document"])
            if wanted:
                found = keywords(Document(row["document"], "en"), method=method)
                yield len(wanted & content_stems(" ".join(k.text for k in found))) / len(wanted)


@pytest.mark.parametrize(
    ("name", "least"), [("scisummnet_acl", 0.5), ("billsum_us_train100", 0.5), ("scitldr_a_test", 0.65)]
)
def test_the_default_finds_more_of_the_title(name: str, least: float) -> None:
    by_method = {method: np.mean(list(title_recalls(name, "title", method))) for method in METHODS}
    assert by_method["positionrank"] > max(least, by_method["textrank"])
