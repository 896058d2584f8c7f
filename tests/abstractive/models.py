"""Small models with random weights, saved as the folders that a hub would give.

Architectures and tokenizer classes are the real ones; the tokenizers are trained on the seed
article and on a sentence each of German and Chinese.
"""

from __future__ import annotations

import io
import json
import math
import shutil
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

import sentencepiece
import tokenizers

from tests.lazy import torch, transformers

SEED = Path(__file__).parents[2] / "seeds" / "000_a76c248ee9268897.txt"
OTHER_LANGUAGES = (
    "Das Parlament trat am Dienstag zusammen und beschloss, dass das neue Gesetz nicht geändert wird.",
    "议会星期二开会，决定新法律在夏天之前不会改变。",
)
CHAT_TEMPLATE = """\
{%- for message in messages %}
{{- '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>\\n' }}
{%- endfor %}
{%- if add_generation_prompt %}
{{- '<|im_start|>assistant\\n' }}
{%- if enable_thinking is defined and enable_thinking is false %}
{{- '<think>\\n\\n</think>\\n\\n' }}
{%- endif %}{%- endif %}
"""
NO_SYSTEM_ROLE = """\
{%- if messages[0]['role'] == 'system' %}{{- raise_exception('System role not supported') }}{%- endif %}
"""
FAIRSEQ_IDS = {"bos_token_id": 0, "pad_token_id": 1, "eos_token_id": 2, "decoder_start_token_id": 2}
GOOGLE_IDS = {"pad_token_id": 0, "eos_token_id": 1, "decoder_start_token_id": 0}
GOOGLE_PIECES = {"pad_id": 0, "eos_id": 1, "unk_id": 2, "bos_id": -1}
FAIRSEQ_SIZES = {"d_model": 64} | {
    f"{side}_{part}": size
    for side in ("encoder", "decoder")
    for part, size in {"layers": 2, "attention_heads": 4, "ffn_dim": 128}.items()
}
T5_SIZES = {"d_model": 64, "d_kv": 16, "d_ff": 128, "num_layers": 2, "num_heads": 4}
BERT_SIZES = {"hidden_size": 64, "intermediate_size": 128, "num_hidden_layers": 2, "num_attention_heads": 4}
BART_GENERATION = {
    "num_beams": 2,
    "min_length": 12,
    "max_length": 40,
    "no_repeat_ngram_size": 3,
    "length_penalty": 2.0,
    "early_stopping": True,
    "forced_bos_token_id": 0,
    "forced_eos_token_id": 2,
}
ALWAYS = 1000.0

Builder = Callable[[Path], None]
Tokenizer = Any  # transformers.PreTrainedTokenizerBase


def training_lines() -> list[str]:
    # Several times, so that a word which occurs twice becomes one piece.
    return [*SEED.read_text(encoding="utf-8").splitlines(), *OTHER_LANGUAGES] * 4


@cache
def sentencepiece_file(**special_ids: int) -> bytes:
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(training_lines()),
        model_writer=model,
        vocab_size=800,
        hard_vocab_limit=False,
        character_coverage=1.0,
        num_threads=1,
        minloglevel=2,
        **special_ids,
    )
    return model.getvalue()


def unigram_tokenizer(
    kind: type[Tokenizer], file: Path, special_ids: dict[str, int], **options: Any
) -> Tokenizer:
    """What `kind` makes of a sentencepiece file alone, as it does with a hub folder that is old."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(sentencepiece_file(**special_ids))
    return kind.from_pretrained(file.parent, **options)


def t5_tokenizer(folder: Path, **options: Any) -> Tokenizer:
    return unigram_tokenizer(
        transformers.T5Tokenizer, folder / "spiece.model", GOOGLE_PIECES, extra_ids=10, **options
    )


@cache
def byte_pairs(*special_tokens: str) -> dict[str, Any]:
    """Vocabulary and merges of a byte-level BPE, the special tokens first."""
    byte_level = tokenizers.pre_tokenizers.ByteLevel(add_prefix_space=False)
    learner = tokenizers.Tokenizer(tokenizers.models.BPE())
    learner.pre_tokenizer = byte_level
    learner.train_from_iterator(
        training_lines(),
        tokenizers.trainers.BpeTrainer(
            vocab_size=700,
            show_progress=False,
            special_tokens=list(special_tokens),
            initial_alphabet=sorted(byte_level.alphabet()),
        ),
    )
    model = json.loads(learner.to_str())["model"]
    return {"vocab": model["vocab"], "merges": [tuple(pair) for pair in model["merges"]]}


def bart_tokenizer(**options: Any) -> Tokenizer:
    return transformers.BartTokenizer(**byte_pairs("<s>", "<pad>", "</s>", "<unk>", "<mask>"), **options)


def scatter(model: transformers.PreTrainedModel, tokenizer: Tokenizer) -> None:
    """Give `model` weights so large that its greedy output wanders through words of the seed article.

    With the weights that training starts from, a model of this size repeats one token.
    """
    for parameter in model.parameters():
        if parameter.dim() > 1 and parameter.requires_grad:
            parameter.normal_(std=3 / math.sqrt(parameter.shape[-1]))
            parameter -= parameter.mean(dim=-1, keepdim=True)
    rows = model.get_output_embeddings().weight
    rows.normal_(std=3 / math.sqrt(rows.shape[-1]))
    text = SEED.read_text(encoding="utf-8").encode("ascii", "ignore").decode().strip()
    tokens = tokenizer(text, add_special_tokens=False, verbose=False)["input_ids"]
    rows[[i for i in range(len(rows)) if i not in set(tokens)]] *= 0.3
    rows[tokens[-1]] *= 1.6  # the full stop
    rows[tokenizer.eos_token_id] *= 3


def random_model(
    family: str, tokenizer: Tokenizer, head: str = "ForConditionalGeneration", **options: Any
) -> transformers.PreTrainedModel:
    config = getattr(transformers, f"{family}Config")(**{"vocab_size": len(tokenizer)} | options)
    model = getattr(transformers, f"{family}{head}")(config)
    with torch.no_grad():
        scatter(model, tokenizer)
    return model


def save(model: transformers.PreTrainedModel, tokenizer: Tokenizer, folder: Path, **generation: Any) -> None:
    model.generation_config = transformers.GenerationConfig(**generation)
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)


def save_t5(family: str, tokenizer: Tokenizer, folder: Path, **options: Any) -> None:
    model = random_model(family, tokenizer, **T5_SIZES, **GOOGLE_IDS, **options)
    model.decoder.final_layer_norm.weight.data *= 8  # T5 divides its output by the same
    save(model, tokenizer, folder, **GOOGLE_IDS)


def build_t5(folder: Path) -> None:
    tokenizer = t5_tokenizer(folder, model_max_length=512)
    parameters = {"prefix": "summarize: ", "num_beams": 4, "min_length": 30, "max_length": 200}
    save_t5("T5", tokenizer, folder, n_positions=512, task_specific_params={"summarization": parameters})


def build_byt5(folder: Path) -> None:
    save_t5("T5", transformers.ByT5Tokenizer(), folder)


def build_longt5(folder: Path) -> None:
    options = {"n_positions": 1024, "local_radius": 15, "encoder_attention_type": "transient-global"}
    save_t5("LongT5", t5_tokenizer(folder), folder, **options)


def build_bart(folder: Path, bias: dict[str, float], **generation: Any) -> None:
    tokenizer = bart_tokenizer(model_max_length=128)
    model = random_model("Bart", tokenizer, **FAIRSEQ_SIZES, **FAIRSEQ_IDS, max_position_embeddings=128)
    for token, more in bias.items():
        model.final_logits_bias[0, tokenizer.convert_tokens_to_ids(token)] = more
    save(model, tokenizer, folder, **FAIRSEQ_IDS, **generation)


def build_mbart(folder: Path) -> None:
    tokenizer = unigram_tokenizer(
        transformers.MBart50Tokenizer,
        folder / "sentencepiece.bpe.model",
        {"unk_id": 0, "bos_id": 1, "eos_id": 2, "pad_id": -1},
        src_lang="en_XX",
        tgt_lang="de_DE",
        model_max_length=128,
    )
    model = random_model("MBart", tokenizer, **FAIRSEQ_SIZES, **FAIRSEQ_IDS, max_position_embeddings=128)
    save(model, tokenizer, folder, **FAIRSEQ_IDS, num_beams=2, max_length=40, forced_eos_token_id=2)


def build_pegasus(folder: Path) -> None:
    tokenizer = unigram_tokenizer(
        transformers.PegasusTokenizer, folder / "spiece.model", GOOGLE_PIECES, model_max_length=96
    )
    options = {"max_position_embeddings": 96, "scale_embedding": True}
    model = random_model("Pegasus", tokenizer, **FAIRSEQ_SIZES, **GOOGLE_IDS, **options)
    model.model.shared.weight.data /= 5
    model.model.decoder.layer_norm.weight.data *= 8
    save(model, tokenizer, folder, **GOOGLE_IDS, num_beams=2, max_length=40, forced_eos_token_id=1)


def build_led(folder: Path) -> None:
    tokenizer = bart_tokenizer(model_max_length=512)
    positions = {"max_encoder_position_embeddings": 512, "max_decoder_position_embeddings": 64}
    model = random_model(
        "LED", tokenizer, **FAIRSEQ_SIZES, **FAIRSEQ_IDS, **positions, attention_window=[16, 16]
    )
    save(model, tokenizer, folder, **FAIRSEQ_IDS, max_length=40)


def build_chat(folder: Path, template: str) -> None:
    tokenizer = transformers.GPT2Tokenizer(
        **byte_pairs("<|endoftext|>", "<|im_start|>", "<|im_end|>"),
        bos_token="<|im_start|>",
        eos_token="<|im_end|>",
        pad_token="<|endoftext|>",
        model_max_length=1024,
    )
    tokenizer.add_tokens(["<think>", "</think>"])
    tokenizer.chat_template = template
    special_ids = {"pad_token_id": 0, "bos_token_id": 1, "eos_token_id": 2}
    model = random_model(
        "Llama", tokenizer, "ForCausalLM", **BERT_SIZES, **special_ids, max_position_embeddings=1024
    )
    save(model, tokenizer, folder, **special_ids)


def build_base(folder: Path) -> None:
    tokenizer = transformers.GPT2Tokenizer(**byte_pairs("<|endoftext|>"), model_max_length=128)
    special_ids = {"bos_token_id": 0, "eos_token_id": 0}
    sizes = {"n_embd": 64, "n_layer": 2, "n_head": 4, "n_positions": 128}
    model = random_model("GPT2", tokenizer, "LMHeadModel", **sizes, **special_ids)
    save(model, tokenizer, folder, **special_ids)


def build_bert(folder: Path) -> None:
    text = " ".join(training_lines())  # by hand: the trainer of WordPiece gives something else each time
    pieces = sorted({*text.split(), *text} | {f"##{character}" for character in text})
    ids = {piece: i for i, piece in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *pieces])}
    tokenizer = transformers.BertTokenizer(ids, do_lower_case=False, model_max_length=128)
    config = transformers.BertConfig(vocab_size=len(tokenizer), **BERT_SIZES, max_position_embeddings=128)
    transformers.BertForMaskedLM(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)


MODELS: dict[str, Builder] = {
    "t5": build_t5,
    "byt5": build_byt5,
    "longt5": build_longt5,
    "bart": partial(build_bart, bias={".": 2.0}, **BART_GENERATION),
    "repeats": partial(build_bart, bias={"ĠPutin": ALWAYS}, max_length=40),
    # Where a minimum length forbids </s>, nothing readable may come either.
    "ends_at_once": partial(build_bart, bias={"</s>": 2 * ALWAYS, "<pad>": ALWAYS}, max_length=40),
    "mbart": build_mbart,
    "pegasus": build_pegasus,
    "led": build_led,
    "chat": partial(build_chat, template=CHAT_TEMPLATE),
    "chat_without_system": partial(build_chat, template=NO_SYSTEM_ROLE + CHAT_TEMPLATE),
    "base": build_base,
    "bert": build_bert,
}


def build(name: str, folder: Path) -> Path:
    """Write the model `name` to `folder / name`: the same files in every call."""
    with torch.random.fork_rng():
        torch.manual_seed(3)
        MODELS[name](folder / name)
    return folder / name


def answer_of(tokenizer: Any) -> list[int]:
    """What a model that writes little would write: a sentence with an end."""
    end = [tokenizer.eos_token_id]
    return [*tokenizer("Kim met Putin.", add_special_tokens=False)["input_ids"], *end]


class Touch:
    """An object whose pickle creates `file` where somebody loads it without care."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __reduce__(self) -> tuple[Callable[[Path], None], tuple[Path]]:
        return Path.touch, (self.file,)


def save_as_pickle(folder: Path, marker: Path | None = None) -> Path:
    """Copy a built folder to a sibling with pickled weights, which create the file `marker` if given."""
    copy = folder.with_name(f"{folder.name}_{'malicious' if marker else 'pickle'}")
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("*.safetensors"), dirs_exist_ok=True)
    from safetensors.torch import load_file

    weights: dict[str, Any] = load_file(folder / "model.safetensors")
    if marker:
        weights["touch"] = Touch(marker)
    torch.save(weights, copy / "pytorch_model.bin")
    return copy
