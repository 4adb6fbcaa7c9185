"""What the service learns: who was helped, how fast, and what was asked for in vain."""
