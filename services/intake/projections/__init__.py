"""The tables of intake that lists are read from: contacts by month, referrals by the day to ask back."""
