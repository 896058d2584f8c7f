"""Small programs that run one system each, every one in the environment of that system."""
