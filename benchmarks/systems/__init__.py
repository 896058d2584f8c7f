"""Who is measured: systems, their environments, and the processes they run in."""
