#!/usr/bin/env bash
# Prints the path of a Chromium for the browser tests, installing it and Chinese fonts where it can.
# DZB_BROWSER=/some/chromium names one to use instead of searching. Everything said goes to stderr.
set -euo pipefail
cd "$(dirname "$0")/.."

runs() { "$1" --version >/dev/null 2>&1; }

on_path() {
    local name
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        if runs "$name"; then command -v "$name" && return; fi
    done
    return 1
}

from_playwright() {
    local path
    path=$(.venv/bin/python -c '
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)')
    runs "$path" && echo "$path"
}

has_chinese_fonts() { [[ $(uname) == Darwin || $(fc-list :lang=zh 2>/dev/null) ]]; }

as_root() {
    if [[ $(id -u) == 0 ]]; then "$@"; else sudo -n "$@" 2>/dev/null; fi
}

install_packages() {
    command -v apt-get >/dev/null && as_root true || return 1
    echo "· 安装系统软件包：$*" >&2
    as_root apt-get -qq update >&2 &&
        as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y "$@" </dev/null >/dev/null
}

install_from_playwright() {
    echo '· 下载 Playwright 自带的 Chromium' >&2
    .venv/bin/python -m playwright install chromium >&2 2>/dev/null
}

if [[ ${DZB_BROWSER:-} ]]; then
    if runs "$DZB_BROWSER"; then echo "$DZB_BROWSER" && exit; fi
    echo "DZB_BROWSER 指向的浏览器不能运行：$DZB_BROWSER / The browser that DZB_BROWSER names does not run." >&2
    exit 1
fi

if ! has_chinese_fonts && ! install_packages fontconfig fonts-noto-cjk; then
    echo '缺少中文字体，截图中的汉字会显示为方块，请安装 fonts-noto-cjk。/ No Chinese fonts: install fonts-noto-cjk.' >&2
fi

on_path || from_playwright ||
    { install_packages chromium && on_path; } ||
    { install_from_playwright && from_playwright; } ||
    {
        echo '没有可用的 Chromium，网页测试将不能通过：请安装 chromium，或用 DZB_BROWSER 指明浏览器路径。/ No Chromium: install it, or name one in DZB_BROWSER.' >&2
        exit 1
    }
