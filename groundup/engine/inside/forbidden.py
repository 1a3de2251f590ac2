"""Names that a lab does not allow: found on the syntax tree, and blocked when the code runs.

Promises: plain uses (import, alias, from-import, attribute, getattr or import_module with a constant, the
operator `@`) are refused before anything runs, with the line; hidden uses from the module under test are
refused when they happen. Modules of earlier labs are left alone, having been checked on their own.
Not promised: this runs beside the learner's code, so one who sets out to get around it will.
"""

from __future__ import annotations

import ast
import builtins
import importlib
import sys
from collections.abc import Iterable, Iterator
from types import ModuleType
from typing import Any, NoReturn

METHOD_TWINS = {"numpy.dot": "dot", "@": "__matmul__"}  # ndarray methods that do the same
MATMUL = "@"
MATMUL_FUNCTIONS = ("operator.matmul", "_operator.matmul")


class Refused(BaseException):
    """Raised in the learner's code at a forbidden use; no `except Exception` swallows it."""


def refusal(name: str, path: str, line: int | None) -> dict[str, Any]:
    what = "The operator `@`" if name == MATMUL else f"`{name}`"
    message = f"{what} is not allowed in this lab: the point is to build it yourself."
    trace = f"{path}, line {line}\n{message}" if line else message
    return {"kind": "Forbidden", "message": message, "path": path, "line": line, "trace": trace, "bases": []}


# --- on the syntax tree ------------------------------------------------------------------------


def first_use(tree: ast.AST, forbidden: Iterable[str]) -> tuple[str, int] | None:
    """The first forbidden name in reading order, with its line."""
    found = sorted((line, name) for name, line in _Reader(tree, tuple(forbidden)).uses())
    return (found[0][1], found[0][0]) if found else None


class _Reader:
    def __init__(self, tree: ast.AST, forbidden: tuple[str, ...]) -> None:
        self.nodes = list(ast.walk(tree))
        self.forbidden = forbidden
        self.meaning: dict[str, str] = {}
        self.starred: list[str] = []
        self.defined = {
            n.name for n in self.nodes if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        }
        self.defined |= {n.arg for n in self.nodes if isinstance(n, ast.arg)}
        self._learn_names()

    def _learn_names(self) -> None:
        for node in self.nodes:
            if isinstance(node, ast.Import):
                for alias in node.names:
                    first = alias.name.split(".")[0]
                    self.meaning[alias.asname or first] = alias.name if alias.asname else first
            elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
                for alias in node.names:
                    if alias.name == "*":
                        self.starred.append(node.module)
                    else:
                        self.meaning[alias.asname or alias.name] = f"{node.module}.{alias.name}"
        for node in self.nodes:
            if isinstance(node, ast.Assign) and len(node.targets) == 1:
                self._learn_assignment(node.targets[0], node.value)

    def _learn_assignment(self, target: ast.AST, value: ast.AST) -> None:
        if not isinstance(target, ast.Name):
            return
        dotted = self.dotted(value)
        if dotted and target.id not in self.meaning:
            self.meaning[target.id] = dotted
        elif not dotted:
            self.defined.add(target.id)

    def uses(self) -> Iterator[tuple[str, int]]:
        for node in self.nodes:
            for dotted in self._names(node):
                name = self.match(dotted)
                if name:
                    yield name, getattr(node, "lineno", 1)

    def _names(self, node: ast.AST) -> Iterator[str]:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.MatMult):
            yield MATMUL
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield from self._bare(node.id)
        elif isinstance(node, ast.Attribute | ast.Call | ast.Subscript):
            yield from self._reached(node)

    def _bare(self, name: str) -> Iterator[str]:
        if name in self.meaning:
            yield self.meaning[name]
        elif name not in self.defined:
            yield from (f"{module}.{name}" for module in self.starred)
            if hasattr(builtins, name):
                yield name

    def _reached(self, node: ast.Attribute | ast.Call | ast.Subscript) -> Iterator[str]:
        dotted = self.dotted(node)
        if dotted:
            yield dotted
        elif isinstance(node, ast.Attribute) and node.attr not in self.defined:
            yield from (name for name, method in METHOD_TWINS.items() if method == node.attr)

    def dotted(self, node: ast.AST) -> str | None:
        """What an expression names, as far as reading can tell."""
        if isinstance(node, ast.Name):
            return self.meaning.get(node.id)
        if isinstance(node, ast.Attribute):
            owner = self.dotted(node.value)
            return f"{owner}.{node.attr}" if owner else None
        if isinstance(node, ast.Call):
            return self._called(node)
        if isinstance(node, ast.Subscript) and self.dotted(node.value) == "sys.modules":
            return _constant(node.slice)
        return None

    def _called(self, node: ast.Call) -> str | None:
        function = node.func.id if isinstance(node.func, ast.Name) else self.dotted(node.func)
        function = self.meaning.get(function or "", function or "")
        if function in ("__import__", "importlib.import_module") and node.args:
            return _constant(node.args[0])
        if function == "getattr" and len(node.args) >= 2:
            owner, name = self.dotted(node.args[0]), _constant(node.args[1])
            return f"{owner}.{name}" if owner and name else None
        return None

    def match(self, dotted: str) -> str | None:
        return next((name for name in self.forbidden if _covers(name, dotted)), None)


def _constant(node: ast.AST) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _covers(forbidden: str, dotted: str) -> bool:
    plain = dotted.removeprefix("builtins.")
    return plain == forbidden or plain.startswith(forbidden + ".")


# --- while it runs -----------------------------------------------------------------------------


class Guard:
    """Blocks forbidden names for one file, whatever way the code reaches them.

    `seen` is the refusal, once there was one: it stays even if the learner's code swallows the exception.
    """

    def __init__(self, forbidden: Iterable[str], path: str) -> None:
        self.forbidden = tuple(forbidden)
        self.path = path
        self.seen: dict[str, Any] | None = None
        self._blocked: set[str] = set()
        self._own_builtins: dict[str, Any] | None = None

    def refuse(self, name: str, line: int | None) -> NoReturn:
        self.seen = self.seen or refusal(name, self.path, line)
        raise Refused(self.seen["message"])

    def check_caller(self, name: str, depth: int) -> None:
        frame = sys._getframe(depth + 1)
        is_there = frame.f_code.co_filename == self.path
        if is_there or frame.f_builtins is self._own_builtins:  # or in what the file made with exec
            self.refuse(name, frame.f_lineno if is_there else None)

    def prepare(self, module: ModuleType) -> None:
        """Give the module under test builtins of its own, and set the blocks."""
        if not self.forbidden:
            return
        own = self._own_builtins = dict(vars(builtins))
        own["__import__"] = self._guarded_import
        for name in self.forbidden:
            if name in own:
                own[name] = _Blocked(own[name], name, self)
        module.__dict__["__builtins__"] = own
        importlib.import_module = self._guarded_import_module
        self.arm()

    def arm(self) -> None:
        """Replace each forbidden attribute that is loaded by now."""
        functions = MATMUL_FUNCTIONS if MATMUL in self.forbidden else ()
        for dotted in (*self.forbidden, *functions):
            owner_name, _, attribute = dotted.rpartition(".")
            owner = _loaded(owner_name)
            if dotted in self._blocked or owner is None or not hasattr(owner, attribute):
                continue
            shown = MATMUL if dotted in functions else dotted
            try:
                setattr(owner, attribute, _Blocked(getattr(owner, attribute), shown, self))
            except (AttributeError, TypeError):
                continue  # a compiled type: the syntax tree is the only look there is
            self._blocked.add(dotted)

    def _guarded_import(
        self, name: str, globals: Any = None, locals: Any = None, fromlist: Any = (), level: int = 0
    ) -> Any:
        if level == 0:
            for dotted in (name, *(f"{name}.{item}" for item in fromlist or ())):
                self._check_module(dotted, 2)
        found = builtins.__import__(name, globals, locals, fromlist, level)
        self.arm()
        return found

    def _guarded_import_module(self, name: str, package: str | None = None) -> ModuleType:
        self._check_module(name, 2)
        return _import_module(name, package)

    def _check_module(self, dotted: str, depth: int) -> None:
        for name in self.forbidden:
            if _covers(name, dotted):
                self.check_caller(name, depth)


_import_module = importlib.import_module


def _loaded(dotted: str) -> Any:
    """The module or class of that name, if it is there already."""
    module_name, rest = dotted, list[str]()
    while module_name and module_name not in sys.modules:
        module_name, _, last = module_name.rpartition(".")
        rest.insert(0, last)
    found: Any = sys.modules.get(module_name)
    for name in rest:
        found = getattr(found, name, None)
    return found


class _Blocked:
    """Stands where a forbidden name was: refuses the module under test, lets everyone else through."""

    def __init__(self, original: Any, name: str, guard: Guard) -> None:
        self.__dict__.update(_original=original, _name=name, _guard=guard)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        self._guard.check_caller(self._name, 1)
        return self._original(*args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        self._guard.check_caller(self._name, 1)
        return getattr(self._original, name)

    def __instancecheck__(self, instance: object) -> bool:
        return isinstance(instance, self._original)

    def __mro_entries__(self, bases: Any) -> tuple[Any, ...]:
        self._guard.check_caller(self._name, 1)
        return (self._original,)
