"""What ``python -m benchmarks`` can do: a command a file."""
