"""The tests of every room; a library of ours installs a package of the same name."""
