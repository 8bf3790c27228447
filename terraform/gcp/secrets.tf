# Secrets without values: gcloud secrets versions add NAME --data-file=-  sets one, and none is in the state.
resource "google_secret_manager_secret" "each" {
  for_each = toset(["admin-token", "database-password", "job-token", "notification-key"])

  secret_id = "${var.name}-${each.value}"

  replication {
    user_managed {
      replicas {
        location = var.region
      }
    }
  }

  depends_on = [google_project_service.used]
}
