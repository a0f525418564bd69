#!/usr/bin/env bash
# Makes .venv hold what a lock file lists and the project itself; does nothing when it already does.
#   setup/venv.sh run    what the program needs
#   setup/venv.sh test   the same, and what its tests need
set -euo pipefail
cd "$(dirname "$0")/.."

lock=$1
python=.venv/bin/python
# A moved checkout must be installed again too: the scripts in .venv name it by its full path.
wanted="$(cat pyproject.toml requirements/*.lock | cksum) $PWD"

usable() { "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
install() { "$python" -m pip --disable-pip-version-check install -qq --no-input "$@"; }
install_locked() { install --no-build-isolation --require-hashes --requirement "requirements/$1.lock"; }

if usable && [[ $(cat ".venv/installed-$lock" 2>/dev/null) == "$wanted" ]]; then
    exit 0
fi

if ! usable; then
    base=$(setup/python.sh)
    echo "· 建立 .venv（$("$base" --version)）"
    "$base" -m venv --clear .venv
fi

rm -f .venv/installed-*
echo "· 安装依赖 requirements/$lock.lock（首次约需一分钟）"
if ! { install_locked build && install_locked "$lock" && install --no-build-isolation --no-deps --editable .; }; then
    echo "依赖没有装上，请检查网络或 pip 镜像设置后重试。/ Installing failed; check the network or pip's index settings, then try again." >&2
    exit 1
fi
# Compiled once here, also where the environment keeps Python from writing: `dzb understand` starts in half the time.
"$python" -m compileall -q bot handlers schedules storage

echo "$wanted" >.venv/installed-run
if [[ $lock == test ]]; then
    echo "$wanted" >.venv/installed-test
fi
