"""Top-level domains that are gone: a table, imported when a rule asks whether a domain was registered on some day.

It is a module, and not a file beside one, because nothing but ``pemlint.files`` reads the disk. It comes from ICANN's
registry (https://www.icann.org/resources/registries/gtlds/v2/gtlds.json) as of July 2023; a domain that the public
suffix list drops later belongs into it, with the day on which it came and the day on which it went.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = ["DOMAINS"]

#: name, first day and last day of each
DOMAINS: Final = """
    abarth 2016-08-04 2023-06-05, active 2014-06-26 2019-02-17, adac 2016-01-26 2022-11-26,
    afamilycompany 2016-07-31 2021-12-03, aigo 2016-08-16 2020-06-26, alfaromeo 2016-08-02 2023-06-05,
    blanco 2016-06-21 2019-02-13, bnl 2015-06-26 2019-07-30, boots 2015-08-05 2018-04-06,
    budapest 2014-09-23 2022-02-17, bugatti 2015-11-25 2022-10-07, cancerresearch 2014-07-03 2022-10-05,
    cartier 2014-12-11 2019-11-14, caseih 2016-10-30 2021-02-19, ceb 2015-08-08 2020-12-08, chloe 2015-03-09 2017-10-06,
    chrysler 2016-07-28 2019-11-19, cookingchannel 2016-06-23 2023-06-14, csc 2015-09-01 2022-02-01,
    dodge 2016-08-04 2019-11-19, doha 2015-03-25 2019-04-09, doosan 2014-12-13 2016-02-24, duck 2016-07-21 2021-12-03,
    duns 2016-07-23 2019-08-30, epost 2016-06-07 2019-02-15, esurance 2016-07-23 2020-05-26,
    everbank 2014-11-26 2019-11-14, fiat 2016-08-02 2023-06-05, flsmidth 2014-10-15 2016-07-29,
    foodnetwork 2016-06-23 2023-06-14, fujixerox 2016-07-15 2021-03-26, glade 2016-07-28 2021-12-03,
    goodhands 2016-07-14 2018-09-20, hgtv 2016-06-23 2023-06-14, honeywell 2016-07-26 2019-06-06,
    hoteles 2015-06-26 2023-07-07, htc 2016-04-02 2017-10-24, iinet 2015-07-09 2016-12-21, intel 2016-07-28 2020-10-07,
    iselect 2016-01-15 2019-08-05, iveco 2016-10-30 2021-04-21, iwc 2014-12-13 2018-06-28, jcp 2016-03-30 2020-11-20,
    jlc 2015-06-10 2018-09-18, ladbrokes 2016-07-29 2019-11-19, lancia 2016-08-04 2023-06-05,
    lancome 2016-07-15 2019-11-28, liaison 2015-05-02 2020-01-04, linde 2015-09-16 2023-03-17,
    lixil 2015-07-30 2021-12-29, loft 2016-08-04 2022-12-17, lupin 2015-05-16 2020-12-10, macys 2016-07-12 2023-03-07,
    maserati 2016-08-04 2023-06-05, mcd 2016-08-08 2017-08-31, mcdonalds 2016-08-08 2017-08-31,
    meo 2015-10-29 2018-05-26, metlife 2016-05-11 2020-09-07, mobily 2015-12-23 2019-09-09,
    montblanc 2015-06-05 2017-09-01, mopar 2016-08-02 2019-11-19, movistar 2015-06-26 2019-12-23,
    mtpc 2015-03-04 2017-05-15, mutuelle 2015-10-23 2016-12-21, nadex 2015-05-02 2020-03-27,
    nationwide 2016-07-15 2021-04-16, newholland 2016-10-30 2021-02-19, off 2016-07-21 2021-12-03,
    onyourside 2016-07-15 2021-04-16, orientexpress 2016-06-22 2017-04-14, pamperedchef 2016-01-21 2017-09-20,
    panerai 2015-03-25 2018-09-18, passagens 2016-03-02 2023-07-07, piaget 2015-03-16 2019-11-14,
    qvc 2016-08-04 2021-10-07, raid 2016-07-21 2021-12-03, rightathome 2016-07-21 2020-07-28,
    rmit 2016-11-24 2021-09-27, sapo 2015-10-29 2018-05-26, scjohnson 2016-07-21 2021-12-03, scor 2015-06-23 2020-05-27,
    ses 2016-07-09 2022-12-16, shriram 2014-12-30 2020-11-24, spiegel 2014-07-18 2018-12-15,
    spreadbetting 2015-03-13 2021-04-21, srt 2016-07-28 2019-11-19, starhub 2015-06-22 2019-08-02,
    statoil 2015-06-19 2018-10-03, swiftcover 2016-07-21 2021-10-05, symantec 2015-12-03 2020-07-17,
    telecity 2016-02-25 2018-08-19, telefonica 2015-06-26 2019-12-23, travelchannel 2016-06-23 2023-06-14,
    uconnect 2016-07-28 2019-11-19, vista 2015-06-22 2018-09-13, vistaprint 2015-06-22 2020-03-13,
    vuelos 2016-03-02 2023-07-07, warman 2016-05-03 2019-11-19, xperia 2015-08-05 2018-07-20,
    zippo 2016-07-02 2019-02-15, xn--3oq18vl8pn36a 2016-08-16 2021-10-27, xn--estv75g 2015-05-07 2020-04-01,
    xn--jlq61u9w7b 2015-12-18 2022-12-06, xn--kpu716f 2015-12-15 2020-06-26, xn--mgbb9fbpob 2015-12-23 2019-09-09,
    xn--pbt977c 2015-12-15 2020-06-26
"""
