"""Office files hold the time at which they were written; with it set to one moment, the same disclosure gives the same bytes."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

MOMENT = (2021, 8, 31, 9, 0, 0)
STAMP = b"2021-08-31T09:00:00Z"


def steady(package: bytes) -> bytes:
    """The same package with every time in it fixed."""
    out = BytesIO()
    with ZipFile(BytesIO(package)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            part = old.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", STAMP, part)
            info = ZipInfo(name, MOMENT)
            info.compress_type = ZIP_DEFLATED
            new.writestr(info, part)
    return out.getvalue()
