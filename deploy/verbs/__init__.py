"""One module per verb of `yorisoi`; each declares `VERB`."""
