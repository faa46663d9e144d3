"""The rule ``pem-file-not-read``."""

from __future__ import annotations

from pemlint import anchors
from pemlint.model import NotRead
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Final

    from pemlint.model import Finding
    from pemlint.rule import Context

_EXCLUDE: Final = "or leave it out with `exclude` in the configuration"
_HELP: Final[Mapping[str, str]] = {
    "unreadable": f"give the user who runs pemlint permission to read it, {_EXCLUDE}",
    "too-large": f"split it, {_EXCLUDE}",
    "changing": "run pemlint when nothing writes to it",
    "special": f"put the file itself there, {_EXCLUDE}",
    "outside": f"put the file itself there, name what the link leads to on the command line, {_EXCLUDE}",
    "broken-link": "correct the link, or remove it",
    "too-deep": "name the folder on the command line",
}


@rule(NotRead, id="pem-file-not-read", since="0.1.0")
def file_not_read(found: NotRead, cx: Context) -> Iterator[Finding]:
    """A file that should hold TLS material by its name, or a folder, was not read.

    ## Why it matters
    What is not read is not judged, and a run that is silent about it looks like one that found nothing wrong. Not read
    are files that the system does not let pemlint read, that are larger than the limits in `docs/limits.md`, or that
    change each time they are read; symbolic links that lead out of the repository or to nothing; pipes, sockets and
    devices, which are never opened; and folders that cannot be listed or lie too deep. Of files that need not hold TLS
    material only those are reported that the system refuses, or that are too large and have a block. A file named on
    the command line that cannot be read is no finding: pemlint then ends with status 2.

    ## How to fix
    The message says what stands in the way, and the help what to do. What need not be judged can be left out with
    `exclude` in the configuration.
    """
    what = "folder" if found.kind == "folder" else "file"
    yield cx.finding(
        anchors.whole_file(found.source),
        f"the {what} was not read: it {found.detail}"
        if found.detail.startswith(("is ", "lies ", "changes "))
        else f"the {what} was not read: {found.detail}",
        help=_HELP.get(found.reason, ""),
    )
