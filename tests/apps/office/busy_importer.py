"""A coordinator who brings files in and undoes every other of them without end, so that it can be killed.

Run as a program: `python -m tests.apps.office.busy_importer USER LIFE`.
"""

import sys
from itertools import count

ROWS = 60


def main(user_id: int, life: int) -> None:
    import django

    django.setup()
    from django.utils import timezone

    from tests.apps.office.importing import bring, look, many
    from voimala.accounts.models import User
    from voimala.core.viewer import acting
    from voimala.office.services.undoing import undo_import

    user = User.objects.get(pk=user_id)
    network = user.roles.get().network
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for number in count():
        text = many(ROWS, first=(life * 1000 + number) * ROWS)
        row = bring(look(network, user, timezone.now(), text), user, timezone.now())
        if number % 2:
            undo_import(by=acting(user), of_import=row, now=timezone.now())


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
