import pytest

from tipdesk.newsroom.credentials import Credentials, Standing
from tipdesk.newsroom.facts import Fact, Said, Source
from tipdesk.newsroom.origins import label_for_ai, source_type
from tipdesk.newsroom.states import Label

IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"


def typed(value):
    return [Said(Fact.DIGITAL_SOURCE_TYPE, Source.XMP, value)]


@pytest.mark.parametrize(
    ("value", "label"),
    [
        (f"{IPTC}trainedAlgorithmicMedia", Label.AI_GENERATED),
        ("trainedAlgorithmicMedia", Label.AI_GENERATED),
        ("digsrctype:trainedAlgorithmicMedia", Label.AI_GENERATED),
        (f"{IPTC}compositeWithTrainedAlgorithmicMedia", Label.COMPOSITE),
        (f"{IPTC}digitalCapture", None),
        (f"{IPTC}algorithmicallyEnhanced", None),
        ("", None),
    ],
)
def test_the_digital_source_type_asks_for_a_label_only_where_ai_made_it(value, label):
    assert label_for_ai(typed(value), None) is label


def test_credentials_ask_for_it_as_well():
    made = Credentials(Standing.INTACT, source_types=("trainedAlgorithmicMedia",))
    assert label_for_ai((), made) is Label.AI_GENERATED
    assert label_for_ai((), Credentials(Standing.INTACT)) is None


def test_a_file_that_names_the_system_that_made_it_asks_for_it():
    assert label_for_ai([Said(Fact.AI_SYSTEM, Source.XMP, "x")], None) is Label.AI_GENERATED


def test_the_source_type_is_given_as_it_stands():
    assert source_type(typed(f"{IPTC}digitalCapture")) == f"{IPTC}digitalCapture"
    assert source_type([]) is None
