terraform {
  required_version = ">= 1.11" # passwords that are not kept in the state

  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 6.50"
    }
  }

  # terraform init -backend-config=bucket=NAME: a bucket of its own, which few may read.
  backend "gcs" {
    prefix = "propensity"
  }
}

provider "google" {
  project = var.project
  region  = var.region
}
