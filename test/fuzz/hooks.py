"""What the OpenAPI document cannot say about the texts that it describes."""

from datetime import datetime, timedelta, timezone

import schemathesis
from hypothesis import strategies as st

# "Not in the future", and not before the years that the service takes.
EARLIEST = datetime(1971, 1, 1)
LATEST = datetime.now() - timedelta(days=1)

OFFSETS = st.sampled_from(["Z", "+00:00", "+14:00", "-11:30", "+05:45"])
INSTANTS = st.builds(
    lambda instant, offset: instant.isoformat(timespec="milliseconds") + offset,
    st.datetimes(EARLIEST, LATEST),
    OFFSETS,
)
schemathesis.openapi.format("date-time", INSTANTS)

# The generator's own addresses hold characters that the pattern beside the format does not take.
NAMES = st.from_regex(r"[a-z0-9_+]{1,20}(\.[a-z0-9]{1,10})?", fullmatch=True)
schemathesis.openapi.format("email", st.builds("{}@{}.example".format, NAMES, st.from_regex(r"[a-z]{1,20}", fullmatch=True)))


@schemathesis.hook
def after_call(context, case, response):
    """Notes which operation was answered how: whether all were reached is told at the end."""
    with open("answers.txt", "a", encoding="utf-8") as answers:
        answers.write(f"{response.status_code} {case.operation.label}\n")
