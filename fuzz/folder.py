"""Several files in one input, written as ``head`` writes them, so that a saved input can be read and edited."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Folder", "pack", "unpack"]

_LINE = re.compile(rb"(?:\A|\n)==> ([^\n]{1,200}) <==\n")
_RUN = "run"
#: files of one input
_MOST = 24


class Folder(NamedTuple):
    """What one run judges."""

    #: chooses how: the profile, the format, what is a target …
    run: int
    files: dict[str, bytes]


def pack(folder: Folder) -> bytes:
    """The folder as one input."""
    files = {_RUN: str(folder.run).encode(), **folder.files}
    return b"\n".join(b"==> %b <==\n%b" % (name.encode("utf-8", "replace"), data) for name, data in files.items())


def unpack(data: bytes) -> Folder:
    """The folder that any bytes are: without a name they are a file ``a.pem``."""
    first, *rest = _LINE.split(data)
    files = {"a.pem": first} if first else {}
    for name, content in list(zip(rest[::2], rest[1::2], strict=True))[:_MOST]:
        files[name.decode("utf-8", "replace")] = content
    run = files.pop(_RUN, b"")
    return Folder(int(run) if run.isdigit() and len(run) < 20 else 0, files)
