"""How much each thing that is seen of a heading speaks for a new article below it; `evidence` sees them."""

from __future__ import annotations

from collections.abc import Mapping

# What speaks for a new article below a heading (each between 0 and 1 unless told otherwise). Fitted by logistic
# regression on the project's gold pages printed in several ways (lines broken and whole, with and without blank
# lines, datelines and bylines), then rounded; set by hand are the constant, letter, apart, inside, crossheads, signature, comma, unlike and
# what is rare on these pages.
#   ordinal        the heading is numbered or marked as an item is
#   many           it has several lines
#   says           it says who did what
#   length         tens of characters, at most 3
#   said           it is a quotation or a question
#   letter         the text below begins as a letter to the editor or a reader's question does
#   set off        it alone has a blank line above, on a page that has none between paragraphs
#   apart          it has a blank line above and stands on an indented paragraph, as the page's dated headlines do
#   inside         neither that nor page furniture stands above it, but above all of the page's dated headlines
#   time first     the text below begins with a time or a season
#   dated          a time stands in its first sentences
#   new place      a place that the article above does not name stands there
#   other          how little it shares with the article above, -1 to 1
#   round-up       it is a round-up, or the article above is one
#   newspaper      the page is a newspaper's, with several articles
#   crossheads     how many sub-headings the article above has, at most 2
#   size           its length in units of 300 characters, at most 2
#   one paragraph  it has no more
#   closed         a byline ends it
#   signature      a byline ends the text below too, less the more headings stand between
#   picture        the same, but it is a picture's
#   photo          the text is one paragraph with a picture's byline: no caption has a heading
#   signed below   a byline ends the text below, while the article above has none
#   beside         the article above is one of several columns
#   goes on        bits, at most 5, that its last line and the text below are pieces of one sentence
#   comma          its last line has a comma, as pieces of sentences have more often than headlines
#   wide           more blank lines stand above it than below
#   parallel       the heading before or after it begins with the same character and is about as long: 一张卡…, 一把伞…
#   unlike         the page's articles begin with datelines or end with bylines, the text below has neither
WEIGHTS: Mapping[str, float] = {
    "one": -6.4,
    "ordinal": -2.4,
    "many": 2.3,
    "says": 0.7,
    "length": -0.5,
    "said": -3.0,
    "letter": 5.0,
    "set off": 0.3,
    "apart": 2.5,
    "inside": -6.0,
    "time first": 2.3,
    "dated": 1.6,
    "new place": 1.7,
    "other": 2.3,
    "round-up": 3.4,
    "newspaper": 2.2,
    "crossheads": -1.4,
    "size": 1.1,
    "one paragraph": -0.6,
    "closed": 3.3,
    "signature": 4.4,
    "picture": 0.5,
    "photo": 5.0,
    "signed below": 0.4,
    "beside": 2.7,
    "goes on": -0.9,
    "comma": -2.0,
    "wide": 0.8,
    "parallel": -2.2,
    "unlike": -0.7,
}
