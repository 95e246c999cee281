"""What the forms that change the network's own row share: the version seen, and two writers' differences."""

from typing import Any

from voimala.core.differences import Difference, VersionedForm
from voimala.networks.models import Network


class NetworkForm(VersionedForm):
    """A form filled from the network's row. Browsers are not told that anything is required."""

    use_required_attribute = False

    def __init__(self, data: Any = None, *, network: Network) -> None:
        self.network = network
        super().__init__(data, initial={**self.values_of(network), "seen": network.version})

    @classmethod
    def values_of(cls, network: Network) -> dict[str, Any]:
        """The row as the form's initial values."""
        raise NotImplementedError

    @classmethod
    def sent_values(cls, network: Network) -> dict[str, list[str]]:
        """The row as the form would send it: nothing for what is empty or not ticked."""
        values = cls.values_of(network).items()
        return {name: sent(value) for name, value in values if sent(value)}

    @property
    def parts(self) -> dict[str, list[str]]:
        """Every field is a part of its own when two people wrote differently."""
        return {name: [name] for name in self.fields}

    def arguments(self) -> dict[str, Any]:
        """What the service takes of the valid form."""
        raise NotImplementedError

    def in_words(self, name: str, value: Any) -> str:
        """A field's value as a reader sees it."""
        return str(value) if value else "–"

    def differences(self, current: Network) -> list[Difference]:
        """What the saved row says otherwise than this form, in words."""
        saved = self.values_of(current)
        return [
            Difference(
                field.name,
                str(field.label),
                self.in_words(field.name, saved[field.name]),
                self.in_words(field.name, self.cleaned_data[field.name]),
            )
            for field in self.visible_fields()
            if field.name in saved and saved[field.name] != self.cleaned_data[field.name]
        ]


def sent(value: Any) -> list[str]:
    if isinstance(value, list):
        return [str(each) for each in value]
    return ["on" if value is True else str(value)] if value else []
