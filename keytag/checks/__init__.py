"""What is checked: what a job says, what is drawn, what a hand-off needs; and the catalogue of all rules."""
