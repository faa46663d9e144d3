"""Writing that is killed, interrupted or out of space at every point: old content or new content, and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from tests.project import ROOT, environment

if TYPE_CHECKING:
    from pathlib import Path


def outcome(way: str, folder: Path, detail: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.files.interrupted", way, str(folder), detail],
        cwd=ROOT,
        env=environment(),
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def test_a_process_killed_before_every_call_of_the_system(tmp_path: Path) -> None:
    found = outcome("killed", tmp_path, "before")
    assert found["wrong"] == []
    # Otherwise it was killed too late or too early to prove anything.
    assert found["states"] == {
        "new": ["n", "o"],
        "replaced": ["n", "o"],
        "only new": ["n", "o"],
        "a set in two folders": ["nnnn", "nnno", "nnoo", "nooo", "oooo"],
    }
    assert found["points"] > 100


def test_a_process_killed_in_the_midst_of_every_write(tmp_path: Path) -> None:
    found = outcome("killed", tmp_path, "in the midst")
    assert found["wrong"] == []
    assert found["points"] == 7 + 4, "each content once, and each scene once to its end"


def test_a_process_killed_again_and_again_at_random(tmp_path: Path) -> None:
    found = outcome("at random", tmp_path, "20261125")
    assert found["wrong"] == []
    # One that a killed process left is cleared away by the next: they never add up.
    assert found["most"] <= 2


def test_a_full_disk_at_every_call_of_the_system(tmp_path: Path) -> None:
    found = outcome("failed", tmp_path, "full")
    assert found["wrong"] == []
    assert found["faults"] == ["cannot be written: no space left on device"]
    assert found["points"] > 100


def test_an_interrupt_at_every_call_of_the_system(tmp_path: Path) -> None:
    found = outcome("failed", tmp_path, "interrupt")
    assert found["wrong"] == []
    assert found["points"] > 100
