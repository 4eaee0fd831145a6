# make demo     build, then show the whole pipeline on the sample
# make test     build and run all tests
# make install  into PREFIX (DESTDIR for packagers)

PREFIX ?= /usr/local
TOOLS := zmap-fetch zmap-h5ad-info zmap-tpmlog zmap-markers zmap-cache
BUILD := swift build -c release --static-swift-stdlib
TEST := swift test -c release --disable-testable-imports
BIN := .build/release
bindir = $(DESTDIR)$(PREFIX)/bin
mandir = $(DESTDIR)$(PREFIX)/share/man
datadir = $(DESTDIR)$(PREFIX)/share

# What the build needs of the system, by Debian's names; EXTRA_DEPS adds what only CI needs.
DEPS := libhdf5-dev libcurl4-openssl-dev liblz4-dev libdeflate-dev libminizip-dev zlib1g-dev pkg-config mandoc unzip
EXTRA_DEPS ?=

.PHONY: build demo test check lint docs stale bench fuzz deps install uninstall deb clean

build:
	$(BUILD)

demo: deps build
	@PATH="$(CURDIR)/$(BIN):$$PATH" bash Examples/demo.sh

test: deps
	$(TEST)

check: lint test stale

lint:
	swift format lint --strict --recursive Package.swift Sources Tests
	.ci/lint

# Man pages and completions are written by the commands themselves.
docs: build
	$(BIN)/docs $(BIN) man completions

# Style counts too; only what depends on the pages installed here is passed over.
stale: docs
	@! mandoc -T lint man/*.1 man/*.7 | grep -v 'referenced manual not found'
	@git diff --exit-code --stat -- man completions || { echo "man or completions are stale: commit what make docs wrote" >&2; exit 1; }

bench: build
	@PATH="$(CURDIR)/$(BIN):$$PATH" bash Tests/Bench/run.sh

fuzz: build
	@PATH="$(CURDIR)/$(BIN):$$PATH" bash Tests/Fuzz/run.sh

deps:
	@.ci/deps $(DEPS) $(EXTRA_DEPS)

install: build
	install -d $(bindir) $(mandir)/man1 $(mandir)/man7 $(datadir)/bash-completion/completions $(datadir)/zsh/site-functions $(datadir)/fish/vendor_completions.d
	install -m 755 -s $(TOOLS:%=$(BIN)/%) $(bindir)
	install -m 644 $(TOOLS:%=man/%.1) $(mandir)/man1
	install -m 644 man/zmap.7 $(mandir)/man7
	for tool in $(TOOLS); do \
	  install -m 644 completions/bash/$$tool $(datadir)/bash-completion/completions/$$tool && \
	  install -m 644 completions/zsh/_$$tool $(datadir)/zsh/site-functions/_$$tool && \
	  install -m 644 completions/fish/$$tool.fish $(datadir)/fish/vendor_completions.d/$$tool.fish || exit 1; \
	done

uninstall:
	rm -f $(TOOLS:%=$(bindir)/%) $(TOOLS:%=$(mandir)/man1/%.1) $(mandir)/man7/zmap.7
	rm -f $(TOOLS:%=$(datadir)/bash-completion/completions/%) $(TOOLS:%=$(datadir)/zsh/site-functions/_%)
	rm -f $(TOOLS:%=$(datadir)/fish/vendor_completions.d/%.fish)

# Needs dpkg-dev.
deb: build
	@.ci/deb

clean:
	rm -rf .build
