#!/usr/bin/env bash
# Prints the path of a Python that is 3.11 or newer and can make virtual environments.
# PYTHON=/some/python names one to use instead of searching.
set -euo pipefail

too_old='' without_venv=''

for candidate in ${PYTHON:-python3.11 python3.12 python3.13 python3 python}; do
    version=$("$candidate" -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])' 2>/dev/null) || continue
    if ! "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        too_old=$version
    elif ! "$candidate" -c 'import ensurepip, venv' 2>/dev/null; then
        without_venv=$candidate
    else
        command -v "$candidate"
        exit 0
    fi
done

if [[ $without_venv ]]; then
    echo "$without_venv 缺少 venv 模块，请先安装（Debian、Ubuntu：apt install python3-venv）。/ $without_venv lacks the venv module; install it first (Debian, Ubuntu: apt install python3-venv)." >&2
elif [[ $too_old ]]; then
    echo "需要 Python 3.11 或更新版本，本机只有 $too_old，请升级后重试。/ Python 3.11 or newer is needed; this machine has $too_old. Please upgrade and try again." >&2
else
    echo "没有找到 Python，请先安装 3.11 或更新版本。/ No Python was found; install version 3.11 or newer first." >&2
fi
exit 1
