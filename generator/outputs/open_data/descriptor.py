"""`datapackage.json`: what each table holds, in the words of the Data Package and Table Schema specifications."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct
from pydantic_core import to_json

from generator.outputs.open_data.tables import Field

_TYPES: Mapping[str, Mapping[str, Any]] = {
    "parse_day": {"type": "date"},
    "parse_year": {"type": "year"},
    "parse_count": {"type": "integer"},
    "parse_amount": {"type": "number"},
    "parse_cell": {"type": "number"},
    "parse_share": {"type": "number", "bareNumber": False},
    "parse_yes_no": {"type": "boolean", "trueValues": ["是"], "falseValues": ["否"]},
}
_LICENCES = {
    "CC-BY-4.0": ("知识共享 署名 4.0 国际", "https://creativecommons.org/licenses/by/4.0/deed.zh-hans"),
    "CC-BY-SA-4.0": (
        "知识共享 署名—相同方式共享 4.0 国际",
        "https://creativecommons.org/licenses/by-sa/4.0/deed.zh-hans",
    ),
    "CC0-1.0": ("CC0 1.0 公共领域贡献", "https://creativecommons.org/publicdomain/zero/1.0/deed.zh-hans"),
}
_LICENCE_NAME = re.compile(r"[-a-zA-Z0-9._]+\Z")


class Publisher(Struct, frozen=True):
    """Who publishes, where, and on which terms."""

    site_name: str
    site_url: str
    """With a slash at its end; '' where it is not known, or not for everyone."""
    holder: str
    licence: str

    @property
    def name(self) -> str:
        """The one who holds the data, or else the site."""
        return self.holder or self.site_name

    @property
    def licence_words(self) -> str:
        """The licence as readers know it."""
        title, _ = _LICENCES.get(self.licence, (self.licence, ""))
        return title

    @property
    def licence_path(self) -> str:
        """Where the licence can be read, '' where that is not known."""
        return _LICENCES.get(self.licence, ("", ""))[1]

    def described(self) -> dict[str, Any]:
        """What a data package says of its publisher."""
        name = self.licence if _LICENCE_NAME.match(self.licence) else "other"
        licence = {"name": name, "title": self.licence_words}
        found: dict[str, Any] = {
            "licenses": [{**licence, "path": self.licence_path} if self.licence_path else licence],
            "contributors": [{"title": self.name, "role": "publisher"}],
        }
        return {**found, "homepage": self.site_url} if self.site_url else found


def field_of(one: Field) -> dict[str, Any]:
    """A column in the words of Table Schema."""
    kind = {"type": "string"} if one.many else dict(_TYPES.get(one.kind, {"type": "string"}))
    found = {"name": one.key, "title": one.label, "description": one.description, **kind}
    if one.kind == "choice" and not one.many:
        found["constraints"] = {"enum": list(one.words)}
    return found


def resource(
    name: str,
    label: str,
    fields: Sequence[dict[str, Any]],
    key: Sequence[str],
    links: Sequence[tuple[str, str]] = (),
    suppressed: bool = False,
) -> dict[str, Any]:
    """A table of the package. `links`: a column, and the table whose ids it holds."""
    schema: dict[str, Any] = {"fields": list(fields), "primaryKey": list(key)}
    schema["missingValues"] = ["", "<5"] if suppressed else [""]
    if links:
        schema["foreignKeys"] = [
            {"fields": column, "reference": {"resource": table if table != name else "", "fields": "id"}}
            for column, table in links
        ]
    return {
        "name": name.lower(),
        "title": label,
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def package_json(
    name: str, title: str, description: str, publisher: Publisher, resources: Sequence[Mapping[str, Any]], **more: Any
) -> bytes:
    """The descriptor of a package."""
    content = {
        "profile": "tabular-data-package",
        "name": name,
        "title": title,
        "description": description,
        **publisher.described(),
        **more,
        "resources": resources,
    }
    return to_json(content, indent=1) + b"\n"
