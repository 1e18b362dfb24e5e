import django.db.models.deletion
import guildhall.kernel.clock
import guildhall.kernel.identifiers
import guildhall.ledger.laying
import guildhall.vault.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('identity', '0003_tokens'),
        ('schemes', '0001_initial'),
        ('vault', '0003_more_kinds_of_files'),
    ]

    operations = [
        guildhall.ledger.laying.LayTables(
            models=[
                migrations.CreateModel(
                    name='Study',
                    fields=[
                        ('id', models.UUIDField(default=guildhall.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False)),
                        ('revision', models.PositiveIntegerField(default=0, editable=False)),
                        ('number', models.CharField(max_length=20, unique=True)),
                        ('state', models.CharField(default='frozen', max_length=20)),
                        ('kind', models.CharField(choices=[('item-analysis', 'Item analysis'), ('calibration', 'Calibration'), ('equating', 'Equating'), ('standard-setting', 'Standard setting'), ('dif', 'Differential item functioning'), ('key-validation', 'Key validation'), ('job-analysis', 'Job analysis survey')], max_length=20)),
                        ('title', models.CharField(max_length=200)),
                        ('about', models.CharField(max_length=100)),
                        ('about_words', models.CharField(max_length=200)),
                        ('options', models.JSONField(default=dict)),
                        ('data_hash', models.CharField(max_length=64)),
                        ('persons', models.PositiveIntegerField(default=0)),
                        ('frozen_at', models.DateTimeField(default=guildhall.kernel.clock.now)),
                        ('by_machine', models.BooleanField(default=False)),
                        ('prepared_at', models.DateTimeField(blank=True, null=True)),
                        ('code_version', models.CharField(blank=True, max_length=200)),
                        ('results', guildhall.vault.fields.SealedJSON(blank=True, default=b'', editable=True)),
                        ('results_hash', models.CharField(blank=True, max_length=64)),
                        ('computed_at', models.DateTimeField(blank=True, null=True)),
                        ('conclusion', models.TextField(blank=True)),
                        ('limits', models.TextField(blank=True)),
                        ('proposed_at', models.DateTimeField(blank=True, null=True)),
                        ('approved_at', models.DateTimeField(blank=True, null=True)),
                        ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person')),
                        ('data', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.storedfile')),
                        ('prepared_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person')),
                        ('proposed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person')),
                        ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='studies', to='schemes.scheme')),
                        ('supersedes', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='superseded_by', to='schemes.study')),
                    ],
                    options={
                        'db_table': 'schemes_study',
                        'indexes': [models.Index(fields=['about', 'kind'], name='study_by_about_and_kind')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['frozen', 'computed', 'proposed', 'approved', 'superseded', 'abandoned'])), name='study_state_is_known'), models.CheckConstraint(condition=models.Q(('kind__in', ['item-analysis', 'calibration', 'equating', 'standard-setting', 'dif', 'key-validation', 'job-analysis'])), name='study_kind_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('prepared_at__isnull', True), ('prepared_by__isnull', True)), models.Q(('prepared_at__isnull', False), ('prepared_by__isnull', False)), _connector='OR'), name='study_prepared_by_and_at_together'), models.CheckConstraint(condition=models.Q(models.Q(('proposed_at__isnull', True), ('proposed_by__isnull', True)), models.Q(('proposed_at__isnull', False), ('proposed_by__isnull', False)), _connector='OR'), name='study_proposed_by_and_at_together'), models.CheckConstraint(condition=models.Q(models.Q(('approved_at__isnull', True), ('approved_by__isnull', True)), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='study_approved_by_and_at_together'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['computed', 'proposed', 'approved']), _negated=True), models.Q(('computed_at__isnull', False), models.Q(('results_hash', ''), _negated=True)), _connector='OR'), name='study_computed_has_its_results'), models.CheckConstraint(condition=models.Q(('approved_by__isnull', True), models.Q(models.Q(('prepared_by__isnull', True), models.Q(('approved_by', models.F('prepared_by')), _negated=True), _connector='OR'), models.Q(('approved_by', models.F('proposed_by')), _negated=True)), _connector='OR'), name='study_has_four_eyes')],
                    },
                ),
                migrations.CreateModel(
                    name='StudyRerun',
                    fields=[
                        ('id', models.UUIDField(default=guildhall.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False)),
                        ('revision', models.PositiveIntegerField(default=0, editable=False)),
                        ('asked_at', models.DateTimeField(default=guildhall.kernel.clock.now)),
                        ('code_version', models.CharField(blank=True, max_length=200)),
                        ('results_hash', models.CharField(blank=True, max_length=64)),
                        ('agrees', models.BooleanField(blank=True, null=True)),
                        ('done_at', models.DateTimeField(blank=True, null=True)),
                        ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person')),
                        ('study', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reruns', to='schemes.study')),
                    ],
                    options={
                        'db_table': 'schemes_study_rerun',
                        'indexes': [],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('agrees__isnull', True), ('done_at__isnull', True)), models.Q(('agrees__isnull', False), ('done_at__isnull', False), models.Q(('results_hash', ''), _negated=True)), _connector='OR'), name='study_rerun_done_has_its_answer'), models.UniqueConstraint(condition=models.Q(('agrees__isnull', True)), fields=('study',), name='study_rerun_is_one')],
                    },
                ),
                migrations.CreateModel(
                    name='Survey',
                    fields=[
                        ('id', models.UUIDField(default=guildhall.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False)),
                        ('revision', models.PositiveIntegerField(default=0, editable=False)),
                        ('number', models.CharField(max_length=20, unique=True)),
                        ('state', models.CharField(default='preparing', max_length=20)),
                        ('title', models.CharField(max_length=200)),
                        ('introduction', models.TextField()),
                        ('privacy', models.TextField()),
                        ('question', models.CharField(blank=True, max_length=200)),
                        ('groups', models.JSONField(default=list)),
                        ('least', models.PositiveSmallIntegerField(default=5)),
                        ('until_on', models.DateField()),
                        ('remind_after', models.PositiveSmallIntegerField(default=7)),
                        ('reminded_on', models.DateField(blank=True, null=True)),
                        ('mail_key', models.UUIDField()),
                        ('open_link', models.CharField(blank=True, max_length=64)),
                        ('prepared_at', models.DateTimeField(default=guildhall.kernel.clock.now)),
                        ('opened_at', models.DateTimeField(blank=True, null=True)),
                        ('closed_at', models.DateTimeField(blank=True, null=True)),
                        ('analysis', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='surveys', to='schemes.jobanalysis')),
                        ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person')),
                        ('opened_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person')),
                        ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person')),
                        ('study', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.study')),
                    ],
                    options={
                        'db_table': 'schemes_survey',
                        'indexes': [],
                        'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['preparing', 'open', 'closed', 'abandoned'])), name='survey_state_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('opened_at__isnull', True), ('opened_by__isnull', True)), models.Q(('opened_at__isnull', False), ('opened_by__isnull', False)), _connector='OR'), name='survey_opened_by_and_at_together'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('closed_by__isnull', True)), models.Q(('closed_at__isnull', False), ('closed_by__isnull', False)), _connector='OR'), name='survey_closed_by_and_at_together'), models.CheckConstraint(condition=models.Q(('least__gte', 3)), name='survey_threshold_protects')],
                    },
                ),
                migrations.CreateModel(
                    name='SurveyAnswer',
                    fields=[
                        ('id', models.UUIDField(default=guildhall.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False)),
                        ('revision', models.PositiveIntegerField(default=0, editable=False)),
                        ('group', guildhall.vault.fields.Sealed(blank=True, default=b'', editable=True)),
                        ('ratings', guildhall.vault.fields.SealedJSON(blank=True, default=b'', editable=True)),
                        ('finished', models.BooleanField(default=False)),
                        ('by_open_link', models.BooleanField(default=False)),
                        ('survey', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='schemes.survey')),
                    ],
                    options={
                        'db_table': 'schemes_survey_answer',
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='SurveyInvitation',
                    fields=[
                        ('id', models.UUIDField(default=guildhall.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False)),
                        ('revision', models.PositiveIntegerField(default=0, editable=False)),
                        ('link', models.CharField(max_length=64, unique=True)),
                        ('address', guildhall.vault.fields.Sealed(blank=True, default=b'', editable=True)),
                        ('secret', guildhall.vault.fields.Sealed(blank=True, default=b'', editable=True)),
                        ('group', models.CharField(blank=True, max_length=100)),
                        ('language', models.CharField(blank=True, max_length=8)),
                        ('progress', models.CharField(choices=[('invited', 'was invited'), ('begun', 'has begun'), ('answered', 'has answered'), ('withdrawn', 'was withdrawn')], default='invited', max_length=10)),
                        ('by_open_link', models.BooleanField(default=False)),
                        ('letter', models.CharField(blank=True, choices=[('', 'none'), ('invitation', 'invitation'), ('reminder', 'reminder')], max_length=10)),
                        ('tries', models.PositiveSmallIntegerField(default=0)),
                        ('sent_on', models.DateField(blank=True, null=True)),
                        ('problem', models.CharField(blank=True, max_length=60)),
                        ('survey', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='schemes.survey')),
                    ],
                    options={
                        'db_table': 'schemes_survey_invitation',
                        'indexes': [models.Index(fields=['letter'], name='survey_letter_to_send')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('progress__in', ['invited', 'begun', 'answered', 'withdrawn'])), name='survey_progress_is_known'), models.CheckConstraint(condition=models.Q(('letter__in', ['', 'invitation', 'reminder'])), name='survey_letter_is_known')],
                    },
                ),
            ],
        ),
        guildhall.ledger.laying.Reshape(
            operations=[
                migrations.AddField(
                    model_name='component',
                    name='overlap_most',
                    field=models.PositiveSmallIntegerField(blank=True, null=True),
                ),
                migrations.AddConstraint(
                    model_name='component',
                    constraint=models.CheckConstraint(condition=models.Q(('overlap_most__isnull', True), ('overlap_most__lte', 100), _connector='OR'), name='component_overlap_is_a_percentage'),
                ),
            ],
        ),
    ]
