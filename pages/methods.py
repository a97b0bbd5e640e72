"""統計の方法 Methods: how sure is a number, and how do we know?"""

from ui import frame, methods, style
from wording import methods as words

frame.begin("methods")
reader = frame.reader()
heading = frame.heading(*methods.title(reader.language))
back = frame.link("definitions", words.TO_DEFINITIONS(reader.language))
style.show(heading + back + methods.everything(reader.language))
