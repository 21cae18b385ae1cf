"""What the verbs `notices`, `grade` and `stats` answer: the same figures as the pages, for terminals and programs."""
