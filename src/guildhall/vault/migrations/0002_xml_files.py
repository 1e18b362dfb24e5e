from django.db import migrations, models

KINDS = ["csv", "docx", "jpeg", "pdf", "png", "text", "xlsx", "xml", "zip"]


class Migration(migrations.Migration):
    dependencies = [("vault", "0001_initial")]

    operations = [
        migrations.RemoveConstraint(model_name="storedfile", name="stored_file_kind_is_known"),
        migrations.AddConstraint(
            model_name="storedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", KINDS)), name="stored_file_kind_is_known"
            ),
        ),
    ]
