"""The program refuses its own configuration.

## What happens
It does not start, or keeps the old configuration after a reload. Clients see a refused
connection, or yesterday's behaviour.
## Why
A directive, value, protocol, cipher or group that this version or build does not know; a module
that is not loaded; a setting that needs another one beside it, such as verification without a
file of CAs.
## How we tell
The product's own check names the file and the line.
## Fix
Correct that line for the version that is installed, check again, and reload.
"""

from __future__ import annotations

from tlswhy.model.diagnosis import Cause, Party, Remedy, Step, Told, look_at_nothing

CAUSE = Cause(
    acts=Party.SERVER,
    step=Step.START,
    look=look_at_nothing,
    remedies=(Remedy.CORRECT_CONFIG,),
    references=(
        "nginx -t",
        "haproxy -c",
        "apachectl configtest",
    ),
    told=Told(
        says={"config-error": 3, "ca-file": 0.4, "no-cipher": 0.8, "no-version": 0.2},
        beside={"cert-file": -1.5, "key-mismatch": -1.5},
        test="The product's own check (nginx -t, haproxy -c, apachectl -t …) names the line.",
    ),
)
