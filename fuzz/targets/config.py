"""Any text as pemlint.toml, as pyproject.toml, and as a profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fuzz import seeds
from fuzz.mutation import tables
from fuzz.targets import Target
from pemlint import config, files, origins, registry
from pemlint.model import Severity
from pemlint.plan import Plan
from pemlint.policy import ConfigurationError, Loader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.policy import Policy

__all__ = ["TARGET"]

_PATHS = ("a.pem", "tests/a.pem", "vendor/old/b.key", "a/b/c/d/e/f.crt", "")


def execute(data: bytes) -> None:
    """Everything that is wrong is one line, as ConfigurationError; everything else can be asked for any path."""

    def read(path: str, base: str) -> tuple[bytes, str]:
        if path.endswith("base.toml"):
            return data, base
        raise ConfigurationError(f"{path}: no such file")

    known = registry.infos()
    for name in ("pemlint.toml", "pyproject.toml"):
        try:
            configuration = config.parse(data, name, "", known, read)
        except ConfigurationError as error:
            _one_line(error)
            continue
        plan = Plan(Loader(known, files.profile, files.profile_names, read), configuration, ignored=frozenset())
        for path in _PATHS:
            try:
                policies = plan.policies(path)
            except ConfigurationError as error:
                _one_line(error)
            else:
                _hold(policies)
                choice = plan.choice(path)
                told = origins.traced(origins.configured(configuration, choice))
                assert {each.severity.origin.line > 0 for each in told.values()} <= {True}
                assert origins.chooser(configuration, choice) is None or choice.by != ""
        for ignore in configuration.ignores:
            assert ignore.reason
            assert ignore.paths is None or all(ignore.paths.matches(path) in {True, False} for path in _PATHS)
    try:
        _hold((Loader(known, files.profile, files.profile_names, read).policy("./base.toml"),))
    except ConfigurationError as error:
        _one_line(error)


def _one_line(error: ConfigurationError) -> None:
    said = str(error)
    assert said
    assert "\n" not in said, said


def _hold(policies: tuple[Policy, ...]) -> None:
    for policy in policies:
        for setting in policy.settings.values():
            assert isinstance(setting.grade(("client", "ci")), Severity)
            assert isinstance(setting.active, bool)


def _seeds() -> Iterator[bytes]:
    yield from seeds.CONFIGURATIONS
    yield from seeds.manifests()
    for name in files.profile_names():
        yield files.profile(name) or b""


TARGET = Target(execute, tables.mutate, _seeds, lambda: tuple(_seeds()), longest=1 << 16, seconds=3)
