"""Unions: the registry, which union a mention means, and what part a union plays in an event.

    from pipeline.links import UnionLinker
    from pipeline.links.roles import RoleLinker

The roles need the lexicons of the events, for which `unions NAME` should not wait.
"""

from pipeline.links.linker import UnionLinker
from pipeline.links.registry import Registry

__all__ = ["Registry", "UnionLinker"]
