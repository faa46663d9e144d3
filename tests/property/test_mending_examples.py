"""Every example with one thing wrong with it, mended under any profile: no key changes, and the second run has rest."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fuzz import judging, seeds
from fuzz.folder import Folder
from pemlint import engine, fixer, manifests
from pemlint.pem import PemBlock, parse
from pemlint.policy import ConfigurationError
from tests.property.test_damaged import DAMAGES, PLACES, damaged

if TYPE_CHECKING:
    from pemlint.batch import Batch
    from pemlint.model import Report

EXAMPLES = tuple(seeds.folders())


def keys(blocks: tuple[PemBlock, ...]) -> list[bytes | None]:
    return [block.der for block in blocks if "PRIVATE" in block.label]


def said(blocks: tuple[PemBlock, ...]) -> Counter[tuple[str, bytes | None]]:
    return Counter((block.label, block.der) for block in blocks)


@given(
    st.sampled_from(EXAMPLES),
    st.integers(0, 100),
    DAMAGES,
    PLACES,
    st.integers(0, 255),
    st.integers(0, (1 << 13) - 1),
    st.booleans(),
)
@settings(derandomize=True, deadline=None, max_examples=40)
def test_a_damaged_example_is_mended_or_left_alone(
    folder: Folder, which: int, damage: str, place: float, octet: int, number: int, unsafe: bool
) -> None:
    name = sorted(folder.files)[which % len(folder.files)]
    data = folder.files[name]
    files = {**folder.files, name: damaged(data, damage, int(place * len(data)), octet)}
    try:
        run = judging.prepare(Folder(number, files))
    except ConfigurationError:
        assume(False)
    batch = run.batch._replace(sources=tuple(each._replace(target=True) for each in run.batch.sources))

    def lint(some: Batch) -> Report:
        return engine.run(some, run.plan, now=judging.NOW, public_roots=judging.roots, fold=False)

    try:
        done = fixer.mend(batch, lint, unsafe=unsafe)
    except ConfigurationError:
        return
    for change in (each for some in done.sets for each in some if not manifests.is_manifest(each.path)):
        before, after = parse(change.old or b"").blocks, parse(change.data).blocks
        assert keys(before) == keys(after)
        assert unsafe or said(before) == said(after)
    assert fixer.mend(done.batch, lint, unsafe=unsafe).sets == ()
