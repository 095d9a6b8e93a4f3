"""住まいの支援: providers, search, viewings, the contract, things lent. Pure."""
