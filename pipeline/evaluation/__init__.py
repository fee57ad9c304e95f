"""Extractions against what people marked: gold pages, named spans, cut words, numbers and times."""
