"""The commands of the command line: each parses its options, calls one function of the pipeline, and prints."""
