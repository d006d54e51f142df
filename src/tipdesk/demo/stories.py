"""The stories of the sample desk; the town of Wickhaven is invented."""

from tipdesk.demo.pieces import SampleStory
from tipdesk.newsroom.states import StoryStatus

NAME = "Wickhaven Courier"

STORIES = (
    SampleStory("MILLFLOOD", "River Wick bursts its banks at Mill Road", "Local"),
    SampleStory("TRAMSTRIKE", "Tram drivers vote on a walk-out", "Transport"),
    SampleStory("QUARRYFIRE", "Fire at the old quarry", "Local", StoryStatus.PUBLISHED),
    SampleStory("BRIDGE", "Lorries and the low railway arch", "Transport", StoryStatus.PLANNED),
    SampleStory("SCHOOLROOF", "What the council knew of the school roof", "Politics", embargo=30),
    SampleStory("POWERCUT", "Evening without light in the north town", "Local", StoryStatus.HOLD),
)
