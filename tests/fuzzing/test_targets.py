"""Without a fuzzer: a few inputs for each target, so that none rots, and that a defect would be seen."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuzz import judging, seeds
from fuzz.folder import Folder, pack, unpack
from fuzz.mutation import asn1, chance, octets, several, tables, text
from fuzz.observing import Observer
from fuzz.targets import NAMES, Target, load
from pemlint import registry, reporters
from pemlint.store import Links

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from random import Random

SEEDS = 40
CHANCE = st.integers(0, 2**32 - 1)


@cache
def begun(name: str) -> tuple[bytes, ...]:
    """Some of the seeds of a target, from everywhere among them."""
    found = tuple(load(name).seeds())
    return found[:: max(1, len(found) // SEEDS)]


@pytest.mark.parametrize("name", NAMES)
def test_examples_and_damaged_examples(name: str) -> None:
    target = load(name)

    @settings(derandomize=True, deadline=None, max_examples=40)
    @given(st.sampled_from(begun(name)), CHANCE, st.integers(0, 3))
    def execute(data: bytes, seed: int, times: int) -> None:
        decides = chance(seed)
        for _ in range(times):
            data = target.mutate(data, decides, target.pool())
        target.execute(data[: target.longest])

    execute()


@pytest.mark.parametrize("name", NAMES)
def test_seeds_fit(name: str) -> None:
    target = load(name)
    assert begun(name)
    assert max(map(len, begun(name))) <= target.longest


@pytest.mark.parametrize(
    ("mutate", "pool"),
    [
        (octets.mutate, seeds.texts),
        (asn1.mutate, seeds.binaries),
        (text.mutate, seeds.binaries),
        (tables.mutate, seeds.manifests),
        (several.mutate, load("check").pool),
    ],
    ids=["octets", "asn1", "text", "tables", "several"],
)
def test_chance_alone_decides_what_is_damaged(
    mutate: Callable[[bytes, Random, tuple[bytes, ...]], bytes], pool: Callable[[], tuple[bytes, ...]]
) -> None:
    data = pool()[0]
    changed = [mutate(data, chance(seed), pool()) for seed in range(50)]
    assert changed == [mutate(data, chance(seed), pool()) for seed in range(50)]
    assert len(set(changed)) > 25
    for nothing in range(20):
        mutate(b"", chance(nothing), pool())


def test_damage_inside_leaves_what_is_around_whole() -> None:
    der = next(data for data in seeds.binaries() if data[:2] == b"\x30\x82")
    whole = sum(
        changed[:2] == b"\x30\x82" and int.from_bytes(changed[2:4], "big") == len(changed) - 4
        for changed in (asn1.mutate(der, chance(seed), seeds.binaries()) for seed in range(200))
    )
    assert whole > 120


def test_a_folder_is_read_as_it_was_written() -> None:
    for folder in list(seeds.folders())[::10]:
        assert unpack(pack(folder)) == folder
    assert unpack(b"no name") == Folder(0, {"a.pem": b"no name"})
    assert unpack(b"") == Folder(0, {})


def test_a_rule_that_fails_is_a_defect(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> str:
        raise ZeroDivisionError

    folder = Folder(0, {"server.crt": seeds.files()["examples/good/server.crt"]})
    assert judging.check(folder) is not None
    monkeypatch.setattr(registry, "load", fail)
    with pytest.raises(AssertionError, match="failed with ZeroDivisionError"):
        judging.check(folder)


@pytest.mark.parametrize(("format_", "written"), [("json", "{"), ("sarif", '{"a": NaN}'), ("text", "\x1b[31m\n")])
def test_output_that_its_readers_refuse_is_a_defect(
    monkeypatch: pytest.MonkeyPatch, format_: str, written: str
) -> None:
    def render(_: object, name: str, **_options: object) -> str:
        return written if name == format_ else json.dumps({})

    monkeypatch.setattr(reporters, "render", render)
    with pytest.raises((AssertionError, ValueError)):
        judging.check(Folder(0, {"a.pem": b""}))


def test_damaged_certificates_still_make_chains(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a CA could have signed is judged as if it had, in some of the runs."""
    verdicts = set[str]()
    ask = Links.verdict

    def verdict(self: Links, child: object, issuer: object) -> str:
        verdicts.add(found := ask(self, child, issuer))  # type: ignore[arg-type]
        return found

    monkeypatch.setattr(Links, "verdict", verdict)
    files = {"chain.pem": seeds.files()["examples/good/server.crt"] + seeds.files()["examples/good/root.crt"]}
    run = judging.prepare(Folder(0, files))
    judging.judge(run._replace(trusting=False))
    assert "invalid" in verdicts or "valid" in verdicts
    verdicts.clear()
    judging.judge(run._replace(trusting=True))
    assert "invalid" not in verdicts


def test_defects_are_saved_and_the_fuzzer_goes_on(tmp_path: Path) -> None:
    class Panic(BaseException):
        pass

    def execute(data: bytes) -> None:
        if data.startswith(b"1"):
            raise ValueError
        if data.startswith(b"2"):
            raise Panic

    target = Target(execute, octets.mutate, tuple, tuple, longest=100, seconds=5)
    folder = tmp_path / "defects"
    folder.mkdir()
    observer = Observer(target, folder)
    for data in (b"0", b"1a", b"1b", b"1c", b"1d", b"2"):
        observer.show(data)
    saved = sorted(path.read_bytes() for path in folder.iterdir() if path.suffix != ".txt")
    assert saved == [b"1a", b"1b", b"1c", b"2"]
    assert sum("ValueError" in path.read_text("utf-8") for path in folder.glob("*.txt")) == 3

    Observer(target._replace(seconds=-1), folder).show(b"slow")
    assert any("TimeoutError" in path.read_text("utf-8") for path in folder.glob("*.txt"))
    assert (tmp_path / "slowest").read_bytes() == b"slow"
