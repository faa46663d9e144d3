"""Roles and chains by content, against labels that another reader made of the corpus; without the corpus it skips."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from pemlint import chains
from pemlint.model import Source
from pemlint.roles import acting_as_ca, file_role
from pemlint.store import Links
from pemlint.subjects.reading import read_files
from tests.corpus import CORPUS, needs_corpus

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pemlint.store import File

SETS = ("cpython", "pyca", "s2n-pems")


def _labelled() -> Iterator[tuple[Path, dict[str, Any]]]:
    for name in SETS if CORPUS.is_dir() else ():
        for label in json.loads((CORPUS / "labels" / "oracle" / f"{name}.json").read_text()):
            yield CORPUS / name / label["file"], label


LABELS = list(_labelled())
CHAINS = [pytest.param(path, label["chain"]["cls"], id=label["file"]) for path, label in LABELS if "chain" in label]
PAIRS = [
    pytest.param(path, label["key_matches_first_cert"], id=label["file"])
    for path, label in LABELS
    if "key_matches_first_cert" in label
]

pytestmark = needs_corpus


def _read(path: Path) -> File:
    (file,) = read_files([Source(path.name, path.name, path.read_bytes(), tls=True, target=True)]).files.values()
    return file


def _arrangement(file: File) -> str:
    """How pemlint sees the certificates of a file stand to each other, in the words of the labels."""
    certificates = file.certificates
    if not certificates:
        return "unrelated"  # the label of a file none of whose certificates can be read
    if all(certificate.x509.self_issued for certificate in certificates):
        return "all-self-issued"
    if file_role(certificates) not in {"served-chain", "ca-chain"}:
        return "unrelated"
    authorities = acting_as_ca(certificates)
    leaf = next((one for one in certificates if one.der not in authorities), certificates[0])
    nowhere = chains.Elsewhere(lambda _: (), lambda _: (), lambda one, _: one)
    analysis = chains.analyse("served-chain", leaf, certificates, (), roots=None, links=Links(), elsewhere=nowhere)
    if analysis.unrelated or analysis.gap:
        return "unrelated"
    return "disordered" if analysis.out_of_order else "ordered"


@pytest.mark.parametrize(("path", "arrangement"), CHAINS)
def test_the_arrangement_of_a_file(path: Path, arrangement: str) -> None:
    assert _arrangement(_read(path)) == arrangement


@pytest.mark.parametrize(("path", "matches"), PAIRS)
def test_the_key_of_the_first_certificate(path: Path, matches: bool) -> None:
    file = _read(path)
    keys = {key.spki_sha256 for key in file.keys if key.spki_sha256}
    assert (bool(file.certificates) and file.certificates[0].spki_sha256 in keys) is matches
