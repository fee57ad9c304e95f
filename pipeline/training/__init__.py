"""The project's training recipes: corpora → models; needs the `train` extra, nothing at run time imports it."""
