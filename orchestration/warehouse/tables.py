"""What the raw and meta tables hold: one record a column. The tables, their comments and the writing of rows derive from these."""

from __future__ import annotations

from dataclasses import dataclass

TEXT, INTEGER, BIGINT, BOOLEAN, MOMENT, DECIMAL = "VARCHAR", "INTEGER", "BIGINT", "BOOLEAN", "TIMESTAMP", "DECIMAL(24,6)"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: DuckDB type, unit where it has one (`code points`, `CNY`, `bytes` …), whether it may be null."""

    name: str
    type: str
    description: str
    unit: str = ""
    nullable: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """One table; `key` names the columns that identify a row."""

    schema: str
    name: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def qualified(self) -> str:
        return f"{self.schema}.{self.name}"


def _need(name: str, type_: str, description: str, unit: str = "") -> Column:
    return Column(name, type_, description, unit, nullable=False)


_DOCUMENT = _need("document_id", TEXT, "First 16 hex digits of the sha256 of the file's bytes.")
_SPAN = (
    _need("char_start", INTEGER, "Where it begins in raw_text.text.", "code points"),
    _need("char_end", INTEGER, "Where it ends, exclusive.", "code points"),
)

RAW_DOCUMENT = Table(
    "raw",
    "raw_document",
    "Every file content that ever arrived, read or rejected. One row per sha256.",
    ("document_id",),
    (
        _DOCUMENT,
        _need("sha256", TEXT, "Digest of the file's bytes, 64 hex digits."),
        _need(
            "source_name", TEXT, "Name of the file without folder and control characters; of several names the first in code point order."
        ),
        _need("byte_size", BIGINT, "Size of the file.", "bytes"),
        _need("format", TEXT, "By content: text, pdf, docx, doc, odt, xlsx, xls, html, archive or unknown."),
        Column("encoding", TEXT, "Encoding of a text file."),
        Column("title", TEXT, "Title of the document."),
        Column("organisation_name", TEXT, "The body whose accounts these are, as printed."),
        Column("organisation_level", TEXT, "central, province, city, county or township; null where the name does not tell."),
        Column("region", TEXT, "Region named in front of the organisation's name."),
        Column("fiscal_year", INTEGER, "The year accounted for."),
        _need(
            "document_kind",
            TEXT,
            "department_final_accounts, unit_final_accounts, budget, government_final_accounts, template or other.",
        ),
        _need("consolidation", TEXT, "consolidated (with subordinate units), own (the body alone) or unknown."),
        Column("page_count", INTEGER, "Pages; null where the format has none.", "pages"),
        Column(
            "unread_pages", TEXT, "Numbers of the pages that are pictures and were not read, parted by commas; null where there are none."
        ),
        Column("char_count", INTEGER, "Length of the text; null where it could not be read.", "code points"),
        _need("intake_status", TEXT, "read, rejected or withdrawn."),
        Column("reject_code", TEXT, "Why it was rejected or withdrawn, as a code."),
        Column("reject_reason_zh", TEXT, "Why it was rejected or withdrawn, in Chinese."),
        Column("reject_reason_en", TEXT, "Why it was rejected or withdrawn, in English."),
        _need("reader_version", TEXT, "Version of the reader and of the recognition that made this row."),
        Column("observer_version", TEXT, "Version of the grammar and vocabulary that made its observations; null before that."),
    ),
)

RAW_TEXT = Table(
    "raw",
    "raw_text",
    "The text of each document read, to which all spans point. One row per document read.",
    ("document_id",),
    (_DOCUMENT, _need("text", TEXT, "The text; of a .txt file the decoded file itself, without byte-order mark.")),
)

RAW_SECTION = Table(
    "raw",
    "raw_section",
    "A heading and what stands below it. One row per document and section.",
    ("document_id", "section_id"),
    (
        _DOCUMENT,
        _need("section_id", INTEGER, "Running number in the document, from 1."),
        Column("parent_id", INTEGER, "The section it stands in; null at the top."),
        _need("level", INTEGER, "Depth, from 1."),
        _need("marker", TEXT, "The marker as printed, such as 五、."),
        _need("title", TEXT, "The words of the heading."),
        _need("area", TEXT, "Subject area, own or inherited from the nearest heading that has one; empty where none has."),
        _need("path", TEXT, "Markers and titles from the top, joined by /."),
        _need("title_start", INTEGER, "Where the title begins in raw_text.text.", "code points"),
        _need("title_end", INTEGER, "Where the title ends, exclusive.", "code points"),
        *_SPAN,
    ),
)

RAW_OBSERVATION = Table(
    "raw",
    "raw_observation",
    "Every number printed, with its place and what it means. One row per document and number.",
    ("document_id", "ordinal"),
    (
        _need("observation_id", TEXT, "Identity, made of document and ordinal."),
        _DOCUMENT,
        _need("ordinal", INTEGER, "Order in the document, from 1."),
        _need("origin", TEXT, "text or table."),
        Column("section", TEXT, "Heading path as printed."),
        Column("page", INTEGER, "Page, from 1; null where the format has none."),
        Column("char_start", INTEGER, "Where the printed number begins in raw_text.text.", "code points"),
        Column("char_end", INTEGER, "Where it ends, exclusive.", "code points"),
        _need("printed", TEXT, "The number as printed."),
        _need("quote", TEXT, "The clause, sentence or row it stands in."),
        Column("value", DECIMAL, "Exact value in the printed unit; null where it does not fit.", "as unit"),
        Column("decimals", INTEGER, "Digits printed after the point.", "digits"),
        Column("unit", TEXT, "Unit as printed, blanks and line breaks removed."),
        Column("value_cny", DECIMAL, "The amount in yuan; null for what is no money.", "CNY"),
        _need("concept", TEXT, "What it is, a concept of the vocabulary; empty where not known."),
        Column("measure", TEXT, "final, budget, change, change_pct, share_pct, completion_pct or count."),
        _need("basis", TEXT, "initial_budget, adjusted_budget, full_year_budget or empty: the budget referred to, as printed."),
        _need("versus", TEXT, "prior_year, budget or empty: what a change compares with."),
        _need("direction", TEXT, "increase, decrease or empty, as printed."),
        _need("fund", TEXT, "general, government_fund, state_capital, fiscal, all or empty."),
        _need("function_code", TEXT, "Functional classification code, or empty."),
        _need("economic_code", TEXT, "Economic classification code, or empty."),
        _need("member", TEXT, "Project, vehicle kind, staff kind, cost item …, or empty."),
        _need("table_id", TEXT, "Canonical table of a cell, or empty."),
        Column("table_set", INTEGER, "Of several sets of tables, as of a body and each of its units, the one of a cell; from 1."),
        _need("row_key", TEXT, "Code or label of the row of a cell, or empty."),
        _need("column_key", TEXT, "Header path of the column of a cell joined by /, or empty."),
        _need("is_approximate", BOOLEAN, "Printed with 余, 约, 近 …"),
        _need("is_ocr", BOOLEAN, "Recognised from a picture of print, and so not surely as printed."),
        _need("status", TEXT, "mapped, unmapped or label (no figure)."),
        Column("section_id", INTEGER, "The section it stands in; null before the first heading."),
        Column("area", TEXT, "Subject area of that section; empty where none is known."),
        Column("sentence", INTEGER, "Running number of the sentence in the document."),
        Column("label_kind", TEXT, "Why it is a label: year, date, ordinal, code, threshold, page, name, bare …"),
        Column("subject_ordinal", INTEGER, "Ordinal of the amount that a share, change or completion speaks of."),
        Column("base_concept", TEXT, "Concept of the base that a share names; empty where none is named."),
        Column("group_ordinal", INTEGER, "Ordinal of the total of which this figure is a listed part."),
        Column("box_left", INTEGER, "Left edge of the number or its cell on the page.", "1/100 point"),
        Column("box_top", INTEGER, "Top edge, from the top of the page.", "1/100 point"),
        Column("box_right", INTEGER, "Right edge.", "1/100 point"),
        Column("box_bottom", INTEGER, "Bottom edge.", "1/100 point"),
        Column("place", TEXT, "The format's own address of a cell: an A1 reference or a node path."),
        Column("phrase", TEXT, "The words that govern the number, as read."),
        Column("note", TEXT, "Why it is unmapped."),
    ),
)

RAW_STATEMENT = Table(
    "raw",
    "raw_statement",
    "Statements in words that the genre asks for. One row per document and statement.",
    ("document_id", "ordinal"),
    (
        _DOCUMENT,
        _need("ordinal", INTEGER, "Order in the document, from 1."),
        _need("kind", TEXT, "duty, change_reason, performance_conclusion, project_output, problem_found, key_work_item …"),
        Column("subject", TEXT, "What it speaks of."),
        _need("text", TEXT, "The statement."),
        Column("target", TEXT, "Target of a key-work item."),
        Column("completion", TEXT, "Completion of a key-work item."),
        Column("section_id", INTEGER, "The section it stands in."),
        *_SPAN,
        Column("page", INTEGER, "Page, from 1; null where the format has none."),
    ),
)

META_BUILD = Table(
    "meta",
    "build",
    "The build that is in the database now. One row.",
    ("build_id",),
    (
        _need("build_id", TEXT, "Identity of this state of the database."),
        _need("state", TEXT, "landing (raw tables changed, or dbt under way) or modelled (facts and checks belong to the raw tables)."),
        _need("started_at", MOMENT, "When this build began.", "UTC"),
        _need("run_id", TEXT, "The run that began it."),
    ),
)

META_VERDICT = Table(
    "meta",
    "verdict",
    "What each suite said of each build. One row per build and suite.",
    ("build_id", "suite"),
    (
        _need("build_id", TEXT, "The build judged."),
        _need("suite", TEXT, "The suite."),
        _need("passed", BOOLEAN, "Whether every expectation held."),
        _need("evaluated", INTEGER, "Expectations evaluated.", "expectations"),
        _need("failed", INTEGER, "Expectations that did not hold.", "expectations"),
        _need("judged_at", MOMENT, "When.", "UTC"),
        Column("suites", TEXT, "Digest of all suites as they were when it judged."),
    ),
)

META_DELTA = Table(
    "meta",
    "delta",
    "Documents whose rows may differ from those of the release that `meta.base` names. One row per document.",
    ("document_id",),
    (
        _DOCUMENT,
        _need("modelled", BOOLEAN, "Whether facts, marts and checks have been made of it since."),
    ),
)

META_BATCH = Table(
    "meta",
    "batch",
    "The documents that dbt is at work on. One row per document.",
    ("document_id",),
    (_DOCUMENT,),
)

META_BASE = Table(
    "meta",
    "base",
    "What everything outside `meta.delta` was made by and released as. One row.",
    ("models",),
    (
        _need("models", TEXT, "Digest of the models and reference data that made the tables; empty before the first time."),
        _need("waivers", TEXT, "Digest of the warehouse's own waivers that they were made with."),
        _need("suites", TEXT, "Digest of the suites that passed the release."),
        _need("release_id", TEXT, "The release that holds the tables but for the delta; empty where none does."),
        Column("marts_file", TEXT, "What the disk told of its marts.duckdb once it was published: inode, size and times."),
    ),
)

RAW_TABLES = (RAW_DOCUMENT, RAW_TEXT, RAW_SECTION, RAW_OBSERVATION, RAW_STATEMENT)
META_TABLES = (META_BUILD, META_VERDICT, META_DELTA, META_BATCH, META_BASE)
TABLES = (*RAW_TABLES, *META_TABLES)
