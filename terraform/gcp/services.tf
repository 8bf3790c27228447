resource "google_project_service" "used" {
  for_each = toset(concat(
    [
      "artifactregistry.googleapis.com",
      "billingbudgets.googleapis.com",
      "compute.googleapis.com",
      "iam.googleapis.com",
      "secretmanager.googleapis.com",
      "servicenetworking.googleapis.com",
      "sqladmin.googleapis.com",
      "storage.googleapis.com",
    ],
    var.runner == "gke" ? ["container.googleapis.com"] : [
      "cloudscheduler.googleapis.com",
      "dataproc.googleapis.com",
      "workflowexecutions.googleapis.com",
      "workflows.googleapis.com",
    ],
    length(var.bigquery_datasets) == 0 ? [] : ["bigquery.googleapis.com", "bigquerystorage.googleapis.com"],
  ))

  service            = each.value
  disable_on_destroy = false
}
