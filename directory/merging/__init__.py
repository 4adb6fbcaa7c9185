"""One entry for one place: records of several sources that tell of it are offered as one.

`keep` notes which records changed (`matching.note_changes`); `settle` looks for their likes
(`signs`, `judging`), makes groups of those that are sure (`grouping`, `regrouping`) and one entry
of each group (`blending`, `rewriting`). The rows of venues and services show the entry; what each
source told is put aside (`records`). People decide what is unsure (`decisions`).
"""
