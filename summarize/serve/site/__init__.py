"""The page for the browser: one document, one stylesheet and one script, all from this folder."""
