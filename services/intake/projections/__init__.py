"""The tables of intake that lists are read from: what comes before a case, contacts by month, referrals."""
