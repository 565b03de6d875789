"""Runs that are killed: `make torture`, and a few of them among the tests.

A real run over a new document is started in a process group of its own and ended by SIGKILL at a random moment, with all its processes.
After each the warehouse is looked at: the release in force is whole by its own digests, every document that was registered is registered
still. Every few kills, and at the end, a run is let go to its end: it has to succeed without help, and to publish all documents there are.
Libraries are loaded once, also those of the judge, and every run and judge is a fork: so the moment of death falls into the run's work.
"""
