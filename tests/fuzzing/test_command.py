"""``python -m fuzz`` and ``python -m fuzz.cuts`` as somebody would run them."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from fuzz import cuts
from tests.corpus import CORPUS, needs_corpus
from tests.project import ROOT, done, run

if TYPE_CHECKING:
    from pathlib import Path

#: one in so many of the cuts of the whole corpus, which take minutes
SAMPLE = 500


@pytest.mark.skipif(find_spec("atheris") is None, reason="atheris is not installed, which comes for few systems")
def test_atheris_runs_a_target(tmp_path: Path) -> None:
    said = done(sys.executable, "-m", "fuzz", "manifests", "--executions", "300", "--work", str(tmp_path), cwd=ROOT)
    assert "manifests: 300 executions, 0 defects" in said
    assert list((tmp_path / "manifests" / "kept").iterdir())


def test_a_saved_input_is_shown_again(tmp_path: Path) -> None:
    (tmp_path / "saved").write_bytes(b"[bundle]\n")
    said = done(sys.executable, "-m", "fuzz", "manifests", "--replay", str(tmp_path / "saved"), cwd=ROOT)
    assert "nothing wrong" in said
    assert "unknown target 'x'; known: der," in run(sys.executable, "-m", "fuzz", "x", cwd=ROOT).stdout


def test_cuts_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.pem").write_bytes(bytes(130))
    (tmp_path / "b.pem").write_bytes(bytes(64))
    assert [(cut.path.name, cut.size) for cut in cuts.cuts(tmp_path)] == [
        ("a.pem", 0),
        ("a.pem", 64),
        ("a.pem", 128),
        ("b.pem", 0),
    ]
    assert [cut.size for cut in cuts.cuts(tmp_path, sample=2)] == [0, 128]
    assert "4 cuts judged, " in done(sys.executable, "-m", "fuzz.cuts", str(tmp_path), cwd=ROOT)


@needs_corpus
def test_the_corpus_cut_short() -> None:
    tried = 0
    for cut in cuts.cuts(CORPUS, sample=SAMPLE):
        cuts.try_cut(cut, cut.path.read_bytes())
        tried += 1
    assert tried > 100
