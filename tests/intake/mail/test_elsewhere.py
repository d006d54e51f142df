import pytest

from tipdesk.intake.mail.elsewhere import LINKS_LIMIT, Link, links_elsewhere
from tipdesk.intake.mail.message import Mail


@pytest.mark.parametrize(
    ("url", "service"),
    [
        ("https://we.tl/t-abcdef", "WeTransfer"),
        ("https://news.wetransfer.com/downloads/a/b", "WeTransfer"),
        ("https://drive.google.com/file/d/abc/view?usp=sharing", "Google Drive"),
        ("https://photos.app.goo.gl/abc", "Google Photos"),
        ("https://www.dropbox.com/scl/fi/abc/film.mov?dl=0", "Dropbox"),
        ("https://1drv.ms/v/abc", "OneDrive"),
        ("https://mill-my.sharepoint.com/:v:/g/abc", "OneDrive"),
        ("https://www.icloud.com/attachment/?u=https%3A%2F%2Fx", "Mail Drop"),
        ("https://share.icloud.com/photos/abc", "iCloud"),
        ("https://fromsmash.com/abc", "Smash"),
        ("https://www.swisstransfer.com/d/abc", "SwissTransfer"),
        ("https://mega.nz/file/abc#key", "MEGA"),
        ("https://cloud.example.org/index.php/s/aBcDeFgHiJkLmNo", "Nextcloud"),
    ],
)
def test_links_to_files_elsewhere_are_listed_by_their_service(url, service):
    expected = (Link(service, url),)
    assert links_elsewhere(Mail(text=f"See <{url}>.")) == expected
    escaped = url.replace("&", "&amp;")
    assert links_elsewhere(Mail(text=f"({url})", html=f'<a href="{escaped}">film</a>')) == expected


@pytest.mark.parametrize(
    "text",
    [
        "https://www.dropbox.com/",
        "https://wetransfer.com",
        "https://example.org/we.tl/t-abc",
        "https://we.tl.example.org/t-abc",
        "https://notdropbox.com/s/abc",
        "javascript:https",
        "https://[bad/x",
    ],
)
def test_other_links_are_not_listed(text):
    assert links_elsewhere(Mail(text=text)) == ()


def test_a_scanner_of_links_hides_nothing():
    wrapped = "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwe.tl%2Ft-a&data=x"
    other = "https://urldefense.com/v3/__https://we.tl/t-b__;!!x!y$"
    html = f'<a href="{wrapped.replace("&", "&amp;")}"></a><a href="{other}"></a>'
    assert [link.url for link in links_elsewhere(Mail(html=html))] == [
        "https://we.tl/t-a",
        "https://we.tl/t-b",
    ]


def test_a_mail_of_nothing_but_links_is_listed_as_far_as_anybody_reads():
    text = " ".join(f"https://we.tl/t-{number}" for number in range(1_000))
    assert len(links_elsewhere(Mail(text=text))) == LINKS_LIMIT
