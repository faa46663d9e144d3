"""What ``--fix`` makes of the bad examples of a rule: ``bad-x.fixed.pem`` beside ``bad-x.pem``, ``bad-x.fixed/`` …"""

from __future__ import annotations

import contextlib
import io
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pemlint.cli import main
from tests import builder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tests.recipes import Example

__all__ = ["fixed"]

CHECKS = Path(__file__).parents[2] / "pemlint" / "checks"


def fixed(rule_id: str, examples: Iterable[Example], configuration: str) -> dict[str, bytes]:
    """Of each bad example with a safe fix the files that it changes, by their path from the folder of the rule."""
    group, _, name = rule_id.partition("-")
    if "mending" not in (CHECKS / group / f"{name.replace('-', '_')}.py").read_text("utf-8"):
        return {}
    found: dict[str, bytes] = {}
    for example in examples:
        if example.bad and not example.instead:
            for path, data in _mended(example, configuration).items():
                found[_name(example, path)] = data
    return found


def _name(example: Example, path: str) -> str:
    if example.is_folder:
        return f"{example.name}.fixed/{path.removeprefix(f'{example.name}/')}"
    stem, _, extension = path.rpartition(".")
    return f"{stem}.fixed.{extension}"


def _mended(example: Example, configuration: str) -> Mapping[str, bytes]:
    with TemporaryDirectory() as folder, contextlib.chdir(folder):
        for path, data in example.files.items():
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            Path(path).write_bytes(data)
        if example.config:
            Path(configuration).write_text(example.config, "utf-8")
        arguments = ["--fix", "--select", example.rule, "--now", f"{builder.NOW:%Y-%m-%dT%H:%M:%SZ}", "."]
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            main(["check", *arguments])
        return {path: new for path, data in example.files.items() if (new := Path(path).read_bytes()) != data}
