"""A second reading of the rules of judging, written from the page of rules alone: slow, plain, and only for tests.

It shares the records, the periods, the names and the printing of numbers with `strategy`, and no rule. Where the two
readings disagree, one of them has misread the page.
"""
