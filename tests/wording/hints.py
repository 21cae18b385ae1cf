"""Which hints the code can give for each problem, read off its source.

A problem is made by a call of `problem(CODE, …)`, `entry.problem(CODE, …)`, `entry.unknown(CODE, …)`,
`unknown_person(CODE, …)`, `not_registered(CODE, …)` or `missing_file(CODE, …)`. Code and hint may be written out,
chosen by a condition, kept in a variable, or handed in by the callers of a function of the same module.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

HINT = re.compile(r"hint(?:_[a-z_]+)?")
UNKNOWN = ast.Tuple([ast.Constant("hint"), ast.Constant("hint_nearest")])
CHOOSERS = {
    "unknown": UNKNOWN,
    "unknown_person": UNKNOWN,
    "not_registered": UNKNOWN,
    "missing_file": ast.Tuple([*UNKNOWN.elts, ast.Constant("hint_composed"), ast.Constant("hint_path")]),
}
"""What those choose between that look for the nearest name."""
MAKERS = frozenset({"problem", *CHOOSERS})


@dataclass(frozen=True, slots=True)
class Module:
    """A module with the codes that it names, its own and imported ones."""

    path: Path
    tree: ast.Module
    codes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Given:
    """A hint that the code gives, and where."""

    code: str
    hint: str
    place: str


def modules(package: Path) -> list[Module]:
    """Every module below a package's folder."""
    found = {path: Module(path, ast.parse(path.read_text(encoding="utf-8"))) for path in sorted(package.rglob("*.py"))}
    for module in found.values():
        module.codes.update(own_codes(module.tree))
    named = {_dotted(package, module.path): module for module in found.values()}
    for module in found.values():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ImportFrom) and node.module in named:
                theirs = own_codes(named[node.module].tree)
                module.codes.update({alias.name: theirs[alias.name] for alias in node.names if alias.name in theirs})
    return list(found.values())


def own_codes(tree: ast.Module) -> dict[str, str]:
    """The constants `NAME = Code("ID")` of a module."""
    return {
        target.id: str(node.value.args[0].value)
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and _name(node.value.func) == "Code"
        for target in node.targets
        if isinstance(target, ast.Name) and isinstance(node.value.args[0], ast.Constant)
    }


def given_hints(module: Module) -> Iterator[Given | str]:
    """The hints that a module gives; the place alone where it cannot be read off."""
    parents = {child: node for node in ast.walk(module.tree) for child in ast.iter_child_nodes(node)}
    reader = _Reader(module, parents)
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Call) or _name(node.func) not in MAKERS or not node.args:
            continue
        place = f"{module.path.name}:{node.lineno}"
        hint: ast.expr = next((word.value for word in node.keywords if word.arg == "hint"), ast.Constant("hint"))
        hint = CHOOSERS.get(_name(node.func), hint)
        for code, hints in reader.pairs(node.args[0], hint, node):
            if not code or not hints:
                yield place
            yield from (Given(one, each, place) for one in code for each in hints)


@dataclass(frozen=True, slots=True)
class _Reader:
    module: Module
    parents: dict[ast.AST, ast.AST]

    def pairs(self, code: ast.expr, hint: ast.expr, at: ast.AST) -> Iterator[tuple[set[str], set[str]]]:
        """What code and hint can be at a place, together: for each caller where a parameter decides."""
        function = self._function(at)
        if function and function.name in MAKERS:
            return  # hands on what it is given
        if function and any(_is_parameter(each, function) for each in (code, hint)):
            for call in self._calls(function):
                yield from self.pairs(_handed(code, function, call), _handed(hint, function, call), call)
            return
        yield self._codes(code), self._hints(hint, function)

    def _codes(self, code: ast.expr) -> set[str]:
        names = {code.id} if isinstance(code, ast.Name) else set()
        if isinstance(code, ast.IfExp):
            return self._codes(code.body) | self._codes(code.orelse)
        return {self.module.codes[name] for name in names if name in self.module.codes}

    def _hints(self, expression: ast.expr, function: ast.FunctionDef | None) -> set[str]:
        """Every hint within an expression, in the variables it uses and in what the functions it calls return."""
        found: set[str] = set()
        for node in ast.walk(expression):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and HINT.fullmatch(node.value):
                found.add(node.value)
            elif isinstance(node, ast.Name) and function:
                for other in ast.walk(function):
                    if isinstance(other, ast.Assign) and any(_name(target) == node.id for target in other.targets):
                        found |= self._hints(other.value, None)
            elif isinstance(node, ast.Call):
                for other in ast.walk(self.module.tree):
                    if isinstance(other, ast.FunctionDef) and other.name == _name(node.func):
                        returned = [each.value for each in ast.walk(other) if isinstance(each, ast.Return)]
                        found |= {hint for value in returned if value for hint in self._hints(value, other)}
        return found

    def _function(self, node: ast.AST) -> ast.FunctionDef | None:
        while node in self.parents:
            node = self.parents[node]
            if isinstance(node, ast.FunctionDef):
                return node
        return None

    def _calls(self, function: ast.FunctionDef) -> list[ast.Call]:
        return [
            node
            for node in ast.walk(self.module.tree)
            if isinstance(node, ast.Call) and _name(node.func) == function.name
        ]


def _is_parameter(expression: ast.expr, function: ast.FunctionDef) -> bool:
    arguments = [*function.args.args, *function.args.kwonlyargs]
    return isinstance(expression, ast.Name) and expression.id in {each.arg for each in arguments}


def _handed(expression: ast.expr, function: ast.FunctionDef, call: ast.Call) -> ast.expr:
    """What a call hands in for a parameter; other expressions as they are."""
    if not _is_parameter(expression, function):
        return expression
    assert isinstance(expression, ast.Name)
    for word in call.keywords:
        if word.arg == expression.id:
            return word.value
    names = [each.arg for each in function.args.args]
    if names[:1] == ["self"]:
        names.pop(0)
    if expression.id in names and names.index(expression.id) < len(call.args):
        return call.args[names.index(expression.id)]
    defaults = dict(zip(reversed(names), reversed(function.args.defaults), strict=False))
    keyword_defaults = zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True)
    defaults |= {each.arg: default for each, default in keyword_defaults if default is not None}
    return defaults[expression.id]


def _name(node: ast.expr) -> str:
    """The last part of a name: `problem` of both `problem` and `entry.problem`."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _dotted(package: Path, path: Path) -> str:
    parts = [package.name, *path.relative_to(package).with_suffix("").parts]
    return ".".join(parts).removesuffix(".__init__")
