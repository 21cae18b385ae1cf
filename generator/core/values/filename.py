"""Names of files: which say that a file is none of a studio's, and which another computer cannot have."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath
from typing import Literal

from generator.core.values.form import odd_letter, plain_letters

Foreign = Literal["host", "git", "workflow", "page", "vector", "program", "hidden"]
"""What a file may be for that is surely none of a studio's."""
Unportable = Literal["reserved", "end", "sign", "composed", "lookalike"]
"""Why another computer cannot have a name."""

_HOST = frozenset(
    {
        *("cname", "_headers", "_redirects", "_routes.json", ".htaccess", ".htpasswd", ".nojekyll", "web.config"),
        *("netlify.toml", "vercel.json", "robots.txt", "sitemap.xml", "ads.txt", "security.txt", "404.html"),
    }
)
"""Files that tell a web host or a search engine what to do with the whole site."""
_GIT = frozenset({".git", ".gitattributes", ".gitmodules", ".gitignore", ".lfsconfig", ".mailmap"})
_WORKFLOW = frozenset(
    {
        *(".github", ".gitlab", ".gitea", ".forgejo", ".circleci", ".woodpecker"),
        *(".gitlab-ci.yml", ".travis.yml", "codeowners", "jenkinsfile", "azure-pipelines.yml"),
    }
)
_PAGE = frozenset({".html", ".htm", ".xhtml", ".xht", ".mht", ".mhtml", ".shtml"})
_PROGRAM = frozenset(
    {
        *(".js", ".mjs", ".cjs", ".ts", ".wasm", ".css", ".xml", ".xsl", ".xslt", ".swf", ".jar", ".php", ".jsp"),
        *(".asp", ".aspx", ".py", ".sh", ".ps1", ".bat", ".cmd", ".exe", ".msi", ".vbs", ".scr", ".lnk", ".url"),
        *(".apk", ".dll", ".so", ".webmanifest", ".docm", ".xlsm", ".pptm"),
    }
)

_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)", re.IGNORECASE)
"""What Windows takes for a device, whatever ending follows."""
_NOT_ON_WINDOWS = re.compile(r'[<>:"|?*\\]')
_ENDS = " ."
_LATIN = re.compile(r"[A-Za-z]")
_WIDE = re.compile(r"[Ａ-Ｚａ-ｚ．]")


_NAMES: dict[str, Foreign] = {
    **dict.fromkeys(_HOST, "host"),
    **dict.fromkeys(_GIT, "git"),
    **dict.fromkeys(_WORKFLOW, "workflow"),
}
_ENDINGS: dict[str, Foreign] = {
    **dict.fromkeys(_PAGE, "page"),
    **dict.fromkeys(_PROGRAM, "program"),
    **dict.fromkeys((".svg", ".svgz"), "vector"),
}


def suffix_of(path: str) -> str:
    """The ending of a file's name, as `PurePosixPath.suffix` has it, in a tenth of the time: a school has thousands."""
    name = path.rpartition("/")[2]
    dot = name.rfind(".")
    return name[dot:] if 0 < dot < len(name) - 1 else ""


def foreign(name: str) -> Foreign | None:
    """What a file or folder of that name is for, if it is surely none that a studio may write: `hidden` are settings
    of any program, whose names begin with a dot."""
    plain = name.casefold()
    if plain in _NAMES:
        return _NAMES[plain]
    return "hidden" if plain.startswith(".") else _ENDINGS.get(suffix_of(plain))


def unportable(name: str) -> tuple[Unportable, str] | None:
    """Why a name cannot be had, or be told from another, on every computer, and one that can: `reserved` by Windows,
    with an `end` or a `sign` that Windows does not keep, `composed` otherwise than others write it, or with a
    `lookalike` letter among Latin ones."""
    if name != name.strip(_ENDS[0]).rstrip(_ENDS):
        return "end", name.strip(_ENDS[0]).rstrip(_ENDS)
    if _NOT_ON_WINDOWS.search(name):
        return "sign", _NOT_ON_WINDOWS.sub("-", name)
    if _RESERVED.match(name):
        return "reserved", f"my-{name}"
    composed = unicodedata.normalize("NFC", name)
    if composed != name:
        return "composed", composed
    stem = name.removesuffix(suffix_of(name))
    if _LATIN.search(stem) and (odd_letter(stem) or _WIDE.search(stem)):
        return "lookalike", plain_letters(name)
    return None


def one_name(name: str) -> str:
    """The same for all names that one folder of Windows or macOS cannot hold beside each other."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


_BRACKETS = str.maketrans("〔［【｛〕］】｝[{]}", "((((" + "))))" + "((" + "))")


def loosely(name: str) -> str:
    """A name without what people mix up in names: case, the kind and width of brackets, blanks and hyphens."""
    plain = unicodedata.normalize("NFKC", name).casefold().translate(_BRACKETS)
    return re.sub(r"[\s_-]+", "", plain)


_COPY = re.compile(
    r"(.+?)(?:\s*[-－_—]*\s*(?:副本|复制|复件|拷贝|copy)\s*(?:[(（]?[0-9]+[)）]?)?|\s*[(（][0-9]+[)）])", re.IGNORECASE
)


def copied_from(name: str) -> str:
    """What was copied into a file or folder of that name (without ending), as Windows, WPS and browsers call copies; ""
    if it is called like none."""
    found = _COPY.fullmatch(name.strip())
    return found[1] if found else ""


Export = Literal["rename", "table", "text", "office", "material"]
"""What to do with a file that is none as it is: give it another name, save it as CSV, write it as a text of its own,
print it to PDF, or that and put it with the other material, since no record has such a name."""

_TABLES = frozenset({".xlsx", ".xls", ".et", ".ods", ".numbers", ".tsv"})
_TEXTS = frozenset({".docx", ".doc", ".wps", ".odt", ".pages", ".rtf"})
_OFFICE = _TABLES | _TEXTS | {".ppt", ".pptx", ".dps", ".odp", ".key", ".tif", ".tiff", ".bmp", ".gif", ".ofd", ".txt"}
_OTHERWISE = {".yaml": ".yml", ".markdown": ".md", ".mdown": ".md", ".mkd": ".md"}
"""Other endings of the types of text that are read."""
_PROSE = frozenset({"achievements", "reports", "notices"})
"""The folders whose records are Markdown."""
OF_STUDIO = frozenset(
    {
        "studio",
        "members",
        "partners",
        "agreements",
        "facilities",
        "donations",
        "apprenticeships",
        "appointments",
        "waivers",
    }
)
"""What the records are called that lie in a studio's own folder."""
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def meant_file(path: str) -> tuple[Export, str] | None:
    """What to do with a file whose type is not taken, and the name that it or what is made of it should have."""
    folders, name = PurePosixPath(path).parts[:-1], PurePosixPath(path).name
    stem, suffix = PurePosixPath(name.lower()).stem, PurePosixPath(name.lower()).suffix
    bare = PurePosixPath(stem).stem
    if "files" in folders:
        return ("office", f"{stem}.pdf") if suffix in _OFFICE else None
    if suffix in {".txt", *_TABLES, *_TEXTS} and PurePosixPath(stem).suffix in {".md", ".yml", ".yaml", ".csv"}:
        ending = PurePosixPath(stem).suffix
        right = f"{bare}{_OTHERWISE.get(ending, ending)}"
        return ("rename" if suffix == ".txt" else "table" if ending == ".csv" else "text"), right
    if suffix in _OTHERWISE:
        return "rename", f"{stem}{_OTHERWISE[suffix]}"
    if _PROSE & set(folders) or stem == "profile":
        if suffix == ".txt":
            return "rename", f"{stem}.md"
        return ("text", f"{stem}.md") if suffix in _TEXTS else None
    if suffix in _TABLES or (suffix == ".txt" and _YEAR.fullmatch(stem)):
        return "table", f"{stem}.csv"
    known = folders[:1] != ("studios",) or stem in OF_STUDIO or _YEAR.fullmatch(stem)
    if suffix == ".txt" and known:
        return "rename", f"{stem}.yml"
    if suffix not in {*_TEXTS, ".txt"}:
        return None
    return ("text", f"{stem}.yml") if known else ("material", f"{stem}.pdf")
