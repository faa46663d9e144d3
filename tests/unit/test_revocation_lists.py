"""Revocation lists: what is read of their entries, what they cover, and who may have signed them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pemlint import x509
from pemlint.chains import Elsewhere, Revocations
from pemlint.store import Links
from pemlint.subjects.facts import Facts
from tests import builder
from tests.builder import der, names
from tests.unit import judging

if TYPE_CHECKING:
    from pemlint.material import RevocationList
    from pemlint.store import Store

REASON = names.extension("2.5.29.21", der.tlv(0x0A, b"\x01"))


def _point(*parts: bytes) -> bytes:
    return names.extension("2.5.29.28", der.sequence(*parts), critical=True)


def test_the_entries_are_read_with_their_extensions() -> None:
    made = builder.revocation_list(issuer=builder.root(), revoked=(2, 300), entry_extensions=(REASON,))
    found = x509.revocation_list(made)
    assert list(found.revoked()) == [x509.Revoked(2, ("2.5.29.21",)), x509.Revoked(300, ("2.5.29.21",))]
    assert found.revoked_count == len(list(found.revoked())) == 2


def test_an_entry_that_cannot_be_read_is_left_out() -> None:
    made = builder.revocation_list(issuer=builder.root(), revoked=(5, 7)).replace(b"\x02\x01\x05", b"\x04\x01\x05")
    assert [entry.serial for entry in x509.revocation_list(made).revoked()] == [7]


@pytest.mark.parametrize("cut", range(0, 428, 7))
def test_a_list_that_is_cut_short_has_no_surprises(cut: int) -> None:
    found = x509.revocation_list(builder.revocation_list(issuer=builder.root(), entry_extensions=(REASON,))[:cut])
    assert found.problems()
    assert len(list(found.revoked())) <= 1


@pytest.mark.parametrize(
    ("part", "covers"),
    [(der.implicit(1, b"\xff"), "users"), (der.implicit(2, b"\xff"), "authorities"), (der.implicit(4, b"\xff"), "")],
)
def test_a_list_says_whose_certificates_it_has(part: bytes, covers: str) -> None:
    made = builder.revocation_list(issuer=builder.root(), extensions=(_point(part),))
    assert x509.revocation_list(made).covers == covers


def test_what_it_covers_is_a_field_like_any_other() -> None:
    made = builder.revocation_list(issuer=builder.root(), extensions=(names.extension("2.5.29.28", der.null()),))
    assert [field for field, _ in x509.revocation_list(made).problems()] == ["covers"]


def _unproved(*certificates: builder.Certificate, signer: str | None = None) -> bool:
    made = builder.revocation_list(issuer=builder.root(), signer=signer)
    files = {f"{number}.crt": one.pem for number, one in enumerate(certificates)}
    store = judging.store({**files, "ca.crl": builder.block("X509 CRL", made)})
    return _facts(store).unproved(_list(store)) is not None


def _facts(store: Store) -> Facts:
    return Facts(
        store,
        Links(store.certificates),
        Elsewhere(store.authorities.candidates, store.authorities.candidates, store.nearest),
    )


def _list(store: Store) -> RevocationList:
    (found,) = store.files["ca.crl"].revocation_lists
    return found


@pytest.mark.parametrize(
    ("path", "identified", "told"),
    [("ca.crt", False, True), ("ca.crt", True, True), ("b/ca.crt", False, False), ("b/ca.crt", True, True)],
)
def test_a_ca_in_another_folder_is_another_ca_unless_the_list_names_its_key(
    path: str, identified: bool, told: bool
) -> None:
    named = (names.authority_key_identifier(builder.keys.key_identifier("root")),) if identified else ()
    made = builder.revocation_list(issuer=builder.root(), signer="spare", extensions=named)
    store = judging.store({path: builder.root().pem, "ca.crl": builder.block("X509 CRL", made)})
    found = _facts(store).unproved(_list(store))
    assert (found is not None) is told


def test_the_nearest_of_several_is_pointed_at() -> None:
    made = builder.revocation_list(issuer=builder.root(), signer="spare")
    crl = builder.block("X509 CRL", made)
    store = judging.store({"a/ca.crt": builder.root().pem, "a.crt": builder.root(key="other").pem, "ca.crl": crl})
    found = _facts(store).unproved(_list(store))
    assert found is not None
    assert found.place.source.path == "a.crt"


def test_any_key_of_the_issuers_name_may_have_signed_it() -> None:
    old, new = builder.root(), builder.root(key="spare")
    assert not _unproved(old, new)
    assert not _unproved(old, new, signer="spare")
    assert _unproved(old, new, signer="other")
    assert not _unproved(signer="other")
    assert not _unproved(builder.intermediate(), signer="other")


def _revoked(
    leaf: builder.Certificate, *others: builder.Certificate, signer: str | None = None, serial: int = 7
) -> bool:
    made = builder.revocation_list(issuer=builder.root(), revoked=(serial,), signer=signer)
    files = {f"{number}.crt": one.pem for number, one in enumerate((leaf, *others))}
    store = judging.store({**files, "ca.crl": builder.block("X509 CRL", made)})
    found = Revocations(store, Links(store.certificates)).of(store.files["0.crt"].certificates[0])
    assert found is None or found.revocation_list is _list(store)
    return found is not None


def test_a_list_withdraws_what_the_same_key_has_signed() -> None:
    old, new = builder.root(), builder.root(key="spare")
    leaf = builder.server(issuer=old, serial=7)
    assert _revoked(leaf, old)
    assert not _revoked(leaf, old, serial=8)
    assert not _revoked(leaf)
    assert not _revoked(leaf, old, new, signer="spare")
    assert not _revoked(builder.server(issuer=builder.intermediate(), serial=7), old, builder.intermediate())
