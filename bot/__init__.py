"""From a received text to the text sent back; `answer.py` tells the story."""
