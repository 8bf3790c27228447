# One account for each that acts, with what it does and no more. None has a key: Google's own tokens suffice.
# With gke the accounts of k8s/ act themselves, by workload identity federation, which wants no annotation of theirs.
data "google_project" "this" {
  project_id = var.project
}

locals {
  # The pool of identities is there once a cluster is.
  pods = var.runner == "gke" ? "principal://iam.googleapis.com/projects/${data.google_project.this.number}/locations/global/workloadIdentityPools/${google_container_cluster.main[0].project}.svc.id.goog/subject/ns/${var.namespace}/sa" : ""

  jobs = var.runner == "gke" ? {
    for account in ["propensity-predict", "propensity-train", "propensity-executor"] : account => "${local.pods}/${account}"
  } : { jobs = google_service_account.jobs[0].member }

  service = var.runner == "gke" ? "${local.pods}/config-api" : google_service_account.service[0].member
}

resource "google_service_account" "jobs" {
  count = var.runner == "dataproc" ? 1 : 0

  account_id   = "${var.name}-jobs"
  display_name = "Drivers and executors of the jobs"
}

resource "google_storage_bucket_iam_member" "jobs_data" {
  for_each = local.jobs

  bucket = google_storage_bucket.data.name
  role   = "roles/storage.objectUser"
  member = each.value
}

resource "google_storage_bucket_iam_member" "jobs_token" {
  for_each = local.jobs

  bucket = google_storage_bucket.tokens.name
  role   = "roles/storage.objectViewer"
  member = each.value
}

# What Dataproc wants of the account of a batch.
resource "google_project_iam_member" "jobs_dataproc" {
  count = var.runner == "dataproc" ? 1 : 0

  project = var.project
  role    = "roles/dataproc.worker"
  member  = google_service_account.jobs[0].member
}

resource "google_service_account" "service" {
  count = var.runner == "dataproc" ? 1 : 0

  account_id   = "${var.name}-service"
  display_name = "The service: config-api"
}

resource "google_storage_bucket_iam_member" "service_data" {
  bucket = google_storage_bucket.data.name
  role   = "roles/storage.objectViewer"
  member = local.service
}

resource "google_secret_manager_secret_iam_member" "service" {
  for_each = toset(["admin-token", "database-password", "job-token", "notification-key"])

  secret_id = google_secret_manager_secret.each[each.value].secret_id
  role      = "roles/secretmanager.secretAccessor"
  member    = local.service
}

# What the service's launcher asks of Dataproc (launcher.type: dataproc), and no more.
resource "google_project_iam_custom_role" "launcher" {
  count = var.runner == "dataproc" ? 1 : 0

  role_id     = "${replace(var.name, "-", "_")}_launcher"
  title       = "Makes, reads, cancels and removes batches"
  permissions = ["dataproc.batches.create", "dataproc.batches.delete", "dataproc.batches.get", "dataproc.operations.cancel"]
}

resource "google_project_iam_member" "service_launcher" {
  count = var.runner == "dataproc" ? 1 : 0

  project = var.project
  role    = google_project_iam_custom_role.launcher[0].id
  member  = local.service
}

# Batches run as the account of the jobs, which the service has to be allowed to give them.
resource "google_service_account_iam_member" "service_jobs" {
  count = var.runner == "dataproc" ? 1 : 0

  service_account_id = google_service_account.jobs[0].name
  role               = "roles/iam.serviceAccountUser"
  member             = local.service
}

resource "google_service_account" "workflow" {
  count = var.runner == "dataproc" ? 1 : 0

  account_id   = "${var.name}-workflow"
  display_name = "The workflow that submits batches"
}

resource "google_project_iam_custom_role" "batches" {
  count = var.runner == "dataproc" ? 1 : 0

  role_id     = "${replace(var.name, "-", "_")}_batches"
  title       = "Submits batches and reads how they stand"
  permissions = ["dataproc.batches.create", "dataproc.batches.get"]
}

resource "google_project_iam_member" "workflow_batches" {
  count = var.runner == "dataproc" ? 1 : 0

  project = var.project
  role    = google_project_iam_custom_role.batches[0].id
  member  = google_service_account.workflow[0].member
}

resource "google_project_iam_member" "workflow_logs" {
  count = var.runner == "dataproc" ? 1 : 0

  project = var.project
  role    = "roles/logging.logWriter"
  member  = google_service_account.workflow[0].member
}

# The same of the workflow.
resource "google_service_account_iam_member" "workflow_jobs" {
  count = var.runner == "dataproc" ? 1 : 0

  service_account_id = google_service_account.jobs[0].name
  role               = "roles/iam.serviceAccountUser"
  member             = google_service_account.workflow[0].member
}

resource "google_service_account" "scheduler" {
  count = var.runner == "dataproc" ? 1 : 0

  account_id   = "${var.name}-scheduler"
  display_name = "The scheduler that starts the workflow"
}

resource "google_project_iam_member" "scheduler_workflows" {
  count = var.runner == "dataproc" ? 1 : 0

  project = var.project
  role    = "roles/workflows.invoker"
  member  = google_service_account.scheduler[0].member
}
