"""The SARIF validator of the standard's editors, with its rules for GitHub code scanning.

It comes from npm and is kept in the user's cache. Its exit status is 0 whatever it finds, so that its log is read.
"""

from __future__ import annotations

import contextlib
import json
import os
import platform
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

VERSION = "5.7.0"
CACHE = (
    Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "pemlint-tests" / f"sarif-multitool-{VERSION}"
)
#: it asks for the page of every rule, which takes long and says nothing of a log: nobody answers there
NO_NETWORK = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), "http://127.0.0.1:9")
#: names of the packages that hold the program itself; that of the main package would run it through a shell
PROGRAMS = {"Linux": "sarif-multitool-linux", "Darwin": "sarif-multitool-darwin"}


def program() -> Path:
    """The program, installed at the first use; skips where there is none."""
    package = PROGRAMS.get(platform.system())
    if package is None:
        pytest.skip(f"the SARIF multitool is not tried on {platform.system()}")
    program = CACHE / "@microsoft" / package / "Sarif.Multitool"
    if not program.exists():
        _install(package)
    if not program.exists():
        pytest.skip("npm installed no SARIF multitool for this machine")
    program.chmod(program.stat().st_mode | 0o100)
    return program


def _install(package: str) -> None:
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not here: the SARIF multitool comes from it")
    CACHE.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE.parent) as scratch:
        # Tests may run in several processes: each installs for itself, and what is in use is never half written.
        options = ("--prefix", scratch, "--ignore-scripts", "--no-audit", "--no-fund")
        command = [npm, "install", *options, f"@microsoft/{package}@{VERSION}"]
        try:
            subprocess.run(command, capture_output=True, check=True, cwd=scratch, timeout=120)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            pytest.skip(f"npm could not install the SARIF multitool: {error}")
        with contextlib.suppress(OSError):
            Path(scratch, "node_modules").rename(CACHE)


def complaints(multitool: Path, folder: Path, log: str) -> list[str]:
    """What the validator has against a log, as ``rule level: message``."""
    (folder / "log.sarif").write_text(log, encoding="utf-8")
    options = ("--log", "ForceOverwrite", "--rule-kind", "Sarif;Ghas", "--level", "Error;Warning")
    subprocess.run(
        [str(multitool), "validate", "log.sarif", "-o", "out.sarif", *options],
        cwd=folder,
        check=True,
        capture_output=True,
        timeout=120,
        env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1", **NO_NETWORK},
    )
    (run,) = json.loads((folder / "out.sarif").read_text(encoding="utf-8-sig"))["runs"]
    invocations = run.get("invocations", [])
    failures = [each for invocation in invocations for each in invocation.get("toolExecutionNotifications", [])]
    # SARIF 3.27.10: a result without a level is a warning.
    found = [
        (result["ruleId"], result.get("level", "warning"), result["message"])
        for result in run["results"]
        if result.get("level", "warning") in {"error", "warning"}
    ]
    return [f"{rule} {level}: {message}" for rule, level, message in found] + [str(each) for each in failures]
