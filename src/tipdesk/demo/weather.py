"""Sample tips about the flood, the fire and the power cut."""

from tipdesk.demo.pieces import SampleFile as File
from tipdesk.demo.pieces import SampleTip as Tip
from tipdesk.newsroom.states import (
    Channel,
    Choice,
    Closing,
    Label,
    Permission,
    Sensitivity,
    Verdict,
    Workflow,
)

MILL_ROAD = (51.7712, 0.0931)
WEIR = (51.7688, 0.1012)
QUARRY = (51.8034, 0.0510)
VALLETTA = (35.8997, 14.5146)
LIVE = "5A1D0000-0000-4000-8000-000000000420"

_LETTER = """To the editor

The pumps at the weir were to be serviced
every second year.

  Pump 1   serviced 2025
  Pump 2   serviced 2019
  Pump 3   never serviced

Ask the water board for the log of March.

I can not sign this."""

WEATHER = (
    Tip(
        2,
        Channel.MAIL,
        "A. Okafor <a.okafor@example.org>",
        "Flood water over the bridge at Mill Road",
        "Good morning,\n\nthe river is over the road at Mill Road bridge since this morning and a "
        "red car is stuck in it. Nobody is in the car. I took these pictures myself from the "
        "footpath, you may call me after six.\n\nBest wishes\nA. Okafor",
        stories=("MILLFLOOD",),
        tags=("flood", "eyewitness"),
        place="Mill Road, Wickhaven",
        files=(
            File(
                "IMG_2231.jpg",
                "flood",
                caption="Water covers the road at Mill Road bridge, Wickhaven, on Sunday morning.",
                credit="Picture: A. Okafor",
                gps=MILL_ROAD,
                by="Ada Okafor",
                terms="For the Courier, once, with my name.",
                stars=4,
                choice=Choice.PICK,
            ),
            File(
                "IMG_2232.jpg",
                "road",
                caption="The same road on an ordinary day.",
                gps=MILL_ROAD,
                choice=Choice.REJECT,
            ),
            File("IMG_2240.mp4", "boat", "film", gps=MILL_ROAD),
            File("IMG_2242.jpg", "boat", gps=MILL_ROAD, pair=LIVE),
            File("IMG_2242.mov", "boat", "film", gps=MILL_ROAD, pair=LIVE),
            File("IMG_2244.jpg", "weir", gps=WEIR, stars=2),
        ),
    ),
    Tip(
        5,
        Channel.CHAT,
        "Imre K.",
        "Weir at Lowestoft is giving way right now",
        "I took this ten minutes ago, people are leaving their houses!!",
        tags=("weather",),
        place="Lowestoft, UK",
        files=(File("IMG_0815.jpg", "weir", gps=VALLETTA, older=745),),
    ),
    Tip(
        9,
        Channel.CHAT,
        "northside_42",
        "Fire seen above the old quarry, sirens since ten",
        "big glow over the quarry, sirens going up the hill road since ten. pic from my window",
        stories=("QUARRYFIRE",),
        tags=("fire",),
        files=(File("photo_2026-11-22_22-14-09.jpg", "hillfire", bare=True),),
    ),
    Tip(
        66,
        Channel.SOCIAL,
        "@riverwatcher",
        "Video of the rescue boat, asks for a call back",
        "We saw the boat taking an elderly couple off the island. Happy to share if you credit me.",
        Workflow.WAITING,
        stories=("MILLFLOOD",),
        tags=("flood", "video"),
        assignee="Sam Lund",
        place="Weir island, Wickhaven",
        verdict=Verdict.IN_PROGRESS,
        files=(
            File("rescue.mp4", "boat", "film", permission=Permission.ASKED, credit="@riverwatcher"),
        ),
        note="Asked for permission at 10:20, waiting for the answer.",
    ),
    Tip(
        118,
        Channel.PHONE,
        "",
        "Power out on three streets, no answer from the grid",
        "Caller says Hill Street, Kiln Lane and the north end of Station Road are dark since "
        "six. The grid's number rings out. Read back to the caller, who stays anonymous.",
        stories=("POWERCUT",),
        tags=("outage",),
        place="North town, Wickhaven",
    ),
    Tip(
        131,
        Channel.MAIL,
        "D. Ishii <d.ishii@example.org>",
        "Aerial of the weir before and after the storm",
        "Two drone pictures of the weir, one of last spring and one of today. I fly with a permit.",
        Workflow.READY,
        stories=("MILLFLOOD",),
        tags=("flood", "aerial"),
        assignee="Mara Keller",
        place="The weir, Wickhaven",
        verdict=Verdict.VERIFIED,
        priority=2,
        files=(
            File(
                "weir-today.jpg",
                "weir",
                caption="The weir at Wickhaven on Sunday, with water over both gates.",
                credit="Picture: D. Ishii",
                permission=Permission.GRANTED,
                gps=WEIR,
            ),
            File(
                "weir-spring.png",
                "boat",
                "png",
                caption="The weir in April.",
                credit="Picture: D. Ishii",
                label=Label.FILE_PICTURE,
                permission=Permission.GRANTED,
            ),
        ),
        note="Spoke to the pilot; permit seen. Shadows and the clock of the camera agree.",
    ),
    Tip(
        190,
        Channel.FORM,
        "R. Halloran <halloran@example.net>",
        "How the dam could break: my drawing",
        "I am an engineer and drew what would happen if the upper dam gave way. It is a drawing!",
        Workflow.VERIFYING,
        stories=("MILLFLOOD",),
        tags=("flood", "graphics"),
        assignee="Mara Keller",
        verdict=Verdict.PARTLY_VERIFIED,
        files=(
            File(
                "dam-break.png",
                "flood",
                "png",
                caption="How Mill Road might look if the upper dam failed.",
                credit="Illustration: R. Halloran",
                label=Label.ILLUSTRATION,
                label_note="fictional depiction of a failing dam",
                permission=Permission.GRANTED_CONDITIONAL,
            ),
        ),
    ),
    Tip(
        245,
        Channel.CHAT,
        "+44 1632 960173",
        "Crowd on the quarry road watching the fire",
        "everyone is up here watching, police tell us to go home",
        Workflow.PUBLISHED,
        stories=("QUARRYFIRE",),
        tags=("fire", "eyewitness"),
        assignee="Sam Lund",
        verdict=Verdict.VERIFIED,
        place="Quarry Road",
        files=(
            File(
                "quarry-crowd.jpg",
                "crowd",
                caption="Residents on Quarry Road watch the fire on Saturday night.",
                credit="Picture: reader",
                permission=Permission.GRANTED,
                gps=QUARRY,
            ),
        ),
        url="https://courier.example/news/quarry-fire",
    ),
    Tip(
        300,
        Channel.SOCIAL,
        "@blazewatch",
        "Huge flames at the quarry (picture)",
        "You won't believe this one! I took this from the ridge. Free to use.",
        Workflow.SPIKED,
        stories=("QUARRYFIRE",),
        tags=("fire",),
        verdict=Verdict.FALSE_OR_MISLEADING,
        sensitivity=(Sensitivity.DECEPTIVE,),
        files=(
            File(
                "flames.webp",
                "hillfire",
                "webp",
                label=Label.AI_GENERATED,
                generated="Example Painter 5",
            ),
        ),
        reason="The hill in the picture isn't ours; made by a machine.",
        closing=Closing.HOAX,
    ),
    Tip(
        420,
        Channel.MAIL,
        "Wick Angling Club <post@angling.example>",
        "Fish in the car park after the flood",
        "A short film from this morning, when the water went back.",
        stories=("MILLFLOOD",),
        tags=("flood", "video"),
        files=(File("carpark.mp4", "flood", "film"), File("wind.wav", "", "tone")),
    ),
    Tip(
        505,
        Channel.PHONE,
        "Old Kiln bakery <+44 1632 960844>",
        "Bakery gives free bread to the dark streets",
        "Their ovens run on gas. They bake until midnight for anybody without light.",
        Workflow.TRIAGE,
        stories=("POWERCUT",),
        tags=("outage", "people"),
        assignee="Ines Roth",
        place="Kiln Lane 4",
    ),
    Tip(
        560,
        Channel.SOCIAL,
        "@northlights",
        "Dark town from the church tower",
        "Took this from the tower at eight. Please ask before you print.",
        Workflow.WAITING,
        stories=("POWERCUT",),
        tags=("outage",),
        files=(
            File("tower.jpg", "powercut", permission=Permission.NO_REPLY, credit="@northlights"),
        ),
    ),
    Tip(
        1_500,
        Channel.POST,
        "",
        "Unsigned letter: the pumps were not maintained",
        "A typed letter, two pages, names the dates on which the pumps at the weir should have "
        "been serviced. Scanned at the front desk; the envelope is kept.",
        Workflow.VERIFYING,
        stories=("MILLFLOOD",),
        tags=("documents",),
        assignee="Ines Roth",
        protected=True,
        priority=1,
        files=(File("letter.pdf", _LETTER, "paper"),),
    ),
)
