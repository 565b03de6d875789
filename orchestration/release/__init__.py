"""The release: an immutable folder that a build becomes once every suite has passed it, and the link to the one in force.

`shelf` knows the releases there are, `ahead` prepares what the next one takes over from the one in force, `touched` takes what may
differ from it out of the build, `changes` compares, `database` and `parquet` write the tables, `publish` makes a new one of all that.
Nothing here is imported that a reader of releases has no use for.
"""

from orchestration.release.shelf import Release, in_force, releases

__all__ = ["Release", "in_force", "releases"]
