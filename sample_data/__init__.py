"""The demonstration prefecture: invented learners of Kanagawa's real municipalities.

`build` writes the platform's exports and the contracts, `database` imports them. Everything that
says how somebody learns is made up; README.md says what is real.
"""
