"""One target in a process of its own, and what came of it."""

from __future__ import annotations

import re
import subprocess
import sys
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from fuzz import seeds
from fuzz.targets import load

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Done", "run", "told"]

_EXECUTED = re.compile(r"^stat::number_of_executed_units:\s*(\d+)$", re.MULTILINE)
#: seconds by the clock at which libFuzzer ends an execution, as machines stand still at times, and megabytes at which
#: it ends the process
_HANGS = 900
_MEMORY = 2048


class Done(NamedTuple):
    """What one run did."""

    name: str
    executions: int
    #: saved inputs that showed a defect, old ones included
    defects: tuple[Path, ...]
    #: the end of the log where the process broke down, as at a hang or without memory
    broken: str


def run(name: str, work: Path, executions: int) -> Done:
    """Show a target that many inputs. ``work`` keeps inputs that reach new code from one run to the next."""
    target = load(name)
    folders = [work / each for each in ("kept", "seeds", "defects")]
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    kept, begun, found = folders
    for seed in target.seeds():
        (begun / sha256(seed).hexdigest()[:16]).write_bytes(seed)
    flags = [
        *(f"-runs={executions}", f"-max_len={target.longest}", f"-artifact_prefix={found}/", "-print_final_stats=1"),
        *(f"-timeout={_HANGS}", f"-rss_limit_mb={_MEMORY}", str(kept), str(begun)),
    ]
    with (work / "log").open("w", encoding="utf-8") as log:
        command = [sys.executable, "-m", "fuzz.worker", name, str(found), *flags]
        done = subprocess.run(command, cwd=seeds.ROOT, stdout=log, stderr=subprocess.STDOUT, check=False)  # noqa: S603
    said = (work / "log").read_text(encoding="utf-8", errors="replace")
    executed = _EXECUTED.search(said)
    defects = tuple(sorted(path for path in found.iterdir() if path.suffix != ".txt"))
    broken = said[-2000:] if done.returncode or executed is None else ""
    return Done(name, int(executed[1]) if executed else 0, defects, broken)


def told(done: Done) -> str:
    """What came of it, with how to see each defect again."""
    lines = [f"{done.name}: {done.executions:,} executions, {len(done.defects)} defects"]
    for path in done.defects:
        reason = path.with_suffix(".txt")
        lines.append(f"  python -m fuzz {done.name} --replay {path}")
        if reason.exists():
            lines.append(f"    {reason.read_text(encoding='utf-8').strip().splitlines()[-1][:200]}")
    return "\n".join(lines + ([f"  the process broke down:\n{done.broken}"] if done.broken else []))
