"""The rule ``cert-country-invalid``."""

from __future__ import annotations

from functools import cache

from pemlint import anchors, wording, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from pemlint.model import Finding
    from pemlint.rule import Context


#: ISO 3166-1 alpha-2 as of 2025, codes that were withdrawn while certificates had them, and XX, which stands for none
_CODES: Final = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD
CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF
GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN
KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA
NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI
SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI
VN VU WF WS YE YT ZA ZM ZW AN CS YU XX
"""
#: countryName and jurisdictionCountryName
_COUNTRIES: Final = ("2.5.4.6", "1.3.6.1.4.1.311.60.2.1.3")


@rule(Certificate, id="cert-country-invalid", spec=("RFC 5280 4.1.2.4", "CA/Browser Forum BR 7.1.4.2"), since="0.1.0")
def country_invalid(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """The country in the subject is not the code of a country in capital letters.

    ## Why it matters
    A country is written as the two letters of ISO 3166-1: `DE`, not `Germany`, `de` or `UK`. Public CAs refuse other
    values, and programs that look the country up do not find it.

    ## How to fix
    Write the code of the country (Great Britain is `GB`), or leave the country out, and issue the certificate again.
    """
    subject = cert.x509.subject
    if isinstance(subject, x509.Problem):
        return
    # a value that says nothing is told by another rule
    named = (value for kind in _COUNTRIES for value in subject.values(kind) if value.strip(" .-"))
    odd = [value for value in named if value not in _codes()]
    if odd:
        yield cx.finding(
            anchors.certificate(cert),
            f"the country of '{subject_name(cert)}' is {wording.listed(odd)}, which is no code of ISO 3166-1",
            help="write the two capital letters of the country",
        )


@cache
def _codes() -> frozenset[str]:
    return frozenset(_CODES.split())
