"""Make resources/demo/signed.jpg: a drawing with the credentials of an invented camera."""  # noqa: INP001

from pathlib import Path

from tests.media.signing import CAMERA, SOURCE_TYPE, authority, signed
from tipdesk.media.drawing import PictureFacts, picture

INTO = Path(__file__).parents[1] / "resources" / "demo" / "signed.jpg"
FIFTY_YEARS = 50 * 365
CREATED = {"action": "c2pa.created", "digitalSourceType": SOURCE_TYPE}


def main() -> None:
    """Draw it and sign it; the key is forgotten at once."""
    drawn = picture("depot", size=(1200, 900), seed=21, exif=PictureFacts(gps=(51.7590, 0.1203)))
    camera = {
        "claim_generator_info": CAMERA["claim_generator_info"],
        "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": [CREATED]}}],
    }
    by = authority("Invented Signing Authority", FIFTY_YEARS)
    INTO.parent.mkdir(exist_ok=True)
    INTO.write_bytes(signed(drawn, "image/jpeg", by, camera))


if __name__ == "__main__":
    main()
