import pytest

from tipdesk.intake.mail.words import decoded, text_in


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (b"=?iso-8859-1?Q?Br=FCcke?=", "Brücke"),
        (b"=?utf-8?B?w4Q=?= =?utf-8?B?w5Y=?=", "ÄÖ"),
        (b"=?utf-8?Q?=E6=A9?=\r\n =?utf-8?Q?=8B?=", "橋"),
        (b"=?utf-8*de?Q?Br=C3=BCcke?=", "Brücke"),
        (b"=?UTF-8?Q?a b_c?=", "a b c"),
        (b"=?UTF-8?Q?What? Now??=", "What? Now?"),
        (b"a=?UTF-8?Q?=C3=BC?=b", "aüb"),
        (b"Br\xc3\xbccke", "Brücke"),
        (b"Br\xfccke", "Brücke"),
        (b"\x1b$B%F%9%H\x1b(B", "テスト"),
        (b"=?ISO-2022-JP?B?GyRCJUYlOSVIGyhC?=", "テスト"),
        (b"=?gb2312?B?suLK1NPKvP4=?=", "测试邮件"),
        (b"=?ks_c_5601-1987?B?x9G9ug==?=", "한스"),
        (b"=?utf-7?Q?Br+APw-cke?=", "Brücke"),
        (b"=?no-such-set?Q?a=C3=BC?=", "aü"),
        (b"=?punycode?Q?a-b?= =?hex?Q?00?=", "a-b00"),
        (b"=?utf-8?B?!!!?=", ""),
        (b"=?utf-8?B?w4Q?=", "Ä"),
        (b"=?utf-8?Q?1+1=?= =?utf-8?Q?2?=", "1+1=2"),
        (b"=?utf-8?Q?open", "=?utf-8?Q?open"),
        (b"=?utf-8?Q?open =?utf-8?Q?=C3=A4?=", "=?utf-8?Q?open ä"),
        (b"folded\r\n\tonce", "folded once"),
        (b"", ""),
    ],
)
def test_words_of_headers_are_read_however_they_are_written(header, words):
    assert decoded(header.decode("utf-8", "surrogateescape")) == words


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        (b"na\xefve \x93quotes\x94", "iso-8859-1", "naïve “quotes”"),
        ("naïve".encode(), "iso-8859-1", "naïve"),
        ("naïve".encode(), "us-ascii", "naïve"),
        (b"na\xefve", "utf-8", "naïve"),
        ("Привет".encode("koi8-r"), "koi8-r", "Привет"),
        ("ü".encode() * 50 + b"\xff", "utf-8", "ü" * 50 + "\ufffd"),
        ("日本".encode("iso2022_jp"), "", "日本"),
        ("한국".encode("iso2022_kr"), "iso-2022-kr", "한국"),
        ("中文".encode("gb18030") + b"\xff", "gb2312", "中文\ufffd"),
        ("x".encode("utf-16"), "utf-16", "x"),
        ("Привет".encode("cp1251"), "win-1251", "Привет"),
        ("Über".encode("cp850"), "cp-850", "Über"),
        ("Złoty".encode("iso8859-2"), "ISO_8859-2:1987", "Złoty"),
        ("Привет".encode("mac-cyrillic"), "x-mac-cyrillic", "Привет"),
        ("日本".encode("euc-jp"), "x-euc-jp", "日本"),
        (b"plain", "idna", "plain"),
        ("naïve".encode(), "quopri", "naïve"),
        ("naïve".encode(), "zlib", "naïve"),
        (b"plain", " 'UTF-8' ", "plain"),
        ("Złoty".encode("cp1250"), "windows-1250", "Złoty"),
        (b"a\0b", "utf-8", "a\\x00b"),
        (b"+2AA-", "utf-7", "\\ud800"),
    ],
)
def test_texts_are_read_whatever_set_they_claim(data, charset, text):
    assert text_in(data, charset) == text
