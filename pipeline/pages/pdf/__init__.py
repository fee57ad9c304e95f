"""A PDF page with a text layer → its text in reading order.

`file` gets the characters and their places from the file, `lines` sets them into lines, `order` finds columns and
their order by the white space between them, `text` makes paragraphs. All but `file` are pure geometry.
"""
