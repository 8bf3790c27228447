variable "project" {
  description = "The id of the project."
  type        = string
}

variable "region" {
  description = "Where everything is, such as europe-west3."
  type        = string
}

variable "name" {
  description = "What the names of all resources begin with."
  type        = string
  default     = "propensity"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,20}$", var.name))
    error_message = "Write a-z, 0-9 and -, 21 characters at most."
  }
}

variable "runner" {
  description = "Where the jobs run: dataproc (Dataproc Serverless) or gke (GKE Autopilot with the Spark operator)."
  type        = string
  default     = "dataproc"

  validation {
    condition     = contains(["dataproc", "gke"], var.runner)
    error_message = "Write dataproc or gke."
  }
}

variable "release" {
  description = "The release that scripts/gcp/package.sh has put into the bucket."
  type        = string
}

variable "runtime" {
  description = "The runtime of the batches, one with Spark 4.0 and Scala 2.13."
  type        = string
  default     = "3.0"
}

variable "config_api_url" {
  description = "The service, as the batches reach it."
  type        = string
}

variable "campaigns" {
  description = "The campaigns that the scheduler has scored. Airflow asks the service instead."
  type        = list(number)
}

variable "schedule" {
  description = "When, as cron in UTC."
  type        = string
  default     = "30 2 * * *"
}

variable "paused" {
  description = "Whether the scheduler rests."
  type        = bool
  default     = false
}

variable "subnet_range" {
  description = "Addresses of batches and nodes."
  type        = string
  default     = "10.40.0.0/20"
}

variable "pods_range" {
  description = "Addresses of pods, with gke."
  type        = string
  default     = "10.48.0.0/14"
}

variable "services_range" {
  description = "Addresses of services, with gke."
  type        = string
  default     = "10.44.0.0/20"
}

variable "control_plane_readers" {
  description = "Networks that reach the control plane of the cluster, with gke: by name."
  type        = map(string)
  default     = {}
}

variable "bigquery_datasets" {
  description = "Datasets of BigQuery in the project that the jobs use: reader or writer, by the dataset's name."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for use in values(var.bigquery_datasets) : contains(["reader", "writer"], use)])
    error_message = "Write reader or writer for each dataset."
  }
}

variable "namespace" {
  description = "The namespace that k8s/ is applied to, with gke: its accounts are given rights here."
  type        = string
  default     = "propensity"
}

variable "database_tier" {
  description = "The machine of the database."
  type        = string
  default     = "db-custom-2-7680"
}

variable "database_passwords" {
  description = "Of the users propensity and warehouse. They are not kept in the state."
  type = object({
    propensity = string
    warehouse  = string
  })
  sensitive = true
  ephemeral = true
}

variable "database_passwords_version" {
  description = "Raise it by one to have the passwords set anew."
  type        = number
  default     = 1
}

variable "soft_delete_days" {
  description = "How long what was deleted in the bucket of the data can be brought back."
  type        = number
  default     = 7

  validation {
    condition     = var.soft_delete_days >= 7 && var.soft_delete_days <= 90
    error_message = "Google takes 7 to 90 days."
  }
}

variable "records_days" {
  description = "For how long access logs can neither be changed nor deleted."
  type        = number
  default     = 90
}

variable "billing_account" {
  description = "The billing account of the budget."
  type        = string
}

variable "monthly_budget" {
  description = "What a month may cost before somebody is told, in whole units of the currency."
  type        = number
}

variable "currency" {
  description = "The currency of the billing account."
  type        = string
  default     = "EUR"
}
