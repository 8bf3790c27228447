# No address of it is public, and there is no way out to the internet: Google's services are reached by private access.
resource "google_compute_network" "main" {
  name                    = var.name
  auto_create_subnetworks = false

  depends_on = [google_project_service.used]
}

resource "google_compute_subnetwork" "jobs" {
  name                     = "${var.name}-jobs"
  region                   = var.region
  network                  = google_compute_network.main.id
  ip_cidr_range            = var.subnet_range
  private_ip_google_access = true

  secondary_ip_range {
    range_name    = "pods"
    ip_cidr_range = var.pods_range
  }

  secondary_ip_range {
    range_name    = "services"
    ip_cidr_range = var.services_range
  }

  log_config {
    aggregation_interval = "INTERVAL_10_MIN"
    flow_sampling        = 0.5
    metadata             = "INCLUDE_ALL_METADATA"
  }
}

# Drivers and executors of batches talk to each other on ports that they choose: within the subnetwork, and nobody else.
resource "google_compute_firewall" "batches" {
  count = var.runner == "dataproc" ? 1 : 0

  name               = "${var.name}-batches"
  network            = google_compute_network.main.id
  direction          = "INGRESS"
  source_ranges      = [var.subnet_range]
  destination_ranges = [var.subnet_range]

  allow {
    protocol = "tcp"
  }

  allow {
    protocol = "udp"
  }

  allow {
    protocol = "icmp"
  }

  log_config {
    metadata = "INCLUDE_ALL_METADATA"
  }
}

# The database's private address.
resource "google_compute_global_address" "services" {
  name          = "${var.name}-services"
  network       = google_compute_network.main.id
  purpose       = "VPC_PEERING"
  address_type  = "INTERNAL"
  prefix_length = 20
}

resource "google_service_networking_connection" "services" {
  network                 = google_compute_network.main.id
  service                 = "servicenetworking.googleapis.com"
  reserved_peering_ranges = [google_compute_global_address.services.name]
}
