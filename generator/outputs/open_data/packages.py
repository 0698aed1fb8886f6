"""Further packages of open data, in forms that their subjects have agreed on: budgets as a Fiscal Data Package."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from generator.dataset import Facts
from generator.outputs.open_data.csv_files import csv_bytes
from generator.outputs.open_data.descriptor import Publisher, package_json, resource
from generator.outputs.open_data.records import FOLDER
from generator.publication import Artifact, DataPackage
from generator.record_type import AnyType

PACKAGE = "datapackage.json"


def packages(kind: AnyType, publisher: Publisher, facts: Facts) -> Iterator[Artifact]:
    """The files of a type's packages; a package's descriptor tells its name, its title and what is said of it."""
    for package in kind.views.packages(facts) if kind.views.packages is not None else ():
        told: list[str] = [package.name, package.title, package.description]
        for path, make in _files(package, publisher):
            yield Artifact(path, make, told=partial(list, told) if path.endswith(PACKAGE) else None)


def _files(package: DataPackage, publisher: Publisher) -> Iterator[tuple[str, Callable[[], bytes]]]:
    resources = [
        resource(one.name, one.title, [dict(field) for field in one.fields], one.key) for one in package.tables
    ]
    for table in package.tables:
        head = [str(one["name"]) for one in table.fields]
        yield f"{FOLDER}/{package.name}/{table.name}.csv", partial(csv_bytes, head, table.rows)
    content = package_json(package.name, package.title, package.description, publisher, resources, **package.more)
    yield f"{FOLDER}/{package.name}/{PACKAGE}", partial(bytes, content)
