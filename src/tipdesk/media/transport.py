"""Plays a film in time: the sound's clock leads, and each frame is shown when it is due."""

import time
from collections.abc import Callable

from tipdesk.media.deck import Deck, Speaker
from tipdesk.media.frames import Picture
from tipdesk.media.playing import Playback

SLOWEST, FASTEST = 0.25, 4.0
STEP_BACK = 0.001  # seconds before a frame at which the one before it is shown
AT_ONCE = 0.005
PATIENCE = 0.15  # seconds until a moment on the way is given up for a newer one
OFTEN = 0.02  # seconds between looks at the least

Show = Callable[[Picture], None]


class Transport:
    """Play, pause, seek, step and speed of one playback; its owner calls `tick` often."""

    def __init__(
        self,
        playback: Playback,
        speaker: Speaker | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._playback, self._now = playback, now
        self._deck = Deck(playback, speaker, now) if speaker is not None else None
        self._from = 0.0  # the moment at which the clock began
        self._began: float | None = None  # when it began; None while it stands
        self._shown: float | None = None
        self._is_playing = self._is_led = self._waits = self._is_stale = False
        self._steps = 0
        self._wish: float | None = None  # the moment to go to once this one is here
        self._asked = 0.0
        self.repeats: tuple[float, float | None] | None = None  # from where to where
        self.speed = 1.0
        self.missed = 0  # frames that were not shown because a later one was due
        self.seek(0.0)

    @property
    def is_playing(self) -> bool:
        """Tell whether it plays, or will as soon as there is something to play."""
        return self._is_playing

    @property
    def waits(self) -> bool:
        """Tell whether what was asked for has not come yet."""
        return self._waits

    @property
    def is_at_end(self) -> bool:
        """Tell whether everything was shown and heard."""
        over = self._playback.is_over("picture") and self._playback.is_over("sound")
        return not self._waits and over and self._is_heard and self._is_seen

    @property
    def position(self) -> float:
        """Tell which moment of the film is seen or heard now, in seconds."""
        if self._began is None:
            return self._from
        if self._is_led and self._deck is not None:
            return self._from + self._deck.heard
        return self._from + (self._now() - self._began) * self.speed

    def play(self) -> None:
        """Go on from here; from the beginning where it had ended."""
        if self._is_playing:
            return
        if self.is_at_end:
            self.seek(self.repeats[0] if self.repeats else 0.0)
        elif self._is_stale:
            self.seek(self._from)
        self._is_playing = True

    def pause(self) -> None:
        """Stand still at the frame that is shown."""
        if self._is_playing:
            self._halt()

    def seek(self, at: float) -> None:
        """Go to a moment, and go on from there if it plays.

        While one is on its way there, of all further moments only the last one counts: who drags
        along a film sees frames of it, and not the last one alone.
        """
        self._stand(max(0.0, at))
        if self._waits and self._playback.film is not None and not self._is_overdue:
            self._wish = self._from
            return
        self._wish, self._asked = None, self._now()
        self._shown, self._steps = None, 0
        self._waits, self._is_stale = True, False
        self._playback.seek(self._from, sound=self._deck is not None and self.speed == 1)

    def step(self, by: int) -> None:
        """Stand still and show the next frame (1) or the one before (-1)."""
        if self._is_playing:
            self._halt()
        if by > 0:
            self._steps += 1
        elif self._shown is not None and self._shown > STEP_BACK:
            self.seek(self._shown - STEP_BACK)
        self._is_stale = True

    def set_speed(self, speed: float) -> None:
        """Play slower or faster; sound is heard at its own speed only."""
        wanted = max(SLOWEST, min(FASTEST, speed))
        if wanted != self.speed:
            at, self.speed = self.position, wanted
            self.seek(at)

    def stop(self) -> None:
        """Be silent for good."""
        self._stand(self.position)
        self._is_playing = False

    def tick(self, show: Show) -> float | None:
        """Show the frame that is due, feed the speaker; return the seconds until the next look.

        None: nothing will happen until something comes or is asked.
        """
        if self._waits and not self._arrive(show):
            return None
        if self._steps:
            self._step_on(show)
        if not self._is_playing:
            return None
        return self._go_on(show)

    @property
    def _is_overdue(self) -> bool:
        return self._now() - self._asked > PATIENCE

    def _arrive(self, show: Show) -> bool:
        """Show what has come of the moment that was asked for; tell whether it was the last."""
        is_here = self._playback.is_ready()
        if is_here:
            self._waits = False
            self._show_first(show)
        else:
            self._show_meanwhile(show)
        if self._wish is not None and (is_here or self._is_overdue):
            self.seek(self._wish)
        return not self._waits

    @property
    def _is_heard(self) -> bool:
        return not self._is_led or self._deck is None or self._deck.is_heard

    @property
    def _is_seen(self) -> bool:
        film = self._playback.film
        if film is None:
            return True
        lasts = 1 / film.rate if film.rate else 0.0
        end = 0.0 if self._shown is None else self._shown + lasts
        # Sound that nobody hears lasts as long as it would be heard.
        silent = film.has_sound and not self._is_led
        return self.position >= (max(end, film.duration) if silent else end) - AT_ONCE

    def _show_meanwhile(self, show: Show) -> None:
        for picture in self._playback.pictures()[:1]:
            # A step goes to a neighbour: a frame from far away on the way there would flicker.
            if not picture.settled and not self._is_stale:
                self._playback.take(picture, show)

    def _show_first(self, show: Show) -> None:
        settled = [one for one in self._playback.pictures() if one.settled]
        if settled:
            self._show(settled[0], show)
            self._from = settled[0].at if self._is_stale else self._from

    def _step_on(self, show: Show) -> None:
        waiting = self._playback.pictures()
        if waiting:
            self._steps -= 1
            self._show(waiting[0], show)
            self._from = waiting[0].at
        elif self._playback.is_over("picture"):
            self._steps = 0

    def _go_on(self, show: Show) -> float | None:
        if self._began is None:
            self._start()
        if self._is_led and self._deck is not None:
            self._deck.feed()
            if self._deck.is_deaf:
                self._go_deaf(self._deck)
        position = self.position
        due = [one for one in self._playback.pictures() if one.at <= position + AT_ONCE]
        if due:
            self.missed += len(due) - 1
            self._show(due[-1], show)
        if self._is_over(position):
            return None
        waiting = self._playback.pictures()
        until = (waiting[0].at - position) / self.speed if waiting else OFTEN
        return max(AT_ONCE / 5, min(OFTEN, until))

    def _is_over(self, position: float) -> bool:
        """Begin again or stand still where the end has come; tell whether it has."""
        end = self.repeats[1] if self.repeats else None
        if not self.is_at_end and (end is None or position < end):
            return False
        if self.repeats is not None:
            self.seek(self.repeats[0])
        else:
            film = self._playback.film
            self._stand(min(position, film.duration) if film and film.duration else position)
            self._is_playing = False
        return True

    def _start(self) -> None:
        self._began = self._now()
        film = self._playback.film
        hears = film is not None and film.has_sound and self.speed == 1
        self._is_led = hears and self._deck is not None and not self._deck.is_deaf
        if self._is_led and self._deck is not None:
            self._deck.start(self._from)

    def _go_deaf(self, deck: Deck) -> None:
        at = self.position
        deck.stop()
        self._from, self._began, self._is_led = at, self._now(), False

    def _show(self, picture: Picture, show: Show) -> None:
        self._shown = picture.at
        self._playback.take(picture, show)

    def _halt(self) -> None:
        self._stand(self.position)
        self._is_playing = False
        self._is_stale = True  # the sound that was written but not heard is lost

    def _stand(self, at: float) -> None:
        self._from, self._began = at, None
        if self._is_led and self._deck is not None:
            self._deck.stop()
        self._is_led = False
