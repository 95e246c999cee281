"""Forms of a network's settings."""

from voimala.networks.forms.base import NetworkForm
from voimala.networks.forms.host_form import HostForm
from voimala.networks.forms.logo_form import LogoForm
from voimala.networks.forms.parts_form import PartsForm
from voimala.networks.forms.settings_form import SettingsForm
from voimala.networks.forms.words_form import WordsForm

__all__ = ["HostForm", "LogoForm", "NetworkForm", "PartsForm", "SettingsForm", "WordsForm"]
