"""Small SVG pictures as text: shapes, fills, ornament, groups on a ring.

Pure functions of geometry; colour comes from the style sheet by class, never by `style`. It must not
learn what a shape stands for: callers above core give the class and the label.
"""
