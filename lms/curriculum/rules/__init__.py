"""What content is, and what must hold for it. Standard library only."""
