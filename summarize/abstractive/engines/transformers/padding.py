"""Models that notice what else is in a batch: their inputs go through them one by one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

# In generate, XLNet drops the attention mask. The blocks of BigBird's sparse attention depend on the
# length of the batch.
_FAMILIES = ("big_bird", "bigbird_pegasus", "xlnet")
# What transformers calls the function that keeps padding out of the state of a recurrent model.
_MASK_OF_STATE = "apply_mask_to_padding_states"


def sees_padding(model: Any) -> bool:
    """Return whether a text in a padded batch may come out other than alone.

    Recurrent models such as RWKV read padding like text, unless their code masks it, as Mamba's does; and
    RWKV mixes up the states of a batch without any padding.

    Args:
        model: a transformers model.
    """
    if model.config.model_type in _FAMILIES:
        return True
    if not getattr(model, "_is_stateful", False):
        return False
    modules = {type(part).__module__ for part in model.modules()}
    return not any(hasattr(sys.modules.get(name), _MASK_OF_STATE) for name in modules)


@contextmanager
def attention_kept(model: Any) -> Iterator[None]:
    """Undo that BigBird changes to full attention, for all later texts, where it has read a short one."""
    encoder: Any = model.get_encoder() if model.config.is_encoder_decoder else None
    kept = getattr(encoder, "attention_type", None)
    try:
        yield
    finally:
        if kept is not None and encoder.attention_type != kept:
            encoder.set_attention_type(kept)
