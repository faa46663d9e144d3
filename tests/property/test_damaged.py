"""Every example with one thing wrong with it, anywhere: the check ends with a report that can be written and read."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from fuzz import judging, seeds
from fuzz.folder import Folder

EXAMPLES = tuple(seeds.folders())
PLACES = st.floats(0, 1)
DAMAGES = st.sampled_from(("cut", "octet", "line", "gap", "doubled"))


def damaged(data: bytes, damage: str, at: int, octet: int) -> bytes:
    """The file with one damage at a place."""
    line = data.rfind(b"\n", 0, at) + 1
    end = data.find(b"\n", at) + 1 or len(data)
    changed = {
        "cut": data[:at],
        "octet": data[:at] + bytes([octet]) + data[at + 1 :],
        "line": data[:line] + data[end:],
        "gap": data[:at] + data[at + octet :],
        "doubled": data[:end] + data[line:end] + data[end:],
    }
    return changed[damage]


@given(
    st.sampled_from(EXAMPLES), st.integers(0, 100), DAMAGES, PLACES, st.integers(0, 255), st.integers(0, (1 << 13) - 1)
)
@settings(derandomize=True, deadline=None, max_examples=200)
def test_a_damaged_example_has_a_report(
    folder: Folder, which: int, damage: str, place: float, octet: int, run: int
) -> None:
    name = sorted(folder.files)[which % len(folder.files)]
    data = folder.files[name]
    files = {**folder.files, name: damaged(data, damage, int(place * len(data)), octet)}
    report = judging.check(Folder(run, files))
    assert report is None or report.faults == ()
