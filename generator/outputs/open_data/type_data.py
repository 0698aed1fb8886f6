"""The open data of one record type: its columns and rows, as derived from the model."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from generator.dataset import Facts
from generator.model import Record, Withdrawal
from generator.outputs.open_data.records import COMPUTED, computed, published, record_line, title_of
from generator.outputs.open_data.tables import Field, Filled, Row, Table, plain_field, table_of
from generator.record_type import AnyType

_DAY = "parse_day"
_DAYS = {"due", "done", "latest"}
COMPUTED_KEY = "computed."
"""How the keys of computed columns begin."""


ID = plain_field("id", "编号", "记录的编号，不会改变，也不会再用")
LEAD = (
    plain_field("computed.title", "题名", "记录的题名"),
    plain_field("computed.page", "页面", "记录的页面，从网站的根算起；没有页面的登记项空着"),
)
FROM_SUMMARY = tuple(
    plain_field(f"{COMPUTED_KEY}{key}", f"{label}（算出）", said, _DAY if key in _DAYS else "text")
    for key, label, said, _ in COMPUTED
)
WITHDRAWN = tuple(
    plain_field(f"withdrawn.{name}", f"撤回·{info.title}", info.description or "", _DAY if name == "on" else "text")
    for name, info in Withdrawal.model_fields.items()
)
_RECORD = plain_field("id", "编号", "这一行属于哪条记录")
_PLACE = plain_field("place", "位置", "在记录里的第几项；2.3 是第二项里的第三项")


@dataclass(frozen=True)
class TypeData:
    """The tables of one record type, filled."""

    kind: AnyType
    facts: Facts
    counted: Filled
    """The figures of the type that pages show."""

    @cached_property
    def table(self) -> Table:
        """The table of its records, with those of the lists in them."""
        return table_of(self.kind.model)

    @cached_property
    def computed(self) -> tuple[Field, ...]:
        """What is computed: from the summary, and by the type's own columns."""
        own = (
            plain_field(f"{COMPUTED_KEY}{one.key}", f"{one.label}（算出）", one.label)
            for one in self.kind.views.columns
        )
        return (*(FROM_SUMMARY if self.kind.views.summarize is not None else ()), *own)

    @property
    def records(self) -> tuple[Record, ...]:
        """Its records, by id."""
        found: tuple[Record, ...] = self.facts.of_type(self.kind.model)
        return found

    @cached_property
    def rows(self) -> dict[str, list[Row]]:
        """The rows of each table that has any; the records' own table is always there."""
        into: dict[str, list[Row]] = {self.table.name: []}
        titles: dict[str, str] = {}

        def titled(record_id: str) -> str:
            if record_id not in titles:
                titles[record_id] = title_of(record_id, self.facts)
            return titles[record_id]

        blank = [""] * (len(LEAD) + len(self.table.fields) + len(self.computed))
        for record in self.records:
            if record.withdrawn is not None:
                row = [record.id, *blank, *record.withdrawn.model_dump(mode="json").values()]
            else:
                values = published(record, self.kind.views.standing, self.facts).model_dump(mode="json", by_alias=True)
                lead = [record.heading(self.facts.find), record.address if record.paged else ""]
                found = computed(record, self.kind, self.facts).values()
                row = [record.id, *lead, *self.table.cells(values, titled), *found, *[""] * len(WITHDRAWN)]
                self.table.fill_lists(values, (record.id,), titled, into)
            into[self.table.name].append(row)
        return into

    @cached_property
    def lines(self) -> bytes:
        """Its records as JSON, one in a line."""
        return b"".join(record_line(record, self.kind, self.facts) for record in self.records)

    def fields(self, table: Table) -> tuple[Field, ...]:
        """Every column of a table, its key first."""
        if table is not self.table:
            return (_RECORD, _PLACE, *table.fields)
        return (ID, *LEAD, *table.fields, *self.computed, *WITHDRAWN)

    def tables(self) -> list[Table]:
        """The tables of records: their own, and those of the lists in them that have rows."""
        return [one for one in self.table.below() if one is self.table or one.name in self.rows]

    @cached_property
    def sheets(self) -> tuple[Filled, ...]:
        """Every table that is published: those of records, then the figures that are counted from them."""
        found = [
            Filled(
                one.name,
                one.label,
                self.fields(one),
                self.rows[one.name],
                ("id",) if one is self.table else ("id", "place"),
                "" if one is self.table else self.table.name,
            )
            for one in self.tables()
        ]
        return (*found, self.counted) if self.counted.rows else tuple(found)
