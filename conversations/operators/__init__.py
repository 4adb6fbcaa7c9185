"""The people of the team: their accounts, how they sign in, and what they did."""
