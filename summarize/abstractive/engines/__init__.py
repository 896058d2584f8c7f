"""Models by the library that runs them: one protocol, an implementation each."""
