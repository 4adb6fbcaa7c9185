#!/bin/sh
# Installs Solitexto on a bare Debian 12 or newer:   sh deploy/install.sh [FOLDER]
# The command is then FOLDER/bin/solitexto (by default /opt/solitexto/bin/solitexto). Run it again
# from a newer clone to upgrade, then `solitexto migrate`. Data are never touched.
set -eu

target=${1:-/opt/solitexto}
source=$(cd "$(dirname "$0")/.." && pwd)

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null &&
    ! sh "$source/.ci/python" >/dev/null 2>&1; then
    apt-get update -q
    apt-get install -q -y --no-install-recommends python3 python3-venv
fi

python=$(sh "$source/.ci/python")
"$python" -m venv "$target"
pip="$target/bin/python -m pip --disable-pip-version-check --no-input --quiet"
echo "Installing the libraries into $target (some minutes) ..."
$pip install --no-deps --require-hashes --requirement "$source/requirements.lock"

# Built from a copy: the clone stays as it is, and may belong to somebody else.
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
(cd "$source" && tar -cf - --exclude=./var --exclude=./.venv --exclude=./.git .) | tar -xf - -C "$copy"
$pip install --no-deps --no-build-isolation --force-reinstall "$copy"

"$target/bin/solitexto" --help >/dev/null
echo "Solitexto is installed: $target/bin/solitexto"
