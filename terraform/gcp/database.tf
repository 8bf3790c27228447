resource "google_sql_database_instance" "main" {
  #checkov:skip=CKV_GCP_6:Unencrypted connections are refused; certificates of clients are wanted by the policy, and the service and the jobs bring passwords
  #checkov:skip=CKV_GCP_79:PostgreSQL 16 is the major version that the tests run
  #checkov:skip=CKV_GCP_108:Names of hosts would be looked up at each connection; their addresses are logged
  #checkov:skip=CKV2_GCP_13:The duration of every statement would fill the log; query insights have them

  name                = var.name
  region              = var.region
  database_version    = "POSTGRES_16"
  deletion_protection = true

  settings {
    tier                        = var.database_tier
    edition                     = "ENTERPRISE"
    availability_type           = "REGIONAL"
    disk_autoresize             = true
    deletion_protection_enabled = true

    ip_configuration {
      ipv4_enabled    = false
      private_network = google_compute_network.main.id
      ssl_mode        = "ENCRYPTED_ONLY"
    }

    backup_configuration {
      enabled                        = true
      start_time                     = "00:00"
      point_in_time_recovery_enabled = true
      transaction_log_retention_days = 7

      backup_retention_settings {
        retained_backups = 30
      }
    }

    maintenance_window {
      day  = 7
      hour = 10
    }

    insights_config {
      query_insights_enabled = true
    }

    database_flags {
      name  = "log_connections"
      value = "on"
    }

    database_flags {
      name  = "log_disconnections"
      value = "on"
    }

    database_flags {
      name  = "log_checkpoints"
      value = "on"
    }

    database_flags {
      name  = "log_lock_waits"
      value = "on"
    }

    database_flags {
      name  = "log_temp_files"
      value = "0"
    }

    database_flags {
      name  = "log_min_duration_statement"
      value = "-1"
    }

    database_flags {
      name  = "log_statement"
      value = "ddl"
    }

    database_flags {
      name  = "log_min_messages"
      value = "warning"
    }

    database_flags {
      name  = "log_min_error_statement"
      value = "error"
    }

    database_flags {
      name  = "cloudsql.enable_pgaudit"
      value = "on"
    }
  }

  depends_on = [google_service_networking_connection.services]
}

# The service's, and the catalog of the warehouse's tables.
resource "google_sql_database" "each" {
  for_each = toset(["propensity", "warehouse"])

  name     = each.value
  instance = google_sql_database_instance.main.name
}

resource "google_sql_user" "propensity" {
  name                = "propensity"
  instance            = google_sql_database_instance.main.name
  password_wo         = var.database_passwords.propensity
  password_wo_version = var.database_passwords_version
}

resource "google_sql_user" "warehouse" {
  name                = "warehouse"
  instance            = google_sql_database_instance.main.name
  password_wo         = var.database_passwords.warehouse
  password_wo_version = var.database_passwords_version
}
