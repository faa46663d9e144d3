"""What a package offers, imported when somebody asks for it and not with the package (PEP 562)."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

__all__ = ["later"]


def later(package: dict[str, Any], **homes: str) -> Callable[[str], Any]:
    """The ``__getattr__`` of a package, given its ``globals()`` and for each module the names that live in it.

    Names are separated by blanks. What was asked for once is a plain attribute from then on.
    """
    modules = {name: module for module, names in homes.items() for name in names.split()}

    def find(name: str) -> Any:
        if name not in modules:
            message = f"module {package['__name__']!r} has no attribute {name!r}"
            raise AttributeError(message)
        from importlib import import_module

        package[name] = getattr(import_module(f"{package['__name__']}.{modules[name]}"), name)
        return package[name]

    return find
