"""Writes docs/rules.md and docs/data-dictionary.md from the code; `--check` only says whether they are up to date."""

from __future__ import annotations

import sys
from pathlib import Path

from generator.explanations import rules_document
from generator.schema import dictionary_document

DOCS = Path(__file__).resolve().parent.parent / "docs"


def main() -> int:
    """Write the documents, or compare them with `--check`."""
    stale = []
    for name, text in (("rules.md", rules_document()), ("data-dictionary.md", dictionary_document())):
        path = DOCS / name
        if not path.is_file() or path.read_text("utf-8") != text:
            stale.append(name)
            if "--check" not in sys.argv:
                path.write_text(text, "utf-8")
    for name in stale:
        print(f"docs/{name} {'is out of date: run make docs' if '--check' in sys.argv else 'written'}")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
