"""Places that help, when they are open and whom they take; knows nothing of texts or phones."""
