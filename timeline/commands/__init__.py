"""The commands, a file for each group; ``timeline.__main__`` lists them all."""
