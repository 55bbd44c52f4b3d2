"""Figures for monitoring and evaluation: composition only. Shares are computed here, never stored."""
