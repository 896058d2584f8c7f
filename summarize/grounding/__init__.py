"""What an abstractive summary stands on: sentences that support it, and facts that nothing does."""
