"""Fields and forms in which an address or a person is typed: what the sign-in library gets of one is the alias."""

from typing import Any

from allauth.account import forms as library
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from guildhall.identity import addresses, persons
from guildhall.identity.models import Person


class AddressField(forms.EmailField):
    """Takes an address and gives its alias; the address is known for the rest of the request."""

    def __init__(self, autocomplete: str = "email") -> None:
        widget = forms.EmailInput(attrs={"autocomplete": autocomplete, "inputmode": "email"})
        super().__init__(label=_("E-mail address"), max_length=254, widget=widget)

    def clean(self, value: Any) -> str:
        return addresses.typed(super().clean(value))


class PersonField(forms.CharField):
    """Somebody whom the body knows, by their number or their e-mail address."""

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value)
        if not typed:
            return None
        found = persons.by_number(typed) or Person.objects.filter(email_alias=addresses.alias(typed)).first()
        if found is None:
            raise ValidationError(_("Nobody is registered under this number or address."), code="unknown")
        return found

    def prepare_value(self, value: Any) -> Any:
        return value.number if isinstance(value, Person) else value


class LoginForm(library.LoginForm):  # type: ignore[misc]  # the library has no types
    """Sign in with address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = AddressField("username")
        self.fields["password"].help_text = ""


class SignupForm(library.SignupForm):  # type: ignore[misc]  # the library has no types
    """Open an account with address and password; who one is, is asked when the address is proved."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = AddressField()


class ResetPasswordForm(library.ResetPasswordForm):  # type: ignore[misc]  # the library has no types
    """Ask for a code with which a new password is chosen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = AddressField()


class AddEmailForm(library.AddEmailForm):  # type: ignore[misc]  # the library has no types
    """Change one's address; it changes when the code sent there comes back."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = AddressField()

    def save(self, request: HttpRequest) -> Any:
        person = getattr(self.user, "person", None)
        addresses.keep(request, self.cleaned_data["email"], *([person.data_key] if person else []))
        return super().save(request)
