"""Where the theme's templates come from."""

from __future__ import annotations

import os

from jinja2 import FileSystemLoader


class ThemeLoader(FileSystemLoader):
    """Lists no folders with a dot: MkDocs, which asks for the list, leaves them out, and Material has 14,000 icons there."""

    def list_templates(self) -> list[str]:
        """The names of all files below the folders, `/` between their parts."""
        found: set[str] = set()
        for folder in map(str, self.searchpath):
            for place, folders, names in os.walk(folder, followlinks=self.followlinks):
                folders[:] = [one for one in folders if not one.startswith(".")]
                found |= {os.path.relpath(os.path.join(place, one), folder).replace(os.sep, "/") for one in names}
        return sorted(found)
