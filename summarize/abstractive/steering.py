"""Whether a model can be given a query, and the language to write in."""

from __future__ import annotations

from summarize.abstractive.engines.base import Engine
from summarize.errors import InvalidValueError, ModelError
from summarize.text.languages import language_code


def check_steering(
    engine: Engine, *, query: str | None, language: str | None, template: str | None, strategy: str
) -> None:
    """Raise an error if the model cannot be given the query or the language.

    Args:
        engine: the model.
        query: what to concentrate on.
        language: the language that the user requested for the summary.
        template: the user's own prompt.
        strategy: what is done with long texts; one selects sentences by the query.

    Raises:
        InvalidValueError: it takes no query.
        ModelError: it takes no language.
    """
    kind, name = engine.profile.kind, engine.profile.name
    template = template or ""
    if query is not None:
        is_told = "{query}" in template or (kind == "chat" and not template) or strategy == "extract"
        if not is_told:
            raise InvalidValueError(
                f"model {name!r} takes no query; use a chat model, strategy='extract', or a "
                "prompt with {query}"
            )
    if language is not None:
        is_told = "{language}" in template or (kind == "chat" and not template)
        if not is_told and not engine.sets_language(language_code(language)):
            raise ModelError(
                f"model {name!r} has no chat template, so it cannot be asked to write in "
                f"{language!r}; use a chat model, or a prompt with {{language}}"
            )
