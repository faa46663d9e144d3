"""What pemlint finds in given bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pemlint import material, pem, x509
from pemlint.model import Source

if TYPE_CHECKING:
    from pemlint.material import Material

T = TypeVar("T")


def read(data: bytes, *, tls: bool = True) -> tuple[Material, ...]:
    """The material of a file ``a.pem``; a file that is not ``tls`` has embedded blocks."""
    source = Source("a.pem", "a.pem", data, tls=tls, target=True)
    return material.read(source, pem.parse(data, embedded=not tls), memo=x509.Memo())


def only(data: bytes, kind: type[T]) -> T:
    """The one record that the bytes give, which must be of this kind."""
    found = read(data)
    assert [type(item) for item in found] == [kind]
    assert isinstance(found[0], kind)
    return found[0]
