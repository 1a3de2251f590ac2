"""Run or answer -> Verdict or Marked, with the diagnosis; and the names that content is written with.

Pure: no disk, no clock, no chance of its own. Importing this room loads neither NumPy nor SymPy.
"""

from groundup.grading.certifying import certify, harden
from groundup.grading.checks import (
    Check,
    LabChecks,
    Probe,
    array,
    check,
    close,
    echo,
    equal,
    item,
    later,
    load_checks,
    probe,
    raises,
    taken,
    that,
)
from groundup.grading.diagnosis import (
    Signature,
    agree,
    diagnose,
    no_signature,
    split_explanation,
    watch_probes,
)
from groundup.grading.form import Form
from groundup.grading.forms import Steps
from groundup.grading.histories import Commit, History, history
from groundup.grading.local import local_remote
from groundup.grading.options import Choice, Choices, Ordering
from groundup.grading.preparing import Prepared, prepare
from groundup.grading.printed import Printed
from groundup.grading.quantities import Expression, Matrix, Number, Vector
from groundup.grading.questions import (
    Family,
    Instance,
    Question,
    Typical,
    family,
    give_up,
    instance_from,
    load_families,
    mark,
    public,
)
from groundup.grading.races import Lap, Race, load_races, race
from groundup.grading.raised import CheckFailed, Missing, Raised
from groundup.grading.reading import Unreadable
from groundup.grading.replaying import Recorder, Replay
from groundup.grading.spelling import tex
from groundup.grading.standin import StandIn, invoke, stand_in
from groundup.grading.suites import accepts, catches, outcome
from groundup.grading.verdicts import grade, verdict
from groundup.records import CheckResult, Comparison, Rng

__all__ = [
    "Check",
    "CheckFailed",
    "CheckResult",
    "Choice",
    "Choices",
    "Commit",
    "Comparison",
    "Expression",
    "Family",
    "Form",
    "History",
    "Instance",
    "LabChecks",
    "Lap",
    "Matrix",
    "Missing",
    "Number",
    "Ordering",
    "Prepared",
    "Printed",
    "Probe",
    "Question",
    "Race",
    "Raised",
    "Recorder",
    "Replay",
    "Rng",
    "Signature",
    "StandIn",
    "Steps",
    "Typical",
    "Unreadable",
    "Vector",
    "accepts",
    "agree",
    "array",
    "catches",
    "certify",
    "check",
    "close",
    "diagnose",
    "echo",
    "equal",
    "family",
    "give_up",
    "grade",
    "harden",
    "history",
    "instance_from",
    "invoke",
    "item",
    "later",
    "load_checks",
    "load_families",
    "load_races",
    "local_remote",
    "mark",
    "no_signature",
    "outcome",
    "prepare",
    "probe",
    "public",
    "race",
    "raises",
    "split_explanation",
    "stand_in",
    "taken",
    "tex",
    "that",
    "verdict",
    "watch_probes",
]
