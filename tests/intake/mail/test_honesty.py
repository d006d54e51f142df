import pytest

from tipdesk.intake.mail.authentication import Method, Result, Verdict, verdicts
from tipdesk.intake.mail.honesty import Finding, Found, findings, in_a_sentence
from tipdesk.intake.mail.lookalikes import readable, skeleton
from tipdesk.intake.mail.reading import read_mail

SERVER = "mx.news.example"


def found(header: str, *known: str, server: str = SERVER) -> list[tuple[Finding, ...]]:
    mail = read_mail(f"{header}\n\n".encode())
    return [(one.what, *one.values) for one in findings(mail, server, known)]


def test_an_ordinary_mail_gives_no_reason_to_look_twice():
    assert found("From: Ada <ada@example.org>\nReply-To: ada@example.org") == []


@pytest.mark.parametrize(
    ("header", "what"),
    [
        ("Subject: x", (Finding.NO_ADDRESS,)),
        (
            "From: ada@example.org, bob@example.org",
            (Finding.SEVERAL_SENDERS, "ada@example.org, bob@example.org"),
        ),
        (
            "From: ada@example.org\nReply-To: ada@else.example",
            (Finding.ANSWERS_ELSEWHERE, "ada@else.example", "ada@example.org"),
        ),
        (
            'From: "boss@news.example" <x@else.example>',
            (Finding.OTHER_ADDRESS_IN_NAME, "boss@news.example", "x@else.example"),
        ),
        (
            "From: x@xn--mnchen-3ya.example",
            (Finding.PUNYCODE, "münchen.example", "xn--mnchen-3ya.example"),
        ),
        ("From: x@exаmple.org", (Finding.MIXED_SCRIPTS, "exаmple.org")),
        ("From: x@exаmple.org", (Finding.LOOKS_LIKE, "exаmple.org", "example.org")),
        ("From: x@xn--80ak6aa92e.com", (Finding.LOOKS_LIKE, "аррӏе.com", "apple.com")),
        (
            "From: ada@example.org <ada@examp1e.org>",
            (Finding.LOOKS_LIKE, "examp1e.org", "example.org"),
        ),
    ],
)
def test_what_should_make_an_editor_look_twice_is_found(header, what):
    assert what in [tuple(map(str.lower, one)) for one in found(header)]


def test_a_domain_made_to_look_like_that_of_somebody_known_is_found():
    assert found("From: x@rnill.example", "mill.example") == [
        (Finding.LOOKS_LIKE, "rnill.example", "mill.example")
    ]
    assert found("From: x@mill.example", "mill.example") == []
    assert found("From: x@rnill.example", "mill.example", "rnill.example") == []


def test_thousands_of_senders_make_no_thousands_of_findings():
    many = ", ".join(f"x{number}@a{number}.example" for number in range(5_000))
    assert len(found(f"From: {many}\nReply-To: {many}1")) < 20


@pytest.mark.parametrize("domain", ["例え.jp", "пример.рф", "münchen.de", "ελλάδα.gr", "xn--!.de"])
def test_honest_domains_of_other_alphabets_are_no_lookalikes(domain):
    assert not {Finding.MIXED_SCRIPTS, Finding.LOOKS_LIKE} & {
        one[0] for one in found(f"From: x@{domain}")
    }


def test_domains_are_written_as_they_are_meant_and_compared_as_they_look():
    assert readable("xn--80ak6aa92e.com") == "аррӏе.com"
    assert readable("xn--" + "a" * 100) == "xn--" + "a" * 100
    assert skeleton("paypa1.com") == skeleton("paypal.com") == skeleton("pаyраl.com")


RESULTS = (
    "Authentication-Results: mx.news.example (checked);\n"
    " dkim=pass (good) header.i=@example.org header.s=a header.b=xyz;\n"
    ' spf=softfail smtp.mailfrom="bounce@lists.example";\n'
    " dmarc=pass (p=NONE) header.from=example.org"
)


def test_our_own_server_is_quoted_with_method_result_and_domain():
    line = RESULTS.partition(": ")[2]
    assert verdicts([line], "MX.news.example") == (
        Verdict(Method.DKIM, Result.PASS, "example.org"),
        Verdict(Method.SPF, Result.NONE, "lists.example"),
        Verdict(Method.DMARC, Result.PASS, "example.org"),
    )


@pytest.mark.parametrize(
    "line",
    [
        "mx.else.example; dkim=pass header.d=example.org",
        "mx.news.example.else.example; dkim=pass header.d=example.org",
        "x mx.news.example; dkim=pass header.d=example.org",
        "(mx.news.example; dkim=pass header.d=example.org)",
        "mx.news.example; none",
        "mx.news.example; x=y dkim=pass header.d=example.org",
        "mx.news.example; " + "x" * 5_000 + "; dkim=pass",
        "",
    ],
)
def test_what_is_not_written_by_our_server_or_not_as_it_should_be_counts_as_nothing(line):
    assert verdicts([line], SERVER) == ()


def test_without_a_server_of_ours_nothing_counts():
    assert verdicts(["; dkim=pass header.d=example.org"], "") == ()


def test_what_our_server_said_first_can_not_be_overwritten():
    lines = ["mx.news.example; dmarc=fail header.from=example.org",
             "mx.news.example; dmarc=pass header.from=example.org"]  # fmt: skip
    assert [one.result for one in verdicts(lines, SERVER)] == [Result.FAIL]


@pytest.mark.parametrize(
    ("results", "what"),
    [
        (RESULTS, [(Finding.CAME_FROM, "example.org")]),
        (
            "Authentication-Results: mx.news.example; dmarc=fail header.from=example.org",
            [(Finding.DENIED, "example.org")],
        ),
        (
            "Authentication-Results: mx.news.example; dkim=pass header.d=sender.example",
            [(Finding.SIGNED_BY_OTHER, "sender.example", "example.org")],
        ),
        ("Authentication-Results: mx.news.example; spf=pass smtp.mailfrom=example.org", []),
        ("Authentication-Results: mx.else.example; dmarc=pass header.from=example.org", []),
    ],
)
def test_where_a_mail_came_from_is_said_only_where_it_is_known(results, what):
    assert found(f"{results}\nFrom: Ada <ada@example.org>") == what


def test_no_sentence_says_that_the_sender_is_who_they_say():
    assert in_a_sentence(Found(Finding.CAME_FROM, ("gmail.com",))) == (
        "The mail came from gmail.com."
    )
    for what in Finding:
        words = in_a_sentence(Found(what, ("one", "other")))
        assert words.endswith(".")
        assert "{" not in words
        assert "sender is" not in words
