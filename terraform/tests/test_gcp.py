"""terraform/gcp against what the provider knows: names, types, what is required, what can be read."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hcl2
import pytest
import schema
import yaml

SCHEMA = json.loads((Path(__file__).parent / "google.json").read_text())
FILES = sorted(schema.GCP.glob("*.tf"))
TEXT = "\n".join(file.read_text() for file in FILES)
META = {"count", "for_each", "depends_on", "lifecycle", "provider"}
RESOURCE = re.compile(r"\b((?:data\.)?google_\w+)\.\w+(?:\[[^\]]*\])?\.(\w+)")
K8S = schema.GCP.parent.parent / "k8s"


def resources() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for file in FILES:
        with file.open() as content:
            blocks = hcl2.load(content)
        for section, prefix in (("resource", ""), ("data", "data.")):
            for resource in blocks.get(section, []):
                for kind, named in resource.items():
                    for name, body in named.items():
                        yield prefix + kind, name, body


def faults(body: dict[str, Any], known: dict[str, Any], where: str) -> Iterator[str]:
    """What the provider would not take of a resource's or a block's body."""
    given = {key: value for key, value in body.items() if not key.startswith("__")}
    dynamic = given.pop("dynamic", [])
    for block in dynamic:
        for name, inner in block.items():
            given[name] = inner["content"]
    for key, value in given.items():
        if key in known["blocks"]:
            for number, block in enumerate(value if isinstance(value, list) else [value]):
                yield from faults(block, known["blocks"][key], f"{where}.{key}[{number}]")
        elif key not in known["arguments"]:
            yield f"{where} has no {key}"
        elif not fits(value, known["arguments"][key]["type"]):
            yield f"{where}.{key} is a {known['arguments'][key]['type']}, not {value!r}"
    for kind in ("arguments", "blocks"):
        for key, argument in known[kind].items():
            if argument["required"] and key not in given:
                yield f"{where} wants {key}"


def fits(value: Any, kind: str) -> bool:
    """Whether a value is of a type, as far as it is written and not computed."""
    value = value[0] if isinstance(value, list) and len(value) == 1 and kind != "list" else value
    if isinstance(value, str) and value.startswith("${") and value.endswith("}"):
        return True
    if kind == "map":
        return isinstance(value, dict)
    if kind == "list":
        return isinstance(value, list)
    if kind == "boolean":
        return isinstance(value, bool)
    if kind == "number":
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return isinstance(value, str)


@pytest.mark.parametrize(("kind", "name", "body"), [pytest.param(*r, id=f"{r[0]}.{r[1]}") for r in resources()])
def test_each_resource_is_one_that_the_provider_knows(
    kind: str, name: str, body: dict[str, Any]
) -> None:
    own = {key: value for key, value in body.items() if key not in META}
    assert list(faults(own, SCHEMA["resources"][kind], f"{kind}.{name}")) == []


def test_what_is_read_of_resources_is_there() -> None:
    read = {found for found in RESOURCE.findall(TEXT)}
    assert read
    for kind, attribute in read:
        known = SCHEMA["resources"][kind]
        assert attribute in known["attributes"], f"{kind} has no {attribute}"


def test_faults_are_found() -> None:
    known = SCHEMA["resources"]["google_storage_bucket"]
    wrong = {"name": True, "colour": "red", "versioning": [{"enabled": "yes"}]}
    assert sorted(faults(wrong, known, "bucket")) == [
        "bucket has no colour",
        "bucket wants location",
        "bucket.name is a string, not True",
        "bucket.versioning[0].enabled is a boolean, not 'yes'",
    ]


def test_variables_and_locals_that_are_used_are_there_and_the_other_way_round() -> None:
    declared = set(re.findall(r'^variable "(\w+)"', TEXT, re.MULTILINE))
    assert declared == set(re.findall(r"\bvar\.(\w+)", TEXT))
    assert set(re.findall(r"\blocal\.(\w+)", TEXT)) == {
        "catalog_password_uri",
        "catalog_uri",
        "datasets",
        "jobs",
        "pods",
        "service",
        "token_uri",
    }


def test_nothing_is_open_and_there_are_no_keys() -> None:
    assert "google_service_account_key" not in TEXT
    assert "org_policy" not in TEXT and "organization_policy" not in TEXT
    assert "allUsers" not in TEXT and "allAuthenticatedUsers" not in TEXT
    assert not re.findall(r"0\.0\.0\.0/0|ALLOW_ALL|roles/(?:owner|editor)\b", TEXT)
    for kind, name, body in resources():
        if kind == "google_storage_bucket":
            assert "enforced" in str(body["public_access_prevention"]), name
            assert "True" in str(body["uniform_bucket_level_access"]), name
        if kind == "google_sql_database_instance":
            assert "'ipv4_enabled': False" in str(body).replace("[False]", "False"), name


def test_no_password_is_kept_in_the_state() -> None:
    assert not re.findall(r"^\s+(?:password|secret_data)\s+=", TEXT, re.MULTILINE)
    assert re.search(r'variable "database_passwords" \{[^}]*\}[^}]*ephemeral\s+= true', TEXT)


def test_exceptions_to_the_policies_are_named_with_their_reasons() -> None:
    exceptions = re.findall(r"#checkov:skip=(CKV\w+)(:?.*)", TEXT)
    assert exceptions
    for policy, reason in exceptions:
        assert len(reason) > 20, policy


def test_the_workflow_is_given_the_variables_that_it_reads() -> None:
    workflow = (schema.GCP.parent.parent / "scripts/gcp/scoring-workflow.yaml").read_text()
    wanted = set(re.findall(r'sys\.get_env\("(\w+)"\)', workflow))
    given = re.search(r"user_env_vars = \{(.*?)\n  \}", TEXT, re.DOTALL)
    assert given is not None
    assert set(re.findall(r"^    (\w+)\s+=", given[1], re.MULTILINE)) == wanted


def test_the_accounts_of_k8s_are_those_that_have_rights_with_gke() -> None:
    made = [
        document["metadata"]["name"]
        for file in sorted((K8S / "base").glob("*.yaml"))
        for document in yaml.safe_load_all(file.read_text())
        if document["kind"] == "ServiceAccount"
    ]
    jobs = re.search(r"for account in \[(.*?)\] : account => \"\$\{local\.pods\}/\$\{account\}\"", TEXT)
    assert jobs is not None
    service = re.findall(r'"\$\{local\.pods\}/([\w-]+)"', TEXT)
    assert sorted(re.findall(r'"([\w-]+)"', jobs[1]) + service) == sorted(made)
    assert re.search(r'variable "namespace" \{[^}]*default\s+= "propensity"', TEXT)
    assert "kubectl create namespace propensity\n" in (K8S.parent / "docs/kubernetes.md").read_text()


def test_the_environment_has_the_variables_that_scripts_batches_and_airflow_read() -> None:
    root = schema.GCP.parent.parent
    readers = [*(root / "scripts/gcp").glob("*.sh"), *(root / "conf/dataproc").glob("*.yaml")]
    readers.append(root / "airflow/settings/dataproc.yaml")
    read = {
        name
        for file in readers
        for name in re.findall(r"(?:\$\{?|\brequired )(PROPENSITY_[A-Z_]*[A-Z])", file.read_text())
    }
    given = re.findall(r"^    (PROPENSITY_\w+)\s+=", block('output "environment"'), re.MULTILINE)
    assert sorted(given) == sorted(read)


def test_the_service_may_do_with_batches_what_its_launcher_does() -> None:
    launcher = schema.GCP.parent.parent / "config-api/src/main/java/io/propensity/api/run/launch/dataproc/Batches.java"
    calls = set(re.findall(r"\bclient\s*\.(?:getOperationsClient\(\)\s*\.)?(\w+)\(", launcher.read_text()))
    calls.discard("close")
    wanted = {
        "cancelOperation": "dataproc.operations.cancel",
        "createBatchCallable": "dataproc.batches.create",
        "deleteBatch": "dataproc.batches.delete",
        "getBatch": "dataproc.batches.get",
    }
    role = block('resource "google_project_iam_custom_role" "launcher"')
    given = re.search(r"permissions = \[(.*)\]", role)
    assert given is not None
    assert sorted(re.findall(r'"([\w.]+)"', given[1])) == sorted(wanted[call] for call in calls)
    page = (schema.GCP.parent.parent / "docs/dataproc.md").read_text()
    assert all(f"`{permission}`" in page for permission in wanted.values())
    assert "google_project_iam_custom_role.launcher[0].id" in block(
        'resource "google_project_iam_member" "service_launcher"'
    )
    acts = block('resource "google_service_account_iam_member" "service_jobs"')
    assert "google_service_account.jobs[0].name" in acts and "roles/iam.serviceAccountUser" in acts
    assert "roles/dataproc.editor" not in TEXT


def test_the_jobs_have_their_rights_on_bigquery_where_datasets_are_named_and_no_others() -> None:
    page = (schema.GCP.parent.parent / "docs/gcp.md").read_text()
    assert 'bigquery_datasets = {crm = "reader", marketing = "writer"}' in page
    assert sorted(set(re.findall(r"roles/bigquery\.\w+", TEXT))) == [
        "roles/bigquery.dataEditor",
        "roles/bigquery.dataViewer",
        "roles/bigquery.jobUser",
        "roles/bigquery.readSessionUser",
    ]
    assert re.search(r'variable "bigquery_datasets" \{[^}]*default\s+= \{\}', TEXT)
    assert "length(var.bigquery_datasets) == 0 ? {} : {" in block('resource "google_project_iam_member" "jobs_bigquery"')
    services = block('resource "google_project_service" "used"')
    assert 'length(var.bigquery_datasets) == 0 ? [] : ["bigquery.googleapis.com", "bigquerystorage.googleapis.com"]' in services


def block(head: str) -> str:
    """What is written of a resource, an output or a variable, by what it begins with."""
    found = re.search(rf"^{re.escape(head)} \{{\n(.*?)^\}}", TEXT, re.MULTILINE | re.DOTALL)
    assert found is not None, f"There is no {head}"
    return found[1]


def test_who_acts_in_pods_is_written_as_iam_writes_it() -> None:
    pods = re.search(r'  pods = var.runner == "gke" \? "(.*)" : ""', TEXT)
    assert pods is not None
    subject = re.sub(r"\$\{[^}]*\}", "X", pods[1])
    assert subject == (
        "principal://iam.googleapis.com/projects/X/locations/global/workloadIdentityPools/X.svc.id.goog/subject/ns/X/sa"
    )


@pytest.mark.skipif("BINDINGS" not in os.environ, reason="BINDINGS names no bindings of the provider")
def test_the_schema_is_that_of_the_bindings() -> None:
    made = schema.of(Path(os.environ["BINDINGS"]))
    assert schema.written(made) == (Path(__file__).parent / "google.json").read_text()
