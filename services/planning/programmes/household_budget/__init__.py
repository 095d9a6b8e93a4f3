"""家計改善支援: sheets, years to come, cash in our keeping, arrears and debts, reliefs, loans, the plan to mend."""
