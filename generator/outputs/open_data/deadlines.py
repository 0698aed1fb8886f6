"""Every deadline of every record as a table: what is or was owed, by which day, how that day came about, how it stands."""

from __future__ import annotations

from generator.outputs.due import Due
from generator.outputs.open_data.tables import Field, Row, plain_field
from generator.writing import write_yes_no

LABEL = "期限"
DEADLINE_FIELDS: tuple[Field, ...] = (
    plain_field("id", "编号", "哪条记录的期限"),
    plain_field("deadline", "期限的代码", "一条记录有几个期限时用来区分"),
    plain_field("type", "类型", "记录的类型"),
    plain_field("title", "题名", "记录的题名"),
    plain_field("unit", "单位", "读者最先找的单位（简称）"),
    plain_field("what", "什么事", "到期限要做的事"),
    plain_field("due", "期限", "最后一天；工作日历还没有公布、算不出时空着", "parse_day"),
    plain_field("done", "完成日期", "做完的日期；还没做完时空着", "parse_day"),
    plain_field("clock", "是否按期", "未到期、即将到期、逾期、按时、迟；算不出时空着"),
    plain_field("state", "状态", "与页面上写的相同"),
    plain_field("how", "怎么算的", "从哪天起、按谁的规则"),
    plain_field("working_days", "计入的工作日", "数了多少个工作日；不按工作日算的空着", "parse_count"),
    plain_field("listed", "列入「到期与逾期」", "没有做完时是不是列在那一页", "parse_yes_no"),
)


def deadline_row(one: Due) -> Row:
    """A deadline in the table."""
    row, owed = one.row, one.deadline
    clock, counted = owed.clock, len(owed.reckoning.counted)
    days = [day.isoformat() if day is not None else "" for day in (owed.reckoning.due, owed.done)]
    stands = [clock.kind if clock is not None else "", owed.state.word, owed.reckoning.how]
    said = [row.id, owed.key, row.type_name, row.title, row.unit, owed.what]
    return [*said, *days, *stands, str(counted) if counted else "", write_yes_no(owed.listed)]
