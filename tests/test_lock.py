"""The locked requirements are complete, hashed, of one mind, and fit the oldest supported Python."""

import importlib.metadata
import re
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "requirements"
OLDEST = "3.11.2"
LISTS = ("runtime", "dev", "uv")


class Pin(NamedTuple):
    requirement: Requirement
    hashes: frozenset[str]

    @property
    def version(self) -> str:
        return str(self.requirement.specifier).removeprefix("==")


def pins(name: str) -> dict[str, Pin]:
    """Read one list; fail on a line that is no requirement, and on a package listed twice."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    text = re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE).replace("\\\n", " ")
    found: dict[str, Pin] = {}
    for line in text.splitlines():
        head, *hashes = re.split(r"\s--hash=", line)
        requirement = Requirement(head)
        key = canonicalize_name(requirement.name)
        # Two versions of a package, for different Pythons, would make two different sites.
        assert key not in found, f"{key} is listed twice"
        found[key] = Pin(requirement, frozenset(part.strip() for part in hashes))
    return found


def declared(*groups: str) -> list[Requirement]:
    """Return the requirements that pyproject.toml declares for the project and the named groups."""
    content: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lines = [*content["project"]["dependencies"], *content["build-system"]["requires"]]
    for group in groups:
        lines += [entry for entry in content["dependency-groups"][group] if isinstance(entry, str)]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize("name", LISTS)
def test_every_package_is_pinned_and_hashed(name: str) -> None:
    assert pins(name)
    for key, (requirement, hashes) in pins(name).items():
        assert re.fullmatch(r"==[0-9][0-9A-Za-z.+!]*", str(requirement.specifier)), key
        assert requirement.url is None, key
        assert hashes, key
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", value) for value in hashes), key


@pytest.mark.parametrize("name", LISTS)
def test_no_place_of_download_is_named(name: str) -> None:
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    assert "://" not in text
    assert re.findall(r"^-.*", text, flags=re.MULTILINE) == []


def test_the_runtime_list_is_part_of_the_development_list() -> None:
    dev = pins("dev")
    for key, pin in pins("runtime").items():
        assert key in dev
        assert pin.version == dev[key].version, key
        assert pin.hashes == dev[key].hashes, key


@pytest.mark.parametrize(("name", "groups"), [("runtime", ["build"]), ("dev", ["build", "dev"])])
def test_the_list_is_what_pyproject_asks_for(name: str, groups: list[str]) -> None:
    locked = pins(name)
    for requirement in declared(*groups):
        pin = locked.get(canonicalize_name(requirement.name))
        assert pin is not None, f"{requirement} is not locked; run make lock"
        assert requirement.specifier.contains(pin.version), f"{requirement} does not admit {pin.version}; run make lock"


def test_every_locked_package_admits_the_oldest_python() -> None:
    checked = set()
    for key, pin in pins("dev").items():
        try:
            metadata = importlib.metadata.metadata(key).json
        except importlib.metadata.PackageNotFoundError:
            continue  # meant for another system
        assert metadata["version"] == pin.version, key
        assert SpecifierSet(str(metadata.get("requires_python", ""))).contains(OLDEST), key
        checked.add(key)
    assert {canonicalize_name(requirement.name) for requirement in declared("build", "dev")} <= checked


def test_the_project_asks_for_the_oldest_python() -> None:
    content = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert content["project"]["requires-python"] == f">={OLDEST}"
