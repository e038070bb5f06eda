# The everyday commands. Each installs what it misses on a Debian machine (as root; else it says what to run).

export CARGO_TARGET_DIR ?= $(HOME)/.cache/skua/target
export PATH := $(HOME)/.cargo/bin:$(PATH)

SKUA := $(CARGO_TARGET_DIR)/release/skua

# What the live tests start: containers, an interpreter for the attacks, a static shell as a root file system.
TEST_TOOLS := python3=python3 busybox=busybox-static runc=runc containerd=containerd podman=podman zstd=zstd
LAB_TOOLS := qemu-system-x86_64=qemu-system-x86 cpio=cpio busybox=busybox-static depmod=kmod

.PHONY: help run build test conformance bench bench-live lint lab fuzz

help:
	@echo 'make run          build and watch this machine (needs root)'
	@echo 'make test         every test that this machine can run'
	@echo 'make lint         formatting, clippy, house rules, stale generated files'
	@echo 'make conformance  alerts and fields of recorded captures against the answers kept with them'
	@echo 'make bench        rule evaluation, decoding and state, in events per second'
	@echo 'make bench-live   what watching costs the watched, and what skua itself uses'
	@echo 'make lab          an attack under a Debian kernel in QEMU'
	@echo 'make fuzz         each fuzz target for SECONDS_EACH=20'

build:
	@.ci/rust
	cargo build --release -p skua-cli

run: build
	@if [ "$$(id -u)" = 0 ]; then exec $(SKUA) run $(ARGS); \
	else echo 'watching a machine needs root; run: sudo $(SKUA) run $(ARGS)' >&2; exit 3; fi

test:
	@.ci/rust
	@.ci/need --optional $(TEST_TOOLS)
	cargo test --quiet --workspace --doc
	@if command -v cargo-nextest >/dev/null; then echo 'cargo nextest run --workspace'; \
	    exec cargo nextest run --workspace --no-fail-fast; \
	else echo 'cargo test --workspace'; exec cargo test --workspace --bins --lib --tests --no-fail-fast; fi

bench:
	@.ci/rust
	cargo bench --workspace --bench '*' $(ARGS)

bench-live: build
	cargo run --quiet --release -p xtask -- bench-live $(ARGS)

conformance:
	@.ci/rust
	cargo xtask conformance $(ARGS)

lint:
	@.ci/rust
	cargo fmt --all --check
	cargo clippy --workspace --all-targets -- -D warnings
	cargo xtask generate --check
	cargo xtask bpf --check
	cargo xtask tidy
	@if command -v cargo-deny >/dev/null; then cargo deny check bans licenses sources; \
	else echo 'skipped: cargo deny (run: cargo install --locked cargo-deny)'; fi
	@if command -v shellcheck >/dev/null; then shellcheck .ci/run .ci/need .ci/rust .ci/fuzz lab/boot lab/init lab/attack.sh; \
	else echo 'skipped: shellcheck (run: apt-get install shellcheck)'; fi

lab: build
	@.ci/need $(LAB_TOOLS)
	lab/boot --skua $(SKUA) --timeout 300 --file lab/attack.sh:/lab/attack.sh $(ARGS) -- /lab/attack.sh

fuzz:
	@.ci/rust
	@.ci/fuzz
