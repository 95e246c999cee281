#!/bin/bash
# Proves and times a fresh clone on a minimal Debian: python3, git, ca-certificates, nothing else; no HOME.
# Needs root and debootstrap. Usage: benchmarks/bare_system.sh [FOLDER] [WORDS OF ./voimala …]
# Without words: --help twice, then the demonstration until its front page answers, twice.
# The package index comes from pip's environment variables, as for any start (PIP_INDEX_URL, PIP_CERT …).
set -euo pipefail
clone=$(cd "$(dirname "$0")/.." && pwd)
system=${1:-$(mktemp -d)/bare}
shift || true
port=8765

if [ ! -e "$system/usr/bin/python3" ]; then
    debootstrap --variant=minbase --include=python3,git,ca-certificates bookworm "$system" >"$system.log" 2>&1 \
        || { tail -n 3 "$system.log"; exit 1; }
    cp -L /etc/ssl/certs/ca-certificates.crt "$system/etc/ssl/certs/ca-certificates.crt"
    cp -L /etc/resolv.conf /etc/hosts "$system/etc/"
fi
for mount in proc dev; do
    mountpoint -q "$system/$mount" || mount --rbind "/$mount" "$system/$mount"
done
trap 'umount -l "$system/proc" "$system/dev"' EXIT

passed=()
while read -r setting; do passed+=("$setting"); done < <(env | grep -E '^(PIP_(INDEX_URL|EXTRA_INDEX_URL|CERT|PROXY|TRUSTED_HOST)|https?_proxy|HTTPS?_PROXY|NO_PROXY|no_proxy)=' || true)
bare=(chroot "$system" /usr/bin/env -i PATH=/usr/bin:/bin "${passed[@]}")
inside() { "${bare[@]}" "$@"; }
seconds() { local begun=$EPOCHREALTIME; "$@"; printf 'seconds: %.2f  %s\n' "$(echo "$EPOCHREALTIME $begun" | awk '{print $1-$2}')" "${*: -2}"; }

rm -rf "$system/srv/voimala" "$system/srv/origin.git"
git clone --quiet --bare "$clone" "$system/srv/origin.git"
inside git clone --quiet /srv/origin.git /srv/voimala

if [ $# -gt 0 ]; then
    seconds inside /srv/voimala/voimala "$@"
    exit
fi
seconds inside /srv/voimala/voimala --help
seconds inside /srv/voimala/voimala --help
first_page() {
    "${bare[@]}" /srv/voimala/voimala demo --port $port &
    local server=$!
    until inside python3 -c "import urllib.request as u; u.urlopen('http://127.0.0.1:$port/')" 2>/dev/null; do
        kill -0 $server 2>/dev/null || return 1
        sleep 0.1
    done
    kill $server
    wait $server 2>/dev/null || true
}
seconds first_page first start
seconds first_page second start
