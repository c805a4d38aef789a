"""The demo: the same strategy with made-up histories, in which every status, flag, target kind and gap occurs.

It writes a data folder and nothing else; the folder is built and served like any other. What it makes up is told in
`stories/`, and every source, page and chart says that the figures are made up. No real figure is read.
"""
