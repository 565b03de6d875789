"""The review report: a static site inside each release, which opens from disk without a server and without a network.

`gather` asks the release, `figures`, `charts` and `places` work out what is shown, `pictures` draws pieces of PDF pages, `pages` and
`document` fill the templates, `write` decides what is drawn and by whom.
"""
