import django.db.models.deletion
from django.db import migrations, models

import voimala.core.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("networks", "0001_networks"),
        ("partners", "0001_partners"),
        ("people", "0001_people"),
        ("phenomena", "0001_needs_and_briefs"),
    ]

    operations = [
        migrations.CreateModel(
            name="Choice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    voimala.core.ids.PublicIdField(
                        default=voimala.core.ids.new_public_id, editable=False, max_length=12, unique=True
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("pin", "taken in"), ("lock", "kept in"), ("exclude", "left out")],
                        max_length=8,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "brief",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="choices",
                        to="phenomena.brief",
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "choice",
                "ordering": ["-made_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at", None)),
                        fields=("brief", "person"),
                        name="choice_in_force_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Run",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    voimala.core.ids.PublicIdField(
                        default=voimala.core.ids.new_public_id, editable=False, max_length=12, unique=True
                    ),
                ),
                ("synthetic", models.BooleanField(default=False, verbose_name="synthetic")),
                ("brief_version", models.PositiveIntegerField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("optimal", "proven best"),
                            ("feasible", "good, not proven best"),
                            ("infeasible", "proven: no group"),
                            ("not_found", "no group found in the time given"),
                        ],
                        max_length=10,
                    ),
                ),
                ("objective", models.FloatField(blank=True, null=True)),
                ("bound", models.FloatField(blank=True, null=True)),
                ("gap", models.FloatField(blank=True, null=True)),
                ("seed", models.PositiveIntegerField()),
                ("seconds", models.FloatField()),
                ("considered", models.PositiveIntegerField()),
                ("known", models.PositiveIntegerField()),
                ("eligible", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("config", models.JSONField(blank=True, default=dict)),
                ("conflicts", models.JSONField(blank=True, default=list)),
                ("advice", models.JSONField(blank=True, default=dict)),
                ("computed_at", models.DateTimeField()),
                (
                    "brief",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="runs", to="phenomena.brief"
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
                    ),
                ),
            ],
            options={
                "verbose_name": "computation",
                "ordering": ["-computed_at", "-pk"],
                "indexes": [models.Index(fields=["brief", "digest"], name="run_by_digest")],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    voimala.core.ids.PublicIdField(
                        default=voimala.core.ids.new_public_id, editable=False, max_length=12, unique=True
                    ),
                ),
                ("synthetic", models.BooleanField(default=False, verbose_name="synthetic")),
                ("way", models.PositiveSmallIntegerField(default=1)),
                ("loss", models.FloatField(default=0.0)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "waiting for a decision"),
                            ("decided", "decided"),
                            ("left", "set aside"),
                            ("replaced", "replaced by a newer one"),
                            ("passed", "another way was chosen"),
                        ],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("people", models.PositiveSmallIntegerField()),
                ("needs_met", models.PositiveSmallIntegerField()),
                ("needs_total", models.PositiveSmallIntegerField()),
                ("needs_to_ask", models.PositiveSmallIntegerField()),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "before",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="assembly.proposal",
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="ways", to="assembly.run"
                    ),
                ),
            ],
            options={
                "verbose_name": "proposal",
                "ordering": ["-run__computed_at", "-run_id", "way"],
                "constraints": [models.UniqueConstraint(fields=("run", "way"), name="proposal_way_once")],
            },
        ),
        migrations.CreateModel(
            name="Group",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    voimala.core.ids.PublicIdField(
                        default=voimala.core.ids.new_public_id, editable=False, max_length=12, unique=True
                    ),
                ),
                ("synthetic", models.BooleanField(default=False, verbose_name="synthetic")),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("decided_at", models.DateTimeField()),
                (
                    "brief",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="group",
                        to="phenomena.brief",
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
                    ),
                ),
                (
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="group",
                        to="assembly.proposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "group",
                "ordering": ["-decided_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ProposalPair",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first", models.PositiveSmallIntegerField()),
                ("second", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("new", "new pair across sectors"),
                            ("known", "have worked together"),
                            ("open", "known when the seat is named"),
                        ],
                        max_length=5,
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pairs",
                        to="assembly.proposal",
                    ),
                ),
            ],
            options={
                "ordering": ["first", "second"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("proposal", "first", "second"), name="proposal_pair_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))), name="proposal_pair_ordered"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProposalSeat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("person", "a person"),
                            ("unit", "named by the unit"),
                            ("association", "named by an association"),
                            ("ask", "to be asked"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "wish",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unit_worker", "The unit's own worker"),
                            ("art_leader", "Art leader"),
                            ("expert", "Expert by experience"),
                            ("social", "Social services"),
                            ("health", "Health"),
                            ("education", "Education"),
                            ("youth_third", "Youth and third sector"),
                            ("decision", "Decision-maker"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "sector",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("culture", "Culture"),
                            ("social", "Social services"),
                            ("health", "Health"),
                            ("education", "Education"),
                            ("youth_third", "Youth and third sector"),
                            ("client", "Experts by experience"),
                            ("decision", "Decision-makers"),
                        ],
                        max_length=12,
                    ),
                ),
                ("travel_minutes", models.PositiveIntegerField(blank=True, null=True)),
                ("minutes_left", models.PositiveIntegerField(blank=True, null=True)),
                ("others", models.PositiveIntegerField(default=0)),
                ("not_known", models.JSONField(blank=True, default=list)),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seats",
                        to="assembly.proposal",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("proposal", "position"), name="proposal_seat_position"),
                    models.UniqueConstraint(
                        condition=models.Q(("person__isnull", False)),
                        fields=("proposal", "person"),
                        name="proposal_person_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    voimala.core.ids.PublicIdField(
                        default=voimala.core.ids.new_public_id, editable=False, max_length=12, unique=True
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("competence", "a skill"),
                            ("hours", "hours"),
                            ("place", "home municipality"),
                            ("language", "a language"),
                            ("sector", "sector"),
                        ],
                        max_length=10,
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=3)),
                ("gain", models.FloatField()),
                ("loss", models.FloatField()),
                ("closes", models.JSONField(blank=True, default=list)),
                ("changes", models.PositiveSmallIntegerField(default=0)),
                ("without", models.BooleanField(default=False)),
                (
                    "competence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.competence",
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.person"
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="assembly.proposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "question",
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(fields=("proposal", "order"), name="question_order"),
                    models.UniqueConstraint(fields=("proposal", "person"), name="question_person_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Alternative",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField()),
                ("loss", models.FloatField()),
                ("travel_minutes", models.PositiveIntegerField(blank=True, null=True)),
                ("loses", models.JSONField(blank=True, default=list)),
                ("gains", models.JSONField(blank=True, default=list)),
                ("new_pairs", models.SmallIntegerField(default=0)),
                ("known_pairs", models.SmallIntegerField(default=0)),
                ("not_known", models.JSONField(blank=True, default=list)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.person"
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="alternatives",
                        to="assembly.proposalseat",
                    ),
                ),
            ],
            options={
                "ordering": ["seat", "rank"],
                "constraints": [
                    models.UniqueConstraint(fields=("seat", "rank"), name="alternative_rank"),
                    models.UniqueConstraint(fields=("seat", "person"), name="alternative_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProposalNeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        blank=True, choices=[(1, "beginning"), (3, "can do"), (5, "can teach")], null=True
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=3)),
                (
                    "weight",
                    models.CharField(
                        choices=[("must", "necessary"), ("important", "important"), ("plus", "a plus")],
                        max_length=10,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("covered", "covered"),
                            ("named", "named by others"),
                            ("to_ask", "to be asked"),
                            ("uncovered", "not covered"),
                        ],
                        max_length=10,
                    ),
                ),
                ("could_be_asked", models.PositiveIntegerField(default=0)),
                (
                    "competence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.competence",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="needs",
                        to="assembly.proposal",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="assembly.proposalseat",
                    ),
                ),
            ],
            options={
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(fields=("proposal", "order"), name="proposal_need_order")
                ],
            },
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    voimala.core.ids.PublicIdField(
                        default=voimala.core.ids.new_public_id, editable=False, max_length=12, unique=True
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("person", "a person"),
                            ("unit", "named by the unit"),
                            ("association", "named by an association"),
                            ("ask", "to be asked"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "wish",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unit_worker", "The unit's own worker"),
                            ("art_leader", "Art leader"),
                            ("expert", "Expert by experience"),
                            ("social", "Social services"),
                            ("health", "Health"),
                            ("education", "Education"),
                            ("youth_third", "Youth and third sector"),
                            ("decision", "Decision-maker"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "sector",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("culture", "Culture"),
                            ("social", "Social services"),
                            ("health", "Health"),
                            ("education", "Education"),
                            ("youth_third", "Youth and third sector"),
                            ("client", "Experts by experience"),
                            ("decision", "Decision-makers"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("proposed", "proposed"),
                            ("called", "open call"),
                            ("naming", "somebody is being named"),
                            ("asked", "asked"),
                            ("talk", "let's talk first"),
                            ("willing", "willing to join"),
                            ("supervisor", "waiting for the supervisor"),
                            ("confirmed", "confirmed"),
                        ],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                ("order", models.CharField(blank=True, max_length=16)),
                ("person_agreed_at", models.DateTimeField(blank=True, null=True)),
                ("supervisor_agreed_at", models.DateTimeField(blank=True, null=True)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("waits_until", models.DateTimeField(blank=True, null=True)),
                (
                    "minutes",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="minutes agreed"),
                ),
                ("starts", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "substitute",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_needed", "not needed"),
                            ("unit", "the unit arranges one"),
                            ("paid", "needs compensation"),
                        ],
                        max_length=10,
                        verbose_name="substitute",
                    ),
                ),
                (
                    "compensation_cents",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="compensation, euro cents"
                    ),
                ),
                (
                    "fee_cents",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="fee, euro cents"),
                ),
                (
                    "travel_cents",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="travel, euro cents"),
                ),
                ("own_name", models.CharField(blank=True, max_length=120, verbose_name="name")),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="seats", to="assembly.group"
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="partners.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "seat",
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("group", "position"), name="group_seat_position"),
                    models.UniqueConstraint(
                        condition=models.Q(("person__isnull", False)),
                        fields=("group", "person"),
                        name="group_person_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts", None),
                            ("ends", None),
                            ("starts__lte", models.F("ends")),
                            _connector="OR",
                        ),
                        name="seat_starts_before_it_ends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["called", "naming", "asked", "talk", "willing", "supervisor"]),
                                ("waits_until__isnull", False),
                            ),
                            models.Q(
                                ("state__in", ["open", "proposed", "confirmed"]),
                                ("waits_until__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="seat_waits_until_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Ask",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.person"
                    ),
                ),
                (
                    "need",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="asks",
                        to="assembly.proposalneed",
                    ),
                ),
            ],
            options={
                "ordering": ["order"],
                "constraints": [models.UniqueConstraint(fields=("need", "person"), name="ask_once")],
            },
        ),
        migrations.CreateModel(
            name="Call",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    voimala.core.ids.PublicIdField(
                        default=voimala.core.ids.new_public_id, editable=False, max_length=12, unique=True
                    ),
                ),
                ("text", models.CharField(blank=True, max_length=600, verbose_name="greeting")),
                ("made_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="calls", to="assembly.seat"
                    ),
                ),
            ],
            options={
                "verbose_name": "open call",
                "ordering": ["-made_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)), fields=("seat",), name="call_one_at_a_time"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Cover",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        blank=True, choices=[(1, "beginning"), (3, "can do"), (5, "can teach")], null=True
                    ),
                ),
                ("enough", models.BooleanField()),
                (
                    "need",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="covers",
                        to="assembly.proposalneed",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="covers",
                        to="assembly.proposalseat",
                    ),
                ),
            ],
            options={
                "ordering": ["need", "-level", "seat"],
                "constraints": [models.UniqueConstraint(fields=("need", "seat"), name="cover_once")],
            },
        ),
        migrations.CreateModel(
            name="Asking",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    voimala.core.ids.PublicIdField(
                        default=voimala.core.ids.new_public_id, editable=False, max_length=12, unique=True
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("person", "the person"),
                            ("supervisor", "the supervisor"),
                            ("unit", "the unit"),
                            ("association", "the association"),
                            ("call", "an open call"),
                            ("question", "one question"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting for an answer"),
                            ("yes", "yes"),
                            ("no", "not now"),
                            ("talk", "let's talk first"),
                            ("unknown", "does not know"),
                            ("closed", "taken back"),
                            ("ended", "no answer in time"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                (
                    "told",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("link", "by the link"),
                            ("page", "on the page"),
                            ("coordinator", "told to the coordinator"),
                        ],
                        max_length=12,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("answer_by", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="partners.contact",
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="askings",
                        to="assembly.call",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="askings",
                        to="assembly.question",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="askings",
                        to="assembly.seat",
                    ),
                ),
            ],
            options={
                "verbose_name": "asking",
                "ordering": ["-asked_at", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["waiting", "talk"])),
                        fields=["answer_by"],
                        name="asking_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting"), models.Q(("part", "call"), _negated=True)),
                        fields=("seat", "part"),
                        name="asking_one_at_a_time",
                    ),
                    models.UniqueConstraint(fields=("call", "person"), name="asking_called_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")),
                        fields=("question",),
                        name="asking_question_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("part", "question"),
                                ("question__isnull", False),
                                ("seat", None),
                                ("call", None),
                            ),
                            models.Q(
                                ("part", "call"),
                                ("seat__isnull", False),
                                ("call__isnull", False),
                                ("question", None),
                            ),
                            models.Q(
                                ("part__in", ["person", "supervisor", "unit", "association"]),
                                ("seat__isnull", False),
                                ("call", None),
                                ("question", None),
                            ),
                            _connector="OR",
                        ),
                        name="asking_about_one_thing",
                    ),
                ],
            },
        ),
    ]
