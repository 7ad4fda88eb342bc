#!/bin/bash
# Runs once, when the data volume is new: Keycloak's own role and database beside the helpdesk's.
set -euo pipefail

psql --set=ON_ERROR_STOP=1 --set=password="$KEYCLOAK_DB_PASSWORD" \
  --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
CREATE ROLE keycloak LOGIN PASSWORD :'password';
CREATE DATABASE keycloak OWNER keycloak;
SQL
