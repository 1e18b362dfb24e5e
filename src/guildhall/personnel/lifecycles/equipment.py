"""The life of a piece of equipment."""

from enum import StrEnum

from guildhall.kernel.lifecycles import Lifecycle, Move
from guildhall.kernel.words import gettext_noop


class EquipmentState(StrEnum):
    """Whether a piece of equipment can be used."""

    IN_SERVICE = "in-service"
    OUT_OF_SERVICE = "out-of-service"
    RETIRED = "retired"


EQUIPMENT = Lifecycle(
    noun=gettext_noop("Equipment"),
    procedure="PR-RESOURCES",
    states=EquipmentState,
    words={
        EquipmentState.IN_SERVICE: gettext_noop("In service"),
        EquipmentState.OUT_OF_SERVICE: gettext_noop("Out of service"),
        EquipmentState.RETIRED: gettext_noop("Retired"),
    },
    moves=(
        Move("register", (), EquipmentState.IN_SERVICE, gettext_noop("Register equipment")),
        Move("withdraw", (EquipmentState.IN_SERVICE,), EquipmentState.OUT_OF_SERVICE, gettext_noop("Withdraw")),
        Move("restore", (EquipmentState.OUT_OF_SERVICE,), EquipmentState.IN_SERVICE, gettext_noop("Put into service")),
        Move(
            "retire",
            (EquipmentState.IN_SERVICE, EquipmentState.OUT_OF_SERVICE),
            EquipmentState.RETIRED,
            gettext_noop("Retire"),
        ),
    ),
)
