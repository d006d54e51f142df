import pytest

from tipdesk.intake.mail.addresses import addresses_in


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("ada@example.org", [("", "ada@example.org")]),
        ("<ada@example.org>", [("", "ada@example.org")]),
        ("Ada <ada@example.org>, bob@example.org", [("Ada", "ada@example.org"),
                                                    ("", "bob@example.org")]),
        ('"Ada, the First" <ada@example.org>', [("Ada, the First", "ada@example.org")]),
        ('"Ada \\"A\\"" <ada@example.org>', [('Ada "A"', "ada@example.org")]),
        ("ada@example.org (Ada)", [("Ada", "ada@example.org")]),
        ("Ada(a (nested) comment) <ada(here)@example.org>", [("Ada", "ada@example.org")]),
        ("ada @ example . org", [("", "ada@example.org")]),
        ("Ada <@relay.example,@b.example:ada@example.org>", [("Ada", "ada@example.org")]),
        ("Friends: ada@example.org, bob@example.org;", [("", "ada@example.org"),
                                                       ("", "bob@example.org")]),
        ("undisclosed-recipients:;", []),
        ("=?utf-8?Q?Zo=C3=AB,_the_First?= <zoe@example.org>", [("Zoë, the First",
                                                               "zoe@example.org")]),
        ("=?utf-8?Q?Zo=C3=AB_<zoe@example.org>?=", [("Zoë", "zoe@example.org")]),
        ("=?utf-8?Q?boss=40news.example?= <x@evil.example>", [("boss@news.example",
                                                              "x@evil.example")]),
        ("boss@news.example <x@evil.example>", [("boss@news.example", "x@evil.example")]),
        ("a@example.org b@example.org", [("b@example.org", "a@example.org")]),
        ("nobody in particular", [("nobody in particular", "")]),
        ("root", [("", "root")]),
        ("Ada <ada@example.org", [("Ada", "ada@example.org")]),
        ("West, Ada <ada@example.org>, root", [("West, Ada", "ada@example.org"), ("", "root")]),
        ('"boss@news.example" x@evil.example', [("boss@news.example", "x@evil.example")]),
        ('"ada@example.org"', [("", "ada@example.org")]),
        ("root, staff", [("", "root"), ("", "staff")]),
        ('"ada west"@example.org', [("", '"ada west"@example.org')]),
        ('Ada < "ada west"@example.org >', [("Ada", '"ada west"@example.org')]),
        ('"Ada <ada@example.org>', [("Ada", "ada@example.org")]),
        ('\\"Ada W\\" <ada@example.org>', [('"Ada W"', "ada@example.org")]),
        ("Ada\r\n <ada@example.org>", [("Ada", "ada@example.org")]),
        ("", []),
        (",;,", []),
    ],
)  # fmt: skip
def test_addresses_are_found_however_they_are_written(value, found):
    assert [(one.name, one.address) for one in addresses_in(value)] == found
