"""定義 Definitions: what does this number mean?"""

from ui import definitions, frame, style
from wording import pages

frame.begin("definitions")
reader = frame.reader()
title = frame.heading(
    pages.DEFINITIONS_TITLE(reader.language), pages.DEFINITIONS_BELOW(reader.language)
)
style.show(title + definitions.everything(reader.language))
definitions.take_away(reader)
