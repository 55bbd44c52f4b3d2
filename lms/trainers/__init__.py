"""Who teaches: trainers, the training of trainers they passed, their refreshers, and whether they may be assigned."""
