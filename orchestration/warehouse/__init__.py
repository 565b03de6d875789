"""The warehouse folder: where things lie, who may write, which raw tables there are, and what state the build is in."""

from orchestration.warehouse.folder import Warehouse, WarehouseError

__all__ = ["Warehouse", "WarehouseError"]
