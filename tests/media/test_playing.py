from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from tests.media.marked import SIZE, beeps, beginnings, marked_film, number_in, recorded_film
from tests.media.samples import SOUNDS, a_sound
from tests.media.watching import Viewer
from tipdesk.media.answers import SENTENCES, Trouble
from tipdesk.media.conversation import CRASHED
from tipdesk.media.kinds import AUDIO, HEAD, VIDEO, kind_of
from tipdesk.media.playing import LIED, NotShown, Playback, peaks, still
from tipdesk.media.worker import Readers

FRAME = 1 / 25
SYNC = 0.04  # seconds between what is seen and what is heard
KINDS = {"mp4": ("mp4", "libx264", "aac"), "webm": ("webm", "libvpx-vp9", "libopus")}
KINDS["av1"] = ("mp4", "libsvtav1", "aac")

Open = Callable[..., Viewer]


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("films") / "film"
    path.write_bytes(marked_film())
    return path


@pytest.fixture
def look(readers: Readers, tmp_path: Path) -> Iterator[Open]:
    """Open bytes or a file in a player; it is closed at the end."""
    opened: list[Viewer] = []

    def begin(content: bytes | Path, *, hears: bool = False) -> Viewer:
        path = content if isinstance(content, Path) else tmp_path / f"film{len(opened)}"
        if isinstance(content, bytes):
            path.write_bytes(content)
        opened.append(Viewer(readers, path, hears=hears))
        return opened[-1]

    yield begin
    for viewer in opened:
        viewer.__exit__()


@pytest.mark.parametrize("kind", KINDS)
def test_every_frame_is_shown_once_and_in_its_time(look: Open, kind: str):
    container, encoder, sound = KINDS[kind]
    viewer = look(marked_film(container, encoder, sound=sound)).settled()
    viewer.film.play()
    viewer.watch(5.0)
    assert viewer.numbers == list(range(100))
    assert viewer.film.missed == 0
    assert not viewer.film.is_playing
    assert max(abs(position - picture.at) for position, picture, _ in viewer.seen) <= SYNC


@pytest.mark.parametrize("kind", KINDS)
def test_sound_and_picture_belong_together(look: Open, kind: str):
    container, encoder, sound = KINDS[kind]
    viewer = look(marked_film(container, encoder, sound=sound), hears=True).settled()
    viewer.film.play()
    viewer.watch(5.0)
    assert viewer.ear is not None
    heard = beginnings(viewer.ear.samples)
    assert heard == pytest.approx(beeps(4.0), abs=SYNC / 4)
    # The position is what the ear has heard: the frame shown there is the one that is due.
    assert viewer.numbers == list(range(100))
    assert max(abs(position - n * FRAME) for position, _, n in viewer.seen) <= SYNC


def test_sound_stays_in_time_after_a_jump(look: Open, film: Path):
    viewer = look(film, hears=True).settled()
    viewer.film.play()
    viewer.watch(0.3)
    viewer.film.seek(1.23)
    viewer.watch(1.0)
    assert viewer.ear is not None
    assert beginnings(viewer.ear.samples) == pytest.approx([1.5 - 1.23], abs=SYNC / 4)
    assert viewer.numbers[-1] == pytest.approx(viewer.film.position / FRAME, abs=1.5)


@pytest.mark.parametrize("at", [0.0, 0.039, 0.041, 1.99, 2.0, 3.5, 3.96])
def test_a_jump_shows_the_frame_of_that_moment(look: Open, film: Path, at: float):
    viewer = look(film).settled()
    viewer.film.seek(at)
    viewer.settled()
    assert viewer.numbers[-1] == int(at / FRAME + 0.01)


@pytest.mark.parametrize(("at", "shown"), [(0.9, 22), (1.7, 24), (2.4, 24), (3.1, 27), (9.0, 74)])
def test_a_jump_into_a_long_frame_shows_that_frame(look: Open, at: float, shown: int):
    times = [n * FRAME for n in range(25)] + [3.0 + n * FRAME for n in range(50)]
    viewer = look(marked_film(times=times, sound="")).settled()
    viewer.film.seek(at)
    viewer.settled()
    assert viewer.numbers[-1] == shown


def test_a_film_that_does_not_say_how_long_it_is_is_measured(look: Open):
    viewer = look(recorded_film(3.0)).settled()
    assert viewer.playback.film is not None
    assert viewer.playback.film.duration == pytest.approx(3.0, abs=FRAME)
    viewer.film.seek(1.5)
    viewer.settled()
    assert viewer.numbers == [0, 37]


def test_who_drags_along_a_film_sees_it_and_ends_at_the_last_moment(look: Open, film: Path):
    viewer = look(film).settled()
    for moment in (1.0, 1.5, 2.0, 2.5):
        viewer.film.seek(moment)
    assert viewer.film.position == 2.5
    viewer.settled()
    assert viewer.numbers == [0, 25, 62]


def test_a_jump_behind_the_end_shows_the_last_frame(look: Open, film: Path):
    viewer = look(film).settled()
    viewer.film.seek(60.0)
    viewer.settled()
    assert viewer.numbers[-1] == 99


def test_single_steps_go_to_the_neighbours(look: Open, film: Path):
    viewer = look(film).settled()
    viewer.film.seek(2.0)
    viewer.settled()
    shown = []
    for by in (1, 1, -1, -1, -1):
        count = len(viewer.seen)
        viewer.film.step(by)
        viewer.until(lambda before=count: len(viewer.seen) > before)
        shown.append(viewer.numbers[-1])
    assert shown == [51, 52, 51, 50, 49]
    assert viewer.film.position == pytest.approx(49 * FRAME)


def test_after_a_pause_it_goes_on_where_it_stood(look: Open, film: Path):
    viewer = look(film, hears=True).settled()
    viewer.film.play()
    viewer.watch(0.62)
    viewer.film.pause()
    stood = viewer.film.position
    viewer.hand.time += 30
    assert viewer.film.position == stood
    viewer.film.play()
    viewer.watch(1.0)
    assert viewer.ear is not None
    assert beginnings(viewer.ear.samples) == pytest.approx([1.5 - stood], abs=SYNC / 4)


@pytest.mark.parametrize("speed", [0.25, 2.0, 4.0])
def test_slow_and_fast_keep_their_pace(look: Open, film: Path, speed: float):
    viewer = look(film, hears=True).settled()
    viewer.film.set_speed(speed)
    viewer.settled()
    viewer.film.play()
    viewer.watch(0.5)
    assert viewer.film.position == pytest.approx(0.5 * speed, abs=0.02)
    assert viewer.numbers[-1] == pytest.approx(0.5 * speed / FRAME, abs=1.5)
    assert viewer.ear is not None
    assert viewer.ear.samples == b""


def test_between_its_marks_it_plays_again_and_again(look: Open, film: Path):
    viewer = look(film).settled()
    viewer.film.repeats = (1.0, 1.2)
    viewer.film.seek(1.0)
    viewer.settled()
    viewer.film.play()
    viewer.watch(1.0)
    assert viewer.film.is_playing
    assert {25, 26, 27, 28, 29} <= set(viewer.numbers) <= {0, *range(25, 31)}


def test_a_device_that_plays_nothing_does_not_hold_the_film(look: Open, film: Path):
    viewer = look(film, hears=True).settled()
    assert viewer.ear is not None
    viewer.ear.is_dead = True
    viewer.film.play()
    for _ in range(500):
        viewer.hand.time += 0.01
        viewer.film.tick(viewer._see)
    viewer.watch(2.0)
    assert viewer.numbers[-1] > 40


def test_frames_of_a_varying_rate_are_shown_when_they_are_due(look: Open):
    times = [0.0, 0.1, 0.15, 0.9, 0.95, 1.0, 2.0, 2.02]
    viewer = look(marked_film(times=times, sound="")).settled()
    viewer.film.play()
    viewer.watch(4.0)
    assert viewer.numbers == list(range(8))
    assert [picture.at for _, picture, _ in viewer.seen] == pytest.approx(times, abs=0.002)


def test_a_film_on_its_side_says_how_to_turn_it(look: Open):
    viewer = look(marked_film(seconds=0.2, turned=-90, sound=""))
    viewer.settled()
    assert viewer.seen[-1][1].rotation == 90


def test_frames_are_no_larger_than_the_room_for_them(look: Open, film: Path):
    viewer = look(film).settled()
    viewer.playback.fit(100, 100)
    viewer.film.seek(1.0)
    viewer.settled()
    picture = viewer.seen[-1][1]
    assert (picture.width, picture.height) == (100, 56)
    assert viewer.numbers[-1] == 25


def test_a_film_that_was_cut_short_plays_as_far_as_it_goes(look: Open):
    whole = marked_film("webm", "libvpx", sound="libopus")
    viewer = look(whole[: len(whole) // 2]).settled()
    viewer.film.play()
    viewer.watch(5.0)
    assert viewer.numbers == list(range(len(viewer.numbers)))
    assert 20 < len(viewer.numbers) < 100
    assert viewer.playback.failure == ""


@pytest.mark.parametrize("name", SOUNDS)
def test_a_sound_is_heard_to_its_end(look: Open, name: str):
    container, encoder, *_ = SOUNDS[name]
    viewer = look(a_sound(container, encoder), hears=True).settled()
    assert viewer.playback.film is not None
    assert not viewer.playback.film.has_picture
    viewer.film.play()
    viewer.watch(3.0)
    assert not viewer.film.is_playing
    assert viewer.ear is not None
    assert len(viewer.ear.samples) / 4 / 48_000 == pytest.approx(1.0, abs=0.08)


def test_without_a_speaker_a_sound_lasts_as_long(look: Open):
    viewer = look(a_sound("wav", "pcm_s16le")).settled()
    viewer.film.play()
    viewer.watch(0.9)
    assert viewer.film.is_playing
    viewer.watch(0.3)
    assert not viewer.film.is_playing


def test_a_still_is_whole_upright_and_of_its_moment(readers: Readers, film: Path):
    pixels, at = still(readers, film, 1.5)
    assert (pixels.width, pixels.height, at) == (*SIZE, pytest.approx(37 * FRAME))
    picture = Image.frombytes("RGB", SIZE, pixels.rgb).convert("RGBA")
    assert number_in(picture.tobytes(), *SIZE, SIZE[0] * 4) == 37


def test_a_still_of_a_turned_film_stands_upright(readers: Readers, tmp_path: Path):
    path = tmp_path / "film"
    path.write_bytes(marked_film(seconds=0.2, turned=-90, sound=""))
    pixels, _ = still(readers, path, 0.1)
    assert (pixels.width, pixels.height) == (SIZE[1], SIZE[0])


def test_a_wave_shows_where_it_is_loud(readers: Readers, film: Path):
    heights = peaks(readers, film, 40)
    assert all(heights[second * 10 + 5] > 100 for second in range(4))
    assert not any(heights[second * 10 + 1] for second in range(4))


def test_two_films_and_a_reader_do_not_hold_each_other(look: Open, readers: Readers, film: Path):
    one, two = look(film).settled(), look(film).settled()
    for viewer in (one, two):
        viewer.film.play()
        viewer.watch(0.5)
    assert readers.read(film).kind == "video"
    assert one.numbers == two.numbers == list(range(13))


def test_a_file_that_is_no_film_is_a_sentence(look: Open):
    viewer = look(b"\x00\x00\x00\x18ftypmp42" + bytes(400))
    viewer.until(lambda: viewer.playback.failure)
    assert viewer.playback.failure.endswith("the original is kept.")
    assert "\n" not in viewer.playback.failure


def test_a_film_of_which_nothing_can_be_decoded_is_a_sentence(look: Open):
    whole = marked_film(seconds=1.0)
    begin, end = whole.index(b"mdat") + 4, whole.rindex(b"moov") - 4
    viewer = look(whole[:begin] + bytes(end - begin) + whole[end:])
    viewer.until(lambda: viewer.playback.failure)
    assert viewer.playback.failure == SENTENCES[Trouble.NO_FRAME]


def test_a_file_that_is_gone_is_a_sentence(look: Open, tmp_path: Path):
    viewer = look(tmp_path / "nowhere")
    viewer.until(lambda: viewer.playback.failure)
    assert viewer.playback.failure == "The file is no longer there."


@pytest.fixture(scope="module")
def liars() -> Iterator[Readers]:
    with Readers(module="tests.media.liars") as pool:
        yield pool


def fate(liars: Readers, tmp_path: Path, deed: str) -> str:
    """Let a lying child do something and return what the player says."""
    path = tmp_path / "film"
    path.write_text(deed)
    with Viewer(liars, path) as viewer:
        viewer.until(lambda: viewer.playback.failure)
        assert viewer.playback.pictures() == []
        return viewer.playback.failure


def test_a_decoder_that_crashes_is_a_sentence(liars: Readers, tmp_path: Path):
    assert fate(liars, tmp_path, "crash") == CRASHED


def test_a_child_that_is_silent_is_given_up(
    liars: Readers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("tipdesk.media.playing.PATIENCE", 0.3)
    assert "standstill" in fate(liars, tmp_path, "silence")


@pytest.mark.parametrize(
    "lie",
    [
        '{"what": "film", "duration": -1.0}',
        '{"what": "film", "duration": 1.0, "rate": 25.0, "width": 4, "height": 4, "sound": 1}',
        '{"what": "picture", "slot": 6}',
        '{"what": "picture", "slot": -1}',
        '{"what": "picture", "stride": 15}',
        '{"what": "picture", "height": 1920, "stride": 8000}',
        '{"what": "picture", "rotation": 45}',
        '{"what": "picture", "at": "soon"}',
        '{"what": "picture", "turn": 99}',
        '{"what": "picture", "width": 4.5}',
        '{"what": "sound", "slot": 24}',
        '{"what": "sound", "samples": 2049}',
        '{"what": "sound", "samples": 0}',
        '{"what": "end", "of": "everything"}',
        '{"what": "trouble", "code": "<b>"}',
        '{"what": "still"}',
        "twice the same place",
    ],
)
def test_an_impossible_answer_ends_the_child(liars: Readers, tmp_path: Path, lie: str):
    assert fate(liars, tmp_path, lie) == LIED


def test_a_still_larger_than_its_memory_is_refused(liars: Readers, tmp_path: Path):
    path = tmp_path / "film"
    path.write_text('{"what": "still", "width": 100000, "height": 100000, "at": 0.0}')
    with pytest.raises(NotShown, match="impossible"):
        still(liars, path, 0.0)


def test_a_wave_of_another_length_is_refused(liars: Readers, tmp_path: Path):
    path = tmp_path / "film"
    path.write_text('{"what": "peaks"}')
    with pytest.raises(NotShown, match="impossible"):
        peaks(liars, path, 10)


def test_closing_ends_the_child_at_once(readers: Readers, film: Path):
    playback = Playback(readers, film, lambda: None)
    playback.close()
    playback.wait_closed()
    assert not playback._thread.is_alive()
    assert playback.failure == ""


def test_every_film_of_the_corpus_plays_or_says_why_not(readers: Readers, corpus: Path):
    found = [path for kind in ("video", "hostile") for path in (corpus / kind).rglob("*")]
    films = [path for path in found if path.is_file() and _is_film(path)]
    assert len(films) > 80
    for path in films:
        with Viewer(readers, path, hears=True) as viewer:
            viewer.settled()
            viewer.film.play()
            viewer.watch(0.2, step=0.04)
            assert viewer.seen or viewer.ear.samples or viewer.playback.failure, path.name


def _is_film(path: Path) -> bool:
    with path.open("rb") as file:
        return kind_of(file.read(HEAD), path.name)[0] in {VIDEO, AUDIO}
