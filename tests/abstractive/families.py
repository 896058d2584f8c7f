"""Families of models: those of `tests.abstractive.models` and others, and the table of them in the docs.

`python -m tests.abstractive.families` writes the table into docs/models.md.
"""

import json
import warnings
from functools import partial
from pathlib import Path
from typing import NamedTuple

import sentencepiece

from tests.abstractive.models import (
    CHAT_TEMPLATE,
    FAIRSEQ_IDS,
    FAIRSEQ_SIZES,
    GOOGLE_IDS,
    GOOGLE_PIECES,
    Builder,
    Tokenizer,
    build_chat,
    byte_pairs,
    random_model,
    save,
    sentencepiece_file,
    unigram_tokenizer,
)
from tests.lazy import transformers

FAIRSEQ_PIECES = {"bos_id": 0, "pad_id": 1, "eos_id": 2, "unk_id": 3}
# A template for texts and images together: it takes the content of a message as a list of parts.
PARTS = CHAT_TEMPLATE.replace(
    "message['content']",
    "(message['content'] | selectattr('type', 'equalto', 'text') | map(attribute='text') | join)",
)
END = {"bos_token_id": 0, "eos_token_id": 0}


def gpt_tokenizer(**options: object) -> Tokenizer:
    return transformers.GPT2Tokenizer(**byte_pairs("<|endoftext|>"), **options)


def piece_files(folder: Path, *names: str) -> dict[str, int]:
    """Write a sentencepiece model under these names and its vocabulary as JSON, as Marian has them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_bytes(sentencepiece_file(**FAIRSEQ_PIECES))
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / names[0]))
    vocabulary = {pieces.id_to_piece(i): i for i in range(len(pieces))}
    (folder / "vocab.json").write_text(json.dumps(vocabulary), encoding="utf-8")
    return vocabulary


def build_marian(folder: Path) -> None:
    piece_files(folder, "source.spm", "target.spm")
    paths = (str(folder / name) for name in ("source.spm", "target.spm", "vocab.json"))
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Recommended: pip install sacremoses")
        tokenizer = transformers.MarianTokenizer(*paths, model_max_length=128)
    ids = FAIRSEQ_IDS | {"decoder_start_token_id": 1}
    model = random_model("Marian", tokenizer, "MTModel", **FAIRSEQ_SIZES, **ids, max_position_embeddings=128)
    save(model, tokenizer, folder, **ids, max_length=40)


def build_m2m100(folder: Path) -> None:
    piece_files(folder, "sentencepiece.bpe.model")
    tokenizer = transformers.M2M100Tokenizer(
        str(folder / "vocab.json"), str(folder / "sentencepiece.bpe.model"), model_max_length=128
    )
    sizes = FAIRSEQ_SIZES | {"vocab_size": max(tokenizer.lang_token_to_id.values()) + 1 + 8}
    model = random_model("M2M100", tokenizer, **sizes, **FAIRSEQ_IDS, max_position_embeddings=128)
    save(model, tokenizer, folder, **FAIRSEQ_IDS, max_length=40)


def build_nllb(folder: Path) -> None:
    tokenizer = unigram_tokenizer(
        transformers.NllbTokenizer,
        folder / "sentencepiece.bpe.model",
        {"unk_id": 0, "bos_id": 1, "eos_id": 2, "pad_id": -1},
        model_max_length=128,
        extra_special_tokens=[
            "eng_Latn",
            "deu_Latn",
            "arb_Arab",
            "nob_Latn",
            "pes_Arab",
            "zho_Hans",
            "zho_Hant",
        ],
    )
    model = random_model("M2M100", tokenizer, **FAIRSEQ_SIZES, **FAIRSEQ_IDS, max_position_embeddings=128)
    model.get_output_embeddings().weight.data[tokenizer.eos_token_id] /= 9  # it would end at once
    save(model, tokenizer, folder, **FAIRSEQ_IDS, max_length=40)


def build_bigbird(folder: Path) -> None:
    tokenizer = unigram_tokenizer(
        transformers.PegasusTokenizer, folder / "spiece.model", GOOGLE_PIECES, model_max_length=256
    )
    sizes = {"max_position_embeddings": 256, "block_size": 4, "num_random_blocks": 1}
    model = random_model("BigBirdPegasus", tokenizer, **FAIRSEQ_SIZES, **GOOGLE_IDS, **sizes)
    save(model, tokenizer, folder, **GOOGLE_IDS, max_length=40)


def build_rwkv(folder: Path) -> None:
    tokenizer = gpt_tokenizer()
    sizes = {"context_length": 256, "hidden_size": 64, "num_hidden_layers": 2}
    save(random_model("Rwkv", tokenizer, "ForCausalLM", **sizes, **END), tokenizer, folder, **END)


def build_mamba(folder: Path) -> None:
    tokenizer = gpt_tokenizer(model_max_length=256)
    sizes = {"hidden_size": 64, "num_hidden_layers": 2, "state_size": 8}
    save(random_model("Mamba", tokenizer, "ForCausalLM", **sizes, **END), tokenizer, folder, **END)


def build_mpt(folder: Path) -> None:
    tokenizer = gpt_tokenizer()
    sizes = {"d_model": 64, "n_heads": 4, "n_layers": 2, "max_seq_len": 128}
    save(random_model("Mpt", tokenizer, "ForCausalLM", **sizes, **END), tokenizer, folder, **END)


def build_xlnet(folder: Path) -> None:
    tokenizer = unigram_tokenizer(
        transformers.XLNetTokenizer,
        folder / "spiece.model",
        {"unk_id": 0, "bos_id": 1, "eos_id": 2, "pad_id": -1},
    )
    sizes = {"d_model": 64, "n_layer": 2, "n_head": 4, "d_inner": 128}
    model = random_model("XLNet", tokenizer, "LMHeadModel", **sizes)
    save(model, tokenizer, folder)


FAMILIES: dict[str, Builder] = {
    "marian": build_marian,
    "m2m100": build_m2m100,
    "nllb": build_nllb,
    "bigbird_pegasus": build_bigbird,
    "rwkv": build_rwkv,
    "mamba": build_mamba,
    "mpt": build_mpt,
    "xlnet": build_xlnet,
    "chat_of_parts": partial(build_chat, template=PARTS),
}


class Family(NamedTuple):
    """A row of the table of tested families."""

    names: str
    architecture: str
    kind: str
    is_padded: bool = True


TESTED: dict[str, Family] = {
    "t5": Family("T5, FLAN-T5, mT5", "T5ForConditionalGeneration", "seq2seq"),
    "byt5": Family("ByT5 (bytes, no vocabulary)", "T5ForConditionalGeneration", "seq2seq"),
    "longt5": Family("LongT5", "LongT5ForConditionalGeneration", "seq2seq"),
    "bart": Family("BART, DistilBART", "BartForConditionalGeneration", "seq2seq"),
    "mbart": Family("mBART-50", "MBartForConditionalGeneration", "seq2seq"),
    "pegasus": Family("PEGASUS", "PegasusForConditionalGeneration", "seq2seq"),
    "bigbird_pegasus": Family("BigBird-PEGASUS", "BigBirdPegasusForConditionalGeneration", "seq2seq", False),
    "led": Family("LED", "LEDForConditionalGeneration", "seq2seq"),
    "marian": Family("Marian, OPUS-MT", "MarianMTModel", "seq2seq"),
    "m2m100": Family("M2M100", "M2M100ForConditionalGeneration", "seq2seq"),
    "nllb": Family("NLLB", "M2M100ForConditionalGeneration", "seq2seq"),
    "chat": Family("Llama with a chat template", "LlamaForCausalLM", "chat"),
    "chat_of_parts": Family("Llama, chat template for text and images", "LlamaForCausalLM", "chat"),
    "base": Family("GPT-2", "GPT2LMHeadModel", "base"),
    "mpt": Family("MPT (ALiBi)", "MptForCausalLM", "base"),
    "mamba": Family("Mamba", "MambaForCausalLM", "base"),
    "rwkv": Family("RWKV", "RwkvForCausalLM", "base", False),
    "xlnet": Family("XLNet", "XLNetLMHeadModel", "base", False),
}
_MARKS = ("<!-- families: python -m tests.abstractive.families -->\n", "<!-- end of families -->")
_KINDS = {"seq2seq": "encoder-decoder", "chat": "chat", "base": "decoder-only"}


def table() -> str:
    """Return the families as a table in Markdown."""
    rows = [
        f"| {family.names} | `{family.architecture}` | {_KINDS[family.kind]} | "
        f"{'many' if family.is_padded else 'one'} |"
        for family in TESTED.values()
    ]
    return "\n".join(["| family | class | kind | texts at a time |", "|---|---|---|---|", *rows, ""])


def with_table(page: str) -> str:
    """Return a page of the docs with the table between its marks."""
    before, rest = page.split(_MARKS[0])
    return f"{before}{_MARKS[0]}{table()}{_MARKS[1]}{rest.split(_MARKS[1])[1]}"


if __name__ == "__main__":
    docs = Path(__file__).parents[2] / "docs" / "models.md"
    docs.write_text(with_table(docs.read_text(encoding="utf-8")), encoding="utf-8")
