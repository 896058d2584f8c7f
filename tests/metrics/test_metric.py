"""The form that all metrics share, and how they are asked for."""

import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize import InvalidTypeError, InvalidValueError, MissingExtraError, UnknownOptionError, __version__
from summarize.metrics import chrf_scores, tokens
from summarize.metrics.metric import METRICS, create_metric
from tests.strategies import any_text

SPECS = [name for name in METRICS if name != "bertscore"] + ["rouge:tokenizer=unicode,stemming=true"]
SOURCE = "Kim met Putin on 3 October. They spoke for two hours. 東京は大きい。"


@pytest.mark.parametrize("spec", SPECS)
class TestEveryMetric:
    def test_signs_in_one_line(self, spec: str) -> None:
        metric = create_metric(spec)
        assert metric.signature.startswith(f"{metric.name}|")
        assert metric.signature.endswith(f"|summarize:{__version__}")
        assert "\n" not in metric.signature

    def test_gives_the_same_figures_for_any_summary(self, spec: str) -> None:
        metric = create_metric(spec)
        names = [
            set(metric(sentences, ["Kim met Putin."], SOURCE, "en"))
            for sentences in ([], [""], ["…"], ["Kim met Putin."], ["東京は大きい。", "یہ بڑا ہے۔"])
        ]
        assert all(other == names[0] for other in names)
        assert all(name.split(".")[0].startswith(metric.name) for name in names[0])

    def test_gives_finite_figures_for_any_text(self, spec: str) -> None:
        metric = create_metric(spec)

        @settings(max_examples=30)
        @given(st.lists(any_text, max_size=3), any_text, st.sampled_from(["en", "ja", "ur", "und"]))
        def holds(sentences: list[str], source: str, language: str) -> None:
            figures = metric(sentences, ["a cat and 3 dogs"], source, language)
            assert all(isinstance(value, float) and 0 <= value < float("inf") for value in figures.values())

        holds()

    def test_names_the_figures_of_which_more_is_better(self, spec: str) -> None:
        metric = create_metric(spec)
        said = "Kim met Putin again."
        figures = metric([said], [said], f"{SOURCE} {said}", "en")
        assert set(metric.quality) <= {name.removesuffix(".f1") for name in figures}
        assert metric.quality or not metric.needs_references
        assert set(metric.faults) <= set(figures)
        assert [figures.get(name, figures.get(f"{name}.f1")) for name in metric.quality] == [1.0] * len(
            metric.quality
        )

    def test_refuses_what_is_no_list_of_sentences(self, spec: str) -> None:
        with pytest.raises(InvalidTypeError, match="sentences must be a list of strings"):
            create_metric(spec)("Kim met Putin.", ["Kim."], SOURCE, "en")

    def test_is_equal_to_one_made_alike(self, spec: str) -> None:
        assert create_metric(spec) == create_metric(spec)


@pytest.mark.parametrize("spec", ["rouge", "chrf"])
@pytest.mark.parametrize("references", [[], [""], ["A cat.", "…"]])
def test_references_without_words_are_an_error(spec: str, references: list[str]) -> None:
    with pytest.raises(InvalidValueError, match="reference"):
        create_metric(spec)(["A cat."], references, "", "en")


@pytest.mark.parametrize(
    ("spec", "error", "message"),
    [
        ("rogue", InvalidValueError, "unknown metric 'rogue'; did you mean 'rouge'? Known: bertscore, chrf,"),
        ("", InvalidValueError, "unknown metric ''; Known:"),
        ("rouge:stemmer=true", UnknownOptionError, "no option 'stemmer'; did you mean 'stemming'?"),
        ("rouge:stemming=maybe", InvalidValueError, "stemming must be true or false, got 'maybe'"),
        (
            "rouge:stemming",
            InvalidValueError,
            "an option is written option=value, got 'stemming'",
        ),
        ("rouge:tokenizer=unicod", InvalidValueError, "did you mean 'unicode'?"),
        ("length:words=3", UnknownOptionError, "metric 'length' has no option 'words'; Known: none"),
        ("chrf:word_order=two", InvalidValueError, "word_order must be a whole number, got 'two'"),
        ("bertscore", InvalidValueError, "metric 'bertscore' needs model: write bertscore:model=…"),
        (None, InvalidTypeError, "a metric is a str such as"),
    ],
)
def test_a_wrong_spec_is_told(spec: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error) as raised:
        create_metric(spec)
    assert message in str(raised.value)


def test_a_spec_may_have_blanks_and_capitals() -> None:
    assert create_metric(" Rouge: stemming=True, tokenizer = unicode ") == create_metric(
        "rouge:stemming=yes,tokenizer=unicode"
    )


def test_the_signature_of_rouge() -> None:
    assert create_metric("rouge").signature == (
        "rouge|stemming:no|tokenizer:rouge|references:best|sentences:newline|equals:rouge-score-0.1.2"
        f"|summarize:{__version__}"
    )


@pytest.mark.parametrize(
    ("spec", "package"),
    [("chrf", "sacrebleu"), ("rouge:stemming=true", "nltk"), ("bertscore:model=x,layers=1", "bert_score")],
)
def test_a_missing_package_is_told_with_how_to_install_it(
    spec: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tokens._porter.cache_clear()
    chrf_scores._scorer.cache_clear()
    for module in [name for name in sys.modules if name.partition(".")[0] == package]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingExtraError, match=r"pip install '[\w.-]+\["):
        create_metric(spec)(["A cat."], ["A cat."], "", "en")


def test_a_metric_loads_no_package_that_it_does_not_use() -> None:
    code = (
        "import sys; from summarize.metrics.metric import create_metric;"
        "create_metric('rouge')(['A cat.'], ['A dog.'], '', 'en');"
        "print(sorted({'nltk', 'numpy', 'rouge_score', 'sacrebleu', 'scipy', 'torch'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[]\n"
