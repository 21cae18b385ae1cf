"""BagIt bags (RFC 8493, and 0.97 that went before it): how one is written, and how any is judged.

A bag is a folder whose payload lies below `data/`, beside text files that name the payload's digests. Whoever has
`sha256sum` can check it: `sha256sum -c manifest-sha256.txt`.
"""

from __future__ import annotations

import codecs
import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from generator.bags.files import Files, Unreadable, read_whole

VERSION = "1.0"
ALGORITHMS = ("sha256", "sha512")
"""Two families of digests from the first day, should one be broken in the decades to come."""
PAYLOAD = "data/"

FaultKind = Literal[
    "damaged",
    "disputed",
    "missing",
    "extra",
    "unlisted",
    "odd",
    "outside",
    "twice",
    "declaration",
    "manifest",
    "algorithm",
    "oxum",
]
"""A file is not what its digest says, or what one of several says; is not there; is in no manifest; is not in every
manifest; is no plain file; is named by a path that leads out of the bag; is listed twice. The declaration `bagit.txt`,
a manifest or the list of what is to be fetched is malformed; a way of digesting is unknown; the payload is not as large
as `bag-info.txt` says."""
Doubt = Literal["case", "normal", "written", "again", "fetch", "beside", "repacked"]
"""What does not make a bag wrong: names that some computers take for one; a name composed in another way than in the
manifest; a path written as other tools do (`./`, `*`) or twice with one digest (before 1.0); a file that is to be
fetched and is there; a file beside the payload that no manifest of such files lists;
a zip that was packed anew."""

_DECLARATION = re.compile(
    r"BagIt-Version: (\d+)\.(\d+)(?:\r\n|\r|\n)Tag-File-Character-Encoding: (\S+)(?:\r\n|\r|\n)?", re.ASCII
)
_VERSIONS = {(0, minor) for minor in range(93, 98)} | {(1, 0)}
_MANIFEST = re.compile(r"(tag)?manifest-([A-Za-z0-9_-]+)\.txt")
_LINE = re.compile(r"([0-9A-Fa-f]+)[ \t]+(\*?)(.+)")
_FETCH = re.compile(r"(\S+)[ \t]+(-|\d+)[ \t]+(.+)")
_OXUM = re.compile(r"Payload-Oxum[ \t]*:[ \t]*(\d+)\.(\d+)[ \t]*", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n|\r|\n")
_KNOWN = {
    re.sub(r"[^a-z0-9]", "", name): name for name in hashlib.algorithms_guaranteed if not name.startswith("shake")
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a bag, or doubtful: which file, and what was read instead."""

    kind: FaultKind | Doubt
    path: str
    detail: str = ""

    @property
    def is_error(self) -> bool:
        """Whether the bag is not what it should be."""
        return self.kind not in get_args(Doubt)


@dataclass(frozen=True, slots=True)
class Entry:
    """A file to be bagged, by its digests and its size."""

    digests: Mapping[str, str]
    size: int


def entry_of(data: bytes) -> Entry:
    """What a manifest says of a file."""
    return Entry({name: hashlib.new(name, data).hexdigest() for name in ALGORITHMS}, len(data))


def tag_files(
    payload: Mapping[str, Entry], info: Sequence[tuple[str, str]], others: Mapping[str, bytes]
) -> dict[str, bytes]:
    """The text files of a bag whose payload has these paths below `data/`; `info` is what `bag-info.txt` says, `others`
    are files beside it, which the manifests of tags cover too."""
    size = sum(entry.size for entry in payload.values())
    lines = (*info, ("Payload-Oxum", f"{size}.{len(payload)}"))
    made = {
        **others,
        "bagit.txt": f"BagIt-Version: {VERSION}\nTag-File-Character-Encoding: UTF-8\n".encode(),
        "bag-info.txt": "".join(f"{label}: {text}\n" for label, text in lines).encode(),
    }
    for name in ALGORITHMS:
        made[f"manifest-{name}.txt"] = _manifest({PAYLOAD + path: entry for path, entry in payload.items()}, name)
    tags = {path: entry_of(data) for path, data in made.items()}
    for name in ALGORITHMS:
        made[f"tagmanifest-{name}.txt"] = _manifest(tags, name)
    return dict(sorted(made.items()))


def _manifest(entries: Mapping[str, Entry], algorithm: str) -> bytes:
    """Sorted lines as `sha256sum` writes and reads them."""
    lines = (f"{entry.digests[algorithm]}  {_encoded(path)}\n" for path, entry in sorted(entries.items()))
    return "".join(lines).encode()


def _encoded(path: str) -> str:
    return path.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")


def judge(files: Files) -> tuple[Fault, ...]:
    """Everything that is wrong or doubtful with a bag, by path; nothing for a bag that is complete and unchanged."""
    return tuple(
        sorted(set(_judge(files)), key=lambda fault: (not fault.is_error, fault.path, fault.kind, fault.detail))
    )


@dataclass(frozen=True, slots=True)
class _Listed:
    """A line of a manifest: in which, with which algorithm, whether of tags, which digest."""

    manifest: str
    algorithm: str
    tags: bool
    digest: str


def _judge(files: Files) -> Iterator[Fault]:
    yield from (Fault("odd", path) for path in files.odd)
    declared = _declaration(files)
    if isinstance(declared, Fault):
        yield declared
        return
    strict, encoding = declared
    listed: dict[str, list[_Listed]] = defaultdict(list)
    manifests: dict[str, bool] = {}
    for name in files.sizes:
        if not (found := _MANIFEST.fullmatch(name)):
            continue
        algorithm = _KNOWN.get(re.sub(r"[^a-z0-9]", "", found[2].lower()))
        if algorithm is None:
            yield Fault("algorithm", name, found[2])
            continue
        manifests[name] = bool(found[1])
        for path, line in _lines(files, name, encoding, strict=strict):
            if isinstance(line, Fault):
                yield line
            else:
                listed[path].append(_Listed(name, algorithm, bool(found[1]), line))
    payload_manifests = [name for name, tags in manifests.items() if not tags]
    if not payload_manifests:
        yield Fault("manifest", "manifest-sha256.txt")
    yield from _against(files, listed, payload_manifests, strict=strict)
    yield from _fetched(files, listed, encoding, strict=strict)
    yield from _size(files, encoding)


def _declaration(files: Files) -> tuple[bool, str] | Fault:
    """Whether the rules of 1.0 hold, and how the text files are encoded."""
    try:
        text = read_whole(files, "bagit.txt").decode("utf-8")
    except (KeyError, Unreadable):
        return Fault("missing", "bagit.txt")
    except UnicodeDecodeError:
        return Fault("declaration", "bagit.txt")
    found = _DECLARATION.fullmatch(text)
    if not found or (int(found[1]), int(found[2])) not in _VERSIONS:
        return Fault("declaration", "bagit.txt", text[:80])
    try:
        codecs.lookup(found[3])
    except (LookupError, ValueError):
        return Fault("declaration", "bagit.txt", found[3][:80])
    return int(found[1]) >= 1, found[3]


def _text_lines(files: Files, name: str, encoding: str) -> list[str] | None:
    try:
        text = read_whole(files, name).decode(encoding)
    except (UnicodeError, Unreadable):
        return None
    return [line for line in _LINE_END.split(text.removeprefix("\ufeff")) if line.strip()]


def _lines(files: Files, name: str, encoding: str, *, strict: bool) -> Iterator[tuple[str, str | Fault]]:
    """The paths of a manifest with their digests in small letters, or what is wrong with a line."""
    lines = _text_lines(files, name, encoding)
    if lines is None:
        yield name, Fault("manifest", name)
        return
    tags = name.startswith("tag")
    seen: dict[str, str] = {}
    for line in lines:
        found = _LINE.fullmatch(line)
        if not found:
            yield name, Fault("manifest", name, line[:80])
            continue
        digest, star, written = found[1].lower(), found[2], found[3]
        path = _decoded(written, strict=strict)
        if star or path != _decoded(written.removeprefix("./"), strict=strict):
            yield path, Fault("written", name, line[:80])
            path = path.removeprefix("./")
        if (
            _leads_out(path)
            or path.startswith(PAYLOAD) == tags
            or (tags and _MANIFEST.fullmatch(path) and path.startswith("tag"))
        ):
            yield path, Fault("outside", name, path)
        elif path in seen:
            yield path, Fault("twice" if strict or seen[path] != digest else "again", name, path)
        else:
            seen[path] = digest
            yield path, digest


def _decoded(path: str, *, strict: bool) -> str:
    for sign, written in (("\n", "%0A"), ("\r", "%0D")):
        path = path.replace(written, sign).replace(written.lower(), sign)
    return path.replace("%25", "%") if strict else path


def _leads_out(path: str) -> bool:
    """Whether a path leaves the bag, on this system or another."""
    return (
        path.startswith(("/", "~", "\\"))
        or re.match(r"[A-Za-z]:[/\\]", path) is not None
        or ".." in re.split(r"[/\\]", path)
    )


def _against(
    files: Files, listed: Mapping[str, Sequence[_Listed]], payload_manifests: Sequence[str], *, strict: bool
) -> Iterator[Fault]:
    """What is there against what is listed."""
    tags = any(line.tags for lines in listed.values() for line in lines)
    by_normal: dict[str, str] = {unicodedata.normalize("NFC", path): path for path in files.sizes}
    there: dict[str, str] = {}
    for path in listed:
        place = path if path in files.sizes else by_normal.get(unicodedata.normalize("NFC", path))
        if place is None:
            yield Fault("missing", path)
        else:
            there[place] = path
            if place != path:
                yield Fault("normal", path)
    for path in files.sizes:
        lines = listed.get(there.get(path, path), ())
        if path.startswith(PAYLOAD):
            by = {line.manifest for line in lines}
            if not by:
                yield Fault("extra", path)
                continue
            if strict and len(by) < len(payload_manifests):
                yield from (Fault("unlisted", path, name) for name in payload_manifests if name not in by)
        elif not lines and tags and not path.startswith("tagmanifest-"):
            yield Fault("beside", path)
        yield from _digested(files, path, lines)
    folded: dict[str, str] = {}
    for path in files.sizes:
        if (other := folded.setdefault(unicodedata.normalize("NFC", path).casefold(), path)) != path:
            yield Fault("case", path, other)


def _digested(files: Files, path: str, lines: Iterable[_Listed]) -> Iterator[Fault]:
    lines = tuple(lines)
    if not lines:
        return
    digests = {line.algorithm: hashlib.new(line.algorithm) for line in lines}
    try:
        for piece in files.chunks(path):
            for digest in digests.values():
                digest.update(piece)
    except Unreadable:
        yield Fault("damaged", path)
        return
    wrong = [line.manifest for line in lines if digests[line.algorithm].hexdigest() != line.digest]
    if len(wrong) == len(lines):
        yield Fault("damaged", path)
    else:  # two digests of one file cannot both be wrong by accident: it is the manifest that was changed
        yield from (Fault("disputed", path, manifest) for manifest in wrong)


def _fetched(files: Files, listed: Mapping[str, object], encoding: str, *, strict: bool) -> Iterator[Fault]:
    """A list of what is to be fetched names files of the payload; nothing is ever fetched here."""
    if "fetch.txt" not in files.sizes:
        return
    lines = _text_lines(files, "fetch.txt", encoding)
    if lines is None:
        yield Fault("manifest", "fetch.txt")
        return
    for line in lines:
        found = _FETCH.fullmatch(line)
        if not found:
            yield Fault("manifest", "fetch.txt", line[:80])
            continue
        path = _decoded(found[3], strict=strict).removeprefix("./")
        if _leads_out(path) or not path.startswith(PAYLOAD):
            yield Fault("outside", "fetch.txt", path)
        elif path not in listed:
            yield Fault("unlisted", path, "fetch.txt")
        elif path in files.sizes:
            yield Fault("fetch", path)


def _size(files: Files, encoding: str) -> Iterator[Fault]:
    if "bag-info.txt" not in files.sizes:
        return
    lines = _text_lines(files, "bag-info.txt", encoding)
    if lines is None:
        yield Fault("manifest", "bag-info.txt")
        return
    payload = [size for path, size in files.sizes.items() if path.startswith(PAYLOAD)]
    for line in lines:
        if (found := _OXUM.fullmatch(line)) and (int(found[1]), int(found[2])) != (sum(payload), len(payload)):
            yield Fault("oxum", "bag-info.txt", f"{found[1]}.{found[2]}")
