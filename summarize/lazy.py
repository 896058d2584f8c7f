"""The door of a package: its public names, each imported when it is first used."""

# No import here, not even of typing: this is all that `import summarize` costs.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def lazy_exports(
    package: str, modules: "Mapping[str, tuple[str, ...]]"
) -> "tuple[Callable[[str], object], Callable[[], list[str]]]":
    """Return the ``__getattr__`` and ``__dir__`` of a package.

    Args:
        package: its name.
        modules: for each module in it, without the package's name, the names that it gives.

    >>> getattr_, dir_ = lazy_exports("summarize", {"length": ("Length",)})
    >>> getattr_("Length")(words=100)
    Length(sentences=None, words=100, ratio=None)
    """
    import sys

    module_of = {name: module for module, names in modules.items() for name in names}

    def _get(name: str) -> object:
        if name not in module_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        from importlib import import_module

        value = getattr(import_module(f"{package}.{module_of[name]}"), name)
        setattr(sys.modules[package], name, value)
        return value

    def _listed() -> list[str]:
        return sorted({*vars(sys.modules[package]), *module_of})

    return _get, _listed
