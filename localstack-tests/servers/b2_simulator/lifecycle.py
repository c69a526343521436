"""Lifecycle rules: what they may say, and what they do to a bucket's files when days have gone by."""

from dataclasses import dataclass

from .bucket import HIDE_MARKER, UNFINISHED
from .errors import bad_request

MOST_RULES = 100
_HIDE = "daysFromUploadingToHiding"
_DELETE = "daysFromHidingToDeleting"
_CANCEL = "daysFromStartingToCancelingUnfinishedLargeFiles"


def check(rules):
    """The rules with every field; those are refused that do nothing or apply to the same files as another."""
    if not isinstance(rules, list) or len(rules) > MOST_RULES:
        raise bad_request(f"lifecycleRules must be an array of at most {MOST_RULES} rules")
    checked = [_checked(rule) for rule in rules]
    prefixes = sorted(rule["fileNamePrefix"] for rule in checked)
    for shorter, longer in zip(prefixes, prefixes[1:]):
        if longer.startswith(shorter):
            raise bad_request(f"two lifecycleRules apply to the same files: those of {shorter!r} and {longer!r}")
    return checked


def _checked(rule):
    if not isinstance(rule, dict) or not isinstance(rule.get("fileNamePrefix"), str):
        raise bad_request("a lifecycle rule must have a fileNamePrefix")
    unknown = set(rule) - {"fileNamePrefix", _HIDE, _DELETE, _CANCEL}
    if unknown:
        raise bad_request(f"unknown fields in a lifecycle rule: {', '.join(sorted(unknown))}")
    days = {field: rule.get(field) for field in (_HIDE, _DELETE, _CANCEL)}
    given = [number for number in days.values() if number is not None]
    if not given or not all(type(number) is int and number > 0 for number in given):
        raise bad_request("a lifecycle rule must set at least one number of days, and each must be positive")
    return {"fileNamePrefix": rule["fileNamePrefix"], **days}


@dataclass
class Outcome:
    hidden: int = 0
    deleted: int = 0
    canceled: int = 0


def run(simulator, bucket):
    """Does to the bucket's files what its rules say of the simulator's present day."""
    outcome = Outcome()
    for versions in bucket.all_versions():
        rule = next((r for r in bucket.lifecycle_rules if versions[0].name.startswith(r["fileNamePrefix"])), None)
        if rule:
            unfinished = [file for file in versions if file.action == UNFINISHED]
            _cancel(simulator, rule, unfinished, outcome)
            _expire(simulator, bucket, rule, [file for file in versions if file.action != UNFINISHED], outcome)
    return outcome


def _cancel(simulator, rule, unfinished, outcome):
    for file in unfinished:
        if _due(simulator, file.made_on_day, rule[_CANCEL]):
            simulator.remove(file)
            outcome.canceled += 1


def _expire(simulator, bucket, rule, versions, outcome):
    if versions and versions[0].action != HIDE_MARKER and _due(simulator, versions[0].made_on_day, rule[_HIDE]):
        marker = simulator.insert_hide_marker(bucket, versions[0].name)
        # The service looks daily, so the file was hidden on the day on which it was due.
        marker.made_on_day = versions[0].made_on_day + rule[_HIDE]
        versions.insert(0, marker)
        outcome.hidden += 1
    for newer, file in zip(versions[:-1], versions[1:]):
        if _due(simulator, newer.made_on_day, rule[_DELETE]):
            simulator.remove(file)
            versions.remove(file)
            outcome.deleted += 1
    # A hide marker that hides nothing any more goes too.
    if len(versions) == 1 and versions[0].action == HIDE_MARKER and rule[_DELETE] is not None:
        simulator.remove(versions[0])
        outcome.deleted += 1


def _due(simulator, since_day, days):
    return days is not None and simulator.day - since_day >= days
