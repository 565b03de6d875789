"""The steps from a disclosure to a release. `docs/architecture.md` says what each takes and leaves."""

from orchestration import settings

settings.be_quiet()
