"""The open data of one record type: its columns, and what its records put into files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from generator.dataset import Facts
from generator.model import Record, Withdrawal
from generator.outputs.due import dues_of
from generator.outputs.open_data.blocks import Lines
from generator.outputs.open_data.csv_files import csv_lines
from generator.outputs.open_data.deadlines import deadline_row
from generator.outputs.open_data.records import COMPUTED, computed, published, record_line, title_of
from generator.outputs.open_data.tables import Field, Row, Table, Titled, plain_field, table_of
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


ALL, DEADLINES = "all", "all-deadlines"
"""The names of the tables of all records and of all deadlines."""
_TYPE = (plain_field("type", "类型", "记录的类型"), plain_field("type.label", "类型（中文）", "记录类型的中文名称"))
ALL_FIELDS = (ID, *_TYPE, *LEAD, *FROM_SUMMARY, *WITHDRAWN)


class TypeData:
    """The columns of a record type's tables, and what its records put into them."""

    def __init__(self, kind: AnyType, types: Sequence[AnyType]) -> None:
        """`types`: all there are; any of them may know of deadlines of this one's records."""
        self.kind = kind
        self.table = table_of(kind.model)
        own = (plain_field(f"{COMPUTED_KEY}{one.key}", f"{one.label}（算出）", one.label) for one in kind.views.columns)
        self.computed = (*(FROM_SUMMARY if kind.views.summarize is not None else ()), *own)
        """What is computed: from the summary, and by the type's own columns."""
        keys = [one.key for one in self.fields(self.table)]
        wanted = (*LEAD, *FROM_SUMMARY, *WITHDRAWN)
        self._in_all = [keys.index(one.key) if one.key in keys else None for one in wanted]
        self._dues = dues_of(tuple(types))

    @property
    def lines(self) -> str:
        """The name of its file of JSON Lines, below `data/`."""
        return f"{self.table.name}.jsonl"

    def fields(self, table: Table) -> tuple[Field, ...]:
        """Every column of a table, its key first."""
        if table is not self.table:
            return (_RECORD, _PLACE, *table.fields)
        return (ID, *LEAD, *table.fields, *self.computed, *WITHDRAWN)

    def lines_of(self, records: Iterable[Record], facts: Facts) -> Lines:
        """What some records put into the files of open data."""
        rows: dict[str, list[Row]] = {}
        said: list[bytes] = []
        titles: dict[str, str] = {}

        def titled(record_id: str) -> str:
            if record_id not in titles:
                titles[record_id] = title_of(record_id, facts)
            return titles[record_id]

        for record in records:
            found = computed(record, self.kind, facts) if record.withdrawn is None else {}
            row = self._row(record, found, titled, rows, facts)
            rows.setdefault(self.table.name, []).append(row)
            rows.setdefault(ALL, []).append(self._row_of_all(row))
            dues = facts.derive(self._dues, record)
            if dues:
                rows.setdefault(DEADLINES, []).extend(map(deadline_row, dues))
            said.append(record_line(record, self.kind, found, facts))
        files = {f"{name}.csv": csv_lines(those) for name, those in rows.items()}
        return Lines({**files, self.lines: b"".join(said)}, {name: len(those) for name, those in rows.items()})

    def _row(
        self, record: Record, found: Mapping[str, str], titled: Titled, rows: dict[str, list[Row]], facts: Facts
    ) -> Row:
        """The record's row in its type's table; those of the lists in it are added to `rows`."""
        if record.withdrawn is not None:
            blank = [""] * (len(LEAD) + len(self.table.fields) + len(self.computed))
            return [record.id, *blank, *record.withdrawn.model_dump(mode="json").values()]
        values = published(record, self.kind.views.standing, facts).model_dump(mode="json", by_alias=True)
        lead = [record.heading(facts.find), record.address if record.paged else ""]
        self.table.fill_lists(values, (record.id,), titled, rows)
        return [record.id, *lead, *self.table.cells(values, titled), *found.values(), *[""] * len(WITHDRAWN)]

    def _row_of_all(self, row: Row) -> Row:
        model = self.kind.model
        return [row[0], model.type_name, model.type_label, *(row[n] if n is not None else "" for n in self._in_all)]
