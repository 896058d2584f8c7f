"""Models of a published size with random weights: as fast or slow as trained ones, and at hand offline."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from benchmarks.systems.environments import ROOT

MODELS = ROOT / ".benchmarks" / "models"
SHAPES: dict[str, dict[str, int]] = {
    "bart-base": {"d_model": 768, "layers": 6, "heads": 12, "ffn": 3072},
    "bart-large": {"d_model": 1024, "layers": 12, "heads": 16, "ffn": 4096},
}
VOCABULARY = 50_265


def find_model(name: str, prose: Path) -> str:
    """Return the folder of a shape such as ``"bart-base-shaped"``, built on first use, or the name itself.

    Args:
        name: a shape, or anything that transformers can load.
        prose: a long text, to train the tokenizer on.
    """
    shape = name.removesuffix("-shaped")
    if shape == name or shape not in SHAPES:
        return name
    folder = MODELS / name
    if not folder.exists():
        unfinished = folder.with_name(f"{name}.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        _build(SHAPES[shape], prose, unfinished)
        unfinished.rename(folder)
    return str(folder)


def _build(shape: dict[str, int], prose: Path, folder: Path) -> None:
    import torch
    import transformers

    tokenizer = _tokenizer(prose)
    sizes: dict[str, Any] = {"vocab_size": VOCABULARY, "d_model": shape["d_model"]}
    for side in ("encoder", "decoder"):
        sizes |= {f"{side}_layers": shape["layers"], f"{side}_attention_heads": shape["heads"]}
        sizes |= {f"{side}_ffn_dim": shape["ffn"]}
    config = transformers.BartConfig(**sizes)
    torch.manual_seed(0)
    model = transformers.BartForConditionalGeneration(config)
    for parameter in model.parameters():  # of the size that transformers starts with, all outputs are alike
        torch.nn.init.normal_(parameter, std=0.1)
    # Nothing but ordinary words: an output of special tokens would be no text.
    model.final_logits_bias[:, len(tokenizer) :] = -1e4
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)


def _tokenizer(prose: Path) -> Any:
    import tokenizers
    import transformers

    trained = tokenizers.ByteLevelBPETokenizer()
    special = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    trained.train([str(prose)], vocab_size=VOCABULARY, special_tokens=special, show_progress=False)
    merges: Any = [tuple(pair) for pair in json.loads(trained.to_str())["model"]["merges"]]
    return transformers.BartTokenizer(vocab=trained.get_vocab(), merges=merges, model_max_length=1024)
