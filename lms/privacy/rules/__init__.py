"""What the trail says to people, which data are kept and why, and for how long. Standard library only."""
