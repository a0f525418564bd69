#!/usr/bin/env bash
# Makes requirements/*.lock anew from pyproject.toml, with the newest versions that it allows.
set -euo pipefail
cd "$(dirname "$0")/.."

workshop=$(mktemp -d)
trap 'rm -rf "$workshop"' EXIT
"$(setup/python.sh)" -m venv "$workshop"
"$workshop/bin/python" -m pip --disable-pip-version-check install --quiet uv

lock() {
    local name=$1
    shift
    echo "· requirements/$name.lock"
    "$workshop/bin/uv" pip compile "$@" --upgrade --quiet --output-file "requirements/$name.lock" \
        --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
}

lock run pyproject.toml
lock test pyproject.toml --extra test --constraint requirements/run.lock
lock build --group build --constraint requirements/test.lock
