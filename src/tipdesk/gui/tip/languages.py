"""The languages that a tip can be in, as words and as the codes that are kept (BCP 47)."""

import functools

from PySide6.QtCore import QLocale

from tipdesk.gui.pickers.choices import Choice


@functools.cache
def languages() -> tuple[Choice, ...]:
    """Offer every language that Qt knows, by its English name; the code stands beside it."""
    known = {
        QLocale.languageToCode(language): QLocale.languageToString(language)
        for language in QLocale.Language
        if language not in (QLocale.Language.AnyLanguage, QLocale.Language.C)
    }
    named = sorted((name, code) for code, name in known.items() if code)
    return tuple(Choice(code, name, code) for name, code in named)


def say(code: str) -> str:
    """Name a language: "pt-BR" is "Portuguese (BR)"; an unknown code stays as it is."""
    language, _, region = code.partition("-")
    known = QLocale.codeToLanguage(language)
    if known == QLocale.Language.AnyLanguage:
        return code
    name = QLocale.languageToString(known)
    return f"{name} ({region})" if region else name
