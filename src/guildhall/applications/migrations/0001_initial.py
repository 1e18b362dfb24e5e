import django.db.models.deletion
import guildhall.applications.lifecycles
import guildhall.kernel.clock
import guildhall.kernel.identifiers
import guildhall.vault.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('identity', '0001_initial'),
        ('schemes', '0001_initial'),
        ('vault', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Accommodation',
            fields=[
                ('id', models.UUIDField(default=guildhall.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False)),
                ('revision', models.PositiveIntegerField(default=0, editable=False)),
                ('number', models.CharField(max_length=20, unique=True)),
                ('state', models.CharField(default=guildhall.applications.lifecycles.AccommodationState['REQUESTED'], max_length=20)),
                ('wish', guildhall.vault.fields.Sealed(blank=True, default=b'', editable=True)),
                ('requested_at', models.DateTimeField(default=guildhall.kernel.clock.now)),
                ('requested_by', models.CharField(max_length=100)),
                ('question', guildhall.vault.fields.Sealed(blank=True, default=b'', editable=True)),
                ('extra_percent', models.PositiveSmallIntegerField(default=0)),
                ('read_aloud', models.BooleanField(default=False)),
                ('other', guildhall.vault.fields.Sealed(blank=True, default=b'', editable=True)),
                ('reasons', guildhall.vault.fields.Sealed(blank=True, default=b'', editable=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person')),
            ],
            options={
                'db_table': 'applications_accommodation',
            },
        ),
        migrations.CreateModel(
            name='AccommodationPaper',
            fields=[
                ('id', models.UUIDField(default=guildhall.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False)),
                ('revision', models.PositiveIntegerField(default=0, editable=False)),
                ('words', guildhall.vault.fields.Sealed(blank=True, default=b'', editable=True)),
                ('provided_at', models.DateTimeField(default=guildhall.kernel.clock.now)),
                ('provided_by', models.CharField(max_length=100)),
                ('accommodation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='applications.accommodation')),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.storedfile')),
            ],
            options={
                'db_table': 'applications_accommodation_paper',
            },
        ),
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.UUIDField(default=guildhall.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False)),
                ('revision', models.PositiveIntegerField(default=0, editable=False)),
                ('number', models.CharField(max_length=20, unique=True)),
                ('kind', models.CharField(choices=[('initial', 'Initial certification'), ('recertification', 'Recertification')], default='initial', max_length=20)),
                ('state', models.CharField(default=guildhall.applications.lifecycles.ApplicationState['DRAFT'], max_length=30)),
                ('moved_at', models.DateTimeField(default=guildhall.kernel.clock.now)),
                ('language', models.CharField(default='en', max_length=8)),
                ('made_at', models.DateTimeField(default=guildhall.kernel.clock.now)),
                ('made_by', models.CharField(max_length=100)),
                ('on_paper', models.BooleanField(default=False)),
                ('identity_document', guildhall.vault.fields.Sealed(blank=True, default=b'', editable=True)),
                ('birth_date', guildhall.vault.fields.SealedDate(blank=True, default=b'', editable=True)),
                ('needs_help', models.BooleanField(null=True)),
                ('trainers', guildhall.vault.fields.Sealed(blank=True, default=b'', editable=True)),
                ('trainers_answered', models.BooleanField(default=False)),
                ('overview', guildhall.vault.fields.SealedJSON(blank=True, default=b'', editable=True)),
                ('overview_at', models.DateTimeField(blank=True, null=True)),
                ('submitted_at', models.DateTimeField(blank=True, null=True)),
                ('submitted_by', models.CharField(blank=True, max_length=100)),
                ('employed', models.BooleanField(default=False)),
                ('safeguard', guildhall.vault.fields.Sealed(blank=True, default=b'', editable=True)),
                ('safeguard_at', models.DateTimeField(blank=True, null=True)),
                ('reviewer_at', models.DateTimeField(blank=True, null=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('reasons', guildhall.vault.fields.Sealed(blank=True, default=b'', editable=True)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person')),
                ('paper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.storedfile')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='identity.person')),
                ('reviewer_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person')),
                ('safeguard_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='schemes.schemeversion')),
            ],
            options={
                'db_table': 'applications_application',
            },
        ),
        migrations.AddField(
            model_name='accommodation',
            name='application',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accommodations', to='applications.application'),
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.UUIDField(default=guildhall.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False)),
                ('revision', models.PositiveIntegerField(default=0, editable=False)),
                ('words', guildhall.vault.fields.Sealed(blank=True, default=b'', editable=True)),
                ('dated_on', guildhall.vault.fields.SealedDate(blank=True, default=b'', editable=True)),
                ('provided_at', models.DateTimeField(default=guildhall.kernel.clock.now)),
                ('provided_by', models.CharField(max_length=100)),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='applications.application')),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.storedfile')),
                ('requirement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.requirement')),
            ],
            options={
                'db_table': 'applications_evidence',
            },
        ),
        migrations.CreateModel(
            name='Inquiry',
            fields=[
                ('id', models.UUIDField(default=guildhall.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False)),
                ('revision', models.PositiveIntegerField(default=0, editable=False)),
                ('question', guildhall.vault.fields.Sealed(blank=True, default=b'', editable=True)),
                ('due_on', models.DateField()),
                ('asked_at', models.DateTimeField(default=guildhall.kernel.clock.now)),
                ('answer', guildhall.vault.fields.Sealed(blank=True, default=b'', editable=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.CharField(blank=True, max_length=100)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inquiries', to='applications.application')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person')),
            ],
            options={
                'db_table': 'applications_inquiry',
            },
        ),
        migrations.CreateModel(
            name='RequirementResult',
            fields=[
                ('id', models.UUIDField(default=guildhall.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False)),
                ('revision', models.PositiveIntegerField(default=0, editable=False)),
                ('verdict', models.CharField(choices=[('met', 'Met'), ('not-met', 'Not met'), ('not-applicable', 'Not applicable')], max_length=20)),
                ('reasons', guildhall.vault.fields.Sealed(blank=True, default=b'', editable=True)),
                ('rests_on', models.JSONField(default=list)),
                ('valid_until', models.DateField(blank=True, null=True)),
                ('found_at', models.DateTimeField(default=guildhall.kernel.clock.now)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='results', to='applications.application')),
                ('found_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person')),
                ('requirement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.requirement')),
            ],
            options={
                'db_table': 'applications_requirement_result',
            },
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.UUIDField(default=guildhall.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False)),
                ('revision', models.PositiveIntegerField(default=0, editable=False)),
                ('kind', models.CharField(choices=[('agreement', 'Certification agreement'), ('conduct', 'Code of conduct')], max_length=20)),
                ('version_number', models.CharField(max_length=20)),
                ('words', guildhall.vault.fields.Sealed(blank=True, default=b'', editable=True)),
                ('signed_on', models.DateField(default=guildhall.kernel.clock.today)),
                ('signed_at', models.DateTimeField(default=guildhall.kernel.clock.now)),
                ('signed_by', models.CharField(max_length=100)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='applications.application')),
                ('scan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.storedfile')),
            ],
            options={
                'db_table': 'applications_signature',
            },
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['state', 'moved_at'], name='application_by_state'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['reviewer_by', 'state'], name='application_by_reviewer'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', [guildhall.applications.lifecycles.ApplicationState['DRAFT'], guildhall.applications.lifecycles.ApplicationState['SUBMITTED'], guildhall.applications.lifecycles.ApplicationState['UNDER_REVIEW'], guildhall.applications.lifecycles.ApplicationState['INFORMATION_REQUESTED'], guildhall.applications.lifecycles.ApplicationState['ACCEPTED'], guildhall.applications.lifecycles.ApplicationState['REJECTED'], guildhall.applications.lifecycles.ApplicationState['WITHDRAWN'], guildhall.applications.lifecycles.ApplicationState['LAPSED'], guildhall.applications.lifecycles.ApplicationState['CLOSED']])), name='application_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['initial', 'recertification'])), name='application_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('submitted_at__isnull', True), ('submitted_by', '')), models.Q(('submitted_at__isnull', False), models.Q(('submitted_by', ''), _negated=True)), _connector='OR'), name='application_submitted_by_and_at_together'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'withdrawn']), models.Q(('overview_at__isnull', False), ('submitted_at__isnull', False)), _connector='OR'), name='application_beyond_draft_was_submitted'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['accepted', 'rejected', 'closed']), _negated=True), ('decided_at__isnull', False), _connector='OR'), name='application_decided_says_who'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('safeguard_at__isnull', True), ('safeguard_by__isnull', True)), models.Q(('safeguard_at__isnull', False), ('safeguard_by__isnull', False)), _connector='OR'), name='application_safeguard_by_and_at_together'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reviewer_at__isnull', True), ('reviewer_by__isnull', True)), models.Q(('reviewer_at__isnull', False), ('reviewer_by__isnull', False)), _connector='OR'), name='application_reviewer_by_and_at_together'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='application_decided_by_and_at_together'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['draft', 'submitted', 'under-review', 'information-requested'])), fields=('person', 'version', 'kind'), name='application_open_is_one'),
        ),
        migrations.AddIndex(
            model_name='accommodation',
            index=models.Index(fields=['state', 'requested_at'], name='accommodation_by_state'),
        ),
        migrations.AddConstraint(
            model_name='accommodation',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', [guildhall.applications.lifecycles.AccommodationState['REQUESTED'], guildhall.applications.lifecycles.AccommodationState['EVIDENCE_ASKED'], guildhall.applications.lifecycles.AccommodationState['GRANTED'], guildhall.applications.lifecycles.AccommodationState['PARTLY'], guildhall.applications.lifecycles.AccommodationState['REFUSED'], guildhall.applications.lifecycles.AccommodationState['WITHDRAWN']])), name='accommodation_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='accommodation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='accommodation_decided_by_and_at_together'),
        ),
        migrations.AddConstraint(
            model_name='accommodation',
            constraint=models.CheckConstraint(condition=models.Q(('extra_percent__lte', 200)), name='accommodation_extra_time_is_bounded'),
        ),
        migrations.AddConstraint(
            model_name='accommodation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['granted', 'partly', 'refused']), _negated=True), ('decided_at__isnull', False), _connector='OR'), name='accommodation_decided_says_who'),
        ),
        migrations.AddConstraint(
            model_name='accommodation',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['requested', 'evidence-asked'])), fields=('application',), name='accommodation_undecided_is_one'),
        ),
        migrations.AddIndex(
            model_name='evidence',
            index=models.Index(fields=['application', 'provided_at'], name='evidence_by_application'),
        ),
        migrations.AddConstraint(
            model_name='inquiry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('answered_by', '')), models.Q(('answered_at__isnull', False), models.Q(('answered_by', ''), _negated=True)), _connector='OR'), name='inquiry_answered_by_and_at_together'),
        ),
        migrations.AddConstraint(
            model_name='inquiry',
            constraint=models.UniqueConstraint(condition=models.Q(('answered_at__isnull', True)), fields=('application',), name='inquiry_open_is_one'),
        ),
        migrations.AddConstraint(
            model_name='requirementresult',
            constraint=models.CheckConstraint(condition=models.Q(('verdict__in', ['met', 'not-met', 'not-applicable'])), name='requirement_verdict_is_known'),
        ),
        migrations.AddConstraint(
            model_name='requirementresult',
            constraint=models.UniqueConstraint(fields=('application', 'requirement'), name='requirement_result_is_one'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['agreement', 'conduct'])), name='signature_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.UniqueConstraint(fields=('application', 'kind', 'version_number'), name='signature_is_one_per_kind_and_version'),
        ),
    ]
