"""Examples of the rule ``pem-block-not-allowed``."""

from __future__ import annotations

from tests import builder
from tests.recipes import kit

CONFIG = """\
[rules.pem-block-not-allowed]
forbid = ["EC PARAMETERS"]
"""


#: OID of P-256
_PARAMETERS = builder.der.oid("1.2.840.10045.3.1.7")


def bad_parameters_before_the_key() -> tuple[str, bytes]:
    parameters = kit.block("EC PARAMETERS", _PARAMETERS, "EC parameters: P-256")
    return ".key", parameters + kit.key("p256", form="traditional")


def good_key_alone() -> tuple[str, bytes]:
    return ".key", kit.key("p256", form="traditional")
