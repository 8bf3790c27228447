# Raw data, warehouse, models, reports, predictions and releases: the bucket of conf/gcp.yaml.
resource "google_storage_bucket" "data" {
  #checkov:skip=CKV_GCP_78:Soft deletion keeps what was deleted or overwritten; jobs overwrite signs of life every ten seconds, and each would be a version

  name                        = "${var.project}-${var.name}"
  location                    = var.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"

  soft_delete_policy {
    retention_duration_seconds = var.soft_delete_days * 24 * 60 * 60
  }

  # Staging of jobs that died.
  lifecycle_rule {
    action {
      type = "AbortIncompleteMultipartUpload"
    }
    condition {
      age = 7
    }
  }

  logging {
    log_bucket        = google_storage_bucket.records.name
    log_object_prefix = "data"
  }

  depends_on = [google_project_service.used]
}

# The token of the jobs and the password of the catalog, which their account alone reads.
resource "google_storage_bucket" "tokens" {
  name                        = "${var.project}-${var.name}-tokens"
  location                    = var.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"

  versioning {
    enabled = true
  }

  # A token that was replaced is gone a day later.
  lifecycle_rule {
    action {
      type = "Delete"
    }
    condition {
      days_since_noncurrent_time = 1
    }
  }

  logging {
    log_bucket        = google_storage_bucket.records.name
    log_object_prefix = "tokens"
  }

  depends_on = [google_project_service.used]
}

# Who read and wrote what: neither changed nor deleted before its time.
resource "google_storage_bucket" "records" {
  #checkov:skip=CKV_GCP_62:It holds the access logs of the others; its own would fill it without end
  #checkov:skip=CKV_GCP_78:A retention policy and versions exclude each other

  name                        = "${var.project}-${var.name}-records"
  location                    = var.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"

  retention_policy {
    retention_period = var.records_days * 24 * 60 * 60
  }

  lifecycle_rule {
    action {
      type = "Delete"
    }
    condition {
      age = var.records_days + 1
    }
  }

  depends_on = [google_project_service.used]
}

# Google's own writer of access logs.
resource "google_storage_bucket_iam_member" "records_writer" {
  bucket = google_storage_bucket.records.name
  role   = "roles/storage.objectCreator"
  member = "group:cloud-storage-analytics@google.com"
}
