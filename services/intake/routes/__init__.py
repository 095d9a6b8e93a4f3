"""The pages and the machine interface of intake, one module per page."""
