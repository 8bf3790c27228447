# With gke: nodes and pods of the jobs and the service. The Spark operator and k8s/ are applied to it afterwards.
resource "google_service_account" "nodes" {
  count = var.runner == "gke" ? 1 : 0

  account_id   = "${var.name}-nodes"
  display_name = "Nodes of the cluster"
}

resource "google_project_iam_member" "nodes" {
  count = var.runner == "gke" ? 1 : 0

  project = var.project
  role    = "roles/container.defaultNodeServiceAccount"
  member  = google_service_account.nodes[0].member
}

resource "google_container_cluster" "main" {
  #checkov:skip=CKV_GCP_21:Labels are those of the project; the cluster is the one of its name
  #checkov:skip=CKV_GCP_65:Groups of Google Workspace are not everybody's; rights within the cluster are those of k8s/
  count = var.runner == "gke" ? 1 : 0

  name                = var.name
  location            = var.region
  enable_autopilot    = true
  network             = google_compute_network.main.id
  subnetwork          = google_compute_subnetwork.jobs.id
  deletion_protection = true

  release_channel {
    channel = "REGULAR"
  }

  ip_allocation_policy {
    cluster_secondary_range_name  = "pods"
    services_secondary_range_name = "services"
  }

  private_cluster_config {
    enable_private_nodes    = true
    enable_private_endpoint = true
  }

  master_authorized_networks_config {
    dynamic "cidr_blocks" {
      for_each = var.control_plane_readers
      content {
        display_name = cidr_blocks.key
        cidr_block   = cidr_blocks.value
      }
    }
  }

  cluster_autoscaling {
    auto_provisioning_defaults {
      service_account = google_service_account.nodes[0].email
      oauth_scopes    = ["https://www.googleapis.com/auth/cloud-platform"]
    }
  }

  binary_authorization {
    evaluation_mode = "PROJECT_SINGLETON_POLICY_ENFORCE"
  }

  depends_on = [google_project_service.used]
}
