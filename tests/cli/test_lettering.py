def test_where_words_can_not_be_read_the_command_says_what_is_missing(tipdesk):
    tipdesk("log", "Ferry cancelled")

    done = tipdesk("words")

    assert done.returncode == 1
    assert "install tipdesk[ocr]" in done.stderr
