"""Servers and middleboxes that fail on purpose, one file for each scenario.

A scenario is a module `<family>/<id_with_underscores>.py` that defines `SCENARIO`. Its docstring
says what it sets up and what a user should see. It is started on a bench, which stops it again:

    with Lab() as lab:
        up = entry.scenario.up(lab)
        main(list(up.argv))

Everything is on 127.0.0.1, on free ports, without root and with certificates made on the spot.
"""
