"""The spaCy pipeline: thin registered components around the stages; the only package that imports spaCy."""
