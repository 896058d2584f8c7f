"""What people read of a run: a page of Markdown, and a page to look at."""
