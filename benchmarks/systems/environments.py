"""The systems that are timed: a script each, and the environment that it needs."""

from __future__ import annotations

import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
ENVIRONMENTS = ROOT / ".benchmarks" / "environments"


class InstallError(subprocess.CalledProcessError):
    """An environment could not be made; the message is pip's own."""

    def __str__(self) -> str:
        printed = b"\n".join(filter(None, (self.output, self.stderr))).decode(errors="replace")
        lines = [line.strip() for line in printed.splitlines() if line.strip()]
        # After its errors pip may print hints, and always that there is a newer pip.
        errors = [line for line in lines if line.lower().startswith("error:")]
        status = f"exit status {self.returncode}"
        return f"{(errors or lines)[-1][:300]} ({status})" if lines else status


@dataclass(frozen=True)
class System:
    """A program to time.

    Attributes:
        name: what tables call it.
        module: its program in ``benchmarks.systems.peers``.
        requirements: what pip installs into its own environment; nothing means this one.
    """

    name: str
    module: str
    requirements: tuple[str, ...] = ()

    def python(self) -> str:
        """Return the interpreter to run it with, and make its environment on first use.

        Raises:
            InstallError: the requirements could not be installed.
        """
        if not self.requirements:
            return sys.executable
        folder = ENVIRONMENTS / "-".join(self.requirements).replace("==", "-")
        python = folder / "bin" / "python"
        installed = folder / "installed"
        if not installed.exists() or not _runs(python):
            print(f"installing {', '.join(self.requirements)} into {folder}", file=sys.stderr, flush=True)
            try:
                venv.create(folder, with_pip=True, clear=True)
                command = [str(python), "-m", "pip", "install", "--quiet", *self.requirements]
                subprocess.run(command, check=True, capture_output=True)
            except subprocess.CalledProcessError as error:
                raise InstallError(error.returncode, error.cmd, error.output, error.stderr) from error
            installed.touch()
        return str(python)

    def command(self, text: Path, mode: str) -> list[str]:
        """Return the command that runs it on a text, ``once`` or ``warm``, from the ``ROOT`` folder."""
        return [self.python(), "-m", f"benchmarks.systems.peers.{self.module}", str(text), mode]


def _runs(python: Path) -> bool:
    """Return whether an interpreter starts; it does not when the Python that it came from is gone."""
    try:
        return not subprocess.run([python, "-c", ""], capture_output=True).returncode
    except OSError:
        return False


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
