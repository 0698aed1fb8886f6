#!/bin/sh
# Sets up what the Makefile needs: the environment with pinned packages, a browser for the tests.
set -eu

as_root_on_debian() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }
install() { apt-get update -q >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >/dev/null; }

environment() {
    python=$1 venv=$2
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "gongkai 需要 Python 3.11 或更新的版本" >&2; exit 1; }
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        if as_root_on_debian; then install python3-venv; else echo "先安装 python3-venv：sudo apt install python3-venv" >&2; exit 1; fi
    fi
    [ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
    "$venv/bin/python" -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
    "$venv/bin/python" -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
    # also where PYTHONDONTWRITEBYTECODE is set: else every run compiles
    "$venv/bin/python" -m compileall -q generator
    PYTHONDONTWRITEBYTECODE= "$venv/bin/python" scripts/compile_templates.py
}

browser() {
    if command -v chromium >/dev/null 2>&1 && fc-list :lang=zh 2>/dev/null | grep -q .; then return; fi
    if as_root_on_debian; then install chromium fonts-noto-cjk fontconfig; else "$1/python" -m playwright install chromium; fi
}

"$@"
