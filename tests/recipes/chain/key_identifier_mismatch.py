"""Examples of the rule ``chain-key-identifier-mismatch``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import builder
from tests.builder import der, names
from tests.recipes import kit

if TYPE_CHECKING:
    from tests.recipes.kit import Folder


def bad_other_key_identifier() -> bytes:
    middle = builder.intermediate()
    leaf = builder.server(issuer=middle, authority_key_identifier=b"some other identifier")
    return leaf.annotated + middle.annotated


def bad_ca_issued_again_with_another_identifier() -> Folder:
    again = builder.intermediate(subject_key_identifier=b"computed otherwise")
    return kit.bundle(builder.server().annotated, again.annotated, roots=builder.root().annotated)


def bad_serial_number_of_a_former_certificate() -> bytes:
    middle = builder.intermediate()
    named = names.extension(
        "2.5.29.35", der.sequence(der.implicit(0, middle.identifier or b""), der.implicit(2, b"\x01"))
    )
    leaf = builder.server(issuer=middle, authority_key_identifier=False, extensions=(named,))
    return leaf.annotated + middle.annotated


def good_agreement() -> bytes:
    return builder.server().annotated + builder.intermediate().annotated


def good_nothing_said() -> bytes:
    middle = builder.intermediate(subject_key_identifier=False)
    return builder.server(issuer=middle, authority_key_identifier=False).annotated + middle.annotated


def good_another_certificate_of_the_ca_agrees() -> bytes:
    again = builder.intermediate(subject_key_identifier=b"computed otherwise")
    return builder.server().annotated + again.annotated + builder.intermediate().annotated
