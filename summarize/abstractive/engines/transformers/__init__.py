"""Models that torch runs in this process, by Hugging Face transformers."""
