"""What exchange writes: imported pages, rows, guides and records, each in one transaction."""
