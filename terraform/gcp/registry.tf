resource "google_artifact_registry_repository" "images" {
  #checkov:skip=CKV_GCP_84:Images hold no data of customers; Google's own keys encrypt them

  location      = var.region
  repository_id = var.name
  description   = "The images of the service and the jobs."
  format        = "DOCKER"

  docker_config {
    immutable_tags = true
  }

  depends_on = [google_project_service.used]
}

resource "google_artifact_registry_repository_iam_member" "readers" {
  for_each = var.runner == "gke" ? { nodes = google_service_account.nodes[0].email } : {}

  location   = google_artifact_registry_repository.images.location
  repository = google_artifact_registry_repository.images.name
  role       = "roles/artifactregistry.reader"
  member     = "serviceAccount:${each.value}"
}
