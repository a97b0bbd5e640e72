"""定義 Definitions: what does this number mean?"""

from ui import definitions, frame, style, url
from wording import methods as words

frame.begin("definitions")
reader = frame.reader()
heading = frame.heading(*definitions.title(reader.language))
onward = frame.link("methods", words.TO_METHODS(reader.language))
chosen = url.parameters().get("metric", "")
style.show(heading + onward + definitions.everything(reader.language, chosen))
definitions.take_away(reader)
