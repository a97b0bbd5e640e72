"""Pictures for a room: one drawing each, large type, named directly, nothing to point at.

Each is an SVG of 1200 x 450 that the browser scales to whatever screen there is. Type is 22 px or
more on a slide of 1280 x 720, half as large again as on the pages.
"""
