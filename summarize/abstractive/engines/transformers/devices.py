"""Where a model runs, and in which number format it is fastest there."""

from __future__ import annotations

from typing import Any

from summarize.errors import InvalidValueError

# Trained in bfloat16; activations of their large checkpoints pass 65,504, the largest number of float16.
_OVERFLOWS_IN_FLOAT16 = ("longt5", "mt5", "switch_transformers", "t5", "umt5")


def choose_device(device: str) -> Any:
    """Return the torch device: as named, or for ``"auto"`` CUDA, then MPS, then the CPU.

    Raises:
        InvalidValueError: torch has no such device, or this machine has none.
    """
    import torch

    if device == "auto":
        if torch.cuda.is_available():
            return torch.device("cuda")
        return torch.device("mps" if torch.backends.mps.is_available() else "cpu")
    try:
        chosen = torch.device(device)
    except (RuntimeError, TypeError) as error:
        raise InvalidValueError(
            f"device={device!r} is unknown to torch; try 'auto', 'cpu' or 'cuda'"
        ) from error
    is_missing = (chosen.type == "cuda" and not torch.cuda.is_available()) or (
        chosen.type == "mps" and not torch.backends.mps.is_available()
    )
    if is_missing:
        raise InvalidValueError(f"device={device!r}: torch finds none here; use device='auto' or 'cpu'")
    return chosen


def choose_dtype(dtype: str, config: Any, device: Any) -> Any:
    """Return the torch dtype for the weights.

    ``"auto"``: bfloat16 on a GPU that computes in it, unless the checkpoint is in half precision
    itself; a half-precision checkpoint stays so on any GPU, but for T5 and its kin in float16, which
    overflows; everything else is float32, bfloat16 checkpoints on a CPU that has no instructions for
    it included.

    Raises:
        InvalidValueError: torch has no such dtype.
    """
    import torch

    if dtype != "auto":
        chosen = getattr(torch, str(dtype).removeprefix("torch."), None)
        if not isinstance(chosen, torch.dtype):
            raise InvalidValueError(
                f"dtype={dtype!r} is unknown to torch; try 'auto', 'float32' or 'bfloat16'"
            )
        return chosen
    of_checkpoint = getattr(config, "dtype", None)
    if of_checkpoint is torch.float16 and getattr(config, "model_type", None) in _OVERFLOWS_IN_FLOAT16:
        of_checkpoint = torch.float32
    is_half = of_checkpoint in (torch.float16, torch.bfloat16)
    if device.type == "cuda":
        if is_half and (of_checkpoint is torch.float16 or torch.cuda.is_bf16_supported()):
            return of_checkpoint
        return torch.bfloat16 if torch.cuda.is_bf16_supported(including_emulation=False) else torch.float32
    if device.type == "cpu":
        if of_checkpoint is not torch.bfloat16:
            return torch.float32
        has_mkldnn = torch.backends.mkldnn.is_available()  # type: ignore[no-untyped-call]
        is_fast = has_mkldnn and torch.ops.mkldnn._is_mkldnn_bf16_supported()
        return torch.bfloat16 if is_fast else torch.float32
    return of_checkpoint if is_half else torch.float32
