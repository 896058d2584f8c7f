"""E-mails and mailboxes: what each author wrote."""
