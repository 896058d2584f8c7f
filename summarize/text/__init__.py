"""What language needs: sentences, words, terms, and which language it is."""
