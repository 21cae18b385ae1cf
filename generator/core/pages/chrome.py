"""What stands around every page: the school's facts, the same on all of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.core.edition import Edition

POLICE_REGISTER = "https://beian.mps.gov.cn/#/query/webSearch?code="
"""Where the filing number of the public security organs must lead, with its digits (Measures for the protection of
computer networks in international networking, as the filing service asks it of the foot of a page)."""
ICP_REGISTER = "https://beian.miit.gov.cn/"
"""Where the filing number of a public site must lead (Measures for ICP filing, art. 13)."""


@dataclass(frozen=True, slots=True)
class ChromeOffice:
    """An office as the foot of the page names it."""

    name: str
    phone: str | None
    role: str


@dataclass(frozen=True, slots=True)
class Filing:
    """A filing number and where it leads."""

    text: str
    link: str | None


@dataclass(frozen=True, slots=True)
class Chrome:
    """The plain data that the theme's head and foot show. `sample` is the statement of a sample site."""

    site_name: str
    site_url: str
    school_name: str
    address: str | None
    postcode: str | None
    offices: tuple[ChromeOffice, ...]
    filings: tuple[Filing, ...]
    sample: str | None
    licence: str | None = None
    licence_url: str | None = None


def chrome(edition: Edition) -> Chrome:
    """The chrome of an edition's site; of the offices those that receive or supervise."""
    site = edition.site
    filings = [Filing(site.icp, ICP_REGISTER)] if site.icp else []
    if site.police:
        digits = "".join(re.findall(r"[0-9]+", site.police))
        filings.append(Filing(site.police, f"{POLICE_REGISTER}{digits}" if digits else None))
    return Chrome(
        site_name=site.name,
        site_url=site.url,
        school_name=site.school,
        address=site.address,
        postcode=site.postcode,
        offices=tuple(
            ChromeOffice(office.name, office.phone, office.role)
            for office in site.offices
            if office.role in {"受理", "监督"}
        ),
        filings=tuple(filings),
        sample=site.fictional,
        licence=site.licence,
        licence_url=site.licence_url,
    )
