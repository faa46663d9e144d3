"""Every file of a folder, cut short at every 64th byte: ``python -m fuzz.cuts FOLDER [--every BYTES] [--sample N]``."""

from __future__ import annotations

import argparse
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from unittest import mock

from fuzz.folder import Folder
from fuzz.judging import judge, prepare
from pemlint import crypto

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from pemlint.x509 import AlgorithmIdentifier, PublicKeyInfo

__all__ = ["Cut", "cuts", "remembering", "try_cut"]

EVERY = 64


class Cut(NamedTuple):
    """The first bytes of a file."""

    path: Path
    size: int


def cuts(folder: Path, every: int = EVERY, sample: int = 1) -> Iterator[Cut]:
    """Every cut of every file below a folder; of ``sample`` one, those of all files counted through."""
    number = 0
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        for size in range(0, path.stat().st_size, every):
            if number % sample == 0:
                yield Cut(path, size)
            number += 1


def try_cut(cut: Cut, data: bytes) -> int:
    """Judge the file that is left under its own name; the number of findings. Raises whatever pemlint raises."""
    return len(judge(prepare(Folder(0, {cut.path.name: data[: cut.size]}))).findings)


def remembering() -> AbstractContextManager[object]:
    """Each signature is verified once for all cuts: those of one file hold the same certificates over and over."""
    real, known = crypto.Verifier.verify, dict[tuple[bytes, ...], str]()

    def verify(
        self: crypto.Verifier, tbs: bytes, signature: bytes, algorithm: AlgorithmIdentifier, key: PublicKeyInfo
    ) -> str:
        question = tbs, signature, algorithm.der, key.der
        if question not in known:
            known[question] = real(self, tbs, signature, algorithm, key)
        return known[question]

    return mock.patch.object(crypto.Verifier, "verify", verify)


def _try_all(every: Iterator[Cut]) -> tuple[int, int, int]:
    """How many cuts were tried, what was found in them, and how many were not borne, which are told."""
    tried = found = defects = 0
    path, data = None, b""
    for cut in every:
        if cut.path != path:
            path, data = cut.path, cut.path.read_bytes()
        tried += 1
        try:
            found += try_cut(cut, data)
        except Exception:  # noqa: BLE001 - each is told, and the others are tried all the same
            defects += 1
            print(f"{cut.path} cut at {cut.size}:\n{traceback.format_exc()}", flush=True)
    return tried, found, defects


def main() -> int:
    """Try all cuts, and say which of them pemlint does not bear; 1 where there are any."""
    parser = argparse.ArgumentParser(prog="fuzz.cuts", description="Judge every file of a folder, cut short.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", type=int, default=EVERY, metavar="BYTES")
    parser.add_argument("--sample", type=int, default=1, metavar="N", help="try one cut in N")
    options = parser.parse_args()
    with remembering():
        tried, found, defects = _try_all(cuts(options.folder, options.every, options.sample))
    print(f"{tried:,} cuts judged, {found:,} findings, {defects} defects")
    return int(bool(defects))


if __name__ == "__main__":
    sys.exit(main())
