"""主任の仕事: who is in charge of a case, advice, the check of records; and who is away."""
