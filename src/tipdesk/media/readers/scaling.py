"""Brings decoded frames to the size and form in which the window paints them."""

import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import VideoReformatter

from tipdesk.media.readers.reels import Reel, rotation_of
from tipdesk.media.slots import PICTURE_BYTES

_WIDEST_PIXEL = 16.0


class Scaling:
    """Scales frame after frame into a box; what it needs for that is kept between them."""

    def __init__(self) -> None:
        self._reformatter = VideoReformatter()

    def upright_size(self, reel: Reel) -> tuple[int, int]:
        """Say how wide and high the film is in square pixels, before any turn; 0 for sound."""
        if reel.video is None:
            return (0, 0)
        return max(1, round(reel.video.width * pixel_shape(reel))), max(1, reel.video.height)

    def scale(
        self, frame: VideoFrame, reel: Reel, box: tuple[int, int], place: memoryview
    ) -> dict[str, int]:
        """Write the frame, no larger than `box` once upright, as BGRA; say how it lies there."""
        rotation = rotation_of(frame)
        across, down = box if rotation % 180 == 0 else (box[1], box[0])
        wide = frame.width * pixel_shape(reel)
        factor = min(1.0, across / wide, down / frame.height)
        width, height = max(1, round(wide * factor)), max(1, round(frame.height * factor))
        scaled = self._reformatter.reformat(
            frame, width=width, height=height, format="bgra", interpolation="AREA", threads=1
        )
        plane = scaled.planes[0]
        stride = plane.line_size
        if stride * height > PICTURE_BYTES:
            raise MemoryError
        place[: stride * height] = memoryview(plane)[: stride * height]
        return {"width": width, "height": height, "stride": stride, "rotation": rotation}


def pixel_shape(reel: Reel) -> float:
    """Say how much wider than high a stored pixel is; nonsense counts as square."""
    ratio = float((reel.video.sample_aspect_ratio if reel.video is not None else None) or 1)
    return ratio if 1 / _WIDEST_PIXEL <= ratio <= _WIDEST_PIXEL else 1.0


def upright_rgb(frame: VideoFrame, reel: Reel) -> tuple[int, int, bytes]:
    """Give every pixel of a frame, upright and square, as RGB: width, height, rows."""
    width = max(1, round(frame.width * pixel_shape(reel)))
    whole = frame.reformat(width=width, format="rgb24", threads=1).to_ndarray()
    turned = np.rot90(whole, -rotation_of(frame) // 90 % 4)
    return turned.shape[1], turned.shape[0], np.ascontiguousarray(turned).tobytes()
