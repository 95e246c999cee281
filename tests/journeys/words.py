"""What the pages say on the way from a need to a confirmed group, in Finnish and in English."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    prefix: str
    new_need: str
    about: str
    change: str
    some_change: str
    for_whom: str
    where: str
    unit: str
    municipality: str
    save: str
    propose: str
    proposal: str
    lonely: str
    young_adults: str
    outpatient: str
    outpatient_unit: str
    songs: str
    older_people: str
    service_centre: str
    centre_unit: str
    eleven_of_thirty: str
    alternatives: str
    choose_instead: str
    chosen: str
    not_in_group: str
    undo: str
    ask_these: str
    decide_and_ask: str
    open_seat: str
    expert: str
    which_association: str
    association: str
    ask_association: str
    yes: str
    no: str
    talk: str
    thanks_no: str
    is_open: str
    ask_her: str
    talking: str
    joins: str
    confirm_hours: str
    name_this_person: str
    one_expert: str
    all_confirmed: str
    invitation: str
    request_for_hours: str
    request_to_unit: str
    request_to_association: str

    def kind(self, text: str) -> str:
        """Which asking a page is: invitation, supervisor, unit or association; "" when it asks nothing."""
        kinds = {
            "unit": self.request_to_unit,
            "association": self.request_to_association,
            "supervisor": self.request_for_hours,
            "invitation": self.invitation,
        }
        return next((kind for kind, words in kinds.items() if words in text), "")


ENGLISH = Words(
    prefix="/en",
    new_need="New need",
    about="What is it about?",
    change="What should change?",
    some_change="A young adult finds a group.",
    for_whom="Whom is it for?",
    where="Where would the pilot be?",
    unit="Unit",
    municipality="Municipality",
    save="Save and continue",
    propose="Suggest a group",
    proposal="Proposal: ",
    lonely="Loneliness in Kuopio",
    young_adults="Young adults",
    outpatient="Psychiatric outpatient care",
    outpatient_unit="Young adults’ outpatient care",
    songs="Songs together",
    older_people="Older people",
    service_centre="Service centre",
    centre_unit="Service centre",
    eleven_of_thirty="11 people out of 30",
    alternatives=r"\d+ alternative",
    choose_instead="Choose instead",
    chosen="Undo",
    not_in_group="Not in this group",
    undo="Undo",
    ask_these="Ask these",
    decide_and_ask="Decide and ask",
    open_seat="Open the seat",
    expert="expert by experience",
    which_association="Which association is asked?",
    association="(sample)",
    ask_association="Ask the association",
    yes="I'm in",
    no="Not now",
    talk="Let's talk first",
    thanks_no="Thank you",
    is_open="open",
    ask_her="Ask this person",
    talking="talk first",
    joins="Joins",
    confirm_hours="Confirm the hours",
    name_this_person="Name this person",
    one_expert="One joins",
    all_confirmed="all confirmed",
    invitation="Invitation to a co-development group",
    request_for_hours="Request for hours",
    request_to_unit="Request to the unit",
    request_to_association="Request to the association",
)
FINNISH = Words(
    prefix="",
    new_need="Uusi tarve",
    about="Mistä on kyse?",
    change="Mitä toivotte muuttuvan?",
    some_change="Nuori löytää ryhmän, johon palata.",
    for_whom="Kenelle?",
    where="Missä pilotti olisi?",
    unit="Yksikkö",
    municipality="Kunta",
    save="Tallenna ja jatka",
    propose="Ehdota kokoonpanoa",
    proposal="Ehdotus: ",
    lonely="Yksinäisyys Kuopiossa",
    young_adults="Nuoret aikuiset",
    outpatient="Psykiatrian avohoito",
    outpatient_unit="Nuorten aikuisten avohoito",
    songs="Yhteislaulua",
    older_people="Ikääntyneet",
    service_centre="Palvelukeskus",
    centre_unit="Palvelukeskus",
    eleven_of_thirty="11 ihmiseltä 30:stä",
    alternatives=r"\d+ vaihtoehto",
    choose_instead="Vaihda tähän",
    chosen="Kumoa",
    not_in_group="Ei tähän ryhmään",
    undo="Kumoa",
    ask_these="Kysy näiltä",
    decide_and_ask="Päätä ja kysy",
    open_seat="Avaa paikka",
    expert="kokemusasiantuntija",
    which_association="Miltä järjestöltä kysytään?",
    association="(malli)",
    ask_association="Kysy järjestöltä",
    yes="Lähden mukaan",
    no="Ei nyt",
    talk="Jutellaan ensin",
    thanks_no="Kiitos",
    is_open="avoin",
    ask_her="Kysy häneltä",
    talking="jutellaan ensin",
    joins="Lähtee mukaan",
    confirm_hours="Vahvista tunnit",
    name_this_person="Nimeä tämä henkilö",
    one_expert="Yksi lähtee mukaan",
    all_confirmed="kaikki vahvistettu",
    invitation="Kutsu kehittäjäryhmään",
    request_for_hours="Pyyntö työtunneista",
    request_to_unit="Pyyntö yksikölle",
    request_to_association="Pyyntö järjestölle",
)
