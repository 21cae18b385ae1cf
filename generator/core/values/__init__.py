"""Values that keep what was written: dates with their precision, exact numbers, words of a closed list.

Every value is read from text by one function that returns it or raises `Unreadable` with the code-free reason;
the typed records turn that into a located problem.
"""
