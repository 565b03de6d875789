"""Files that people keep by hand beside the database, such as waivers and withdrawals: written by a spreadsheet as often as by us."""


def decoded(data: bytes) -> str:
    """The text of such a file: UTF-8 with or without a mark, else what Chinese spreadsheets write. Raises UnicodeDecodeError."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")
