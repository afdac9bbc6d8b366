"""How much Hypothesis tries: ``dev`` by default, ``ci`` where CI is set, ``nightly`` on demand.

The environment variable ``HYPOTHESIS_PROFILE`` names another one.
"""

import os

from hypothesis import settings

settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile("ci", max_examples=300, deadline=None, derandomize=True)
settings.register_profile("nightly", max_examples=5_000, deadline=None)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev")
)
