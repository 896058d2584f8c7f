"""The systems that are timed: a script each, and the environment that it needs."""

from __future__ import annotations

import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
ENVIRONMENTS = ROOT / ".benchmarks" / "environments"


@dataclass(frozen=True)
class System:
    """A program to time.

    Attributes:
        name: what tables call it.
        module: its program in ``benchmarks.peers``.
        requirements: what pip installs into its own environment; nothing means this one.
    """

    name: str
    module: str
    requirements: tuple[str, ...] = ()

    def python(self) -> str:
        """Return the interpreter to run it with, and make its environment on first use.

        Raises:
            subprocess.CalledProcessError: the requirements could not be installed.
        """
        if not self.requirements:
            return sys.executable
        folder = ENVIRONMENTS / "-".join(self.requirements).replace("==", "-")
        python = folder / "bin" / "python"
        installed = folder / "installed"
        if not installed.exists():
            venv.create(folder, with_pip=True, clear=True)
            subprocess.run([python, "-m", "pip", "install", "--quiet", *self.requirements], check=True)
            installed.touch()
        return str(python)

    def command(self, text: Path, mode: str) -> list[str]:
        """Return the command that runs it on a text, ``once`` or ``warm``, from the ``ROOT`` folder."""
        return [self.python(), "-m", f"benchmarks.peers.{self.module}", str(text), mode]


OURS = System("summarize TextRank", "ours")
FLOOR = System("floor: sentences and words", "floor")
SUMY = System("sumy TextRank", "sumy_textrank", ("sumy==0.13.0", "numpy"))
SYSTEMS = (
    OURS,
    FLOOR,
    SUMY,
    System("summa TextRank", "summa_textrank", ("summa==1.2.0",)),
    System("rapid-textrank (Rust, keywords)", "rapid_keywords", ("rapid-textrank==0.1.4",)),
    System("lede (heuristic)", "lede_heuristic", ("lede==0.5.1",)),
)
