"""What every record is made of: the frozen base, its fields with their Chinese labels, references."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, core_schema

from generator.audience import Audience
from generator.stated_figures import StatedFigure
from generator.values import Choice, Day, Id, Line, Year, fault, parse_count, parse_id

R = TypeVar("R", bound="Record", covariant=True)


def field(
    label: str,
    description: str,
    default: Any = ...,
    *,
    alias: str | None = None,
    drops_item: bool = False,
    needed: bool = False,
    happened: bool = False,
    begins: bool = False,
    unless_consented: str = "",
    follows: str = "",
    office: bool = False,
) -> Any:
    """A field of a record: its Chinese label and a one-line Chinese description.

    `drops_item`: a reference in a list item; where its target is hidden, the whole item vanishes.
    `needed`: an optional reference without whose target the record makes no sense (a merge target).
    `happened`: a day on which something happened; before that day it has not, and is left out.
    `begins`: the day from which the record exists at all; before it there is no record.
    `follows`: the field beside it whose day it was said on; it is left out where that day is.
    `office`: an office or a duty, and no person by name.
    `unless_consented`: the word for a person's name where the part's `consent` does not say yes (or it has none).
    """
    marks = {"drops_item": drops_item, "needed": needed, "happened": happened or begins, "begins": begins}
    marks |= {"office": office}
    words = {"unless_consented": unless_consented, "follows": follows}
    return Field(
        default,
        title=label,
        description=description,
        alias=alias,
        json_schema_extra={"x-gongkai": {k: v for k, v in (marks | words).items() if v}},
    )


def marked(info: FieldInfo, mark: str) -> bool:
    """Whether a field bears one of the marks that `field` takes."""
    return mark in _marks(info)


def word_of(info: FieldInfo, mark: str) -> str:
    """The word that a mark comes with, '' where a field does not bear it."""
    return str(_marks(info).get(mark, ""))


def _marks(info: FieldInfo) -> dict[str, Any]:
    extra = info.json_schema_extra
    marks = extra.get("x-gongkai") if isinstance(extra, dict) else None
    return marks if isinstance(marks, dict) else {}


class Part(BaseModel):
    """A frozen piece of a record. Unknown keys are refused; rules across fields are checks, not validators."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def key_of(cls, name: str) -> str:
        """The YAML key of a field (`start` is written `from`)."""
        return cls.model_fields[name].alias or name


class Reference(Generic[R]):
    """The id of another record, typed by the record it must be; `Reference[Record]` may be any type, and so may `Reference[Any]`.

    A plain class, as pydantic would take a dataclass for a model of its own.
    """

    __slots__ = ("id", "target")

    def __init__(self, id: str, target: type[Record] | None = None) -> None:
        self.id = id
        self.target = target
        """What the record must be, where the field that was read says so."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reference) and other.id == self.id

    def __hash__(self) -> int:
        return hash(self.id)

    def __repr__(self) -> str:
        return f"Reference({self.id!r})"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: object) -> CoreSchema:
        target = next(iter(get_args(source)), None)

        def read(value: object) -> Reference[R]:
            reference = cls._read(value)
            reference.target = target if isinstance(target, type) and target is not Any else None
            return reference

        write = core_schema.plain_serializer_function_ser_schema(cls.written)
        return core_schema.no_info_plain_validator_function(read, serialization=write)

    def written(self) -> str:
        """The reference as an editor writes it."""
        return self.id

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: object) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^[A-Z0-9]+(-[A-Z0-9]+)*$"}

    @classmethod
    def _read(cls, value: object) -> Reference[R]:
        if not isinstance(value, str):
            raise fault("not-text", "这里要写一个编号", "把编号写在冒号后面的同一行，例如 TA-0803-001")
        return cls(parse_id(value))


class ClauseReference(Reference["Record"]):
    """A clause of the founding document, written as its number: `12` stands for the record `KX-12`."""

    @classmethod
    def _read(cls, value: object) -> ClauseReference:
        if not isinstance(value, str):
            raise fault("not-text", "这里要写条款的序号", "写成数字，例如 12")
        return cls(cls.id_of(value))

    @staticmethod
    def id_of(number: str) -> str:
        """The id of the clause of that number."""
        return f"KX-{parse_count(number)}"

    def written(self) -> str:
        return self.id.removeprefix("KX-")

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: object) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^\d+$"}


class Attachment(Part):
    """A file that stands under `data/attachments/`."""

    file: Line = field("文件", "data/attachments/ 下的文件路径")
    title: Line = field("名称", "读者看到的附件名称")


class Withdrawal(Part):
    """The publication is withdrawn; the page stays as a notice."""

    on: Day = field("撤回日期", "撤回公开的日期", happened=True)
    by: Line = field("决定者", "由谁决定撤回", office=True)
    reason: Line = field("理由", "为什么撤回")


class Phase(Choice):
    """The four phases of a budget, as the Fiscal Data Package names them (domain rule B6)."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    ADJUSTED = "adjusted"
    EXECUTED = "executed"

    @property
    def label(self) -> str:
        return {"proposed": "预算草案", "approved": "批准预算", "adjusted": "调整预算", "executed": "决算"}[self.value]


class StatedOf(Part):
    """Which figure a document states."""

    figure: StatedFigure = field("指标", "文件里写的是哪个数，例如 收入合计、占比、年均增长")
    code: Line | None = field(
        "科目代码",
        "金额、占比、增长、执行率说的是哪个科目：写代码或名称，也可以写 收入合计、支出合计；教代会比上次增加、比上次增长的是哪个件数，不写就是 征集件数",
        None,
    )
    also: tuple[Line, ...] = field(
        "连同", "与哪些合成一个数：教代会和公开事项写另外的指标，预算写另外的科目，表彰写另外的荣誉", ()
    )
    base: Line | None = field(
        "占比基数",
        "占比以哪个科目为 100%，写代码或名称，不写就是收入合计或支出合计；公开事项写指标，不写就是它所在的合计",
        None,
    )
    phase: Phase | None = field("阶段", "说的是哪个阶段；不写就是决算，没有决算就是最近的预算", None)
    year: Year | None = field("年度", "说的是哪一年；几年合编的账里某一年的数，写这一年", None)
    start: Year | None = field("起始年", "增长从哪一年算起；几年的合计从哪一年起", None, alias="from")
    end: Year | None = field("终止年", "增长算到哪一年；几年的合计到哪一年止", None, alias="to")
    on: Day | None = field("截至", "教代会的件数和比率截至哪一天；不写就是网站的截至日期", None)
    unit: Reference[Any] | None = field(
        "单位",
        "教代会里一个单位的数，写单位编号：办理、答复以后的按主办单位算，征集、立案这些按提案人的单位算",
        None,
        needed=True,
    )
    label: Line | None = field(
        "项目", "说的是哪一项：公开事项的指标，表彰的荣誉、等次或者 集体、个人，教代会的提案类别", None
    )


class Stated(Part):
    """A figure as a published document prints it: kept as text, shown as a quotation, computed again."""

    of: StatedOf = field("指标", "这个数说的是什么")
    value: Line = field("原文数字", "照原文抄写，例如 5.88%")
    source: Line = field("出处", "哪份文件、哪一页")


class Absence(NamedTuple):
    """Why a record was not there: the key of the day that says so, and the reason in words."""

    key: str
    words: str


class Record(Part):
    """One fact file. The id is the file's name; everything else is what the file says."""

    type_name: ClassVar[str] = ""
    """The type's name in codes, addresses and data: `proposal`."""
    type_label: ClassVar[str] = ""
    """The type's Chinese name: `提案`."""
    folder: ClassVar[str] = ""
    """The folder below `data/`, and of its pages in the site."""
    paged: ClassVar[bool] = True
    """Whether each record has a page of its own."""
    alone_in_name: ClassVar[bool] = False
    """Whether two records of one name are an error of the type's own, so that a copy need not be told as one."""
    quotes: ClassVar[frozenset[StatedFigure]] = frozenset()
    """The figures that may be quoted in `stated`, where they are checked and shown; none where nothing is."""

    id: Id = field("编号", "由文件名决定，不写在文件里")
    audience: Audience = field("公开范围", "public 向社会公开；campus 只在校内公开", Audience.PUBLIC)
    clauses: tuple[ClauseReference, ...] = field("对应条款", "这条记录是《意见》哪些条款的落实材料，写条款序号", ())
    related: tuple[Reference[Record], ...] = field("相关记录", "相关记录的编号", ())
    attachments: tuple[Attachment, ...] = field("附件", "随记录公开的文件", ())
    withdrawn: Withdrawal | None = field("撤回", "撤回公开：页面保留，只显示撤回说明", None)
    stated: tuple[Stated, ...] = field("原文数字", "已公布文件里写的数字，照抄备查", ())

    @property
    def address(self) -> str:
        """Where its page stands, from the root of the site: flat, and for ever."""
        return self.address_of(self.id)

    @classmethod
    def address_of(cls, record_id: str) -> str:
        """Where the page of the record with an id stands."""
        return f"{cls.folder}/{record_id}.html"

    def heading(self, find: Find) -> str:
        """The title that readers see; `find` looks up the records that it is made from."""
        return self.id

    def names(self) -> tuple[str, ...]:
        """What people call it, and may write where its id belongs."""
        return (self.heading(lambda _: None),)

    def nicknames(self) -> tuple[str, ...]:
        """What else may be written where its id belongs: a number in a list, the beginning of a long name."""
        return ()

    def span(self) -> tuple[date, date] | None:
        """First and last day on which the units it names must have existed; None where it has no time."""
        return None

    def absence(self, first: date, last: date) -> Absence | None:
        """Why the record was not there on any day of a span, None where it was: units are founded and closed."""
        return None

    def absent(self, first: date, last: date) -> str:
        """The same in words, '' where it was there."""
        found = self.absence(first, last)
        return found.words if found else ""


Find = Callable[[Reference[Any]], Record | None]
"""How a record looks up another: `Facts.find`."""
