"""Beam search that looks at its source once for all beams (FastSeq, Yan et al., ACL 2021).

All beams of a text attend to the same encoder output, but generate computes its keys and values
for each of them anew, and copies them at every step when beams change places, which changes
nothing. Here they are computed once a text, and stay where they are.
"""

from __future__ import annotations

from typing import Any


def encode_once(model: Any, inputs: dict[str, Any], n_beams: int) -> dict[str, Any]:
    """Return what to give to ``generate`` instead of these inputs, for the same result.

    A model that keeps less of its source than all of it, or more, gets its inputs back.

    Args:
        model: an encoder-decoder model.
        inputs: ``input_ids``, ``attention_mask`` and what else its encoder takes.
        n_beams: number of beams, more than 1.
    """
    import torch
    from transformers import DynamicCache

    encoded = model.get_encoder()(**inputs, return_dict=True)
    mask = inputs["attention_mask"]
    # One step of the decoder, with any token, fills the cache with keys and values of the source.
    cache = _cache(model, DynamicCache())  # without a configuration, whose windows are not for the source
    token = torch.zeros((len(mask), 1), dtype=torch.long, device=mask.device)
    model(
        encoder_outputs=encoded,
        attention_mask=mask,
        decoder_input_ids=token,
        past_key_values=cache,
        use_cache=True,
    )
    source = cache.cross_attention_cache
    n_tokens = encoded.last_hidden_state.shape[1]
    if not len(source) or any(source.get_seq_length(layer) != n_tokens for layer in range(len(source))):
        return inputs
    source.batch_repeat_interleave(n_beams)
    # The ids are for settings that look at the source, such as encoder_no_repeat_ngram_size.
    ids = inputs["input_ids"]
    return {
        "input_ids": ids,
        "attention_mask": mask,
        "encoder_outputs": encoded,
        "past_key_values": _cache(model, source),
    }


def _cache(model: Any, source: Any) -> Any:
    from transformers import DynamicCache, EncoderDecoderCache

    class BeamCache(EncoderDecoderCache):
        def reorder_cache(self, beam_idx: Any) -> None:
            """Let beams change places; all of them attend to the same source."""
            self.self_attention_cache.reorder_cache(beam_idx)

    return BeamCache(DynamicCache(config=model.config.get_text_config(decoder=True)), source)
