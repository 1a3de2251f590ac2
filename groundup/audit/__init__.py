"""Projects are audited as a hiring team would: repository and rooms in, one Finding for each criterion out.

A decider: nothing here starts a process or touches the disk; all that runs is run by the room it is handed.
"""

from groundup.audit.criteria import (
    Criterion,
    NotThere,
    criterion,
    failed,
    in_order,
    is_passed,
    load_criteria,
    passed,
    run_audit,
    unseen,
)
from groundup.audit.drafts import (
    Draft,
    Edit,
    Fault,
    Step,
    added,
    only_once,
    read_draft,
    removed,
    replaced,
    repository_of,
    squashed,
    stretched,
)
from groundup.audit.inspection import Containers, Inspection, Room, Service
from groundup.audit.manifest import Manifest, read_manifest

__all__ = [
    "Containers",
    "Criterion",
    "Draft",
    "Edit",
    "Fault",
    "Inspection",
    "Manifest",
    "NotThere",
    "Room",
    "Service",
    "Step",
    "added",
    "criterion",
    "failed",
    "in_order",
    "is_passed",
    "load_criteria",
    "only_once",
    "passed",
    "read_draft",
    "read_manifest",
    "removed",
    "replaced",
    "repository_of",
    "run_audit",
    "squashed",
    "stretched",
    "unseen",
]
