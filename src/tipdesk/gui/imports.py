"""Lets threads import the slow rooms while the window's thread imports something, too."""

from shibokensupport import feature

# They answer for names that they don't have by importing more of pydantic.
_ANSWERING = (
    *("pydantic", "pydantic.config", "pydantic.errors", "pydantic.main"),
    "pydantic_core.core_schema",
)


def settle() -> None:
    """Say beforehand that pydantic doesn't use Qt, so that Shiboken need not look for itself.

    It looks at the source of every module that is imported, except while another thread imports:
    then it comes later, and by then the look itself starts an import that goes in a circle.
    """
    for name in _ANSWERING:
        feature.pyside_feature_dict.setdefault(name, -1)
