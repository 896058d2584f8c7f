"""Documents with reference summaries: files, folders and published sets, all read into one form."""
