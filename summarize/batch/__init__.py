"""Many documents on one machine, into one file that loses nothing."""
