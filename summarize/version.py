"""The version of the package, which everything may import, and those of the packages it uses."""

from __future__ import annotations

from functools import cache

__version__ = "0.2.0"


@cache
def version_of(package: str) -> str:
    """Return the version of an installed package, by its name for pip.

    Raises:
        importlib.metadata.PackageNotFoundError: it is not installed.

    >>> version_of("sentencex")[:2]
    '1.'
    """
    # Cached, since reading the metadata takes longer than a short summary.
    from importlib.metadata import version

    return version(package)
