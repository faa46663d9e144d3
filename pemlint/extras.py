"""Optional dependencies, which ``pip install 'pemlint[extra]'`` adds."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["MissingExtra", "Unusable", "load"]


class Unusable(Exception):  # noqa: N818 - no error of the program: it was not set up for what it is asked
    """A rule that is on cannot be used as things are; the text says why, to stand after the rule."""


class MissingExtra(Unusable):
    """A rule that is on needs what is not installed; the text has the command that installs it."""

    def __init__(self, extra: str) -> None:
        super().__init__(f"needs what is not installed: pip install 'pemlint[{extra}]'")
        self.extra = extra


def load(module: str, extra: str) -> ModuleType:
    """Import a module of an optional dependency. Raises MissingExtra where it, or what it needs, is not installed."""
    import warnings
    from importlib import import_module

    with warnings.catch_warnings():
        # what a dependency warns about at its import is no matter of the user
        warnings.simplefilter("ignore")
        try:
            return import_module(module)
        except ImportError:
            raise MissingExtra(extra) from None
