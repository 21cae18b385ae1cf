"""The open data: each file as the programs read it that are made for it."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from generator.core.edition import Edition
from generator.core.edition.breakdown import breakdowns
from generator.core.edition.reading import EDITION
from generator.core.pages import address
from generator.core.pages.data import CHANGES, OpenData, below, open_data
from generator.core.pages.page import Page
from tests.command import run

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
FITS: dict[str, Callable[[str], object]] = {
    "string": lambda _: True,
    "integer": re.compile(r"-?\d+").fullmatch,
    "number": lambda text: Decimal(text).is_finite(),
    "date": DAY.fullmatch,
    "boolean": {"0", "1"}.__contains__,
}


@pytest.fixture(scope="module")
def found(edition: Edition) -> OpenData:
    return open_data(edition)


@pytest.fixture(scope="module")
def page(every_page: tuple[Page, ...]) -> Page:
    return next(page for page in every_page if page.address == address.DATA)


def read(given: OpenData, place: str) -> Any:
    return json.loads(next(file.content.decode() for file in given.files if file.address == place))


@pytest.mark.parametrize(
    ("schema", "folder"),
    [
        (address.DATA_SCHEMA, address.DATA_EDITION),
        (address.DATA_STUDIO_SCHEMA, "data/studios/"),
        (address.DATA_YEAR_SCHEMA, "data/years/"),
    ],
)
def test_every_json_is_as_its_schema_says(found: OpenData, schema: str, folder: str) -> None:
    rules = read(found, schema)
    Draft202012Validator.check_schema(rules)
    validator = Draft202012Validator(rules)
    files = [file for file in found.files if file.address.startswith(folder)]
    assert files
    for file in files:
        assert next(validator.iter_errors(json.loads(file.content.decode())), None) is None
    odd = json.loads(files[0].content.decode())
    odd.pop("as_of")
    assert not validator.is_valid(odd)


def test_the_whole_is_the_edition_and_reads_back(edition: Edition, found: OpenData) -> None:
    back = EDITION.validate_json(found.whole.content.decode())
    assert replace(back, notices=(), addresses=()) == replace(edition, notices=(), addresses=())
    assert [each.id for each in back.notices] == [each.id for each in edition.notices]


def test_the_parts_together_are_the_whole(found: OpenData) -> None:
    whole = read(found, address.DATA_EDITION)
    years = [json.loads(file.content.decode()) for file in found.years]
    for kind, name in (("achievements", "id"), ("notices", "id"), ("press", "id")):
        parts = Counter(each[name] for year in years for each in year[kind])
        assert parts == Counter(each[name] for each in whole[kind])
    assert [json.loads(file.content.decode())["studio"] for file in found.studios] == whole["studios"]


def test_the_package_describes_every_table_down_to_the_cell(found: OpenData) -> None:
    package = read(found, address.DATA_PACKAGE)
    assert re.fullmatch(r"[-a-z0-9._/]+", package["name"])
    assert package["profile"] == "tabular-data-package"
    assert all({"path", "title"} <= each.keys() for each in package["licenses"])
    texts = {file.address: file.content.decode() for file in found.files}
    ids = {row["id"] for row in rows(texts[address.data_table("studios")])}
    assert {each["path"] for each in package["resources"]} == {below(file.address) for _, file in found.tables}
    for resource in package["resources"]:
        text = texts[f"data/{resource['path']}"]
        assert text.encode().startswith(b"\xef\xbb\xbf")
        assert resource["bytes"] == len(text.encode())
        assert resource["hash"] == f"sha256:{sha256(text.encode()).hexdigest()}"
        fields = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
        lines = rows(text)
        assert not lines or list(lines[0]) == list(fields)
        for line in lines:
            assert all(not cell or FITS[fields[name]](cell) for name, cell in line.items()), (resource["name"], line)
        if key := resource["schema"].get("primaryKey"):
            assert max(Counter(tuple(line[name] for name in key) for line in lines).values(), default=1) == 1
        for foreign in resource["schema"].get("foreignKeys", ()):
            assert {line[foreign["fields"]] for line in lines} <= ids


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_no_cell_is_computed(edition: Edition) -> None:
    odd = replace(edition, press=tuple(replace(each, title='=HYPERLINK("x")') for each in edition.press))
    table = next(file for each, file in open_data(odd).tables if each.name == "press")
    assert {line["title"] for line in rows(table.content.decode())} == {'\'=HYPERLINK("x")'}


def test_the_addresses_are_an_openapi_that_holds_and_each_is_there(
    found: OpenData, every_page: tuple[Page, ...]
) -> None:
    described = read(found, address.DATA_INTERFACE)
    validate(described)
    assert described["openapi"] == "3.1.0"
    pages = every_page
    there = {page.address for page in pages} | {file.address for page in pages for file in page.downloads}
    for path, operations in described["paths"].items():
        given = {each["name"]: each["schema"].get("enum") for each in operations["get"].get("parameters", ())}
        if path == "/status.json":
            continue
        for name, known in given.items():
            for value in known or ["recognition-2025"]:
                assert path.replace(f"{{{name}}}", value).lstrip("/") in there
        if not given:
            assert path.lstrip("/") in there


def test_the_catalogue_names_every_file_of_data_with_its_digest(found: OpenData) -> None:
    catalogue = read(found, address.DATA_CATALOGUE)
    told = {
        each["dcat:downloadURL"]["@id"]: each["spdx:checksum"]["spdx:checksumValue"]
        for each in catalogue["dcat:dataset"]["dcat:distribution"]
    }
    assert told == {
        f"https://jiangpu.example/{file.address}": sha256(file.content.decode().encode()).hexdigest()
        for file in (found.whole, *found.studios, *found.years, *(file for _, file in found.tables))
    }


def test_what_is_not_public_is_in_no_file(edition: Edition, found: OpenData) -> None:
    names = {file.address for file in found.files}
    assert len(names) == len(found.files)
    assert edition.scope == "public"
    assert not any('"scope":"校内"' in file.content.decode() for file in found.files)


def test_every_version_of_the_format_is_told(edition: Edition, found: OpenData) -> None:
    assert tuple(range(edition.version, 0, -1)) == CHANGES
    assert [each["version"] for each in read(found, address.DATA_CHANGES)["changes"]] == list(CHANGES)


def test_the_page_leads_to_every_file(page: Page, found: OpenData) -> None:
    view = page.view
    shown = [view["whole"], *view["years"], *view["studios"], *view["tables"], *view["about"]]
    assert {each.address for each in shown} == {file.address for file in found.files}
    assert page.downloads == found.files


class TestExport:
    def test_it_writes_what_the_site_has_and_the_sums_hold(self, tmp_path: Path, page: Page) -> None:
        done = run("export", "-o", tmp_path / "out")
        assert done.returncode == 0, done.stderr
        made = {each.relative_to(tmp_path / "out").as_posix(): each for each in (tmp_path / "out").rglob("*.*")}
        assert made.keys() == {below(file.address) for file in page.downloads}
        for file in page.downloads:
            if file.address.endswith(".csv"):  # the JSON tells of files too, which this page was drawn without
                assert made[below(file.address)].read_bytes() == file.content.decode().encode()
        for line in (tmp_path / "out/sha256sums.txt").read_text().splitlines():
            digest, _, name = line.partition("  ")
            assert sha256((tmp_path / "out" / name).read_bytes()).hexdigest() == digest

    def test_again_it_removes_what_it_wrote_and_leaves_what_it_did_not(self, tmp_path: Path) -> None:
        assert run("export", "-o", tmp_path).returncode == 0
        (tmp_path / "mine.txt").write_text("mine")
        sums = tmp_path / "sha256sums.txt"
        (tmp_path / "studios/gone.json").write_text("{}")
        sums.write_text(sums.read_text() + f"{'0' * 64}  studios/gone.json\n{'0' * 64}  ../outside.txt\n")
        outside = tmp_path.parent / "outside.txt"
        outside.write_text("stays")
        assert run("export", "-o", tmp_path).returncode == 0
        assert not (tmp_path / "studios/gone.json").exists()
        assert (tmp_path / "mine.txt").read_text() == "mine"
        assert outside.read_text() == "stays"

    def test_a_folder_of_others_is_left_alone(self, tmp_path: Path) -> None:
        (tmp_path / "mine.txt").write_text("mine")
        done = run("export", "-o", tmp_path)
        assert (done.returncode, len(done.stderr.strip().splitlines())) == (2, 1)
        assert [each.name for each in tmp_path.iterdir()] == ["mine.txt"]


def test_the_tables_take_what_the_pages_have_worked_out(edition: Edition) -> None:
    anew = replace(edition)
    open_data(anew)
    assert breakdowns(anew) is anew.once("breakdowns", lambda: pytest.fail("worked out again"))
