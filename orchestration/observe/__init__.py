"""observe: from a Document to a row for every number in it, its sections and its statements."""

from .model import Observation, Observed, Section, Statement
from .observe import OBSERVER_VERSION, observe

__all__ = ["OBSERVER_VERSION", "Observation", "Observed", "Section", "Statement", "observe"]
