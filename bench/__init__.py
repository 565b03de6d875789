"""How long things take and where the time goes: `make bench`. Figures to look at, never a test that fails on a slow day."""
