"""Each sentence of a summary is led back to the sentences of the document that say the same."""

import pytest
from hypothesis import given

from summarize import Document
from summarize.errors import InvalidValueError
from summarize.grounding.support import LEAST_SHARE, find_sources
from tests.conftest import shared_documents
from tests.strategies import any_text


@pytest.fixture(scope="module")
def article(seed_text: str) -> Document:
    return Document(seed_text)


def read(document: Document, sentence: str) -> list[str]:
    (sources,) = find_sources(document, [sentence])
    return [document.text[start:end] for start, end, _ in sources]


def score(document: Document, sentence: str) -> float:
    (sources,) = find_sources(document, [sentence])
    return max((source.score for source in sources), default=0.0)


def test_a_verbatim_sentence_is_its_own_first_source(article: Document) -> None:
    sentences = [sentence.text for sentence in article.sentences]
    for sentence, sources in zip(article.sentences, find_sources(article, sentences), strict=True):
        assert sources == ((sentence.start, sentence.end, 1.0),)


def test_a_paraphrase_is_led_to_what_it_says_again(article: Document) -> None:
    assert read(article, "Over lunch, Kim toasted the health of Putin and the victory of Russia.")[
        0
    ].startswith("During the lunch, Kim raised a toast")
    assert read(article, "Two short-range missiles were launched into the sea by North Korea.")[0].startswith(
        "While Kim was meeting with Putin, North Korea launched two"
    )


def test_a_sentence_made_of_two_has_both_as_sources(article: Document) -> None:
    fused = (
        "They ate Russian dumplings and sturgeon and Kim will inspect Russia's Pacific fleet in Vladivostok."
    )
    first, second = sorted(read(article, fused))[:2]
    assert "Vladivostok" in first
    assert "sturgeon" in second


def test_further_sources_add_something(article: Document) -> None:
    fused = (
        "They ate Russian dumplings and sturgeon and Kim will inspect Russia's Pacific fleet in Vladivostok."
    )
    (sources,) = find_sources(article, [fused], at_most=10)
    assert len(sources) < 1 / LEAST_SHARE
    assert [source.score for source in sources] == sorted((source.score for source in sources), reverse=True)
    assert find_sources(article, [fused], at_most=1) == [sources[:1]]


def test_what_is_made_up_has_little_support_or_none(article: Document) -> None:
    title = "During the summit, Pyongyang discussed the possibility of sending a North-korean cosmonaut into space"
    assert score(article, title) < 0.9  # it was Putin
    assert score(article, "The stock market in Tokyo fell by four percent.") == 0.0
    assert find_sources(article, ["Bananas are yellow.", "", "…", "of the"]) == [(), (), (), ()]


def test_running_text_comes_before_a_heading_and_the_earlier_before_the_later() -> None:
    document = Document("Cold Weather\n\nThe weather is cold.\n\nIt rained. The cold weather stayed.")
    assert read(document, "Weather, cold, weather")[0] != "Cold Weather"
    assert read(document, "The weather.")[0] == "The weather is cold."


def test_line_breaks_of_a_wrapped_text_do_not_matter() -> None:
    document = Document("The committee met\non Monday.\n\nIt was\nwhat it was.")
    assert read(document, "It was what it was.") == ["It was\nwhat it was."]


@pytest.mark.parametrize(
    ("text", "sentence", "source"),
    [
        ("北京是中国的首都。上海是一个大城市。", "首都是北京。", "北京是中国的首都。"),
        ("भारत एक देश है। दिल्ली राजधानी है।", "राजधानी दिल्ली", "दिल्ली राजधानी है।"),
        ("هذه مصر. القاهرة مدينة كبيرة.", "مدينة القاهرة", "القاهرة مدينة كبيرة."),
    ],
)
def test_any_script_will_do(text: str, sentence: str, source: str) -> None:
    assert read(Document(text), sentence)[0] == source


def test_a_document_supports_itself_better_than_another_does() -> None:
    one, other = [Document(text) for text in list(shared_documents("cnndm_validation"))[:2]]
    for sentence in other.sentences[:10]:
        halved = " ".join(sentence.text.split()[::2])
        assert score(other, halved) >= score(one, halved)


def test_nothing_less_than_one_source_can_be_asked_for(article: Document) -> None:
    with pytest.raises(InvalidValueError, match="at_most"):
        find_sources(article, ["A sentence."], at_most=0)


@given(any_text, any_text)
def test_any_text_has_valid_sources(text: str, other: str) -> None:
    if not any(character.isalnum() for character in text):
        return
    document = Document(text)
    sentences = [sentence.text for sentence in document.sentences]
    for sentence, sources in zip(sentences, find_sources(document, sentences), strict=True):
        start, end, score = sources[0]
        assert document.text[start:end].split() == sentence.split()
        assert score == 1.0
    (sources,) = find_sources(document, [other])
    assert all(0 <= source.start < source.end <= len(text) for source in sources)
    assert all(LEAST_SHARE * 0.99 <= source.score <= 1 for source in sources)
