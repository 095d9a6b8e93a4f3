"""給付: applications, decisions and payments of the benefits of the Act."""
