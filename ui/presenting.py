"""The presentation page: the list of presentations, the scenes of one, and the show.

The address says which of the three: `show` names the presentation that is shown, `presentation`
the one that is put together, `scene` the scene of it that is looked at.
"""

from ui import building, showing, url
from ui.frame import Reader


def part(reader: Reader) -> None:
    """Put on the page what the address asks for."""
    asked = url.parameters()
    if "show" in asked:
        showing.show(reader, asked["show"])
    elif "presentation" in asked:
        building.build(reader, asked["presentation"], asked.get("scene", ""))
    else:
        building.listed(reader)
