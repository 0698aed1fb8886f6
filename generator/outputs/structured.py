"""What stands in the head of a page for machines: its feeds, Open Graph, schema.org as JSON-LD.

Open Graph and JSON-LD want whole addresses, so that without the site's address there is neither.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from html import escape, unescape
from typing import Any
from urllib.parse import quote

from msgspec import Struct

from generator.dataset import Facts
from generator.model import Record
from generator.outputs.feeds.site import HOME, Feed, Feeds
from generator.outputs.open_data.descriptor import Publisher
from generator.outputs.open_data.packages import PACKAGE
from generator.outputs.open_data.records import FOLDER
from generator.outputs.open_data.type_data import ALL
from generator.prose import Link
from generator.record_type import AnyType
from generator.shells import Shell, relative

_CONTEXT = "https://schema.org"
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)">')
_FORMATS = (
    ("csv", "text/csv"),
    ("jsonl", "application/jsonl"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
)
_FREE = "可以自由取用，另有 JSON Schema 和数据字典；空着的单元格是没有写，不是零。"


class Words(Struct, frozen=True):
    """How a page calls itself."""

    title: str
    description: str


def words_of(shell: Shell, site_name: str) -> Words:
    """The title and description of a handwritten page, as the theme has written them."""
    html = "".join(one for one in shell.pieces if isinstance(one, str))
    title, description = _TITLE.search(html), _DESCRIPTION.search(html)
    name = unescape(title[1]).strip() if title else site_name
    return Words(name.removesuffix(f" - {site_name}"), unescape(description[1]) if description else "")


class Heads(Struct, frozen=True):
    """Makes what goes into the heads of a site's pages."""

    publisher: Publisher
    feeds: Feeds
    data_page: str = ""
    """The page of open data, '' where the site has none."""

    def of_record(self, record: Record, kind: AnyType, words: Words, crumbs: Sequence[Link], facts: Facts) -> str:
        """The head of a record's page."""
        things: list[Mapping[str, Any]] = [self._trail(record.address, words.title, crumbs)]
        if kind.views.described is not None and record.withdrawn is None and self.publisher.site_url:
            described = kind.views.described(record, facts)
            if described is not None:
                url = self._url(record.address)
                things.append({**self._whole(described), "@id": f"{url}#it", "name": words.title, "url": url})
        return self._head(record.address, words, things, record)

    def of_page(self, path: str, words: Words, crumbs: Sequence[Link] = ()) -> str:
        """The head of a list or a handwritten page."""
        if path == HOME:
            things: list[Mapping[str, Any]] = [self._organization(), self._site()]
        elif path == self.data_page:
            things = [self._trail(path, words.title, crumbs), self._dataset()]
        else:
            things = [self._trail(path, words.title, crumbs)]
        return self._head(path, words, things)

    def _head(self, path: str, words: Words, things: Sequence[Mapping[str, Any]], subject: Record | None = None) -> str:
        feeds = (*self.feeds.of_page(path, subject), *self.feeds.everywhere())
        html = "".join(_feed_link(one) for one in feeds)
        if self.publisher.site_url:
            html += self._open_graph(path, words)
            content = things[0] if len(things) == 1 else {"@graph": things}
            html += _script({"@context": _CONTEXT, **content})
        return relative(html, path.count("/"))

    def _open_graph(self, path: str, words: Words) -> str:
        properties = {
            "og:type": "website" if path == HOME else "article",
            "og:title": words.title,
            "og:description": words.description,
            "og:url": self._url(path),
            "og:site_name": self.publisher.site_name,
            "og:locale": "zh_CN",
        }
        rows = (f'<meta property="{name}" content="{escape(value)}">\n' for name, value in properties.items() if value)
        return "".join(rows)

    def _url(self, path: str) -> str:
        return self.publisher.site_url + quote(path)

    def _whole(self, thing: Any) -> Any:
        """A thing whose addresses from the root of the site, `~/…`, are whole."""
        if isinstance(thing, Mapping):
            return {key: self._whole(value) for key, value in thing.items()}
        if isinstance(thing, list):
            return [self._whole(one) for one in thing]
        return self._url(thing[2:]) if isinstance(thing, str) and thing.startswith("~/") else thing

    def _trail(self, path: str, title: str, crumbs: Sequence[Link]) -> Mapping[str, Any]:
        steps = [Link(HOME, "首页"), *(one for one in crumbs if one.address), Link(path, title)]
        rows = [
            {"@type": "ListItem", "position": number, "name": one.title, "item": self._url(one.address)}
            for number, one in enumerate(steps, 1)
        ]
        return {"@type": "BreadcrumbList", "itemListElement": rows}

    def _organization(self) -> Mapping[str, Any]:
        url = self.publisher.site_url
        return {"@type": "Organization", "@id": f"{url}#publisher", "name": self.publisher.name, "url": url}

    def _site(self) -> Mapping[str, Any]:
        url = self.publisher.site_url
        return {
            "@type": "WebSite",
            "name": self.publisher.site_name,
            "url": url,
            "inLanguage": "zh-CN",
            "publisher": {"@id": f"{url}#publisher"},
        }

    def _dataset(self) -> Mapping[str, Any]:
        """All open data, and the data of each type as its part."""
        page, name = self._url(self.data_page), f"{self.publisher.site_name}：开放数据"
        labels = [kind.model.type_label for kind in self.feeds.types]
        said = f"{self.publisher.name}公开的全部记录，每种记录一张表：{'、'.join(labels)}。{_FREE}"
        parts = [
            self._data(f"{page}#{kind.model.folder}", f"{name}·{label}", f"{said}这里是{label}。", kind.model.folder)
            for kind, label in zip(self.feeds.types, labels, strict=True)
        ]
        package = _download(self._url(f"{FOLDER}/{PACKAGE}"), "application/json")
        whole = self._data(page, name, said, ALL)
        whole["distribution"].append(package)
        return {**whole, "creator": self._organization(), "hasPart": parts}

    def _data(self, page: str, name: str, said: str, files: str) -> dict[str, Any]:
        found: dict[str, Any] = {
            "@type": "Dataset",
            "@id": page if "#" in page else f"{page}#all",
            "name": name,
            "description": said,
            "url": page,
            "inLanguage": "zh-CN",
            "isAccessibleForFree": True,
            "creator": {"@id": f"{self.publisher.site_url}#publisher"},
            "distribution": [_download(self._url(f"{FOLDER}/{files}.{ending}"), kind) for ending, kind in _FORMATS],
        }
        return {**found, "license": self.publisher.licence_path} if self.publisher.licence_path else found


def _download(url: str, kind: str) -> Mapping[str, Any]:
    return {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": url}


def _feed_link(one: Feed) -> str:
    return f'<link rel="alternate feed" type="{one.type}" title="{escape(one.title)}" href="~/{escape(quote(one.address))}">\n'


def _script(content: Mapping[str, Any]) -> str:
    """JSON-LD that no text can leave: neither `</script>` nor `<!--` can stand in it."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    safe = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return f'<script type="application/ld+json">{safe}</script>\n'
