"""支援の事業: what is recorded of each programme beside the thirteen steps (decision 0009). Pure."""
