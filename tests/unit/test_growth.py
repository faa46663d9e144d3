"""What hostile input makes grow grows in proportion to its size: counted in instructions, never by the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pemlint import manifests
from pemlint.hosts import Coverage
from pemlint.material import meant_label
from pemlint.x509 import name
from tests.builder import names
from tests.operations import growth

if TYPE_CHECKING:
    from collections.abc import Callable

#: twice the input takes twice the work; four times as much would be quadratic
LINEAR = 2.4


def _hosts(count: int, host: str) -> bytes:
    listed = ",".join(f'"{host.format(number)}"' for number in range(count))
    return f"[bundle]\nhosts = [{listed}]\n".encode()


MANIFESTS: dict[str, Callable[[int], bytes]] = {
    "hosts": lambda count: _hosts(count, "h{}.example"),
    "hosts that are none": lambda count: _hosts(count, "h:{}"),
    "bundles": lambda count: b"[[bundle]]\n" * count,
    "tables inside each other": lambda count: b"[bundle]\n" + b"x = {a = {}}\n" + b"# a\n" * count,
    "clients": lambda count: b"[bundle]\n" + b"[[bundle.client]]\n" * count,
    "a header of blanks": lambda count: b'x = """\n[' + b" " * count * 100 + b'\n"""\n',
}


@pytest.mark.parametrize("make", MANIFESTS.values(), ids=MANIFESTS)
def test_a_manifest(make: Callable[[int], bytes]) -> None:
    def call(size: int) -> Callable[[], object]:
        data = make(size)
        return lambda: manifests.parse(data, "x.bundle.toml")

    assert growth(call, 100) < LINEAR


def test_hosts_that_many_names_cover() -> None:
    def call(size: int) -> Callable[[], object]:
        alternatives = [("DNS", f"*.h{number}.example") for number in range(size)]
        wanted = [f"a.h{number}.example" for number in range(size)]

        def covered() -> None:
            coverage = Coverage(alternatives)
            assert all(map(coverage.has, wanted))

        return covered

    assert growth(call, 50) < LINEAR


def test_labels() -> None:
    def call(size: int) -> Callable[[], object]:
        labels = [f"CERTIFICAT{number:X}" for number in range(size)]
        return lambda: [meant_label.__wrapped__(label) for label in labels]

    assert growth(call, 50) < LINEAR


def test_a_name_of_marks_is_not_put_in_order() -> None:
    # to bring so many combining marks into their order takes quadratic time, in C where nobody counts
    marks = "a" + "\u0301\u0323" * 100_000
    read = name(names.name((("CN", marks),)))
    assert not hasattr(read, "reason")
    assert marks.lower() in read.key.decode()
