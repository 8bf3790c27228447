"""Operators, trigger and client with which Airflow runs Propensity's jobs."""
