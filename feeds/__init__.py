"""A timeline in, published documents out."""
