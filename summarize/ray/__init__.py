"""Many documents on many machines, by Ray Data; needs ``pip install 'summarize[ray]'``."""

from summarize.ray.dataset import summarize_dataset
from summarize.ray.files import summarize_files

__all__ = ["summarize_dataset", "summarize_files"]
