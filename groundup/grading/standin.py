"""The learner's module and its objects as a check sees them.

`lab.add(u, v)`, `lab.PCA(2).fit(X)`, `a + b`, `len(a)`, `a[1:, ...]` become questions to a Remote. What
comes back is plain data (a copy) or a stand-in for an object that stayed inside the walls.
Promises: nothing that the learner's code says runs here; `==` and ordering with a stand-in object are
refused (compare data instead); the last call is remembered, so that a failure can quote it.
Not promised: that data is what was expected. Comparing is the business of `checks`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NoReturn, TypeVar

from groundup.grading.ledger import Call, use_ledger
from groundup.grading.link import Later, Link
from groundup.grading.raised import CheckFailed, Raised, clean, raised
from groundup.records import Fault, Handle, Remote

T = TypeVar("T")
LONGEST_LENGTH = 10_000_000  # a forged len() must not make Python reserve memory


class StandIn:
    """The learner's module. Its attributes are the learner's; nothing else is."""

    __slots__ = ("_link_",)

    _link_: Link

    def __init__(self, link: Link) -> None:
        object.__setattr__(self, "_link_", link)

    def __getattr__(self, name: str) -> Any:
        _refuse_python_protocols(name)
        return self._link_.get(None, name, lambda: name)

    def __setattr__(self, name: str, value: Any) -> NoReturn:
        raise TypeError(f"A check cannot set {name!r} in the learner's module: pass arguments instead.")

    def __repr__(self) -> str:
        return f"<stand-in for {self._link_.module or 'a module'}>"


def stand_in(remote: Remote | StandIn, module: str = "") -> StandIn:
    """`lab` of a check. `module` is the path that messages name ("mylib/linalg/vectors.py")."""
    return remote if isinstance(remote, StandIn) else StandIn(Link(remote, module, _wrapped, _handle_of))


def _wrapped(link: Link, handle: Handle, owner: Handle | None, name: str | None, call: Call) -> StandInObject:
    return (Callee if handle.is_callable else StandInObject)(link, handle, owner, name, call)


def _handle_of(value: Any) -> Handle | None:
    return value._handle_ if isinstance(value, StandInObject) else None


def begin_check(lab: StandIn) -> None:
    """Forget the calls of the check before."""
    lab._link_.settle()  # a check that did not look at its last result
    lab._link_.ledger.clear()
    lab._link_.ledger.interruption = None
    use_ledger(lab._link_.ledger)


def last_answered(lab: StandIn) -> tuple[str, Any] | None:
    """The last call of this check that gave something, as text, and what it gave."""
    results = lab._link_.ledger.results
    return (str(results[-1][1]), results[-1][0]) if results else None


def module_of(lab: StandIn) -> str:
    return lab._link_.module


def _refuse_python_protocols(name: str) -> None:
    """numpy and copy look for these; a learner's object must not answer them."""
    if name.startswith("__array") or name in ("__deepcopy__", "__copy__", "__reduce_ex__", "__getstate__"):
        raise AttributeError(name)


class StandInObject:
    """An object of the learner that stayed inside."""

    __slots__ = ("_call_", "_handle_", "_link_", "_name_", "_owner_")
    __array_ufunc__ = None  # so that numpy_array + object asks the object

    _link_: Link
    _handle_: Handle
    _owner_: Handle | None
    _name_: str | None
    _call_: Call

    def __init__(
        self, link: Link, handle: Handle, owner: Handle | None, name: str | None, call: Call
    ) -> None:
        mine = {"_link_": link, "_handle_": handle, "_owner_": owner, "_name_": name, "_call_": call}
        for slot, value in mine.items():
            object.__setattr__(self, slot, value)  # ordinary assignment goes to the learner's object

    # --- attributes

    def __getattr__(self, name: str) -> Any:
        _refuse_python_protocols(name)
        return self._link_.get(self._handle_, name, lambda: f"{written(self)}.{name}")

    def __setattr__(self, name: str, value: Any) -> None:
        invoke(self, "__setattr__", name, value)

    def __delattr__(self, name: str) -> None:
        invoke(self, "__delattr__", name)

    # --- what Python asks of any object

    def __eq__(self, other: object) -> NoReturn:
        _compare_data(self, "==")

    def __ne__(self, other: object) -> NoReturn:
        _compare_data(self, "!=")

    def __lt__(self, other: object) -> NoReturn:
        _compare_data(self, "<")

    def __le__(self, other: object) -> NoReturn:
        _compare_data(self, "<=")

    def __gt__(self, other: object) -> NoReturn:
        _compare_data(self, ">")

    def __ge__(self, other: object) -> NoReturn:
        _compare_data(self, ">=")

    def __hash__(self) -> int:
        return _answer(self, "__hash__", int, lambda: f"hash({written(self)})")

    def __bool__(self) -> bool:
        if self._link_.has(self._handle_, "__bool__"):
            return _answer(self, "__bool__", bool, lambda: f"bool({written(self)})")
        return len(self) > 0 if self._link_.has(self._handle_, "__len__") else True

    def __int__(self) -> int:
        return _answer(self, "__int__", int, lambda: f"int({written(self)})")

    def __float__(self) -> float:
        return _answer(self, "__float__", float, lambda: f"float({written(self)})")

    def __index__(self) -> int:
        return _answer(self, "__index__", int, lambda: f"operator.index({written(self)})")

    def __str__(self) -> str:
        return _answer(self, "__str__", str, lambda: f"str({written(self)})")

    def __repr__(self) -> str:
        return _answer(self, "__repr__", str, lambda: f"repr({written(self)})")

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __array__(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError(
            f"An object of type {type_name(self)} is no array: ask it for data (an attribute, a list)."
        )

    # --- containers

    def __len__(self) -> int:
        length = _answer(self, "__len__", int, lambda: f"len({written(self)})")
        if not 0 <= length <= LONGEST_LENGTH:
            raise CheckFailed(f"`len({written(self)})` gave {_digits(length)}, which is not a length.")
        return length

    def __getitem__(self, key: Any) -> Any:
        return _special(self, "__getitem__", (key,), lambda: f"{written(self)}[{_key(key)}]")

    def __setitem__(self, key: Any, value: Any) -> None:
        _special(self, "__setitem__", (key, value), lambda: f"{written(self)}[{_key(key)}] = {_shown(value)}")

    def __delitem__(self, key: Any) -> None:
        _special(self, "__delitem__", (key,), lambda: f"del {written(self)}[{_key(key)}]")

    def __contains__(self, item: Any) -> bool:
        return _answer(self, "__contains__", bool, lambda: f"{_shown(item)} in {written(self)}", (item,))

    def __iter__(self) -> Iterator[Any]:
        if not self._link_.has(self._handle_, "__iter__"):
            return self._items_()
        found = _special(self, "__iter__", (), lambda: f"iter({written(self)})")
        if isinstance(found, StandInObject):
            return _Walk(found)
        raise CheckFailed(f"`iter({written(self)})` gave {_shown(found)}; expected an iterator.")

    def _items_(self) -> Iterator[Any]:
        """Iteration by index, for a class that has __getitem__ alone."""
        for index in range(LONGEST_LENGTH):
            try:
                item = self[index]
            except Raised as error:
                if isinstance(error, IndexError):
                    return
                raise
            yield item

    def __next__(self) -> Any:
        return _special(self, "__next__", (), lambda: f"next({written(self)})")

    def __enter__(self) -> Any:
        return _special(self, "__enter__", (), lambda: f"with {written(self)}")

    def __exit__(self, *error: object) -> None:
        _special(self, "__exit__", (None, None, None), lambda: f"leaving with {written(self)}")

    # --- arithmetic; the operators of two operands follow below

    def __neg__(self) -> Any:
        return _special(self, "__neg__", (), lambda: f"-{written(self)}")

    def __pos__(self) -> Any:
        return _special(self, "__pos__", (), lambda: f"+{written(self)}")

    def __abs__(self) -> Any:
        return _special(self, "__abs__", (), lambda: f"abs({written(self)})")


class Callee(StandInObject):
    """A function, method or class of the learner: called by its name on its owner."""

    __slots__ = ()

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return ask(self, args, kwargs, echo=False)


class _Walk:
    """An iterator of the learner: each step is asked for."""

    def __init__(self, steps: StandInObject) -> None:
        self._steps = steps

    def __iter__(self) -> _Walk:
        return self

    def __next__(self) -> Any:
        try:
            return next(self._steps)
        except Raised as error:
            if isinstance(error, StopIteration):
                raise StopIteration from None
            raise


def ask(callee: Callee, args: tuple[Any, ...], kwargs: Mapping[str, Any], *, echo: bool) -> Any:
    """Call the learner's function; with `echo`, also the arguments as they are afterwards."""

    def write() -> str:
        return f"{written(callee)}({_arguments(args, kwargs)})"

    if callee._name_ is None:
        return callee._link_.call(callee._handle_, None, args, kwargs, write, echo)
    return callee._link_.call(callee._owner_, callee._name_, args, kwargs, write, echo)


def ask_ahead(callee: Callee, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Later:
    """Begin a call of the learner's function."""

    def write() -> str:
        return f"{written(callee)}({_arguments(args, kwargs)})"

    if callee._name_ is None:
        return callee._link_.begin(callee._handle_, None, args, kwargs, write)
    return callee._link_.begin(callee._owner_, callee._name_, args, kwargs, write)


def invoke(target: StandInObject, name: str, *args: Any) -> Any:
    """Call a special method by its name where Python's own syntax is refused: invoke(a, "__eq__", b)."""
    return _special(target, name, args, lambda: f"{written(target)}.{name}({_arguments(args, {})})")


def is_stand_in(value: Any) -> bool:
    return isinstance(value, StandInObject)


def type_name(value: StandInObject) -> str:
    return clean(value._handle_.type_name, 60)


def written(value: StandInObject) -> str:
    """The expression that gave this object, or its type where that would be long."""
    text = str(value._call_)
    if len(text) <= 60 or (isinstance(value, Callee) and value._name_ is not None):
        return text
    return f"<{type_name(value)}>"


def _special(target: StandInObject, name: str, args: tuple[Any, ...], write: Callable[[], str]) -> Any:
    try:
        return target._link_.call(target._handle_, name, args, {}, write)
    except Raised as error:
        if isinstance(error, AttributeError) and not target._link_.has(target._handle_, name):
            raise raised(Fault("TypeError", f"{type_name(target)} has no {name}"), write) from None
        raise


def _answer(
    target: StandInObject, name: str, kind: type[T], write: Callable[[], str], args: tuple[Any, ...] = ()
) -> T:
    """The answer of a special method for which Python demands a certain type."""
    answer = _special(target, name, args, write)
    if type(answer) is not kind:
        raise CheckFailed(f"`{write()}` gave {_shown(answer)}; expected a value of type {kind.__name__}.")
    assert isinstance(answer, kind)  # says to the type checker what was just established
    return answer


def _binary(stem: str, sign: str) -> Callable[[StandInObject, Any], Any]:
    """left + right as Python does it: the left operand is asked first, then the right one, reflected."""

    def operate(left: StandInObject, right: Any) -> Any:
        def write() -> str:
            return f"{written(left)} {sign} {_shown(right)}"

        answer = _operand(left, f"__{stem}__", right, write)
        if answer is NotImplemented and isinstance(right, StandInObject):
            answer = _operand(right, f"__r{stem}__", left, write)
        return _supported(answer, left, write)

    return operate


def _reflected(stem: str, sign: str) -> Callable[[StandInObject, Any], Any]:
    def operate(right: StandInObject, left: Any) -> Any:
        def write() -> str:
            return f"{_shown(left)} {sign} {written(right)}"

        return _supported(_operand(right, f"__r{stem}__", left, write), right, write)

    return operate


def _operand(target: StandInObject, name: str, other: Any, write: Callable[[], str]) -> Any:
    if not target._link_.has(target._handle_, name):
        return NotImplemented
    return _special(target, name, (other,), write)


def _supported(answer: Any, target: StandInObject, write: Callable[[], str]) -> Any:
    """Python raises a TypeError where both operands decline; it counts as the learner's."""
    if answer is not NotImplemented:
        return answer
    message = f"{type_name(target)} does not support this operation"
    raise raised(Fault("TypeError", message), write)


def _compare_data(target: StandInObject, sign: str) -> NoReturn:
    raise TypeError(
        f"`{sign}` with a stand-in object of type {type_name(target)}: compare data instead (an attribute, "
        f'a list), or ask the learner\'s own method with invoke(a, "__eq__", b).'
    )


def _arguments(args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> str:
    return ", ".join([*map(_shown, args), *(f"{key}={_shown(value)}" for key, value in kwargs.items())])


def _key(key: Any) -> str:
    from groundup.grading.showing import show_key  # numpy is loaded when the first failure is written

    return show_key(key)


def _shown(value: Any) -> str:
    from groundup.grading.showing import show

    return show(value, 60)


def _digits(number: int) -> str:
    return _shown(number)


OPERATORS = {
    **{"add": "+", "sub": "-", "mul": "*", "truediv": "/", "floordiv": "//", "mod": "%"},
    **{"pow": "**", "matmul": "@", "and": "&", "or": "|", "xor": "^"},
}
for _stem, _sign in OPERATORS.items():
    setattr(StandInObject, f"__{_stem}__", _binary(_stem, _sign))
    setattr(StandInObject, f"__r{_stem}__", _reflected(_stem, _sign))
