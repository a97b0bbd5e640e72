"""定義 Definitions: what does this number mean?"""

from ui import definitions, frame, style
from wording import pages

reader = frame.begin("definitions")
frame.heading(pages.DEFINITIONS_TITLE(reader.language), pages.DEFINITIONS_BELOW(reader.language))
style.show(definitions.of_metrics(reader.language))
style.show(definitions.of_time_and_states(reader.language))
style.show(definitions.of_methods(reader.language))
style.show(definitions.of_sources(reader.language))
definitions.away(reader)
