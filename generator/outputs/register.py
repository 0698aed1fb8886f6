"""The small files of a release: which ids it holds, its sitemap, its word to robots."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from urllib.parse import quote

from generator.dataset import Dataset
from generator.gone import IDS
from generator.model import Audience
from generator.publication import Artifact


def register_files(visible: Dataset, pages: Sequence[str], site_url: str, audience: Audience) -> Iterator[Artifact]:
    """`ids.txt`, `robots.txt`, and `sitemap.xml` where the site's address is known and robots are welcome."""
    rows = [
        f"{one}\t{entry.record.type_name}\t{entry.record.address if entry.record.paged else ''}"
        for one, entry in visible.entries.items()
    ]
    ids = "".join(f"{row}\n" for row in sorted(rows))
    yield Artifact(IDS, ids.encode)
    yield Artifact("robots.txt", _robots(site_url, audience).encode)
    if site_url and audience is Audience.PUBLIC:
        yield Artifact("sitemap.xml", _sitemap(pages, site_url).encode)


def _robots(site_url: str, audience: Audience) -> str:
    if audience is Audience.CAMPUS:
        return "User-agent: *\nDisallow: /\n"
    return "User-agent: *\nAllow: /\n" + (f"Sitemap: {site_url}sitemap.xml\n" if site_url else "")


def _sitemap(pages: Sequence[str], site_url: str) -> str:
    rows = "".join(f"<url><loc>{escape(site_url + quote(page))}</loc></url>\n" for page in sorted(pages))
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{rows}</urlset>\n"
