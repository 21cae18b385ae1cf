"""What the data are, for programs: a data package (Frictionless, Data Package 1), a catalogue (DCAT 2 in JSON-LD), the
addresses (OpenAPI 3.1).

Sources: specs.frictionlessdata.io (data-package, tabular-data-resource, table-schema); W3C, Data Catalog Vocabulary;
OpenAPI Specification 3.1.0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any
from urllib.parse import quote

from pydantic import TypeAdapter

from generator.core.edition import Edition
from generator.core.edition.form import Site
from generator.core.edition.reading import EDITION
from generator.core.pages import address
from generator.core.pages.data.parts import STUDIO, YEAR
from generator.core.pages.data.tables import Table
from generator.core.pages.download import Download
from generator.core.pages.following import url
from generator.wording import wording

Object = dict[str, Any]

SCHEMA = "https://json-schema.org/draft/2020-12/schema"
_MEDIA: Mapping[str, str] = {
    "json": "application/json",
    "csv": "text/csv",
    "jsonld": "application/ld+json",
    "txt": "text/plain",
    "xml": "application/atom+xml",
    "ics": "text/calendar",
}


def media(place: str) -> str:
    """The media type of a file, by its name."""
    return _MEDIA[place.rpartition(".")[2]]


def schemas(site: Site) -> tuple[tuple[str, Object], ...]:
    """The JSON Schema of each form of JSON, by its address."""
    forms: tuple[tuple[str, TypeAdapter[Any]], ...] = (
        (address.DATA_SCHEMA, EDITION),
        (address.DATA_STUDIO_SCHEMA, STUDIO),
        (address.DATA_YEAR_SCHEMA, YEAR),
    )
    return tuple(
        (place, {"$schema": SCHEMA, "$id": url(site, place) or place, **_schema(form)}) for place, form in forms
    )


# Whoever draws more than one site, as a preview does, has them made once: they take longer than many a page.
@cache
def _schema(form: TypeAdapter[Any]) -> Object:
    return form.json_schema(mode="serialization")


@cache
def _components() -> tuple[Object, Object]:
    """The schemas of the three forms as parts of one description, by the name of the form; and what they share."""
    forms, definitions = TypeAdapter.json_schemas(
        [("edition", "serialization", EDITION), ("studio", "serialization", STUDIO), ("year", "serialization", YEAR)],
        ref_template="#/components/schemas/{model}",
    )
    return {name: schema for (name, _), schema in forms.items()}, definitions.get("$defs", {})


def package(edition: Edition, tables: Sequence[tuple[Table, Download]]) -> Object:
    """The tables as a data package, that is `datapackage.json`."""
    t, site = wording(), edition.site
    return {
        "profile": "tabular-data-package",
        "name": "jiangpu-open-data",
        **({"id": url(site, address.DATA_PACKAGE)} if site.url else {}),
        "title": t("data.title_of", site=site.name),
        "description": t("data.description", school=site.school),
        "version": f"{edition.version}.0.0",
        "created": f"{edition.as_of}T00:00:00+08:00",
        **({"homepage": url(site, address.DATA)} if site.url else {}),
        **_licences(site),
        "contributors": [{"title": site.school, "role": "publisher"}],
        "resources": [_resource(found, file) for found, file in tables],
    }


def _licences(site: Site) -> Object:
    """What others may do, where the school says it with an address."""
    return {"licenses": [{"path": site.licence_url, "title": site.licence}]} if site.licence_url else {}


def _resource(found: Table, file: Download) -> Object:
    t = wording()
    schema: Object = {
        "fields": [_field(name, kind, t(f"data.field.{name}")) for name, kind in found.fields.items()],
        "missingValues": [""],
    }
    if found.key:
        schema["primaryKey"] = list(found.key)
    if found.studio:
        reference = {"resource": "studios", "fields": "id"}
        schema["foreignKeys"] = [{"fields": found.studio, "reference": reference}]
    return {
        "profile": "tabular-data-resource",
        "name": found.name,
        "title": t(f"data.table.{found.name}"),
        "path": file.address.removeprefix(f"{address.DATA_FOLDER}/"),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "bytes": len(file.content),
        "hash": f"sha256:{file.digest}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "header": True},
        "schema": schema,
    }


def _field(name: str, kind: str, title: str) -> Object:
    field: Object = {"name": name, "type": kind, "title": title}
    if kind == "boolean":
        field |= {"trueValues": ["1"], "falseValues": ["0"]}
    return field


def catalogue(edition: Edition, files: Sequence[Download]) -> Object:
    """What there is to take, as DCAT. A site without an address of its own names files relative to this one."""
    t, site = wording(), edition.site

    def place(file: str) -> str:
        return url(site, file) or file.removeprefix(f"{address.DATA_FOLDER}/")

    publisher = {"@type": "foaf:Organization", "foaf:name": site.school}
    licence = {"dct:license": {"@id": site.licence_url}} if site.licence_url else {}
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "spdx": "http://spdx.org/rdf/terms#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": place(address.DATA),
        "@type": "dcat:Catalog",
        "dct:title": _chinese(t("data.title_of", site=site.name)),
        "dct:publisher": publisher,
        "dct:language": "zh",
        "dcat:dataset": {
            "@id": f"{place(address.DATA)}#dataset",
            "@type": "dcat:Dataset",
            "dct:title": _chinese(t("data.title_of", site=site.name)),
            "dct:description": _chinese(t("data.description", school=site.school)),
            "dct:modified": {"@type": "xsd:date", "@value": edition.as_of},
            "dct:publisher": publisher,
            **licence,
            "dcat:distribution": [
                {
                    "@id": place(file.address),
                    "@type": "dcat:Distribution",
                    "dcat:downloadURL": {"@id": place(file.address)},
                    "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{media(file.address)}"},
                    "dcat:byteSize": len(file.content),
                    "spdx:checksum": {
                        "@type": "spdx:Checksum",
                        "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
                        "spdx:checksumValue": file.digest,
                    },
                    **licence,
                }
                for file in files
            ],
        },
    }


def _chinese(text: str) -> Object:
    return {"@language": "zh", "@value": text}


def interface(edition: Edition, tables: Sequence[Table], years: Sequence[str]) -> Object:
    """Every address that a program may read, as OpenAPI: all of it is files, read with GET."""
    t, site = wording(), edition.site
    forms, shared = _components()
    studios = [studio.id for studio in edition.studios]
    rows = (
        (address.DATA_EDITION, "edition", forms["edition"], ()),
        (address.data_of_studio("{studio}"), "studio", forms["studio"], (("studio", studios),)),
        (address.data_of_year("{year}"), "year", forms["year"], (("year", list(years)),)),
        (address.data_table("{table}"), "table", {"type": "string"}, (("table", [each.name for each in tables]),)),
        (address.DATA_PACKAGE, "package", {"type": "object"}, ()),
        (address.DATA_CATALOGUE, "catalogue", {"type": "object"}, ()),
        (address.DATA_SUMS, "sums", {"type": "string"}, ()),
        ("status.json", "status", {"type": "object"}, ()),
        (address.notice_record("{notice}"), "notice", {"type": "object"}, (("notice", ()),)),
        (address.FEED, "feed", {"type": "string"}, ()),
        (address.FEED_JSON, "feed_json", {"type": "object"}, ()),
        (address.FEED_CALENDAR, "calendar", {"type": "string"}, ()),
    )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": t("data.title_of", site=site.name),
            "description": t("data.static"),
            "version": f"{edition.version}.0.0",
            **({"license": {"name": site.licence, "url": site.licence_url}} if site.licence_url else {}),
        },
        "servers": [{"url": site.url.rstrip("/") if site.url else ".."}],
        "paths": {
            f"/{quote(place, safe='/{}')}": {"get": _operation(name, place, form, given)}
            for place, name, form, given in rows
        },
        "components": {"schemas": shared},
    }


def _operation(name: str, place: str, form: Object, given: Sequence[tuple[str, Sequence[str]]]) -> Object:
    t = wording()
    kind = "application/feed+json" if place.endswith("feed.json") else media(place)
    operation: Object = {
        "operationId": f"get_{name}",
        "summary": t(f"data.operation.{name}"),
        "responses": {"200": {"description": t(f"data.operation.{name}"), "content": {kind: {"schema": form}}}},
    }
    if given:
        operation["parameters"] = [
            {
                "name": one,
                "in": "path",
                "required": True,
                "schema": {"type": "string", **({"enum": list(known)} if known else {})},
            }
            for one, known in given
        ]
        operation["responses"]["404"] = {"description": t("data.operation.absent")}
    return operation
