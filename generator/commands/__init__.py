"""The verbs of the command line, a module each, loaded when they are asked for.

A verb looks at its options, asks the floors below for an answer, says it and returns its exit code. `command(words)` of
each module makes it with its help in one language.
"""
