"""``summarize.compat.gensim`` and ``.summa``: arguments, shapes, blanks and errors of the originals."""

import logging
from typing import Any

import pytest

from summarize import Document, InvalidTypeError, InvalidValueError, TextRank
from summarize.compat import gensim, summa
from tests.conftest import own_text

BOTH = pytest.mark.parametrize("door", [gensim, summa], ids=["gensim", "summa"])
LINES = (
    "Wind power grew by a third last year.\n"
    "The town built twelve wind turbines on the hill.\n"
    "Turbines on the hill feed power to the town\n"
    "Critics fear for the birds of the hill.\n"
    "Nobody asked the birds.\n"
    "It was so.\n"
    "A second hill is to get turbines, too.\n"
    "Power from the wind is cheap.\n"
    "The mayor praised the turbines.\n"
    "Rain fell on Sunday."
)


@pytest.fixture(scope="module")
def news() -> str:
    return own_text("news")


@BOTH
class TestSummarize:
    def test_gives_verbatim_sentences_one_a_line_in_their_order(self, door: Any, news: str) -> None:
        summary = door.summarize(news, ratio=0.3)
        sentences = summary.split("\n")
        places = [news.index(sentence) for sentence in sentences]
        assert len(sentences) > 1
        assert places == sorted(places)

    def test_split_gives_the_same_as_a_list(self, door: Any, news: str) -> None:
        assert door.summarize(news, split=True) == door.summarize(news).split("\n")

    @pytest.mark.parametrize("ratio", [0.2, 0.5, 0.8, 1])
    def test_ratio_is_a_share_of_the_sentences_with_content_words(self, door: Any, ratio: float) -> None:
        assert len(door.summarize(LINES, ratio=ratio, split=True)) == int(9 * ratio)  # not "It was so."

    def test_a_line_break_ends_a_sentence(self, door: Any) -> None:
        assert "Turbines on the hill feed power to the town" in door.summarize(LINES, ratio=1, split=True)

    @pytest.mark.parametrize("n_words", [8, 20, 40])
    def test_words_are_met_as_closely_as_sentences_allow(self, door: Any, n_words: int) -> None:
        taken = door.summarize(LINES, words=n_words, split=True)
        longest = max(len(line.split()) for line in LINES.split("\n"))
        assert abs(len(" ".join(taken).split()) - n_words) <= longest / 2

    def test_scores_are_those_of_textrank(self, door: Any) -> None:
        document = Document(LINES, "en", lines="units")
        similarity = "bm25" if door is gensim else "overlap"
        expected = TextRank(similarity=similarity, candidates="all").scores(document).tolist()
        for text, score in door.summarize(LINES, scores=True, language="en"):
            assert score == expected[LINES.split("\n").index(text)]

    def test_more_stop_words_count_for_nothing(self, door: Any) -> None:
        def score(text: str, **options: Any) -> float:
            return dict(door.summarize(LINES, ratio=1, scores=True, **options))[text]

        line = "The mayor praised the turbines."
        assert score(line, additional_stopwords=["turbines"]) < score(line)
        assert "Nobody asked the birds." not in door.summarize(
            LINES, ratio=1, split=True, additional_stopwords=["Birds", "asked"]
        )

    @pytest.mark.parametrize("text", ["", " \n", "here here.\nthere there.\nhere there."])
    def test_nothing_to_say_is_blank(self, door: Any, text: str) -> None:
        assert door.summarize(text) == ""
        assert door.summarize(text, split=True) == []

    def test_a_ratio_of_no_sentence_is_blank(self, door: Any) -> None:
        assert door.summarize(LINES, ratio=0.01) == ""
        assert door.summarize(LINES, ratio=0, split=True) == []

    @pytest.mark.parametrize("wrong", [{"ratio": -0.2}, {"words": -1}, {"language": "klingonese"}])
    def test_wrong_values_are_value_errors(self, door: Any, wrong: dict[str, Any]) -> None:
        with pytest.raises(ValueError, match=f"{next(iter(wrong))}") as caught:
            door.summarize(LINES, **wrong)
        assert isinstance(caught.value, InvalidValueError)

    def test_one_string_is_no_list_of_stop_words(self, door: Any) -> None:
        with pytest.raises(InvalidTypeError, match="additional_stopwords must be a list"):
            door.summarize(LINES, additional_stopwords="birds")


class TestWhereTheyDiffer:
    def test_one_sentence_is_an_error_of_gensim_and_blank_in_summa(self) -> None:
        with pytest.raises(ValueError, match="input must have more than one sentence"):
            gensim.summarize("Wind power grew by a third.")
        assert summa.summarize("Wind power grew by a third.") == ""

    def test_gensims_word_count_is_summas_words(self) -> None:
        assert gensim.summarize(LINES, word_count=20) == gensim.summarize(LINES, words=20)
        with pytest.raises(InvalidValueError, match="not both"):
            gensim.summarize(LINES, word_count=20, words=20)

    def test_positions_of_arguments(self) -> None:
        assert gensim.summarize(LINES, 0.2, None, True) == gensim.summarize(LINES, split=True)
        assert summa.summarize(LINES, 0.2, None, "english", True) == summa.summarize(LINES, split=True)

    def test_what_is_no_str(self) -> None:
        for text in (b"Wind power.", None):
            with pytest.raises(ValueError, match="text must be a str"):
                summa.summarize(text)  # type: ignore[arg-type]
            with pytest.raises(ValueError, match="text must be a str"):
                summa.keywords(text)  # type: ignore[arg-type]
            with pytest.raises(TypeError, match="text must be a str"):
                gensim.summarize(text)  # type: ignore[arg-type]
        assert gensim.keywords(LINES.encode(), words=3) == gensim.keywords(LINES, words=3)

    def test_gensim_logs_why_it_has_nothing(self, caplog: pytest.LogCaptureFixture) -> None:
        with caplog.at_level(logging.WARNING):
            gensim.summarize("")
            gensim.summarize("here here.\nthere there.")
        assert [each.message for each in caplog.records] == [
            "Input text is empty.",
            "Couldn't get relevant sentences.",
        ]


@BOTH
class TestKeywords:
    def test_are_in_lower_case_best_first_and_one_a_line(self, door: Any, news: str) -> None:
        pairs = door.keywords(news, scores=True)
        assert [score for _, score in pairs] == sorted((score for _, score in pairs), reverse=True)
        assert all(word == word.lower() for word, _ in pairs)
        assert door.keywords(news, split=True) == [word for word, _ in pairs]
        assert door.keywords(news) == "\n".join(word for word, _ in pairs)

    def test_ratio_is_proportional(self, door: Any, news: str) -> None:
        options = {"lemmatize": True} if door is gensim else {}
        few, many = (len(door.keywords(news, ratio=ratio, split=True, **options)) for ratio in (0.2, 0.4))
        assert many == pytest.approx(2 * few, abs=1)

    def test_more_stop_words_are_in_none(self, door: Any) -> None:
        assert any("turbines" in word for word in door.keywords(LINES, split=True))
        without = door.keywords(LINES, ratio=1, split=True, additional_stopwords=["Turbines"])
        assert without
        assert not any("turbines" in word for word in without)

    @pytest.mark.parametrize("text", ["", "here here. there there."])
    def test_nothing_to_say_is_blank(self, door: Any, text: str) -> None:
        assert door.keywords(text) == ""
        assert door.keywords(text, split=True) == []
        assert door.keywords(text, scores=True) == ([] if door is gensim else "")

    def test_accents_come_off(self, door: Any) -> None:
        text = "El avión de la línea llegó a la estación. La estación espera otro avión."
        name = "deacc" if door is gensim else "deaccent"
        for taken_off, expected in ((True, "avion"), (False, "avión")):
            assert expected in door.keywords(
                text, words=3, language="spanish", split=True, **{name: taken_off}
            )


class TestGensimsKeywords:
    TEXT = "A wind turbine is big. Where are wind turbines? There are wind turbines."

    def test_lemmatize_gives_one_form_of_each(self) -> None:
        assert gensim.keywords(self.TEXT, words=1, lemmatize=True, split=True) == ["wind turbines"]
        assert gensim.keywords(self.TEXT, words=1, split=True) == ["wind turbines", "wind turbine"]

    def test_another_pos_filter_is_warned_of(self, caplog: pytest.LogCaptureFixture) -> None:
        default = gensim.keywords(self.TEXT, pos_filter=("JJ", "NN"))
        assert not caplog.records
        assert gensim.keywords(self.TEXT, pos_filter=["NN", "VB"]) == default
        assert "pos_filter has no effect" in caplog.text
