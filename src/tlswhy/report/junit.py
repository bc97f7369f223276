"""The report for a build server: one test case for the target, in JUnit's XML.

There is no standard; this keeps to what Jenkins, GitLab and pytest agree on. A target that works
now and will break passes, and says so in its output.
"""

from __future__ import annotations

from tlswhy.model.diagnosis import Diagnosis, Outcome
from tlswhy.model.transcript import Transcript
from tlswhy.report import sentences, text
from tlswhy.report.markup import Markup, ascii_only, join, tag, words
from tlswhy.report.subject import Subject

WIDTH = 100
LONG = 2000


def render(
    diagnosis: Diagnosis,
    transcript: Transcript,
    subject: Subject,
    *,
    explain_all: bool = False,
    interrupted: bool = False,
) -> str:
    """The whole file, in ASCII. explain_all: also what was excluded, and why. interrupted: the
    user did not wait for the end, so there is no answer: an error instead of a failure."""
    failed = diagnosis.outcome is Outcome.FAILED
    counts = {"failures": int(failed and not interrupted), "errors": int(interrupted)}
    whole = text.render(
        diagnosis,
        transcript,
        subject,
        width=WIDTH,
        explain_all=explain_all,
        interrupted=interrupted,
    )
    took = f"{transcript.events[-1].at / 1000:.3f}" if transcript.events else "0"
    case = tag(
        "testcase",
        *_result(diagnosis, whole, interrupted=interrupted),
        classname=f"tlswhy.{subject.kind}",
        name=subject.target,
        time=took,
    )
    suite = tag("testsuite", case, name="tlswhy", tests=1, skipped=0, time=took, **counts)
    suites = tag("testsuites", suite, name="tlswhy", tests=1, time=took, **counts)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ascii_only(suites)}\n'


def _result(diagnosis: Diagnosis, whole: str, *, interrupted: bool) -> list[Markup]:
    kind = diagnosis.findings[0].cause if diagnosis.findings else "unknown"
    message = sentences.answer(diagnosis, interrupted=interrupted).because
    if interrupted:
        return [tag("error", _lines(whole), type="interrupted", message=message)]
    if diagnosis.outcome is Outcome.FAILED:
        return [tag("failure", _lines(whole), type=kind, message=message)]
    return [tag("system-out", _lines(whole))]


def _lines(whole: str) -> Markup:
    return join([words(line, LONG) for line in whole.splitlines()])
