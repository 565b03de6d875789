"""The release: an immutable folder that a build becomes once every suite has passed it, and the link to the one in force.

`shelf` knows the releases there are, `contents` copies tables, `changes` compares with the release in force, `publish` makes a new one.
Nothing here is imported that a reader of releases has no use for.
"""

from orchestration.release.shelf import Release, in_force, releases

__all__ = ["Release", "in_force", "releases"]
