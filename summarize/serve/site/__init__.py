"""The page for the browser: HTML, a stylesheet and scripts, all from this folder."""
