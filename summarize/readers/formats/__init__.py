"""One file for each format of documents, and the table of them."""
