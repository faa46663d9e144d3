"""A program that is stopped at every point while it writes; ``test_interrupted.py`` reads what it found wrong.

It is a process of its own because it forks: what dies is a child, and the parent looks at what is left.
"""

from __future__ import annotations

import errno
import json
import os
import random
import signal
import stat
import sys
import time
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

from pemlint.files import Change, collect, write_set, write_whole
from pemlint.files.naming import is_temporary

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

#: what writing asks of the system, in the order in which it first does
CALLS = (
    *("stat", "open", "listdir", "fstat", "write", "listxattr", "fchown", "fchmod", "fsync"),
    *("replace", "link", "unlink", "close"),
)
OLD, NEW = b"old " * 300, b"new " * 500


class Scene(NamedTuple):
    """Files that are there, and a change of some."""

    old: Mapping[str, bytes]
    changes: Sequence[Change]


SCENES = {
    "new": Scene({}, [Change("a.pem", NEW)]),
    "replaced": Scene({"a.key": OLD}, [Change("a.key", NEW)]),
    "only new": Scene({}, [Change("a.key", NEW, only_new=True, mode=0o600)]),
    "a set in two folders": Scene(
        {"x.bundle.toml": OLD, "a/chain.pem": OLD},
        [
            Change("x.bundle.toml", NEW),
            Change("a/chain.pem", NEW),
            Change("a/leaf.pem", NEW),
            Change("b.pem", NEW, only_new=True),
        ],
    ),
}


def interrupt(
    at: int,
    how: Callable[[str, Callable[..., Any], tuple[Any, ...], dict[str, Any]], Any],
    calls: Sequence[str] = CALLS,
) -> list[str]:
    """Do ``how`` in place of one of these calls, that of this number. The list fills with the names of them all."""
    made: list[str] = []

    def wrapped(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            made.append(name)
            return how(name, real, arguments, options) if len(made) == at else real(*arguments, **options)

        return call

    for name in calls:
        setattr(os, name, wrapped(name, getattr(os, name)))
    return made


def die(_name: str, _real: Callable[..., Any], _arguments: tuple[Any, ...], _options: dict[str, Any]) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def die_after_half(_name: str, real: Callable[..., Any], arguments: tuple[Any, ...], _options: dict[str, Any]) -> None:
    """As a process that is killed in the middle of a long write."""
    real(arguments[0], arguments[1][: len(arguments[1]) // 2])
    os.kill(os.getpid(), signal.SIGKILL)


def fail(name: str, real: Callable[..., Any], arguments: tuple[Any, ...], _options: dict[str, Any]) -> None:
    if name == "write":
        real(arguments[0], arguments[1][:7])
    if name == "close":
        # Linux closes it all the same.
        real(*arguments)
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def press(_name: str, _real: Callable[..., Any], _arguments: tuple[Any, ...], _options: dict[str, Any]) -> None:
    raise KeyboardInterrupt


def prepared(folder: str, scene: Scene) -> None:
    """A fresh folder with the old files of a scene, all of them private."""
    for name in ("", "a"):
        os.makedirs(os.path.join(folder, name), exist_ok=True)
    for name, data in scene.old.items():
        path = os.path.join(folder, name)
        with open(path, "wb") as file:
            file.write(data)
        os.chmod(path, 0o600)


def listed(folder: str) -> list[str]:
    return sorted(
        os.path.relpath(os.path.join(above, name), folder) for above, _, names in os.walk(folder) for name in names
    )


def state(folder: str, scene: Scene) -> tuple[str, list[str]]:
    """For each change, in the order in which they are to happen: ``o``, ``n``; and what is wrong."""
    wrong: list[str] = []
    word = ""
    for change in sorted(scene.changes, key=lambda change: change.path in scene.old):
        path = os.path.join(folder, change.path)
        old = scene.old.get(change.path)
        try:
            with open(path, "rb") as file:
                data: bytes | None = file.read()
        except FileNotFoundError:
            data = None
        if data not in {old, NEW}:
            wrong.append(f"{change.path} is neither old nor new")
        if (old is not None or change.mode) and data is not None and stat.S_IMODE(os.stat(path).st_mode) != 0o600:
            wrong.append(f"{change.path} is no longer private")
        word += "n" if data == NEW else "o"
    if word != "n" * word.count("n") + "o" * word.count("o"):
        wrong.append(f"out of order: {word}")
    return word, wrong


def left_behind(folder: str, scene: Scene) -> list[str]:
    return [name for name in listed(folder) if name not in {*scene.old, *(change.path for change in scene.changes)}]


def of_what_is_left(folder: str, scene: Scene) -> list[str]:
    """What is wrong with what a killed run has left: it is to be known by its name, unread, and gone with the next."""
    wrong = [f"left: {name}" for name in left_behind(folder, scene) if not is_temporary(name)]
    read = collect(["."], cwd=folder, root=folder, exclude=Nothing(), force_exclude=False).sources
    wrong += [f"read: {source.path}" for source in read if is_temporary(source.path)]
    for name in ("next", "a/next"):
        if write_whole(os.path.join(folder, name), b"") is not None:
            wrong.append("the next run could not write")
        os.unlink(os.path.join(folder, name))
    return wrong + [f"not cleared away: {name}" for name in left_behind(folder, scene)]


class Nothing:
    """Patterns that leave out nothing."""

    def of(self, _folder: str, /) -> None:
        return None


def changed(folder: str, scene: Scene) -> Any:
    os.umask(0o022)
    return write_set([change._replace(path=os.path.join(folder, change.path)) for change in scene.changes])


def in_child(work: Callable[[], int]) -> tuple[int, int]:
    """The exit status of a child, and the signal that ended it."""
    pid = os.fork()
    if pid == 0:
        status = 99
        try:
            status = work()
        finally:
            os._exit(status)
    ended = os.waitpid(pid, 0)[1]
    return (0, os.WTERMSIG(ended)) if os.WIFSIGNALED(ended) else (os.WEXITSTATUS(ended), 0)


def killed(root: str, kind: str) -> dict[str, Any]:
    """Every scene, killed before each call or in the midst of each write."""
    wrong: list[str] = []
    states: dict[str, set[str]] = {}
    points = 0
    for title, scene in SCENES.items():
        for at in count(1):
            folder = os.path.join(root, f"{kind} {title} {at}")
            prepared(folder, scene)

            def work(at: int = at, folder: str = folder, scene: Scene = scene) -> int:
                if kind == "before":
                    interrupt(at, die)
                else:
                    interrupt(at, die_after_half, ("write",))
                return 0 if changed(folder, scene) is None else 3

            status, by = in_child(work)
            word, found = state(folder, scene)
            states.setdefault(title, set()).add(word)
            found += of_what_is_left(folder, scene)
            if status:
                found.append(f"exit status {status}")
            wrong += [f"{title}, call {at}: {each}" for each in found]
            points += 1
            if not by:
                break
    return {"points": points, "wrong": wrong, "states": {title: sorted(words) for title, words in states.items()}}


def failed(root: str, kind: str) -> dict[str, Any]:
    """Every scene, where each call fails once, or is interrupted."""
    wrong: list[str] = []
    faults: set[str] = set()
    points = 0
    real = {name: getattr(os, name) for name in CALLS}
    for title, scene in SCENES.items():
        for at in count(1):
            folder = os.path.join(root, f"{kind} {title} {at}")
            prepared(folder, scene)
            calls = interrupt(at, fail if kind == "full" else press)
            fault: Any = None
            try:
                fault = changed(folder, scene)
            except KeyboardInterrupt:
                fault = "interrupted"
            except Exception as error:  # noqa: BLE001 - what else comes out is what is looked for
                wrong.append(f"{title}, call {at}: {error!r}")
            for name, function in real.items():
                setattr(os, name, function)
            word, found = state(folder, scene)
            if at > len(calls):
                found += [] if set(word) == {"n"} and fault is None else [f"{word} {fault}"]
            elif fault is None and "o" in word:
                found.append("nothing was said")
            elif fault is not None and kind == "full":
                faults.add(fault.message)
                found += [] if "o" in word else ["all is written, and called a failure"]
            if at > len(calls) or calls[at - 1] not in {"unlink", "close"}:
                # Who cannot remove a file leaves it to the next run.
                found += [f"left: {name}" for name in left_behind(folder, scene)]
            wrong += [f"{title}, call {at} ({calls[at - 1 : at]}): {each}" for each in found]
            points += 1
            if at > len(calls):
                break
    return {"points": points, "wrong": wrong, "faults": sorted(faults)}


def at_random(root: str, seed: str) -> dict[str, Any]:
    """A child that writes again and again, killed at some moment, many times over."""
    chance = random.Random(int(seed))  # noqa: S311  # to choose moments
    path = os.path.join(root, "a.pem")
    contents = [letter * 50_000 for letter in (b"a", b"b")]
    with open(path, "wb") as file:
        file.write(contents[0])
    wrong: list[str] = []
    most = 0
    for _ in range(40):
        pid = os.fork()
        if pid == 0:
            try:
                while True:
                    for content in contents:
                        write_whole(path, content)
            finally:
                os._exit(9)
        time.sleep(chance.uniform(0.0, 0.008))
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        with open(path, "rb") as file:
            if file.read() not in contents:
                wrong.append("neither old nor new")
        most = max(most, len(os.listdir(root)))
        wrong += [name for name in os.listdir(root) if name != "a.pem" and not is_temporary(name)]
    write_whole(path, b"")
    wrong += [f"not cleared away: {name}" for name in os.listdir(root) if name != "a.pem"]
    return {"wrong": wrong, "most": most}


def without_waiting(_: int) -> None:
    """In place of ``fsync``: no kill of a process shows what it is for, and a thousand of them take their time."""


if __name__ == "__main__":
    os.fsync = without_waiting  # type: ignore[assignment]
    way, place, detail = sys.argv[1:]
    print(json.dumps({"killed": killed, "failed": failed, "at random": at_random}[way](place, detail)))
