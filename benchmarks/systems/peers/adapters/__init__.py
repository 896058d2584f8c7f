"""Small programs that summarize documents with one package each, in the environment of that package."""
