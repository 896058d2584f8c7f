"""The Hugging Face hub: whether it can be reached, and what its errors mean."""

from __future__ import annotations

_OFFLINE = (
    "it is not in the cache of this machine, and the model hub cannot be reached; connect once, or pass the "
    "folder of a downloaded model"
)
_SECONDS = 10.0  # the hub's own limit for a short request

OFFLINE_REASONS = {
    "OfflineModeIsEnabled": "it is not in the cache of this machine, and the hub may not be asked: "
    "HF_HUB_OFFLINE is set",
    "LocalEntryNotFoundError": _OFFLINE,
    "ConnectError": _OFFLINE,
    "ConnectTimeout": _OFFLINE,
    "ConnectionError": _OFFLINE,
}
"""What it means that the hub was not reached, by the class of the error."""

HUB_REASONS = {
    "GatedRepoError": "it is gated: accept its terms on its page, then log in (`hf auth login`, or HF_TOKEN)",
    "RevisionNotFoundError": "the hub has the model, but not this revision; correct it, or leave it out",
    "RepositoryNotFoundError": "the hub has no model of this name, or it is private; check the spelling, or "
    "log in with `hf auth login`",
    "HFValidationError": "this is no possible name of a model, and no folder",
    **OFFLINE_REASONS,
    "ReadTimeout": "the model hub stopped answering; try again",
    "SafetensorError": "its weights are damaged or incomplete; download them again",
    "JSONDecodeError": "one of its JSON files is damaged; download it again",
}
"""What an error of the hub, or of a file from it, means, by its class; the most specific come first."""


def network_error() -> Exception | None:
    """Return why the hub cannot be reached, after a single request; None if it answers.

    The client of the hub tries six times, for 23 seconds, before it says the same.
    """
    from huggingface_hub import constants, get_session

    try:
        get_session().head(constants.ENDPOINT, timeout=_SECONDS)
    except Exception as error:  # requests, httpx and their successors each have their own
        names = {base.__name__ for base in type(error).__mro__}
        return error if names & set(OFFLINE_REASONS) else None
    return None
