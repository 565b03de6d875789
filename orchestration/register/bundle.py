"""A folder whose files are one disclosure, the narrative in one and the tables in others, becomes one file: an archive of them.

The same files under the same names always give the same bytes, and so the same document, wherever the folder lies.
"""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

from orchestration.register.intake import BadPath, files, safe_name

_NO_TIME = (1980, 1, 1, 0, 0, 0)


def bundle(folder: Path, into: Path) -> Path:
    """An archive of all files below `folder`, written into the folder `into` under the name of `folder`. Raises BadPath."""
    if not folder.is_dir():
        raise BadPath(f"There is no folder {folder}; --together takes the folder that holds one body's files.")
    target = into / f"{safe_name(folder.resolve().name)}.zip"
    number = 1
    while target.exists():
        number += 1
        target = into / f"{safe_name(folder.resolve().name)} {number}.zip"
    members: dict[str, Path] = {}
    for path in files([folder])[0]:
        name = "/".join(map(safe_name, path.relative_to(folder).parts))
        while name in members:  # names that differ only in what cannot be shown
            name += "_"
        members[name] = path
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, path in sorted(members.items()):
            try:
                with path.open("rb") as source, archive.open(zipfile.ZipInfo(name, _NO_TIME), "w", force_zip64=True) as member:
                    shutil.copyfileobj(source, member)
            except OSError as error:
                raise BadPath(f"The file {path} cannot be read: {error.strerror or error}.") from error
    return target
