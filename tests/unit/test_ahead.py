"""What is imported ahead is what a run needs, and a failure in it is left to the run."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from pemlint import ahead, registry
from tests.project import ROOT, environment
from tests.property import sharing

if TYPE_CHECKING:
    import pytest

#: judges the example that is as it should be, and prints which modules of rules and of the library that has imported
LATE = """
import sys
from pemlint.ahead import make_ready
from pemlint.cli import main
from tests.property import sharing
make_ready(sharing.plan())
known = set(sys.modules)
status = main(["check", "--isolated", "--profile", "default", "--now", "2026-06-01T00:00:00Z", "examples/good"])
late = [name for name in sys.modules if name not in known]
print([name for name in late if name.startswith("cryptography") or name.count(".") == 3 and ".checks." in name])
sys.exit(status)
"""


def test_nearly_all_that_a_run_needs_is_imported() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LATE], cwd=ROOT, env=environment(), capture_output=True, text=True, check=True
    )
    late = done.stdout.splitlines()[-1]
    # rules about what few trees have, as bundles are
    assert ".cert." not in late
    assert ".key." not in late
    assert "cryptography" not in late


def test_what_cannot_be_loaded_is_not_told_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def fail(info: registry.RuleInfo) -> None:
        asked.append(info.id)
        raise LookupError

    monkeypatch.setattr(registry, "load", fail)
    ahead.make_ready(sharing.plan())
    assert "cert-expired" in asked
    count = len(asked)
    ahead.make_ready(sharing.plan('profile = "nowhere"'))
    assert len(asked) == count
