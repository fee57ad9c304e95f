"""gonghui: Chinese trade-union news as tables.

The data's way is the order of the folders: pages → articles → sentences → mentions → values → events → links → tables.
"""

__version__ = "0.1.0"
