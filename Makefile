# SPDX-License-Identifier: Apache-2.0
#
# setup  build  build-tests  test  test-long  test-derivation  test-arm64  test-emulated  test-decryptor
# test-kernels  test-kernels-sanitized  test-timing  test-secrets
# test-hostile  test-replay  test-crash  load
# vectors  randomness  test-validated-module  demo  format  format-check  sanitize-address  sanitize-thread
# fuzz  test-clients
# bench  bench-goals  bench-compare  bench-smoke  bench-suites
# fetch-vectors  fips-provider  check-deploy  manual  install  uninstall  clean
#
# `make` alone says what each does. `make test` and `make demo` each work alone on a fresh clone.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PREFIX ?= /usr/local
DESTDIR ?=

hufu := .build/release/hufu
hufu_vectors := .build/release/hufu-vectors
sources := Package.swift $(wildcard Sources Tests Benchmarks)
completions := .build/completions
manuals := .build/plugins/GenerateManual/outputs

# Debug builds compile C at -O0 by default, 15 times slower: say -O2 wherever tests are built, or C is built twice.
test_flags := -Xcc -O2
live_tests := ^(KMSServerTests\.|hufuTests\.ServeTests)

.PHONY: help
help: ## Say what each target does
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "%-22s %s\n", $$1, $$2 }' Makefile

.PHONY: setup
setup: ## Install what is missing: Debian packages, a Python for the decryptor test
	@.ci/setup

.PHONY: build
build: setup ## Build the release binaries: .build/release/hufu and hufu-vectors
	swift build -c release --product hufu
	swift build -c release --product hufu-vectors

.PHONY: build-vectors
build-vectors: setup ## Build the laboratory's command alone
	swift build -c release --product hufu-vectors

.PHONY: build-tests
build-tests: setup ## Build everything with its tests; refuse an import that Package.swift does not declare
	swift build --build-tests $(test_flags) --explicit-target-dependency-import-check error

.PHONY: test
test: test-derivation test-decryptor ## Run the whole test suite; live servers, which have deadlines, after the rest
	swift test $(test_flags) --skip '$(live_tests)'
	swift test $(test_flags) --skip-build --filter '$(live_tests)'

.PHONY: test-long
test-long: setup ## Run the suite with the long cases too, such as GB/T 32907's 1,000,000-fold example
	HUFU_LONG=1 swift test $(test_flags)

.PHONY: test-derivation
test-derivation: setup ## Prove SM4's S-box formula, and that the C code holds the circuit and constants derived from it
	@for script in sbox basis gfni aes arm64; do \
	    PYTHONDONTWRITEBYTECODE=1 python3 -W error Vendor/CSM4/derive/$$script.py --check; \
	done

.PHONY: test-arm64
test-arm64: ## Test CSM4's AArch64 kernels on an emulated CPU; COUNT=10000 and SEED=2 choose the random cases
	@COUNT="$(COUNT)" SEED="$(SEED)" .ci/test-arm64

.PHONY: test-emulated
test-emulated: ## Test all of CSM4's x86-64 kernels on emulated CPUs with AVX-512 and GFNI, and without; COUNT and SEED, too
	@COUNT="$(COUNT)" SEED="$(SEED)" .ci/test-emulated

.PHONY: test-clients
test-clients: ## Run Tencent's own SDK and tccli, from PyPI, against a server of each edition; TESTS='row_15 BYOK' chooses
	@.ci/test-clients $(TESTS)

.PHONY: test-decryptor
test-decryptor: setup ## Test the Python decryptor on its own
	@for python in "$${HUFU_PYTHON:-}" "$$PWD/.build/python/bin/python3" python3; do \
	    if [ -n "$$python" ] && command -v "$$python" > /dev/null; then break; fi; \
	done; cd docs/decryptor && "$$python" -W error -m unittest

# The module is the one that HUFU_FIPS_MODULE_CONFIG names, else the one of `make fips-provider`.
.PHONY: test-validated-module
test-validated-module: setup ## Run the engine's tests once more, in validated-module mode on an OpenSSL FIPS provider
	@module="$${HUFU_FIPS_MODULE_CONFIG:-}"; \
	if [ -z "$$module" ]; then \
	    .ci/fips-provider; module="$$PWD/.build/fips/hufu-fips.cnf"; \
	    [ -f "$$module" ] || { echo "test-validated-module: skipped: there is no FIPS provider here"; exit 0; }; \
	fi; \
	HUFU_FIPS_MODULE_CONFIG="$$module" swift test $(test_flags) \
	    --filter '^(LibcryptoTests|FIPSEditionTests|CryptoEditionsTests|KeyManagementTests)\.' \
	    --filter '^hufuTests\.FIPSStatusTests'

# Trials of the SM4 kernels in C, built without SwiftPM; .ci/trials says more. Each ends with status 1 on a failure.
trial_flags = $(if $(CASES),--cases $(CASES)) $(if $(SEED),--seed $(SEED)) $(if $(CASE),--case $(CASE)) \
    $(if $(KERNEL),--kernel $(KERNEL))

.PHONY: test-kernels
test-kernels: ## Try each SM4 kernel against libgcrypt; CASES=100000 SEED=… KERNEL=name CASE=n GUARD=end|start|none
	@.ci/trials kernels $(trial_flags) $(if $(GUARD),--guard $(GUARD))

.PHONY: test-kernels-sanitized
test-kernels-sanitized: CASES ?= 5000
test-kernels-sanitized: ## The same under AddressSanitizer, buffers against guard pages at both ends; CASES=5000
	@.ci/trials sanitized $(trial_flags)

.PHONY: test-timing
test-timing: ## Measure whether the time of an SM4 kernel depends on secrets; SAMPLES=1000000 SEED=… KERNEL=name
	@.ci/trials timing $(or $(SAMPLES),1000000) $(or $(SEED),$(shell date +%s)) $(KERNEL)

.PHONY: test-secrets
test-secrets: ## Run the SM4 kernels under valgrind: no branch and no address may depend on a secret
	@.ci/trials secrets

# The server under test is the one that HUFU_BINARY names, else .build/release/hufu, else .build/debug/hufu.
live_test := PYTHONDONTWRITEBYTECODE=1 python3 -W error Tests/Clients
edition_and_seed = $(if $(EDITION),--edition $(EDITION)) $(if $(SEED),--seed $(SEED))

.PHONY: test-hostile
test-hostile: ## Send 20,000 mutated requests to a server: CASES=… SEED=… EDITION=sm-crypto; ONLY=n shows one again
	@$(live_test)/hostile.py --cases $(or $(CASES),20000) $(edition_and_seed) $(if $(ONLY),--only $(ONLY))

.PHONY: test-replay
test-replay: ## Replay, alter and outdate requests, use others' credentials and keys: refused and counted; EDITION=…
	@EDITION="$(or $(EDITION),fips)" $(live_test)/replay.py

.PHONY: test-crash
test-crash: ## SIGTERM and SIGKILL a server under load: nothing acknowledged is lost; ROUNDS=100 EDITION=… SEED=…
	@$(live_test)/crash.py --rounds $(or $(ROUNDS),100) $(edition_and_seed)

.PHONY: load
load: ## Load a server with wrk, peers too: DURATION=60 EDITION=… CONNECTIONS=32 SIGNING=live GOAL=6000 P99=20 LOAD=--profile
	@.ci/load --duration $(or $(DURATION),60) --connections $(or $(CONNECTIONS),32) $(if $(EDITION),--edition $(EDITION)) \
	    $(if $(SIGNING),--signing $(SIGNING)) $(if $(GOAL),--goal $(GOAL)) $(if $(P99),--p99 $(P99)) $(LOAD)

.PHONY: demo
demo: build ## Show the life of a key in both editions, each step checked
	$(hufu) demo

.PHONY: format
format: ## Format all Swift sources in place
	swift format format --in-place --recursive --parallel $(sources)

.PHONY: format-check
format-check: ## Refuse Swift sources that are not formatted
	swift format lint --strict --recursive --parallel $(sources)

# Each sanitizer has a build folder of its own. After a crash Swift's backtracer trips the sanitizer and hangs: off.
# `HUFU_CORE_ONLY=1 make sanitize-thread` leaves out the command, the store and all third-party packages.
.PHONY: sanitize-address
sanitize-address: setup ## Run the tests under AddressSanitizer, which also looks for leaks
	ASAN_SYMBOLIZER_PATH="$$(command -v llvm-symbolizer || true)" \
	    LSAN_OPTIONS=suppressions=$(CURDIR)/.ci/lsan.supp:print_suppressions=0 SWIFT_BACKTRACE=enable=no \
	    swift test $(test_flags) --scratch-path .build-asan --sanitize=address --disable-xctest

.PHONY: sanitize-thread
sanitize-thread: setup ## Run the tests under ThreadSanitizer
	SWIFT_BACKTRACE=enable=no swift test $(test_flags) --scratch-path .build-tsan --sanitize=thread --disable-xctest

# Compiled without SwiftPM; .ci/fuzz says more, and repeats an input that was found.
.PHONY: fuzz
fuzz: ## Fuzz the readers of vector files: TARGET="json gmt" (all), RUNS=20000 or SECONDS=60 for each, SANITIZE=address
	@.ci/fuzz $(if $(RUNS),--runs $(RUNS)) $(if $(SECONDS),--seconds $(SECONDS)) \
	    $(if $(SANITIZE),--sanitize $(SANITIZE)) $(if $(FILE),--file $(FILE)) $(TARGET)

# The nested package needs the engine alone, so it resolves nothing of the store and the command; HUFU_BENCHMARKS opens
# to it what integrators do not see. BENCH passes options on, such as BENCH='--filter ^seal/'; `BENCH=--help` lists them.
bench_environment := HUFU_CORE_ONLY=1 HUFU_BENCHMARKS=1
hufu_bench := $(bench_environment) swift run --package-path Benchmarks -c release --quiet hufu-bench
BENCH_OUT ?= docs/benchmarks

.PHONY: bench
bench: setup ## Measure hufu and its peers by turns; table, JSON and plot into BENCH_OUT (docs/benchmarks)
	$(hufu_bench) peers --commit "$$(git describe --always --dirty)" --json "$(BENCH_OUT)/results.json" $(BENCH)
	"$$(.ci/plot-python)" Benchmarks/plot.py "$(BENCH_OUT)/results.json" "$(BENCH_OUT)"

.PHONY: bench-goals
bench-goals: setup ## Judge the speed goals by turns: PASS, FAIL or SKIP each; fail when one fails
	$(hufu_bench) goals --rounds 401 --seconds 4 $(BENCH)

.PHONY: bench-compare
bench-compare: setup ## Compare this tree with commit BASE by turns; fail on a slow-down beyond noise
	@.ci/bench-compare "$(BASE)" $(BENCH)

.PHONY: bench-smoke
bench-smoke: setup ## Run every measured workload once and compare outputs; asserts no time
	$(hufu_bench) smoke $(BENCH)

# hufu itself is built before, for its start-up time.
.PHONY: bench-suites
bench-suites: build ## Measure every workload alone, with ordo-one's benchmark tool
	$(bench_environment) HUFU_BINARY="$(CURDIR)/$(hufu)" \
	    swift package --package-path Benchmarks benchmark --no-progress $(BENCH)

# Tests look for vectors in HUFU_VECTORS, else in ../shared/vectors, else here; an absent suite is reported as skipped.
.PHONY: fetch-vectors
fetch-vectors: setup ## Unpack public test vectors from PyPI's cryptography-vectors into .build/vectors
	@.ci/fetch-vectors

# The folder is the one that HUFU_VECTORS names, else ../shared/vectors, else what `make fetch-vectors` unpacks.
.PHONY: vectors
vectors: build-vectors ## Run every vector file on everything that computes here; REPORT=folder writes the signed report
	@folder="$${HUFU_VECTORS:-../shared/vectors}"; \
	[ -d "$$folder" ] || { [ -z "$${HUFU_VECTORS:-}" ] && .ci/fetch-vectors && folder=.build/vectors; } || \
	    { echo "vectors: there is no folder $$folder" >&2; exit 1; }; \
	$(hufu_vectors) run "$$folder" $(if $(REPORT),--report "$(REPORT)") --commit "$$(git describe --always --dirty)" \
	    $(VECTORS)

.PHONY: randomness
randomness: build-vectors ## GM/T 0005's 15 tests on 1,000 samples of 1,000,000 bits; SAMPLES=… EDITION=fips
	$(hufu_vectors) sm randomness --samples $(or $(SAMPLES),1000) $(if $(EDITION),--edition $(EDITION))

# Seconds where Debian's package serves, some minutes where the module has to be built; nothing to do the next time.
.PHONY: fips-provider
fips-provider: setup ## Obtain an OpenSSL FIPS provider for tests: .build/fips, with a file for fips.moduleConfig
	@.ci/fips-provider

.PHONY: check-deploy
check-deploy: ## Verify the systemd unit and the Dockerfile of docs/deploy, with what is installed
	@.ci/check-deploy

.PHONY: manual
manual: build ## Make the man pages and the shell completions
	swift package plugin generate-manual --multi-page --section 1
	mkdir -p $(completions)
	for command in hufu hufu-vectors; do \
	    .build/release/$$command --generate-completion-script bash > $(completions)/$$command; \
	    .build/release/$$command --generate-completion-script zsh > $(completions)/_$$command; \
	    .build/release/$$command --generate-completion-script fish > $(completions)/$$command.fish; \
	done

# Builds only what is not there yet, so that `sudo make install` after `make manual` builds nothing as root.
.PHONY: install
install: ## Install the commands, their man pages and completions under DESTDIR and PREFIX (/usr/local)
	@[ -x $(hufu_vectors) ] && [ -f $(completions)/hufu-vectors.fish ] && [ -f $(manuals)/hufu/hufu.1 ] || $(MAKE) manual
	install -D -m 0755 -t "$(DESTDIR)$(PREFIX)/bin" $(hufu) $(hufu_vectors)
	install -D -m 0644 -t "$(DESTDIR)$(PREFIX)/share/man/man1" $(manuals)/hufu/*.1 $(manuals)/hufu-vectors/*.1
	install -D -m 0644 -t "$(DESTDIR)$(PREFIX)/share/bash-completion/completions" $(completions)/hufu \
	    $(completions)/hufu-vectors
	install -D -m 0644 -t "$(DESTDIR)$(PREFIX)/share/zsh/site-functions" $(completions)/_hufu $(completions)/_hufu-vectors
	install -D -m 0644 -t "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d" $(completions)/*.fish

.PHONY: uninstall
uninstall: ## Remove what `make install` put there; keys, stores and configuration stay
	rm -f "$(DESTDIR)$(PREFIX)/bin/hufu" "$(DESTDIR)$(PREFIX)/bin/hufu-vectors"
	rm -f "$(DESTDIR)$(PREFIX)"/share/man/man1/hufu.1 "$(DESTDIR)$(PREFIX)"/share/man/man1/hufu.*.1
	rm -f "$(DESTDIR)$(PREFIX)"/share/man/man1/hufu-vectors.1 "$(DESTDIR)$(PREFIX)"/share/man/man1/hufu-vectors.*.1
	for command in hufu hufu-vectors; do \
	    rm -f "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/$$command"; \
	    rm -f "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_$$command"; \
	    rm -f "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/$$command.fish"; \
	done

.PHONY: clean
clean: ## Remove all that was built and fetched
	rm -rf .build .build-asan .build-tsan Benchmarks/.build
