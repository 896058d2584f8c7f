"""Which code a figure comes from; standard library only, for it runs in every environment."""

from __future__ import annotations

import hashlib
import subprocess
from functools import cache
from pathlib import Path

from benchmarks.systems.environments import ROOT

_CODE = (".py", ".json")


@cache
def code_digest(*places: str | Path) -> str:
    """Return twelve digits that change with any code in files or folders of the checkout."""
    digest = hashlib.sha256()
    for place in places:
        whole = ROOT / place
        for path in sorted(whole.rglob("*")) if whole.is_dir() else (whole,):
            if path.suffix in _CODE:
                digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def commit() -> str:
    """Return the commit of the checkout, with ``-dirty`` if files differ from it, or ``"unknown"``."""
    command = ["git", "--no-optional-locks", "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, cwd=Path(ROOT), check=True)
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return done.stdout.strip()
