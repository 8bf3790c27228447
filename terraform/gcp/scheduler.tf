# The night, with dataproc: a scheduler starts the workflow, which submits batches whose ids are the day's.
resource "google_workflows_workflow" "scoring" {
  count = var.runner == "dataproc" ? 1 : 0

  name                = "${var.name}-scoring"
  region              = var.region
  description         = "Scores campaigns on Dataproc Serverless."
  service_account     = google_service_account.workflow[0].id
  source_contents     = file("${path.module}/../../scripts/gcp/scoring-workflow.yaml")
  call_log_level      = "LOG_ERRORS_ONLY"
  deletion_protection = false

  user_env_vars = {
    PROJECT              = var.project
    REGION               = var.region
    BUCKET               = google_storage_bucket.data.name
    RELEASE              = var.release
    RUNTIME              = var.runtime
    JOB_ACCOUNT          = google_service_account.jobs[0].email
    SUBNETWORK           = google_compute_subnetwork.jobs.id
    CONFIG_API_URL       = var.config_api_url
    CATALOG_URI          = local.catalog_uri
    CATALOG_USER         = google_sql_user.warehouse.name
    CATALOG_PASSWORD_URI = local.catalog_password_uri
    TOKEN_URI            = local.token_uri
  }
}

resource "google_cloud_scheduler_job" "scoring" {
  count = var.runner == "dataproc" ? 1 : 0

  name        = "${var.name}-scoring"
  region      = var.region
  description = "Starts the workflow that scores."
  schedule    = var.schedule
  time_zone   = "Etc/UTC"
  paused      = var.paused

  retry_config {
    retry_count = 3
  }

  http_target {
    http_method = "POST"
    uri         = "https://workflowexecutions.googleapis.com/v1/${google_workflows_workflow.scoring[0].id}/executions"
    headers     = { "Content-Type" = "application/json" }
    body        = base64encode(jsonencode({ argument = jsonencode({ campaigns = var.campaigns }) }))

    oauth_token {
      service_account_email = google_service_account.scheduler[0].email
    }
  }
}

locals {
  catalog_uri = "jdbc:postgresql://${google_sql_database_instance.main.private_ip_address}/warehouse?sslmode=require"
  token_uri   = "gs://${google_storage_bucket.tokens.name}/job.token"

  catalog_password_uri = "gs://${google_storage_bucket.tokens.name}/catalog.password"
}
