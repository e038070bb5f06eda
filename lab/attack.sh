#!/bin/sh
# Runs in the lab's guest: `skua run` watches while an intruder works; each step must raise an alert.
#
# Prints one line per expectation; the exit status is 0 when all were met, else 1.
set -u

alerts=/tmp/alerts talk=/tmp/talk
missed=0

expect() { # DESCRIPTION COMMAND...
    description=$1
    shift
    if "$@"; then
        echo "ok      $description"
    else
        echo "MISSED  $description"
        missed=$((missed + 1))
    fi
}

# A shell that nobody calls by that name reads the password hashes.
read_secrets() {
    cp /bin/busybox /tmp/cat
    /tmp/cat /etc/shadow >/dev/null
    rm -f /tmp/cat
}

# A program runs from shared memory, which exists nowhere on disk, and is gone before anyone looks.
run_from_memory() {
    cp /bin/busybox /dev/shm/true
    /dev/shm/true
    rm -f /dev/shm/true
}

# The sensor attaches while the verifier works, slowly under emulation; so the attack is repeated until it is
# seen or the time is up, instead of guessing how long that takes.
attack_until() { # ATTACK PATTERN SECONDS
    end=$(($(date +%s) + $3))
    while [ "$(date +%s)" -lt "$end" ]; do
        kill -0 "$skua" 2>/dev/null || return 1
        "$1"
        sleep 1
        grep -q "$2" "$alerts" && return 0
    done
    return 1
}

# SIGTERM, not SIGINT: a shell without job control starts its background jobs with SIGINT ignored.
ends_cleanly() {
    kill -TERM "$skua" 2>/dev/null || return 1
    (sleep 20 && kill -KILL "$skua") 2>/dev/null &
    wait "$skua"
    # 1 says that something was found.
    [ $? -le 1 ]
}

echo "linux $(uname -r), lsm: $(cat /sys/kernel/security/lsm 2>/dev/null)"
expect 'the kernel describes its types (BTF)' test -r /sys/kernel/btf/vmlinux
skua doctor >/tmp/doctor 2>&1
expect 'doctor names the rung fexit' grep -q fexit /tmp/doctor

skua run -o json >"$alerts" 2>"$talk" &
skua=$!
expect 'reading /etc/shadow by a stranger alerts' attack_until read_secrets /etc/shadow 120
expect 'running a program from /dev/shm alerts' attack_until run_from_memory /dev/shm 20
expect 'skua ends cleanly when told to' ends_cleanly

echo '--- doctor'
cat /tmp/doctor
echo '--- alerts'
head -n 5 "$alerts"
echo '--- skua'
head -n 40 "$talk"
[ "$missed" = 0 ]
