from tipdesk.newsroom.running import readable


def test_what_turns_text_round_is_written_out():
    assert readable("Pay \u202e001\u202c now") == "Pay ⟨RLO⟩001 now"
    assert readable("a\x1b[31mb\0c") == "a⟨ESC⟩[31mb⟨NUL⟩c"


def test_lines_tabs_and_what_languages_need_stay():
    for text in (
        "a\n\tb",
        "می\u200cخواهم",
        "\U0001f469\u200d\U0001f467",
        "\u2067א\u2069",
        "\u200fא",
    ):
        assert readable(text) == text


def test_line_ends_are_made_alike_and_fillers_dropped():
    assert readable("a\r\nb\rc") == "a\nb\nc"
    assert readable("x\u034f\u200c\u034f\u200c \u00ad\u200b\ufeffy") == "x y"
