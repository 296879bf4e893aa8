#!/bin/sh
# Makes the secrets of docker-compose.yml that are missing, one file each, in ./secrets (or the folder that is named). What is there stays.
#   SMTP_URL=smtps://user:password@mail.example.org sh docs/make-secrets.sh
# Run it as root: the containers run as the user 1000, who alone may read the files.
set -eu
umask 077
folder=${1:-secrets}
mkdir -p "$folder"

# Writes the text of its input into a file that is not there yet.
make() {
  if [ -e "$folder/$1" ]; then cat > /dev/null; else cat > "$folder/$1"; fi
}

if [ ! -s "$folder/smtp_url" ] && [ -z "${SMTP_URL:-}" ]; then
  echo 'Set SMTP_URL to your mail relay, such as SMTP_URL=smtps://user:password@mail.example.org.' >&2
  exit 64
fi
printf %s "${SMTP_URL:-}" | make smtp_url
openssl rand -base64 32 | make master_key
openssl rand -hex 24 | make postgres_password
openssl rand -hex 24 | make temporal_postgres_password
for role in owner api gateway worker; do
  openssl rand -hex 24 | make "${role}_password"
  printf 'postgresql://rollcall_%s:%s@postgresql:5432/rollcall' "$role" "$(cat "$folder/${role}_password")" | make "${role}_database_url"
done
# Empty: not used. docs/operations.md says what each of them is.
for name in master_key_next sftp_host_key aws_access_key_id aws_secret_access_key aws_session_token temporal_tls_ca temporal_tls_cert \
  temporal_tls_key temporal_api_key google_client_secret microsoft_client_secret oidc_client_secret; do
  make "$name" < /dev/null
done
chmod 500 "$folder"
chmod 400 "$folder"/*
if [ "$(id -u)" -eq 0 ]; then chown -R 1000:1000 "$folder"; fi
echo "The secrets are in $folder. Keep a copy of $folder/master_key elsewhere: without it, no stored upload can be read again."
