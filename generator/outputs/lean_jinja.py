"""Jinja with less between a template and what it writes: plain attributes, macros called as the functions that they are.

A page calls some thirty macros and asks three hundred attributes. What is left out is what our own templates never
need; where a template asks for more (keywords, a caller, other arguments than there are), Jinja does as it always does.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping, Sequence
from functools import partial
from keyword import iskeyword
from pathlib import Path
from typing import Any

import markupsafe
from jinja2 import Environment, Template
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Getattr
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

_inner: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)
"""Escapes a text; where this version of the library has it under no such name, the public function does, slower."""
_markup: Callable[[str], Markup] = partial(str.__new__, Markup)
"""A text that is HTML; `Markup` itself asks first whether it is any."""


def _escaped(value: object) -> str:
    """As `escape`, without a `Markup` around each text that is joined with the rest of the page at once."""
    kind = value.__class__
    if kind is str:
        return _inner(value)  # type: ignore[arg-type]
    return value if kind is Markup else escape(value)  # type: ignore[return-value]


class _Macro(Macro):
    """A macro that says whether it can be called with its arguments as they come."""

    def __init__(
        self,
        environment: Environment,
        func: Callable[..., str],
        name: str,
        arguments: list[str],
        catch_kwargs: bool,
        catch_varargs: bool,
        caller: bool,
        default_autoescape: bool | None = None,
    ) -> None:
        super().__init__(environment, func, name, arguments, catch_kwargs, catch_varargs, caller, default_autoescape)
        self.function = func
        self.takes = -1 if catch_kwargs or catch_varargs or caller else len(arguments)
        """How many arguments it takes, all by their places; -1 where it takes others too."""


class _Context(Context):
    """What a template knows; it calls macros directly."""

    def call(self, what: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """As Jinja's; `kwargs` always has what loops and blocks have set, which no macro wants."""
        if what.__class__ is not _Macro:
            return super().call(what, *args, **kwargs)
        kwargs.pop("_loop_vars", None)
        kwargs.pop("_block_vars", None)
        if not kwargs and what.takes == len(args) and self.eval_ctx.autoescape:
            html = what.function(*args)
            return html if html.__class__ is Markup else _markup(html)
        return what(self.eval_ctx, *args, **kwargs)


class _Template(Template):
    """A compiled template, with our names for what it calls."""

    @classmethod
    def _from_namespace(
        cls, environment: Environment, namespace: MutableMapping[str, Any], globals: MutableMapping[str, Any]
    ) -> Template:
        namespace.update({"escape": _escaped, "Markup": _markup, "Macro": _Macro})
        return super()._from_namespace(environment, namespace, globals)


class _Generator(CodeGenerator):
    """Compiles `one.name` in our own templates to just that: they are given structs, of which each has its names."""

    environment: LeanEnvironment

    def visit_Getattr(self, node: Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Templates of a site are compiled as Jinja does it: there `one.name` may be an item, or not be defined."""
        if not self.environment.is_ours(self.filename) or iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")


class LeanEnvironment(Environment):
    """Jinja's, whose templates have our names as they are: in a mapping over a mapping each import looks them up in Python."""

    template_class = _Template
    context_class = _Context
    code_generator_class = _Generator

    def __init__(self, ours: Sequence[Path], **options: Any) -> None:
        """`ours` are the folders of templates that came with the package."""
        self._ours = tuple(f"{one}/" for one in ours)
        super().__init__(**options)

    def is_ours(self, filename: str | None) -> bool:
        """Whether a template came with the package."""
        return filename is not None and filename.startswith(self._ours)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The names that every template knows; no template is given others."""
        return super().make_globals(d) if d else self.globals
