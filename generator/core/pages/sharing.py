"""What a page says of itself to programs that file, share and index it: named facts as Chinese public sites carry them,
the Open Graph, and what schema.org calls its record.

All of it comes from the page and from what is public of the school; a name that is masked or has no page of its own is
not told to machines.

Sources: the rules for marking up public pages in the guide to the development of government sites (State Council
General Office, 2017, no. 47, annex 2); the Open Graph protocol; schema.org.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlsplit

from generator.core.edition.form import Achievement, Grade, Notice, Person, PersonRef, Report, Site, Studio
from generator.core.pages import address
from generator.core.pages.following import url
from generator.core.pages.page import Imprint, Page
from generator.wording import wording

Node = dict[str, Any]

PUBLISHES = "发布"
"""The duty of the office that answers for what is published."""
BOOKS = frozenset({"教材"})
"""The types of achievements that are books to schema.org; the others are creative works of no narrower kind."""


@dataclass(frozen=True, slots=True)
class Sharing:
    """What a page says of itself to programs: `named` are name and content of `<meta name>`, `graph` property and
    content of `<meta property>`, `linked` is the page in JSON-LD."""

    named: tuple[tuple[str, str], ...] = ()
    graph: tuple[tuple[str, str], ...] = ()
    linked: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Record:
    """What a page of one record is: when it came out, who stands for it, its words, the type in the Open Graph, and its
    node in JSON-LD."""

    published: str
    source: str
    words: tuple[str | None, ...]
    node: Node
    kind: str = "article"


def imprint(site: Site) -> Imprint:
    """What every page of a site needs to say of it. Faults are told to the office that publishes."""
    offices = sorted((office for office in site.offices if office.email), key=lambda office: office.role != PUBLISHES)
    email = offices[0].email if offices else None
    return Imprint(site.name, site.url, site.school, site.publisher, site.address, site.postcode, email)


def sharing(page: Page) -> Sharing:
    """What a page says of itself. A site without an address of its own names no addresses."""
    t, site = wording(), page.imprint
    if site is None:
        return Sharing()
    record = _RECORDS[page.template](page.view, site) if page.template in _RECORDS else None
    column = t(f"section.{page.section}")
    here = url(site, page.address)
    named = [("SiteName", site.name), ("SiteDomain", urlsplit(site.url).hostname), ("ColumnName", column)]
    if record:
        words = ",".join(dict.fromkeys(word for word in record.words if word))
        named += [("ArticleTitle", page.title), ("PubDate", record.published), ("ContentSource", record.source)]
        named += [("Keywords", words), ("Author", site.publisher), ("Url", here)]
    else:
        named += [("ColumnDescription", page.description), ("ColumnType", t(f"sharing.column.{_column_type(page)}"))]
    graph = [
        ("og:type", record.kind if record else "website"),
        ("og:title", page.title),
        ("og:description", page.description),
        ("og:url", here),
        ("og:site_name", site.name),
        ("og:locale", "zh_CN"),
    ]
    if record and record.kind == "article":
        graph += [("article:published_time", record.published), ("article:modified_time", page.newest)]
        graph += [("article:section", column)]
    return Sharing(_told(named), _told(graph), _linked(page, site, record, here))


def fault(page: Page) -> str:
    """Where a visitor tells what is wrong with a page: a letter to the office that publishes, which names the page."""
    t, site = wording(), page.imprint
    if site is None or not site.email:
        return ""
    subject = t("sharing.fault_subject", title=page.title)
    body = t("sharing.fault_body", title=page.title, url=url(site, page.address) or page.address)
    return f"mailto:{site.email}?subject={quote(subject, safe='')}&body={quote(body, safe='')}"


def _told(pairs: Sequence[tuple[str, str | None]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, content) for name, content in pairs if content)


def _column_type(page: Page) -> str:
    """What kind of a column: the front page, the notices, or what the school and its studios are and do."""
    return {"home": "home", "notices": "notices"}.get(page.section, "public")


def _linked(page: Page, site: Imprint, record: Record | None, here: str) -> Node:
    t = wording()
    about: Node = {
        "@type": _TYPES.get(page.template, "WebPage"),
        "@id": here and f"{here}#page",
        "url": here,
        "name": page.title,
        "description": page.description,
        "inLanguage": "zh-CN",
        "dateModified": page.newest,
        "isPartOf": {"@type": "WebSite", "@id": site.url and f"{site.url}#site", "name": site.name, "url": site.url},
        "publisher": school(site),
    }
    if record:
        about["mainEntity"] = {**record.node, "url": here}
    if page.template == "home.html":
        found = url(site, address.SEARCH)
        about["mainEntity"] = school(site) | {"description": page.description}
        about["potentialAction"] = found and {
            "@type": "SearchAction",
            "target": f"{found}?q={{search_term_string}}",
            "query-input": "required name=search_term_string",
        }
    if page.template == "statistics.html":
        about["mainEntity"] = {
            "@type": "Dataset",
            "name": page.title,
            "description": page.description,
            "creator": _by_name(site),
            "distribution": [
                {
                    "@type": "DataDownload",
                    "contentUrl": url(site, file.address),
                    "encodingFormat": "text/csv" if file.address.endswith(".csv") else "application/json",
                }
                for file in page.downloads
            ],
        }
    trail = [(t("section.home"), address.HOME), *page.crumbs, (page.title, page.address)]
    if page.address != address.HOME and site.url:
        about["breadcrumb"] = {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": number, "name": name, "item": url(site, place)}
                for number, (name, place) in enumerate(trail, 1)
            ],
        }
    return {"@context": "https://schema.org", **_full(about)}


def _full(node: Node) -> Node:
    """Without what is not known."""
    found: Node = {}
    for key, value in node.items():
        if isinstance(value, dict):
            value = _full(value)
        elif isinstance(value, list):
            every = (_full(each) if isinstance(each, dict) else each for each in value)
            value = [each for each in every if each]
        if value not in (None, "", [], {}):
            found[key] = value
    return found


def school(site: Imprint) -> Node:
    """The school that publishes."""
    return {
        "@type": "EducationalOrganization",
        "@id": site.url and f"{site.url}#school",
        "name": site.school,
        "address": site.address
        and {"@type": "PostalAddress", "streetAddress": site.address, "postalCode": site.postcode},
    }


def _by_name(site: Imprint) -> Node:
    """The school again, where its node stands already."""
    return {"@id": f"{site.url}#school"} if site.url else {"@type": "EducationalOrganization", "name": site.school}


def _studio_node(studio: Studio, site: Imprint) -> Node:
    return {
        "@type": "Organization",
        "name": studio.name,
        "alternateName": [studio.plaque_name, studio.short],
        "url": url(site, address.studio(studio.id)),
    }


def _person_node(person: PersonRef, site: Imprint) -> Node:
    """Somebody who has a page; no other name is told."""
    return {"@type": "Person", "name": person.name, "url": url(site, address.person(person.id))} if person.id else {}


def _studio(view: Mapping[str, Any], site: Imprint) -> Record:
    studio: Studio = view["studio"]
    node = _studio_node(studio, site) | {
        "description": studio.summary,
        "foundingDate": studio.founded,
        "identifier": studio.plaque_number,
        "knowsAbout": [studio.trade, *studio.services],
        "parentOrganization": _by_name(site),
        "member": [_person_node(studio.master, site)],
        "email": studio.contact_email,
        "telephone": studio.contact_phone,
    }
    return Record(studio.founded, site.school, (studio.short, studio.trade, studio.major), node, kind="profile")


def _person(view: Mapping[str, Any], site: Imprint) -> Record:
    person: Person = view["person"]
    shorts: Mapping[str, str] = view["studio_names"]
    studios = dict.fromkeys(role.studio for role in person.roles)
    node = {
        "@type": "Person",
        "name": person.name,
        "jobTitle": person.title,
        "affiliation": [
            {"@type": "Organization", "name": shorts[id_], "url": url(site, address.studio(id_))}
            for id_ in studios
            if id_ in shorts
        ],
        "award": [award.name for award in person.awards],
    }
    words = (person.name, *(shorts[id_] for id_ in studios if id_ in shorts))
    return Record("", site.school, words, node, kind="profile")


def _achievement(view: Mapping[str, Any], site: Imprint) -> Record:
    one: Achievement = view["achievement"]
    studio: Studio = view["studio"]
    node = {
        "@type": "Book" if one.type in BOOKS else "CreativeWork",
        "name": one.title,
        "genre": one.type,
        "datePublished": one.date,
        "creator": [_studio_node(studio, site), *(_person_node(person, site) for person in one.people)],
        "isbn": one.isbn if one.type in BOOKS else None,
        "publisher": one.publisher and {"@type": "Organization", "name": one.publisher},
    }
    return Record(one.date, studio.name, (one.type, one.level, studio.short), node)


def _notice(view: Mapping[str, Any], site: Imprint) -> Record:
    notice: Notice = view["notice"]
    shorts: Mapping[str, str] = view["studio_names"]
    node = {
        "@type": "Article",
        "headline": notice.title,
        "genre": notice.kind,
        "identifier": notice.number,
        "datePublished": notice.published,
        "dateCreated": notice.signed,
        "expires": notice.valid_until,
        "temporalCoverage": notice.period and f"{notice.period.opens}/{notice.period.closes}",
        "author": [{"@type": "Organization", "name": issuer} for issuer in notice.issuers],
        "publisher": _by_name(site),
        "about": [
            {"@type": "Organization", "name": shorts[id_], "url": url(site, address.studio(id_))}
            for id_ in notice.studios
            if id_ in shorts
        ],
    }
    words = (notice.kind, notice.topic, notice.number, *(shorts.get(id_) for id_ in notice.studios))
    return Record(notice.published, wording()("words.and").join(notice.issuers), words, node)


def _report(view: Mapping[str, Any], site: Imprint) -> Record:
    report: Report = view["report"]
    studio: Studio = view["studio"]
    node = {
        "@type": "Report",
        "headline": report.title,
        "datePublished": report.filed,
        "author": _studio_node(studio, site),
        "publisher": _by_name(site),
    }
    return Record(report.filed or "", studio.name, (report.title, studio.short), node)


def _grade(view: Mapping[str, Any], site: Imprint) -> Record:
    grade: Grade = view["grade"]
    node = {
        "@type": "Report",
        "headline": wording()("sharing.grade", studio=view["short"], year=grade.year),
        "datePublished": grade.decided_on,
        "about": {"@type": "Organization", "name": view["short"], "url": url(site, address.studio(grade.studio))},
        "author": _by_name(site),
    }
    return Record(grade.decided_on or "", site.school, (view["short"], str(grade.year)), node)


_RECORDS: Mapping[str, Callable[[Mapping[str, Any], Imprint], Record]] = {
    "achievement.html": _achievement,
    "grade.html": _grade,
    "notice.html": _notice,
    "person.html": _person,
    "report.html": _report,
    "studio.html": _studio,
}
"""The pages of one record each."""

_TYPES: Mapping[str, str] = {
    "achievement.html": "ItemPage",
    "achievements-list.html": "CollectionPage",
    "achievements.html": "CollectionPage",
    "archive.html": "CollectionPage",
    "explore-list.html": "CollectionPage",
    "explore.html": "CollectionPage",
    "grades.html": "CollectionPage",
    "ledger-year.html": "CollectionPage",
    "ledger.html": "CollectionPage",
    "notices-grouped.html": "CollectionPage",
    "notices.html": "CollectionPage",
    "people.html": "CollectionPage",
    "person.html": "ProfilePage",
    "press.html": "CollectionPage",
    "press-year.html": "CollectionPage",
    "search.html": "SearchResultsPage",
    "studio.html": "ProfilePage",
    "studios-by.html": "CollectionPage",
    "studios.html": "CollectionPage",
}
"""What schema.org calls a page; one of no narrower kind is a web page."""
