"""What one slip makes of a node of a syntax tree: tables, and a function for each kind of node.

Operators and comparisons exchanged, boundaries moved, constants one more and one less, conditions negated,
`and` for `or`, arguments such as `axis` left out, neighbouring arguments exchanged, a statement left out,
another name returned.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from groundup.mutation.names import bound_before, other_name

LONGEST_CONTEXT = 60  # characters of the expression around a constant that an edit is named by

BINARY: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
    ast.MatMult: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitAnd,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
}
# Ordering: first the boundary, then the opposite.
COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
PAIRS = (("min", "max"), ("any", "all"), ("minimum", "maximum"), ("argmin", "argmax"), ("floor", "ceil"))
TWINS = {one: other for pair in PAIRS for one, other in (pair, pair[::-1])}
# Leaving these out is a slip; leaving out another keyword is mostly an error at once.
LEFT_OUT = frozenset({"axis", "keepdims", "ddof", "dtype", "copy", "key", "reverse"})
SAME_EITHER_WAY = frozenset({
    "add", "allclose", "array_equal", "gcd", "getattr", "hasattr", "hypot", "isclose", "isinstance",
    "issubclass", "lcm", "logaddexp", "max", "maximum", "min", "minimum", "multiply", "setattr", "zip",
})  # fmt: skip
SIMPLE = (
    ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Expr, ast.Return, ast.Raise, ast.Break, ast.Continue,
    ast.Assert, ast.Delete,
)  # fmt: skip


@dataclass(frozen=True)
class Slot:
    """A place in the tree: a field of its owner, or an entry of a list there."""

    owner: ast.AST
    field: str
    index: int | None = None

    def get(self) -> ast.AST:
        value = getattr(self.owner, self.field)
        found: ast.AST = value if self.index is None else value[self.index]
        return found

    def put(self, node: ast.AST) -> None:
        if self.index is None:
            setattr(self.owner, self.field, node)
        else:
            getattr(self.owner, self.field)[self.index] = node


def last_name(call: ast.Call) -> str:
    """The last part of what is called: `np.sum` is `sum`."""
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


Change = tuple[ast.AST, ast.AST]  # what is put there, and the expression that the edit is named by


def changes(node: ast.AST, slot: Slot, scope: ast.AST) -> Iterator[Change]:
    """Everything that a slip could put there; `scope` is the function around it."""
    if isinstance(node, SIMPLE) and _can_drop(node, scope):
        yield ast.Pass(), node
    if isinstance(slot.owner, ast.If | ast.While | ast.IfExp | ast.comprehension):
        yield from _negated(node, slot)
    if _is_bound(node, slot):
        yield from _moved(node, slot)
    change = CHANGES.get(type(node))
    if change is not None:
        yield from change(node, slot, scope)


def _negated(node: ast.AST, slot: Slot) -> Iterator[Change]:
    """A comparison and a `not` have opposites of their own."""
    is_condition = slot.field in ("test", "ifs")
    has_opposite = (isinstance(node, ast.Compare) and len(node.ops) == 1) or (
        isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
    )
    if is_condition and isinstance(node, ast.expr) and not has_opposite and not _is_literal(node):
        yield ast.UnaryOp(ast.Not(), node), node


def _is_literal(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant)


def _is_bound(node: ast.AST, slot: Slot) -> bool:
    owner = slot.owner
    in_range = isinstance(owner, ast.Call) and slot.field == "args" and last_name(owner) == "range"
    in_slice = isinstance(owner, ast.Slice) and slot.field in ("lower", "upper")
    return (in_range or in_slice) and isinstance(node, ast.Name | ast.Attribute | ast.Subscript | ast.Call)


def _moved(node: ast.AST, slot: Slot) -> Iterator[Change]:
    """A bound moved inwards by one."""
    owner = slot.owner
    is_start = slot.field == "lower" or (
        isinstance(owner, ast.Call) and len(owner.args) > 1 and slot.index == 0
    )
    is_step = slot.index == 2
    if isinstance(node, ast.expr) and not is_step:
        yield ast.BinOp(node, ast.Add() if is_start else ast.Sub(), ast.Constant(1)), slot.owner


def _operator(node: ast.AST, slot: Slot, scope: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.operator) and type(node) in BINARY:
        yield BINARY[type(node)](), slot.owner


def _comparison(node: ast.AST, slot: Slot, scope: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.cmpop):
        for other in COMPARED[type(node)]:
            yield other(), slot.owner


def _junction(node: ast.AST, slot: Slot, scope: ast.AST) -> Iterator[Change]:
    yield (ast.Or() if isinstance(node, ast.And) else ast.And()), slot.owner


def _unary(node: ast.AST, slot: Slot, scope: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub | ast.Invert):
        yield node.operand, node


def _product(node: ast.AST, slot: Slot, scope: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
        yield ast.BinOp(node.right, ast.MatMult(), node.left), node


def _constant(node: ast.AST, slot: Slot, scope: ast.AST) -> Iterator[Change]:
    if not isinstance(node, ast.Constant):
        return
    named = _around(node, slot)
    if isinstance(node.value, bool):
        yield ast.Constant(not node.value), named
    elif isinstance(node.value, int | float):
        yield ast.Constant(node.value + 1), named
        yield _number(node.value - 1), named


def _number(value: float) -> ast.expr:
    """A negative number is written with a minus, as the parser reads it."""
    return ast.UnaryOp(ast.USub(), ast.Constant(-value)) if value < 0 else ast.Constant(value)


def _around(node: ast.AST, slot: Slot) -> ast.AST:
    """The expression around a constant, if it is short and not the statement of a block."""
    owner = slot.owner
    fits = isinstance(owner, ast.expr | ast.keyword | ast.Return | ast.Assign | ast.AugAssign)
    return owner if fits and len(ast.unparse(owner)) <= LONGEST_CONTEXT else node


def _call(node: ast.AST, slot: Slot, scope: ast.AST) -> Iterator[Change]:
    if not isinstance(node, ast.Call):
        return
    twin = TWINS.get(last_name(node))
    if twin:
        yield ast.Call(_renamed(node.func, twin), node.args, node.keywords), node
    for keyword in node.keywords:
        if keyword.arg in LEFT_OUT:
            yield ast.Call(node.func, node.args, [one for one in node.keywords if one is not keyword]), node
    if last_name(node) not in SAME_EITHER_WAY:
        for swapped in _swapped(node.args):
            yield ast.Call(node.func, swapped, node.keywords), node


def _renamed(function: ast.expr, name: str) -> ast.expr:
    if isinstance(function, ast.Attribute):
        return ast.Attribute(function.value, name, ast.Load())
    return ast.Name(name, ast.Load())


def _swapped(args: list[ast.expr]) -> Iterator[list[ast.expr]]:
    """Neighbours of the same kind exchanged."""
    for i, (one, other) in enumerate(pairwise(args)):
        if type(one) is type(other) and not isinstance(one, ast.Starred):
            yield [*args[:i], other, one, *args[i + 2 :]]


def _return(node: ast.AST, slot: Slot, scope: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.Return) and isinstance(node.value, ast.Name):
        other = other_name(scope, node.value.id, node.lineno)
        if other:
            yield ast.Return(ast.Name(other, ast.Load())), node


def _jump(node: ast.AST, slot: Slot, scope: ast.AST) -> Iterator[Change]:
    yield (ast.Continue() if isinstance(node, ast.Break) else ast.Break()), node


CHANGES: dict[type[ast.AST], Callable[[ast.AST, Slot, ast.AST], Iterator[Change]]] = {
    **dict.fromkeys(BINARY, _operator),
    **dict.fromkeys(COMPARED, _comparison),
    ast.And: _junction,
    ast.Or: _junction,
    ast.UnaryOp: _unary,
    ast.BinOp: _product,
    ast.Constant: _constant,
    ast.Call: _call,
    ast.Return: _return,
    ast.Break: _jump,
    ast.Continue: _jump,
}


def _can_drop(node: ast.AST, scope: ast.AST) -> bool:
    """Whether leaving a statement out is a slip, and not just a name without a value."""
    if isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        parts = [part for target in targets for part in ast.walk(target)]
        names = [n.id for n in parts if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
        return all(bound_before(scope, name, node.lineno) for name in names)
    return not (isinstance(node, ast.Return) and node.value is None)
