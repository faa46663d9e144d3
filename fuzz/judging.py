"""The whole check in memory: the files of one input as one batch, judged, and written in every format."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, NoReturn
from unittest import mock

from fuzz import seeds
from pemlint import config, crypto, engine, files, judging, manifests, registry, reporters
from pemlint.batch import Batch
from pemlint.files.declared import locate
from pemlint.files.naming import is_tls
from pemlint.files.reading import Unread
from pemlint.model import Fault, Source
from pemlint.plan import Configuration, Plan
from pemlint.policy import ConfigurationError, Loader

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager

    from fuzz.folder import Folder
    from pemlint.manifests import Manifest
    from pemlint.model import Report

__all__ = ["NOW", "Run", "check", "judge", "loud", "prepare", "roots"]

#: the moment of every run: what is found does not change with the calendar
NOW = datetime(2026, 6, 1, tzinfo=UTC)

#: beside each built-in profile by itself; without any, the configuration of the folder or ``default`` is in force
_SEVERAL = ((), ("emqx-cloud", "strict"), ("default", "webpki", "strict", "emqx-cloud"))
_GIT = ("", "tracked", "untracked", "ignored")
_CONFIGURATIONS = ("pemlint.toml", "pyproject.toml")
_TOP = "/nowhere"


class Run(NamedTuple):
    """Everything that is read before anything is judged."""

    batch: Batch
    plan: Plan
    #: every link whose keys suit is taken as signed: what a CA could have signed is judged without its key
    trusting: bool
    detail: bool
    color: bool


def check(folder: Folder) -> Report | None:
    """Judge the folder and write the report in every format; None where its own configuration is refused in one line.

    Raises whatever pemlint raises, and AssertionError for what it may not say.
    """
    try:
        run = prepare(folder)
        report = judge(run)
    except ConfigurationError as error:
        if not any(map(_is_table, folder.files)):
            raise
        _one_line(str(error))
        return None
    for name in reporters.FORMATS:
        written = reporters.render(report, name, color=run.color, width=60 + folder.run % 80, prefix="sub")
        _readable(name, written, color=run.color)
    return report


def judge(run: Run) -> Report:
    """The report of a run. A rule that fails raises, with what it raised as the cause."""
    with loud(), _signatures(trusting=run.trusting):
        return engine.run(run.batch, run.plan, now=NOW, public_roots=roots, detail=run.detail)


def prepare(folder: Folder) -> Run:
    """Read what the files say; ``folder.run`` chooses the rest. Raises ConfigurationError."""
    choice = folder.run
    together = (*_SEVERAL, *((name,) for name in _profile_names()))
    choice, profiles = divmod(choice, len(together))
    bits = [bool(choice >> place & 1) for place in range(10)]
    configuration, own = _configuration(folder.files)
    plan = Plan(
        _loader(folder.files),
        configuration,
        root=_TOP,
        profiles=together[profiles],
        selected=_ours() if bits[0] else None,
    )
    batch = _batch(
        folder.files,
        own,
        only_first=bits[1],
        scanned=("",) if bits[2] else (),
        git=_GIT[choice >> 3 & 3],
        surroundings=("ci",) if bits[5] else (),
    )
    return Run(batch, plan, trusting=bits[6], detail=bits[7], color=bits[8])


@cache
def _ours() -> frozenset[str]:
    """All rules but those that hand on what another package says, which need not be installed and has its own time."""
    return frozenset(rule_id for rule_id in registry.infos() if not rule_id.startswith("cert-pkilint-"))


def _configuration(contents: Mapping[str, bytes]) -> tuple[Configuration, tuple[str, Manifest] | None]:
    """The configuration in force, and the bundles that it declares."""
    name = next((name for name in _CONFIGURATIONS if name in contents), "")
    if not name:
        return Configuration(), None
    found = config.parse(contents[name], name, _TOP, registry.infos(), _reader(contents))
    if not found.bundles:
        return found, None
    return found, (name, manifests.parse_tables(found.bundles, contents[name], name))


def _reader(contents: Mapping[str, bytes]) -> Callable[[str, str], tuple[bytes, str]]:
    def read(path: str, base: str) -> tuple[bytes, str]:
        name = path.removeprefix("./")
        if name not in contents:
            raise ConfigurationError("no such file")
        return contents[name], base

    return read


def _loader(contents: Mapping[str, bytes]) -> Loader:
    """Reads profiles, those of the folder among them: one loader for all runs that have none of their own."""
    return _built_in() if not any(map(_is_table, contents)) else _new_loader(contents)


def _is_table(name: str) -> bool:
    return name.endswith(".toml")


@cache
def _built_in() -> Loader:
    return _new_loader({})


def _new_loader(contents: Mapping[str, bytes]) -> Loader:
    return Loader(registry.infos(), _profile, _profile_names, _reader(contents), lambda _: True)


_profile = cache(files.profile)
_profile_names = cache(files.profile_names)


def _batch(
    contents: Mapping[str, bytes],
    own: tuple[str, Manifest] | None,
    *,
    only_first: bool,
    scanned: tuple[str, ...],
    git: str,
    surroundings: tuple[str, ...],
) -> Batch:
    """What ``files`` would have read: every file, and where the paths in manifests lead."""
    declaring = [(name, manifests.parse(data, name)) for name, data in contents.items() if manifests.is_manifest(name)]
    declaring += [own] if own else []
    resolved: dict[tuple[str, str], str] = {}
    absent: dict[tuple[str, str], tuple[str, str]] = {}
    for name, manifest in declaring:
        for path in manifest.paths:
            place = locate(path, f"{_TOP}/{name}".rpartition("/")[0], _TOP)
            found = place.removeprefix(f"{_TOP}/") if isinstance(place, str) else ""
            if found in contents:
                resolved[name, path] = found
            else:
                reason = place.reason if isinstance(place, Unread) else "missing"
                absent[name, path] = (reason, git if git == "ignored" else "")
    named = set(resolved.values())
    sources = {
        name: Source(
            name,
            name,
            data,
            tls=name in named or is_tls(name),
            target=not (only_first and number),
            git=git,
            mode=None if git == "tracked" else 0o644,
        )
        for number, (name, data) in enumerate(contents.items())
    }
    return Batch(
        tuple(sources[name] for name in sorted(sources)),
        tuple((sources[name], manifest) for name, manifest in declaring if name in sources),
        absent,
        resolved,
        scanned,
        surroundings,
    )


@cache
def roots() -> bytes:
    """Public roots that are known in every run: few, and not those of this year."""
    return seeds.files()["examples/good/root.crt"]


def loud() -> AbstractContextManager[object]:
    """Where a rule failed, the engine goes on and says so in one line; here what it raised comes through."""
    return mock.patch.object(judging, "Fault", _fault)


def _fault(message: str, path: str = "") -> Fault:
    if " failed with " in message:
        _raise(message)
    return Fault(message, path)


def _raise(message: str) -> NoReturn:
    raise AssertionError(message)


def _signatures(*, trusting: bool) -> AbstractContextManager[object]:
    """Where trusting, signatures of the right kind hold, whoever made them: damaged certificates still make chains."""
    real = crypto.Verifier.verify

    def verify(self: crypto.Verifier, *question: object) -> str:
        verdict = real(self, *question)  # type: ignore[arg-type]
        return crypto.Verdict.VALID if trusting and verdict == crypto.Verdict.INVALID else verdict

    return mock.patch.object(crypto.Verifier, "verify", verify)


def _one_line(said: str) -> None:
    assert said
    assert "\n" not in said


def _readable(name: str, written: str, *, color: bool) -> None:
    """What is written can be read by whom it is for: JSON by strict parsers, text by terminals."""
    assert written.encode("utf-8")
    if name in {"json", "sarif"}:
        assert isinstance(json.loads(written, parse_constant=_raise), dict)
        assert written.isascii() or name == "sarif"
    elif not color:
        assert all(line.isprintable() for line in written.split("\n")), written
