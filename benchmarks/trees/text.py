"""A large repository of text with few PEM files in it: 0.9 GB in 80,000 files at full size, known to Git."""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import time
from typing import TYPE_CHECKING, Final

from benchmarks.trees.authority import Certificate, authority, leaf, pem_key
from benchmarks.trees.keys import EC
from benchmarks.trees.scratch import File

if TYPE_CHECKING:
    from collections.abc import Iterator

FILES: Final = 80_000
#: one file in so many holds PEM: 200 of 80,000
_PEM_EVERY: Final = 400
_FILES_PER_FOLDER: Final = 25
#: the mean size is 11.25 kB, as 0.9 GB in 80,000 files
_MEAN_BYTES: Final = 11_250
_SPREAD: Final = 1.2
_MOST_BYTES: Final = 400_000
_EXTENSIONS: Final = ("c", "css", "go", "h", "html", "java", "js", "json", "md", "py", "rs", "txt", "ts", "xml", "yaml")
#: of five files with PEM two have an extension that says so
_PEM_NAMES: Final = ("certs/server.crt", "certs/server.key", "config.yaml", "install.md", "settings.py")


def text(files: int) -> Iterator[File]:
    """The files of a tree of text."""
    source = random.Random("pemlint benchmark text")
    words = _words(source)
    # A log-normal mean is exp(mu + sigma² / 2): sources are many small files and few large ones.
    scale = _MEAN_BYTES / 2.718281828 ** (_SPREAD**2 / 2)
    issuer = authority("Example Issuing", EC, 0)
    for number in range(files):
        folder = number // _FILES_PER_FOLDER
        where = f"part-{folder // 400:02}/module-{folder % 400 // 20:02}/unit-{folder % 20:02}"
        length = min(_MOST_BYTES, int(scale * source.lognormvariate(0, _SPREAD)))
        start = source.randrange(len(words) - length)
        content = words[start : start + length]
        if number % _PEM_EVERY == _PEM_EVERY - 1:
            yield _with_pem(number // _PEM_EVERY, where, content, issuer)
        else:
            yield File(f"{where}/file-{number}.{_EXTENSIONS[number % len(_EXTENSIONS)]}", content)


def _with_pem(number: int, where: str, content: bytes, issuer: Certificate) -> File:
    certificate = leaf(f"host-{number}.example.com", EC, 1 + number % 8, issuer).pem
    name = _PEM_NAMES[number % len(_PEM_NAMES)]
    if name.endswith(".crt"):
        return File(f"{where}/{name}", certificate)
    if name.endswith(".key"):
        return File(f"{where}/{name}", pem_key(EC, 1 + number % 8))
    indented = b"".join(b"    " + line for line in certificate.splitlines(keepends=True))
    half = content.find(b"\n", len(content) // 2) + 1
    return File(f"{where}/{name}", content[:half] + b"certificate: |\n" + indented + content[half:])


def _words(source: random.Random) -> bytes:
    """A megabyte of lines of made-up words, of which every file is a piece."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    known = ["".join(source.choices(letters, k=source.randint(2, 10))) for _ in range(3000)]
    lines = (" ".join(source.choices(known, k=source.randint(1, 14))) for _ in range(24_000))
    return "\n".join(f"{' ' * source.choice((0, 0, 4, 8))}{line}" for line in lines).encode()


def track(folder: str) -> None:
    """Make a folder a Git repository that tracks every file.

    Only the index is written: no command that is measured reads what Git stores.
    """
    paths = sorted(
        os.path.relpath(os.path.join(where, name), folder) for where, _, names in os.walk(folder) for name in names
    )
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}

    def git(*arguments: str, given: bytes = b"") -> None:
        subprocess.run(("git", *arguments), cwd=folder, env=environment, check=True, input=given)

    entries = (f"100644 {_blob(folder, path)}\t{path}\0" for path in paths)
    git("init", "--quiet")
    git("update-index", "-z", "--index-info", given="".join(entries).encode())
    # What is as young as the index is read again by every later command: let the index be younger.
    time.sleep(1.1)
    git("update-index", "-q", "--really-refresh")


def _blob(folder: str, path: str) -> str:
    """The name that Git gives the content of a file."""
    with open(os.path.join(folder, path), "rb") as stream:
        content = stream.read()
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
