# What the jobs read from BigQuery and write to it, where datasets are named; the datasets are somebody's already.
locals {
  datasets = {
    for pair in setproduct(keys(local.jobs), keys(var.bigquery_datasets)) : "${pair[0]} ${pair[1]}" => {
      member  = local.jobs[pair[0]]
      dataset = pair[1]
      role    = var.bigquery_datasets[pair[1]] == "writer" ? "roles/bigquery.dataEditor" : "roles/bigquery.dataViewer"
    }
  }
}

resource "google_bigquery_dataset_iam_member" "jobs" {
  for_each = local.datasets

  dataset_id = each.value.dataset
  role       = each.value.role
  member     = each.value.member
}

# To begin reads, and the jobs that load and query.
resource "google_project_iam_member" "jobs_bigquery" {
  for_each = length(var.bigquery_datasets) == 0 ? {} : {
    for pair in setproduct(keys(local.jobs), ["roles/bigquery.jobUser", "roles/bigquery.readSessionUser"]) :
    "${pair[0]} ${pair[1]}" => { member = local.jobs[pair[0]], role = pair[1] }
  }

  project = var.project
  role    = each.value.role
  member  = each.value.member
}
