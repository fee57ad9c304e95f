"""Unions: the registry, which union a mention means, and what part a union plays in an event."""

from pipeline.links.linker import UnionLinker
from pipeline.links.registry import Registry
from pipeline.links.roles import RoleLinker

__all__ = ["Registry", "RoleLinker", "UnionLinker"]
