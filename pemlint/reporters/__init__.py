"""One format a file: a Report becomes text. Nothing is decided here, and nothing is read or written."""

from __future__ import annotations

from types import MappingProxyType

from pemlint.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pemlint.model import Report

__all__ = ["FORMATS", "View", "render"]

#: name of a format, as ``--output-format`` takes it, and the module whose ``render`` writes it
FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "text": "pemlint.reporters.text",
        "concise": "pemlint.reporters.concise",
        "json": "pemlint.reporters.json_",
        "sarif": "pemlint.reporters.sarif",
        "github": "pemlint.reporters.github",
        "gitlab": "pemlint.reporters.gitlab",
        "junit": "pemlint.reporters.junit",
        "rdjson": "pemlint.reporters.rdjson",
        "checkstyle": "pemlint.reporters.checkstyle",
        "markdown": "pemlint.reporters.markdown",
        "azure": "pemlint.reporters.azure",
    }
)


class View(NamedTuple):
    """How a report is to be shown; a format takes from it what concerns it."""

    #: colour by ANSI escape sequences
    color: bool = False
    #: columns of the terminal
    width: int = 100
    #: the working directory, to which the paths of a report are relative, as seen from the root of the repository:
    #: empty where both are the same (``git rev-parse --show-prefix``)
    prefix: str = ""


def render(report: Report, format: str, *, color: bool = False, width: int = 100, prefix: str = "") -> str:  # noqa: A002
    """Write a report in one of FORMATS, with a final line end; see View for the other arguments.

    Only the module of that format is imported. Raises KeyError for a format that does not exist.
    """
    from importlib import import_module

    write: Callable[[Report, View], str] = import_module(FORMATS[format]).render
    return write(report, View(color=color, width=width, prefix=prefix))
