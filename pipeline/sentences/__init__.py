"""Text → sentences and tokens."""

from pipeline.sentences.segment import Segmenter
from pipeline.sentences.split import split

__all__ = ["Segmenter", "split"]
