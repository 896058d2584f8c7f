"""torch and transformers, imported when a test uses them: all processes collect, and one runs these tests."""

from importlib import import_module
from typing import Any


class _OnUse:
    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> Any:
        if attribute.startswith("_"):  # pytest asks each name of a module whether it wraps a fixture
            raise AttributeError(attribute)
        return getattr(import_module(self._name), attribute)


torch: Any = _OnUse("torch")
transformers: Any = _OnUse("transformers")
