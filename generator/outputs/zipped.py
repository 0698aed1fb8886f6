"""Files in a ZIP package with the same bytes for the same content: no times, no modes of the machine."""

from __future__ import annotations

from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def put(package: ZipFile, path: str, content: bytes) -> None:
    """Write a file into a package."""
    entry = ZipInfo(path, (1980, 1, 1, 0, 0, 0))
    entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 3, 0o644 << 16
    package.writestr(entry, content)
