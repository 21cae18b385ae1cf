"""What an editor needs to help while somebody writes: schemas of all kinds, which files they are for, how to check.

The files stand below `.vscode/` in every repository and are made from the one registry of fields: a test keeps them so.
Editors that know the YAML language server by another way find the schema by the line that `new` writes into a file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from generator.core.records.kinds import KINDS, Kind
from generator.core.records.schema import DIALECT, kind_names, schema_of

FOLDER = ".vscode"
_EDITABLE = (".yml", ".<many>")


def editor_files() -> Mapping[str, str]:
    """The text of every file by its path from the repository's root."""
    files = {f"{FOLDER}/schemas/{name}.json": _json(schema_of(name)) for name in kind_names()}
    files |= {f"{FOLDER}/schemas/{kind.name}.json": _json(_by_kind(kind)) for kind in KINDS if kind.choices}
    return files | {
        f"{FOLDER}/settings.json": _json(_settings()),
        f"{FOLDER}/extensions.json": _json({"recommendations": ["redhat.vscode-yaml", "editorconfig.editorconfig"]}),
        f"{FOLDER}/tasks.json": _json(_tasks()),
    }


def modeline(name: str, path: str) -> str:
    """The line at the head of a YAML file at `path` that leads an editor to the schema of its kind."""
    return f"# yaml-language-server: $schema={'../' * path.count('/')}{FOLDER}/schemas/{name}.json\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _by_kind(kind: Kind) -> dict[str, Any]:
    """One schema for files that say themselves what they are."""
    return {
        "$schema": DIALECT,
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"enum": list(kind.choices)}},
        "allOf": [
            {"if": {"properties": {"kind": {"const": word}}}, "then": {"$ref": f"{name}.json"}}
            for word, (name, _) in kind.choices.items()
        ],
    }


def _settings() -> dict[str, Any]:
    places = {kind.name: kind.path for kind in KINDS if kind.path.endswith(_EDITABLE)}
    return {
        "files.encoding": "utf8",
        "files.eol": "\n",
        "files.insertFinalNewline": True,
        "editor.unicodeHighlight.allowedLocales": {"zh-hans": True},
        "[yaml]": {
            "editor.insertSpaces": True,
            "editor.tabSize": 2,
            "editor.quickSuggestions": {"other": True, "comments": False, "strings": True},
        },
        "yaml.format.enable": False,  # it would write files anew that people compare line by line
        "yaml.schemaStore.enable": False,  # nothing is asked of another host
        "yaml.schemas": {f"./{FOLDER}/schemas/{name}.json": _glob(path) for name, path in places.items()},
    }


def _glob(path: str) -> str:
    for blank in ("<studio>", "<year>", "<name>"):
        path = path.replace(blank, "*")
    return path.replace("<many>", "yml")


def _tasks() -> dict[str, Any]:
    """The check as a task, once or at every change, with its problems at their lines in the editor's own list."""
    matchers = [
        {
            "owner": f"jiangpu-{severity}",
            "source": "jiangpu",
            "severity": severity,
            "fileLocation": ["relative", "${workspaceFolder}"],
            "pattern": {
                "regexp": rf"^(.+?):(\d+):(\d+): {word} ([A-Z]\d{{3}}): (.*)$",
                "file": 1,
                "line": 2,
                "column": 3,
                "code": 4,
                "message": 5,
            },
        }
        for severity, word in (("error", "错误"), ("warning", "警告"))
    ]
    return {
        "version": "2.0.0",
        "tasks": [
            {
                "label": "检查",
                "type": "shell",
                "command": "python3 bootstrap.py check --lang zh",
                "windows": {"command": "py bootstrap.py check --lang zh"},
                "group": {"kind": "build", "isDefault": True},
                "presentation": {"reveal": "silent", "clear": True},
                "problemMatcher": matchers,
            },
            {
                "label": "边写边查",
                "detail": "每次保存都检查，直到关掉",
                "type": "shell",
                "command": "python3 bootstrap.py check --watch --lang zh",
                "windows": {"command": "py bootstrap.py check --watch --lang zh"},
                "isBackground": True,
                "presentation": {"reveal": "silent", "panel": "dedicated"},
                "problemMatcher": [{**each, "background": _ROUNDS} for each in matchers],
            },
        ],
    }


_ROUNDS = {"activeOnStart": True, "beginsPattern": "^—— 开始检查", "endsPattern": "^—— 等着文件改动"}
"""How each round of `check --watch` begins and ends: the words of `command.check.watch_begins` and `watch_waits`."""
