"""Examples of the rule ``crl-signature-invalid``."""

from __future__ import annotations

from tests import builder
from tests.recipes import kit


def bad_another_key() -> dict[str, bytes]:
    return {"ca.crt": builder.root().annotated, "ca.crl": kit.crl("signed with another key", signer="spare")}


def bad_same_file() -> bytes:
    return builder.root().annotated + kit.crl("signed with another key", signer="spare")


def good_same_folder() -> dict[str, bytes]:
    return {"ca.crt": builder.root().annotated, "ca.crl": kit.crl("signed by it")}


def good_of_a_ca_that_is_not_here() -> dict[str, bytes]:
    return {"ca.crt": builder.intermediate().annotated, "ca.crl": kit.crl("its CA is elsewhere", signer="spare")}


def good_another_ca_of_that_name_in_another_folder() -> dict[str, bytes]:
    other = kit.crl("of another CA of that name", signer="spare", extensions=())
    return {"one/ca.crt": builder.root().annotated, "two/ca.crl": other}
