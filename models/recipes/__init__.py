"""How the counted lexicons of the model are made: `python -m models.recipes CORPORA_DIR` writes them anew.

The corpora are not part of the project; models/README.md lists them, with their licences and the files expected.
"""
