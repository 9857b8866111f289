"""Sets the trace of one decision in lines that a person can read at a terminal."""

from collections.abc import Iterator, Mapping

from consilia.domain.language import Finding, Reading
from consilia.domain.triage import AskerExplanation, Assessment, DoctorExplanation


def trace(
    reading: Reading,
    assessment: Assessment,
    *,
    asker: AskerExplanation,
    doctor: DoctorExplanation,
    versions: Mapping[str, str],
) -> str:
    """Return the trace: what was understood, what fired and why, what to ask next, which versions decided."""
    return "\n".join(_lines(reading, assessment, asker=asker, doctor=doctor, versions=versions))


def _lines(
    reading: Reading,
    assessment: Assessment,
    *,
    asker: AskerExplanation,
    doctor: DoctorExplanation,
    versions: Mapping[str, str],
) -> Iterator[str]:
    yield f"URGENCY  {assessment.urgency.value}" + (
        f"  (no rule: {assessment.fallback})" if assessment.fallback else ""
    )
    if not reading.readable:
        yield f"         could not be read: {reading.reason}"
    yield "FINDINGS"
    yield from (_finding(found, reading) for found in reading.findings)
    for measure in reading.measures:
        yield f"  {measure.kind} {measure.value:g}  {reading.words(measure.span)!r}"
    yield "RULES"
    for reason in doctor.reasons:
        yield f"  {reason.rule_id} {reason.title}: {reason.urgency.value}"
        yield f"      because of {', '.join(repr(quote) for quote in reason.quotes) or 'what the form says'}"
        yield f"      why: {reason.why.strip()}"
    yield "TO THE ASKER"
    yield f"  {asker.heading}. {asker.lead}".rstrip()
    yield from (f"  - {line}" for line in asker.do_now)
    yield from (f"ASK NEXT {ask.text}  [{ask.concept}, for {ask.rule_id}]" for ask in assessment.ask)
    for hint in assessment.departments:
        quotes = ", ".join(map(repr, hint.quotes(reading.text)))
        yield f"SEND TO  {hint.department}: {hint.reason}" + (f" Because of {quotes}" if quotes else "")
    yield from (f"CONFLICT {c.kind}: {c.said!r} against {c.against!r}" for c in reading.conflicts)
    yield from (f"ASKED    {reading.words(span)!r}" for span in reading.questions)
    yield "VERSIONS " + ", ".join(f"{name} {version}" for name, version in versions.items())


def _finding(found: Finding, reading: Reading) -> str:
    parts = [f"  {found.concept:24} {found.stance.value:13} {reading.words(found.span)!r}"]
    if found.cue:
        parts.append(f"because of {reading.words(found.cue)!r}")
    hung = {
        "about": found.about if found.about != "self" else None,
        "leans": found.leans and found.leans.value,
        "result": found.result,
        "sites": ", ".join(found.sites) or None,
        "side": found.side,
        "since": found.since and reading.words(found.since.span),
        "course": found.course,
        "onset": found.onset,
        "severity": found.severity,
        "dose": found.quantity,
    }
    parts += [f"{name} {value}" for name, value in hung.items() if value]
    return "; ".join(parts)
