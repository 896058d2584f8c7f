"""Properties of sentences that methods score: location, titles, cue words, word pairs, a query."""
