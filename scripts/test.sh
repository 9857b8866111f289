#!/usr/bin/env bash
# The whole test run, on a clean checkout: installs what it needs, then checks, web, repository and browser tests.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh dev
export CONSILIA_LOCALE=${CONSILIA_LOCALE:-en-GB}
if ! command -v chromium >/dev/null; then
  as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }
  echo "Installing Chromium for the browser tests"
  if ! { as_root apt-get update -q && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q chromium; } >/tmp/consilia-apt.log 2>&1; then
    tail -5 /tmp/consilia-apt.log >&2
    echo "Chromium is missing and could not be installed. Please run as root: apt-get install chromium" >&2
    exit 1
  fi
fi
make --no-print-directory check
.venv/bin/python -m pytest tests/repository tests/web tests/server -q -n 2
.venv/bin/python -m pytest tests/browser -q
