"""What leaves the house as a file: books as Excel workbooks, forms as Word files for A4."""
