# The variables of scripts/gcp, of conf/dataproc and of airflow/settings/dataproc.yaml.
output "environment" {
  description = "What the scripts, the service and Airflow want to know of all this; nothing of it is secret."
  value = {
    PROPENSITY_PROJECT              = var.project
    PROPENSITY_REGION               = var.region
    PROPENSITY_BUCKET               = google_storage_bucket.data.name
    PROPENSITY_RELEASE              = var.release
    PROPENSITY_RUNTIME              = var.runtime
    PROPENSITY_SOFT_DELETE          = "${var.soft_delete_days}d"
    PROPENSITY_CONFIG_API_URL       = var.config_api_url
    PROPENSITY_JOB_ACCOUNT          = one(google_service_account.jobs[*].email)
    PROPENSITY_SUBNETWORK           = google_compute_subnetwork.jobs.id
    PROPENSITY_CATALOG_URI          = local.catalog_uri
    PROPENSITY_CATALOG_USER         = google_sql_user.warehouse.name
    PROPENSITY_TOKEN_URI            = local.token_uri
    PROPENSITY_CATALOG_PASSWORD_URI = local.catalog_password_uri
  }
}

output "images" {
  description = "Where images are pushed to."
  value       = "${var.region}-docker.pkg.dev/${var.project}/${google_artifact_registry_repository.images.repository_id}"
}

output "database" {
  description = "The private address of the database."
  value       = google_sql_database_instance.main.private_ip_address
}

output "accounts" {
  description = "Who acts, by IAM's names: with dataproc Google's accounts of the jobs and the service, with gke those of k8s/."
  value       = merge(local.jobs, { config-api = local.service })
}
