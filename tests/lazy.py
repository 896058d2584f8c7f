"""Large packages, imported when a test uses them: all processes collect, and one runs these tests.

A test is skipped if it uses one that is not installed.
"""

from typing import Any

import pytest


class _OnUse:
    def __init__(self, name: str) -> None:
        self._name = name
        self._module: Any = None

    def __getattr__(self, attribute: str) -> Any:
        if attribute.startswith("_"):  # pytest asks each name of a module whether it wraps a fixture
            raise AttributeError(attribute)
        if self._module is None:
            self._module = pytest.importorskip(self._name)
        return getattr(self._module, attribute)


datasets: Any = _OnUse("datasets")
networkx: Any = _OnUse("networkx")
rouge_scorer: Any = _OnUse("rouge_score.rouge_scorer")
scipy_stats: Any = _OnUse("scipy.stats")
torch: Any = _OnUse("torch")
transformers: Any = _OnUse("transformers")
