"""Families of models that differ in how they read, pad or name languages; each writes the same in a batch."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from summarize import Abstractive, Document
from summarize.abstractive.engines.transformers.limits import limits_of
from summarize.abstractive.engines.transformers.loading import Loaded, LoadOptions, load
from summarize.abstractive.engines.transformers.tokens import TokenizerAdapter
from tests.abstractive.families import FAMILIES, TESTED, with_table
from tests.abstractive.models import MODELS
from tests.abstractive.spy import spying
from tests.conftest import ROOT
from tests.lazy import torch

SHORT = {"max_new_tokens": 8, "num_beams": 1}
Families = Callable[[str], Loaded]


@pytest.fixture(scope="module")
def families(tmp_path_factory: pytest.TempPathFactory) -> Families:
    """The families that other tests do not use."""
    folder = tmp_path_factory.mktemp("families")

    @cache
    def family(name: str) -> Loaded:
        with torch.random.fork_rng():
            torch.manual_seed(3)
            FAMILIES[name](folder / name)
        return load(LoadOptions(str(folder / name), dtype="float32", device="cpu"))

    return family


def pair_of(family: Loaded) -> tuple[Any, Any]:
    return family.model, family.tokenizer


@pytest.mark.parametrize("name", FAMILIES)
class TestFamily:
    def test_is_what_the_table_says(self, families: Families, name: str) -> None:
        family, row = families(name), TESTED[name]
        assert (type(family.model).__name__, family.kind) == (row.architecture, row.kind)
        assert family.sees_padding is not row.is_padded

    def test_batches_write_the_same_as_single_calls(
        self, families: Families, name: str, seed_text: str
    ) -> None:
        summarizer = Abstractive(pair_of(families(name)), generation=SHORT)
        sentences = [sentence.text for sentence in Document(seed_text).sentences]
        texts = [*sentences[3:6], sentences[3], seed_text[:700]]
        with spying(families(name).model) as spy:
            together = list(summarizer.batch(texts))
        assert (max(spy.batches) > 1) is TESTED[name].is_padded
        assert together == [summarizer(text) for text in reversed(texts)][::-1]


class TestLanguages:
    @pytest.mark.parametrize(("name", "token"), [("m2m100", "__{}__"), ("nllb", "{}_Latn")])
    def test_are_named_as_the_model_names_them(
        self, families: Families, name: str, token: str, seed_text: str
    ) -> None:
        model, tokenizer = pair_of(families(name))
        english, german = (
            token.format(code) for code in (("en", "de") if name == "m2m100" else ("eng", "deu"))
        )
        with spying(model) as spy:
            Abstractive((model, tokenizer), generation=SHORT, language_out="de")(seed_text[:200])
        assert english in tokenizer.convert_ids_to_tokens(spy.inputs[0])
        assert tokenizer.convert_ids_to_tokens(spy.outputs[0][1]) == german

    @pytest.mark.parametrize(
        ("language", "token"),
        [("zh", "zho_Hans"), ("no", "nob_Latn"), ("ar", "arb_Arab"), ("fa", "pes_Arab"), ("xx", None)],
    )
    def test_of_nllb_are_those_of_iso_639_3(self, families: Families, language: str, token: str) -> None:
        tokenizer = families("nllb").tokenizer
        assert TokenizerAdapter(tokenizer).language_token(language) == token


def test_mpt_has_a_limit(families: Families) -> None:
    assert limits_of(families("mpt").model.config, families("mpt").tokenizer).input == 128


def test_a_template_of_parts_gets_the_system_message_and_the_text(families: Families, seed_text: str) -> None:
    model, tokenizer = pair_of(families("chat_of_parts"))
    with spying(model) as spy:
        Abstractive((model, tokenizer), generation=SHORT)(seed_text[:200])
    prompt = tokenizer.decode(spy.inputs[0])
    assert prompt.startswith("<|im_start|>system\nYou summarize texts in English.")
    assert seed_text[:200].split()[-1] in prompt


def test_a_short_text_does_not_change_how_bigbird_reads_the_next(families: Families, seed_text: str) -> None:
    model, tokenizer = pair_of(families("bigbird_pegasus"))
    Abstractive((model, tokenizer), generation=SHORT)("Kim met Putin.")
    assert model.get_encoder().attention_type == "block_sparse"


def test_log_lines_of_transformers_do_not_reach_the_user(
    families: Families, seed_text: str, capfd: pytest.CaptureFixture[str]
) -> None:
    pairs = [pair_of(families(name)) for name in ("bigbird_pegasus", "xlnet")]  # both warn at every text
    capfd.readouterr()
    for pair in pairs:
        Abstractive(pair, generation=SHORT)(seed_text[:300])
    assert capfd.readouterr().err == ""


def test_the_docs_list_every_tested_family() -> None:
    page = (ROOT / "docs" / "models.md").read_text(encoding="utf-8")
    assert with_table(page) == page
    untold = {"repeats", "ends_at_once", "chat_without_system", "bert"}
    assert set(TESTED) == set(FAMILIES) | set(MODELS) - untold
