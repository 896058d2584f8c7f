"""Abstractive summaries through the public API, with every kind of model."""

import pickle
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from summarize import (
    Abstractive,
    Document,
    EmptyTextError,
    InvalidTypeError,
    InvalidValueError,
    Length,
    ModelError,
    ScriptedEngine,
    TextTooLongError,
    UnknownOptionError,
    summarize,
    summarize_many,
)
from summarize.abstractive.engines.transformers.engine import TransformersEngine
from summarize.text.words import count_words
from tests.abstractive.models import answer_of
from tests.abstractive.spy import Spy, spying
from tests.conftest import shared_documents

Loaded = Callable[[str], tuple[Any, Any]]
Models = Callable[[str], Path]

GENERATORS = [
    "t5", "longt5", "byt5", "bart", "mbart", "pegasus", "led", "chat", "chat_without_system", "base",
]  # fmt: skip
ENCODER_DECODERS = GENERATORS[:7]
SHORT = {"max_new_tokens": 12}


@pytest.fixture(scope="module")
def articles() -> list[str]:
    """Articles of very different lengths."""
    texts = [text for text, _ in zip(shared_documents("cnndm_validation"), range(6), strict=False)]
    return [text[: 150 + 250 * number] for number, text in enumerate(texts)]


class TestEveryModel:
    @pytest.mark.parametrize("name", GENERATORS)
    def test_summarizes_the_seed_article(self, loaded: Loaded, name: str, seed_text: str) -> None:
        summary = summarize(seed_text, model=loaded(name), sentences=2)
        assert summary.strip()
        assert summary.coverage == 1.0
        assert len(summary.sentences) <= 2
        assert summary.method == "abstractive"
        for sentence in summary.sentences:
            assert sentence.start is None
            assert 0 <= sentence.score <= 1
            assert all(seed_text[source.start : source.end].strip() for source in sentence.sources)

    @pytest.mark.parametrize("name", ["byt5", "bart", "led", "chat", "base"])
    def test_keeps_to_a_number_of_words_or_to_one_sentence(
        self, loaded: Loaded, name: str, seed_text: str
    ) -> None:
        summary = summarize(seed_text, model=loaded(name), words=30)
        assert count_words(summary) <= 30 or len(summary.sentences) == 1

    @pytest.mark.parametrize("name", GENERATORS)
    def test_writes_what_generate_writes_for_a_text_that_fits(
        self, loaded: Loaded, name: str, seed_text: str
    ) -> None:
        model, tokenizer = loaded(name)
        text = Document(seed_text).sentences[4].text
        with spying(model) as spy:
            summarize(text, model=(model, tokenizer), generation=SHORT)
        inputs = tokenizer(tokenizer.decode(spy.inputs[0]), add_special_tokens=False, return_tensors="pt")
        if model.config.is_encoder_decoder:
            prefix = "summarize: " if name == "t5" else ""
            inputs = tokenizer(prefix + text, return_tensors="pt")
            assert spy.inputs[0] == inputs["input_ids"][0].tolist()
        if name == "led":
            inputs["global_attention_mask"] = (inputs["input_ids"] * 0).index_fill(
                1, inputs["input_ids"][0, :1] * 0, 1
            )
        task = (getattr(model.config, "task_specific_params", None) or {}).get("summarization", {})
        settings = task | {"do_sample": False, "max_length": None, "min_length": 0} | SHORT
        settings["pad_token_id"] = tokenizer.pad_token_id or 0
        if name == "mbart":
            settings["forced_bos_token_id"] = tokenizer.lang_code_to_id["en_XX"]
        expected = model.generate(**inputs, **{key: settings[key] for key in settings if key != "prefix"})
        assert spy.outputs[0] == expected[0].tolist()

    @pytest.mark.parametrize("name", GENERATORS)
    def test_batches_write_the_same_as_single_calls(
        self, loaded: Loaded, name: str, articles: list[str]
    ) -> None:
        summarizer = Abstractive(loaded(name), generation=SHORT | {"num_beams": 1, "early_stopping": False})
        together = list(summarizer.batch(articles))
        assert together == [summarizer(article) for article in articles]

    @pytest.mark.parametrize("name", ["bart", "mbart", "pegasus", "t5"])
    def test_batches_of_different_lengths_do_too(
        self, loaded: Loaded, name: str, articles: list[str]
    ) -> None:
        summarizer, texts = Abstractive(loaded(name)), [article[:150] for article in articles]
        length = Length(ratio=0.5)
        assert list(summarizer.batch(texts, length)) == [summarizer(text, length) for text in texts]

    @pytest.mark.parametrize("name", GENERATORS)
    def test_signs_with_all_it_takes_to_write_it_again(
        self, loaded: Loaded, name: str, seed_text: str
    ) -> None:
        summary = summarize(seed_text, model=loaded(name), words=30, strategy="truncate", chunk_size=50)
        for part in (
            "method:abstractive", "|model:", "|revision:", "|dtype:float32", "|device:cpu", "|decoding:", "|strategy:truncate",
            "|chunk_size:50", "|torch:", "|transformers:", "|length:words=30", "|language:en", "|summarize:",
        ):  # fmt: skip
            assert part in summary.signature


class TestLoading:
    def test_a_model_in_training_writes_as_it_does_in_use(self, loaded: Loaded, seed_text: str) -> None:
        model, tokenizer = loaded("bart")
        expected = summarize(seed_text[:300], model=(model, tokenizer))
        model.train()
        try:
            assert summarize(seed_text[:300], model=(model, tokenizer)) == expected
            assert model.training
        finally:
            model.eval()

    def test_threads_share_a_loaded_model(self, loaded: Loaded, seed_text: str) -> None:
        pair, written = loaded("bart"), []
        writers = [Abstractive(pair, generation=SHORT), Abstractive(pair, generation={"num_beams": 3})]
        expected = {writer(seed_text[:200]) for writer in writers}
        threads = [
            threading.Thread(target=lambda w=writer: written.append(w(seed_text[:200])))
            for writer in writers * 4
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(written) == 8
        assert set(written) == expected

    def test_a_model_is_named_by_its_folder(self, models: Models, seed_text: str) -> None:
        summary = summarize(seed_text, model=str(models("bart")), sentences=1, device="cpu")
        assert summary == summarize(seed_text, model=models("bart"), sentences=1, device="cpu")
        assert summary.model == str(models("bart"))

    def test_the_last_model_stays_loaded(self, models: Models, seed_text: str, monkeypatch: Any) -> None:
        loads: list[Any] = []
        real = TransformersEngine.of
        monkeypatch.setattr(TransformersEngine, "of", lambda *given: loads.append(given) or real(*given))
        for words in (10, 20):
            summarize(seed_text, model=str(models("pegasus")), words=words)
        assert len(loads) == 1

    def test_threads_load_it_once(self, models: Models, seed_text: str, monkeypatch: Any) -> None:
        loads: list[Any] = []
        real = TransformersEngine.of
        monkeypatch.setattr(TransformersEngine, "of", lambda *given: loads.append(given) or real(*given))
        summarizer, summaries = Abstractive(str(models("bart")), generation=SHORT), []
        threads = [
            threading.Thread(target=lambda: summaries.append(summarizer(seed_text[:300]))) for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(loads) == 1
        assert len(summaries) == 4
        assert len(set(summaries)) == 1

    def test_a_summarizer_travels_without_its_model(self, models: Models, seed_text: str) -> None:
        summarizer = Abstractive(str(models("bart")), generation=SHORT)
        summary = summarizer(seed_text[:300])
        again = pickle.loads(pickle.dumps(summarizer))
        assert "_made_engine" not in vars(again)
        assert again(seed_text[:300]) == summary

    def test_a_summary_travels(self, loaded: Loaded, seed_text: str) -> None:
        summary = summarize(seed_text[:300], model=loaded("bart"), generation=SHORT)
        again = pickle.loads(pickle.dumps(summary))
        assert (again, again.sentences, again.signature) == (summary, summary.sentences, summary.signature)
        assert again.to_dict() == summary.to_dict()


class TestStrategies:
    def test_single_refuses_what_does_not_fit(self, loaded: Loaded, seed_text: str) -> None:
        with pytest.raises(TextTooLongError, match=r"has [\d,]+ tokens, and the model reads 1\d\d at a time"):
            summarize(seed_text, model=loaded("bart"), strategy="single")

    def test_truncate_says_how_much_it_has_read(self, loaded: Loaded, seed_text: str) -> None:
        model, tokenizer = loaded("bart")
        with spying(model) as spy:
            summary = summarize(seed_text, model=(model, tokenizer), strategy="truncate")
        read = tokenizer.decode(spy.inputs[0], skip_special_tokens=True)
        assert seed_text.startswith(read.strip()[:-1])
        assert summary.coverage == pytest.approx(len(read) / len(seed_text), abs=0.01)
        assert summary.to_dict()["coverage"] == summary.coverage < 0.5

    def test_truncate_of_a_text_that_fits_has_read_all(self, loaded: Loaded) -> None:
        assert summarize("Cats purr all day.", model=loaded("bart"), strategy="truncate").coverage == 1.0

    @pytest.mark.parametrize("name", ["bart", "t5", "chat", "base"])
    def test_refine_takes_the_summary_so_far_along(self, loaded: Loaded, name: str, seed_text: str) -> None:
        model, tokenizer = loaded(name)
        with spying(model) as spy:
            summary = summarize(
                seed_text,
                model=(model, tokenizer),
                strategy="refine",
                chunk_size=60,
                generation=SHORT | {"num_beams": 1},
            )
        assert summary.coverage == 1.0
        assert len(spy.inputs) > 3
        written = spy.outputs[0][-12:] if not model.config.is_encoder_decoder else spy.outputs[0][1:]
        so_far = tokenizer.decode(written, skip_special_tokens=True).strip()
        assert so_far[:10] in tokenizer.decode(spy.inputs[1])

    def test_refine_says_that_it_cannot_write_more_than_one_pass(
        self, loaded: Loaded, seed_text: str
    ) -> None:
        with pytest.raises(InvalidValueError, match="strategy='refine' writes the whole summary in one pass"):
            summarize(seed_text, model=loaded("bart"), strategy="refine", words=150)

    def test_extract_gives_the_model_the_best_sentences(self, loaded: Loaded, seed_text: str) -> None:
        model, tokenizer = loaded("bart")
        with spying(model) as spy:
            summary = summarize(seed_text, model=(model, tokenizer), strategy="extract")
        assert len(spy.inputs) == 1
        assert summary.coverage == 1.0
        given = " ".join(tokenizer.decode(spy.inputs[0], skip_special_tokens=True).split())
        chosen = [s.text for s in Document(seed_text).sentences if " ".join(s.text.split()) in given]
        assert " ".join(" ".join(text.split()) for text in chosen) == given

    def test_extract_follows_a_query(self, loaded: Loaded, seed_text: str) -> None:
        model, tokenizer = loaded("bart")
        with spying(model) as spy:
            summarize(seed_text, model=(model, tokenizer), strategy="extract", query="ballistic missiles")
        assert "ballistic missiles" in tokenizer.decode(spy.inputs[0])

    def test_extract_follows_a_query_where_all_of_the_text_would_fit(self, loaded: Loaded) -> None:
        model, tokenizer = loaded("led")
        text = "Cats purr. Dogs bark. Cats purr and sleep all day. Birds sing in the tree."
        with spying(model) as spy:
            summarize(text, model=(model, tokenizer), strategy="extract", query="birds", generation=SHORT)
        assert "Birds sing" in tokenizer.decode(spy.inputs[0])
        assert "Dogs" not in tokenizer.decode(spy.inputs[0])

    def test_a_summary_longer_than_an_output_is_written_part_by_part(
        self, loaded: Loaded, prose: str
    ) -> None:
        text = prose[:20_000]
        model, tokenizer = loaded("bart")
        with spying(model) as spy:
            summary = summarize(text, model=(model, tokenizer), ratio=0.3, generation={"num_beams": 1})
        assert summary.coverage == 1.0
        assert 0.1 * count_words(text) < count_words(summary) <= 0.3 * count_words(text)
        assert sum(map(len, set(map(tuple, spy.inputs)))) < 1.2 * len(
            tokenizer(text, verbose=False)["input_ids"]
        )


class TestOnePass:
    """What a model without a limit on its input, such as T5, reads and writes at a time."""

    @staticmethod
    def budgets(spy: Spy) -> list[tuple[int, int, int]]:
        """The longest input, the minimum and the maximum of each batch."""
        inputs = iter(spy.inputs)
        sizes = [max(len(next(inputs)) for _ in range(n)) for n in spy.batches]
        limits = [(each.get("min_new_tokens", 0), each["max_new_tokens"]) for each in spy.options]
        return [(size, *limit) for size, limit in zip(sizes, limits, strict=True)]

    @pytest.mark.parametrize(
        ("name", "length"),
        [
            ("t5", Length(ratio=0.2)),
            ("t5", Length(words=400)),
            ("t5", None),
            ("longt5", Length(words=100)),
            ("byt5", Length(ratio=0.2)),
        ],
    )
    def test_writes_no_more_than_it_reads(
        self, loaded: Loaded, name: str, length: Length | None, seed_text: str
    ) -> None:
        model, tokenizer = loaded(name)
        with spying(model, answer_of(tokenizer)) as spy:
            Abstractive((model, tokenizer))(seed_text * 2, length)
        assert all(
            minimum <= size / 2 and maximum <= max(size, 24) for size, minimum, maximum in self.budgets(spy)
        )

    def test_of_a_book_plans_no_more_than_was_asked_for(self, loaded: Loaded, prose: str) -> None:
        model, tokenizer = loaded("t5")
        text = prose[:30_000]
        with spying(model, answer_of(tokenizer)) as spy:
            summarize(text, model=(model, tokenizer), ratio=0.2)
        n_planned = sum(each["max_new_tokens"] * n for each, n in zip(spy.options, spy.batches, strict=True))
        assert n_planned <= 0.25 * len(tokenizer(text, verbose=False)["input_ids"])

    @pytest.mark.parametrize("text", ["x" * 20_000, f"The run {'abc' * 7_000} ends. It rained."])
    def test_of_a_word_of_20_000_letters_is_no_longer_than_of_another(
        self, loaded: Loaded, text: str
    ) -> None:
        model, tokenizer = loaded("t5")
        with spying(model, answer_of(tokenizer)[:-1]) as spy:  # without an end: everything is asked for twice
            summarize(text, model=(model, tokenizer), words=50)
        assert max(each["max_new_tokens"] for each in spy.options) < 400
        assert len(spy.inputs) < 100

    def test_merges_first_where_parts_would_get_a_word_each(self, loaded: Loaded, prose: str) -> None:
        model, tokenizer = loaded("t5")
        with spying(model, answer_of(tokenizer)) as spy:
            summarize(prose[:30_000], model=(model, tokenizer), words=180)
        assert all(maximum >= 24 for _, _, maximum in self.budgets(spy))

    def test_takes_a_text_a_little_longer_than_the_model_was_trained_with(
        self, loaded: Loaded, seed_text: str
    ) -> None:
        model, tokenizer = loaded("t5")
        ids = tokenizer(seed_text, add_special_tokens=False, verbose=False)["input_ids"]
        for n, n_passes in ((550, 1), (800, 3)):
            text = tokenizer.decode(ids[:n])
            with spying(model, answer_of(tokenizer)) as spy:
                summary = summarize(text, model=(model, tokenizer), words=20)
            assert (len(spy.inputs), summary.coverage) == (n_passes, 1.0)
        with spying(model, answer_of(tokenizer)) as spy:
            summarize(tokenizer.decode(ids[:550]), model=(model, tokenizer), words=20, chunk_size=512)
        assert len(spy.inputs) > 1

    def test_of_refine_has_room_for_the_summary_so_far_and_the_prefix(
        self, loaded: Loaded, seed_text: str
    ) -> None:
        model, tokenizer = loaded("t5")
        end = tokenizer.eos_token_id
        longest = tokenizer(seed_text, add_special_tokens=False, verbose=False)["input_ids"][:250]
        with spying(model, [*longest, end]) as spy:
            summarize(seed_text, model=(model, tokenizer), strategy="refine", words=100)
        assert len(spy.inputs) > 5
        assert max(map(len, spy.inputs)) <= 512


class TestNotesOnLength:
    def test_say_that_a_summary_is_much_shorter(self, seed_text: str) -> None:
        summary = summarize(seed_text, model=ScriptedEngine(["Kim met Putin."]), words=100)
        assert summary.notes == ("the summary is much shorter than asked: it has 3 words of up to 100",)
        summary = summarize(seed_text, model=ScriptedEngine(["Kim met Putin."]), sentences=5)
        assert summary.notes == ("the summary is much shorter than asked: it has 1 sentence of up to 5",)

    def test_say_that_it_is_longer(self, seed_text: str) -> None:
        summary = summarize(
            seed_text, model=ScriptedEngine(["Kim met Putin in the east of Russia."]), words=4
        )
        assert summary.notes == ("one sentence is always kept: it has 8 words, and 4 were asked for",)

    def test_say_nothing_of_a_length_that_nobody_asked_for_or_a_short_text(self, seed_text: str) -> None:
        assert summarize(seed_text, model=ScriptedEngine(["Kim met Putin."])).notes == ()
        short = "Kim met Putin in the east. They spoke all day."
        assert summarize(short, model=ScriptedEngine(["Kim met Putin."]), words=100).notes == ()


class TestLengthAndDecoding:
    def test_a_limit_above_the_text_changes_nothing(self, loaded: Loaded) -> None:
        model, tokenizer = loaded("bart")
        text = "Kim met Putin in the east. They discussed rockets."
        for options in ({"words": 200}, {"words": 3000}, {"generation": {"max_new_tokens": 5000}}):
            with spying(model) as spy:
                summarize(text, model=(model, tokenizer), **options)
            assert len(set(map(tuple, spy.inputs))) == 1

    @pytest.mark.parametrize("name", ["led", "bart", "chat"])
    def test_no_output_is_longer_than_the_model_can_write(
        self, loaded: Loaded, name: str, prose: str
    ) -> None:
        model, tokenizer = loaded(name)
        with spying(model) as spy:
            summarize(prose[:6000], model=(model, tokenizer), words=20)
        longest = {"led": 63, "bart": 127, "chat": 512}[name]
        assert max(options["max_new_tokens"] for options in spy.options) <= longest

    @pytest.mark.parametrize(
        "generation", [{"use_cache": False}, {"stop_strings": ["Putin"]}, {"cache_implementation": "static"}]
    )
    def test_generation_may_be_anything(
        self, loaded: Loaded, generation: dict[str, Any], seed_text: str
    ) -> None:
        assert summarize(seed_text[:200], model=loaded("bart"), generation=generation | SHORT)

    def test_the_models_own_lengths_are_the_default(self, loaded: Loaded, seed_text: str) -> None:
        model, tokenizer = loaded("bart")
        with spying(model) as spy:
            summarize(seed_text[:300], model=(model, tokenizer))
        config = model.generation_config
        assert spy.options[0]["max_new_tokens"] == config.max_length - 1
        assert spy.options[0]["min_new_tokens"] == config.min_length - 1

    def test_tokens_follow_from_words_by_the_text_at_hand(self, loaded: Loaded, seed_text: str) -> None:
        model, tokenizer = loaded("t5")
        with spying(model) as spy:
            summarize(seed_text[:900], model=(model, tokenizer), words=20)
        per_word = len(tokenizer(seed_text[:900])["input_ids"]) / count_words(seed_text[:900])
        assert 20 * per_word <= spy.options[0]["max_new_tokens"] <= 1.5 * 20 * per_word
        assert "min_new_tokens" not in spy.options[0]

    def test_generation_is_passed_on(self, loaded: Loaded, seed_text: str) -> None:
        model, tokenizer = loaded("bart")
        with spying(model) as spy:
            summary = summarize(
                seed_text[:300], model=(model, tokenizer), generation={"num_beams": 3, "max_new_tokens": 9}
            )
        assert spy.options[0]["max_new_tokens"] == 9
        assert "num_beams=3" in summary.signature

    def test_nothing_is_sampled_without_a_seed(self, loaded: Loaded, seed_text: str) -> None:
        model, tokenizer = loaded("chat")
        model.generation_config.do_sample, model.generation_config.temperature = True, 2.0
        try:
            first, second = (summarize(seed_text[:300], model=(model, tokenizer)) for _ in range(2))
            assert first == second
            with pytest.raises(InvalidValueError, match="needs a seed"):
                summarize(seed_text, model=(model, tokenizer), generation={"do_sample": True})
        finally:
            model.generation_config.do_sample, model.generation_config.temperature = None, None

    def test_a_seed_makes_sampling_repeatable(self, loaded: Loaded, seed_text: str) -> None:
        wanted = {"model": loaded("chat"), "generation": {"temperature": 3.0}}
        first, same, other = (summarize(seed_text[:300], seed=seed, **wanted) for seed in (1, 1, 2))
        assert first == same != other
        assert "|seed:1|" in first.signature

    @pytest.mark.parametrize(
        ("generation", "error", "message"),
        [
            ({"num_beam": 2}, UnknownOptionError, "no setting 'num_beam'; did you mean 'num_beams'"),
            ({"num_return_sequences": 2}, UnknownOptionError, "a summary is one answer"),
            ({"max_new_tokens": "many"}, InvalidValueError, "must be a whole number"),
            ({"num_beams": -1}, InvalidValueError, "num_beams"),
        ],
    )
    def test_wrong_settings_are_named(
        self, loaded: Loaded, generation: dict[str, Any], error: type[Exception], message: str
    ) -> None:
        with pytest.raises(error, match=message):
            summarize("Cats purr.", model=loaded("bart"), generation=generation)

    def test_max_length_is_refused_where_it_counts_the_prompt(self, loaded: Loaded) -> None:
        with pytest.raises(InvalidValueError, match="give 'max_new_tokens' instead"):
            summarize("Cats purr.", model=loaded("chat"), generation={"max_length": 10})


class TestWrongInput:
    @pytest.mark.parametrize(
        ("options", "error", "message"),
        [
            ({"strategy": "hierarchic"}, InvalidValueError, "did you mean 'hierarchical'"),
            ({"chunk_size": 0}, InvalidValueError, "chunk_size must be at least 1"),
            ({"batch_size": 0}, InvalidValueError, "batch_size must be at least 1"),
            ({"seed": "x"}, InvalidTypeError, "seed must be a whole number"),
            ({"generation": 3}, InvalidTypeError, "generation must be a dict"),
            ({"prompt": "Summarize!"}, InvalidValueError, r"prompt must have \{text\} once"),
            ({"prompt": "{text} {words}"}, InvalidValueError, r"unknown field \{words\}"),
            ({"language_out": "klingonese"}, InvalidValueError, "klingonese"),
            ({"device": "cpu"}, InvalidValueError, "loaded already"),
            ({"damping": 0.5}, UnknownOptionError, "a model has no option 'damping'"),
            ({"stratgy": "single"}, UnknownOptionError, "did you mean 'strategy'"),
        ],
    )
    def test_wrong_options_are_named(
        self, loaded: Loaded, options: dict[str, Any], error: type[Exception], message: str
    ) -> None:
        with pytest.raises(error, match=message):
            summarize("Cats purr.", model=loaded("bart"), **options)

    @pytest.mark.parametrize("model", [3, "", ("one",), ("a", "b"), object()])
    def test_what_is_no_model_is_told(self, model: Any) -> None:
        with pytest.raises(InvalidTypeError, match=r"model must be|a tuple must be"):
            summarize("Cats purr.", model=model)

    def test_a_method_and_a_model_are_one_too_many(self, loaded: Loaded) -> None:
        with pytest.raises(InvalidValueError, match="a method or a model, not both"):
            summarize("Cats purr.", "lead", model=loaded("bart"))

    def test_an_encoder_decoder_cannot_be_told_a_query(self, loaded: Loaded) -> None:
        with pytest.raises(InvalidValueError, match="takes no query"):
            summarize("Cats purr.", model=loaded("bart"), query="dogs")

    @pytest.mark.parametrize("name", ["base", "bart"])
    def test_a_model_without_a_template_cannot_be_told_a_language(self, loaded: Loaded, name: str) -> None:
        with pytest.raises(ModelError, match="has no chat template"):
            summarize("Cats purr.", model=loaded(name), language_out="de")

    @pytest.mark.parametrize("text", ["", "  \n", "…?!"])
    def test_a_text_without_words_is_an_error(self, loaded: Loaded, text: str) -> None:
        with pytest.raises(EmptyTextError):
            summarize(text, model=loaded("bart"))

    def test_a_prompt_that_leaves_no_room_is_told(self, loaded: Loaded) -> None:
        with pytest.raises(InvalidValueError, match="leave no room for a text"):
            summarize("Cats purr.", model=loaded("base"), prompt="Be brief. " * 50 + "{text}")

    def test_a_length_of_another_type_is_an_error(self, loaded: Loaded) -> None:
        with pytest.raises(InvalidTypeError, match="length must be a Length"):
            Abstractive(loaded("bart"))("Cats purr.", 3)  # type: ignore[arg-type]


class TestManyTexts:
    def test_keep_their_order_and_go_through_the_model_together(
        self, loaded: Loaded, articles: list[str]
    ) -> None:
        model, tokenizer = loaded("led")
        with spying(model) as spy:
            summaries = list(summarize_many(iter(articles), model=(model, tokenizer), generation=SHORT))
        assert [summary.document.text for summary in summaries] == articles
        assert max(spy.batches) > 1

    def test_one_bad_text_is_its_own_error(self, loaded: Loaded, articles: list[str]) -> None:
        summaries = summarize_many(
            [articles[0], "", 3, articles[1]],
            model=loaded("bart"),
            generation=SHORT,  # type: ignore[list-item]
        )
        assert next(summaries).document.text == articles[0]
        with pytest.raises(EmptyTextError):
            next(summaries)
        with pytest.raises(InvalidTypeError):
            next(summaries)
        assert next(summaries).document.text == articles[1]
        with pytest.raises(StopIteration):
            next(summaries)

    def test_batch_size_is_a_limit(self, loaded: Loaded, articles: list[str]) -> None:
        model, tokenizer = loaded("led")
        with spying(model) as spy:
            list(summarize_many(articles, model=(model, tokenizer), batch_size=2, generation=SHORT))
        assert max(spy.batches) == 2

    def test_lengths_that_differ_from_text_to_text_share_a_batch(
        self, loaded: Loaded, articles: list[str]
    ) -> None:
        for name in ("led", "chat"):
            model, tokenizer = loaded(name)
            summarizer = Abstractive((model, tokenizer))
            with spying(model) as spy:
                together = list(summarizer.batch(articles, Length(ratio=0.3)))
            assert max(spy.batches) > 1
            assert together == [summarizer(article, Length(ratio=0.3)) for article in articles]

    def test_few_texts_are_held_at_a_time(self, loaded: Loaded) -> None:
        taken = 0

        def endless() -> Any:
            nonlocal taken
            while True:
                taken += 1
                yield f"Text number {taken} is short."

        summaries = summarize_many(endless(), model=loaded("bart"), generation=SHORT)
        for _ in range(3):
            next(summaries)
        assert taken < 600

    def test_a_bar_is_shown_where_it_is_asked_for(self, loaded: Loaded, capsys: Any) -> None:
        wanted = {"model": loaded("bart"), "generation": SHORT}
        list(summarize_many(["Cats purr all day."] * 3, **wanted))
        assert capsys.readouterr().err == ""
        list(summarize_many(["Cats purr all day."] * 3, progress=True, **wanted))
        assert "3/3" in capsys.readouterr().err
