"""How to install an extra: the distribution's name is read from its metadata, once an error needs it."""

from __future__ import annotations

from functools import cache

# For a checkout that is not installed. A test compares it with pyproject.toml, which names the distribution.
_NAME_WITHOUT_METADATA = "summarize-text"


@cache
def distribution_name() -> str:
    """Return the name under which pip installs this package; ``import summarize`` has another one.

    The console script finds the distribution, of an editable installation too, and of a renamed one.
    """
    from importlib.metadata import entry_points  # takes longer to import than a short summary

    for script in entry_points(group="console_scripts", name="summarize"):
        if script.dist is not None and script.value == "summarize.cli:main":
            return script.dist.name
    return _NAME_WITHOUT_METADATA


def install_command(extra: str) -> str:
    """Return the command that installs an extra.

    >>> install_command("readers").startswith("pip install '")
    True
    """
    return f"pip install '{distribution_name()}[{extra}]'"
