"""Mentions and values → events."""

from pipeline.events.detect import EventDetector

__all__ = ["EventDetector"]
