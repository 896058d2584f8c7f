"""``python -m summarize`` is the command line."""

from summarize.cli import main

if __name__ == "__main__":
    main()
