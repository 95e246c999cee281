"""The competences a new network starts from. Each network edits its own copy."""

from typing import NamedTuple


class StandardCompetence(NamedTuple):
    code: str
    fi: str
    sv: str
    en: str


PROFESSIONAL = (
    StandardCompetence(
        "musiikki_ohjaus",
        "Ryhmän ohjaaminen musiikilla",
        "Gruppledning med musik",
        "Leading a group with music",
    ),
    StandardCompetence(
        "tanssi_ohjaus", "Ryhmän ohjaaminen tanssilla", "Gruppledning med dans", "Leading a group with dance"
    ),
    StandardCompetence(
        "kuvataide_ohjaus",
        "Ryhmän ohjaaminen kuvataiteella",
        "Gruppledning med bildkonst",
        "Leading a group with visual art",
    ),
    StandardCompetence(
        "draama_ohjaus", "Ryhmän ohjaaminen draamalla", "Gruppledning med drama", "Leading a group with drama"
    ),
    StandardCompetence(
        "sanataide_ohjaus",
        "Ryhmän ohjaaminen sanataiteella",
        "Gruppledning med ordkonst",
        "Leading a group with creative writing",
    ),
    StandardCompetence("taidepedagogiikka", "Taidepedagogiikka", "Konstpedagogik", "Art pedagogy"),
    StandardCompetence("palveluohjaus", "Palveluohjaus", "Servicehandledning", "Service guidance"),
    StandardCompetence("mielenterveystyo", "Mielenterveystyö", "Mentalvårdsarbete", "Mental health work"),
    StandardCompetence("paihdetyo", "Päihdetyö", "Missbrukarvård", "Substance use work"),
    StandardCompetence("lastensuojelu", "Lastensuojelu", "Barnskydd", "Child protection"),
    StandardCompetence("perhetyo", "Perhetyö", "Familjearbete", "Family work"),
    StandardCompetence(
        "varhaiskasvatus", "Varhaiskasvatus", "Småbarnspedagogik", "Early childhood education"
    ),
    StandardCompetence("erityispedagogiikka", "Erityispedagogiikka", "Specialpedagogik", "Special education"),
    StandardCompetence("vanhustyo", "Vanhustyö", "Äldreomsorg", "Work with older people"),
    StandardCompetence("muistityo", "Muistisairaiden hoitotyö", "Vård av minnessjuka", "Dementia care"),
    StandardCompetence("kuntoutus", "Kuntoutus", "Rehabilitering", "Rehabilitation"),
    StandardCompetence("nuorisotyo", "Etsivä nuorisotyö", "Uppsökande ungdomsarbete", "Outreach youth work"),
    StandardCompetence("kotoutuminen", "Kotoutumisen tuki", "Integrationsstöd", "Support for integration"),
    StandardCompetence(
        "selkokieli", "Selkokielellä ohjaaminen", "Handledning på lätt språk", "Guiding in plain language"
    ),
    StandardCompetence(
        "arviointihaastattelu", "Arviointihaastattelut", "Utvärderingsintervjuer", "Evaluation interviews"
    ),
    StandardCompetence(
        "yhteiskehittaminen",
        "Yhteiskehittämisen ohjaaminen",
        "Ledning av gemensam utveckling",
        "Facilitating co-development",
    ),
    StandardCompetence(
        "palveluiden_johtaminen", "Palveluiden johtaminen", "Ledning av tjänster", "Service management"
    ),
    StandardCompetence(
        "vapaaehtoistyo",
        "Vapaaehtoistoiminnan ohjaaminen",
        "Ledning av frivilligverksamhet",
        "Leading volunteers",
    ),
    StandardCompetence("etaohjaus", "Ohjaaminen etäyhteydellä", "Handledning på distans", "Guiding online"),
)

STRENGTHS = (
    StandardCompetence("kuorolaulu", "Kuorolaulu", "Körsång", "Choir singing"),
    StandardCompetence("soittaminen", "Soittaminen", "Att spela instrument", "Playing an instrument"),
    StandardCompetence("tanssiminen", "Tanssiminen", "Dans", "Dancing"),
    StandardCompetence(
        "maalaaminen", "Maalaaminen ja piirtäminen", "Målning och teckning", "Painting and drawing"
    ),
    StandardCompetence("valokuvaus", "Valokuvaus", "Fotografering", "Photography"),
    StandardCompetence("kasityot", "Käsityöt", "Handarbete", "Crafts"),
    StandardCompetence("harrastajateatteri", "Harrastajateatteri", "Amatörteater", "Amateur theatre"),
    StandardCompetence("kirjoittaminen", "Kirjoittaminen", "Skrivande", "Writing"),
    StandardCompetence("luonto", "Luonnossa liikkuminen", "Friluftsliv", "Being outdoors"),
    StandardCompetence("ruoanlaitto", "Ruoanlaitto yhdessä", "Matlagning tillsammans", "Cooking together"),
    StandardCompetence("pelit", "Pelaaminen", "Spel", "Games"),
    StandardCompetence("tarinat", "Tarinoiden kertominen", "Berättande", "Storytelling"),
)
