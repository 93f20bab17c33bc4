# The two commands: `make demo` builds the release and shows the main job on real input, `make test` builds and tests.
PREFIX ?= /usr/local
SWIFT ?= swift
TOLMACH := .build/release/tolmach

.PHONY: demo build test install uninstall lint format bench reliability fuzz clean dependencies man completions

demo: build
	@sh Scripts/demo.sh $(TOLMACH)

build: dependencies
	$(SWIFT) build -c release --product tolmach

test: dependencies
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build

# Finds what is missing, and installs it or says how.
dependencies:
	@sh Scripts/dependencies.sh

install: build man completions
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/man/man1"
	install -d "$(DESTDIR)$(PREFIX)/share/bash-completion/completions" "$(DESTDIR)$(PREFIX)/share/zsh/site-functions"
	install -d "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d"
	install -m 755 $(TOLMACH) "$(DESTDIR)$(PREFIX)/bin/tolmach"
	install -m 644 .build/man/*.1 "$(DESTDIR)$(PREFIX)/share/man/man1/"
	install -m 644 .build/completions/tolmach.bash "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/tolmach"
	install -m 644 .build/completions/_tolmach "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_tolmach"
	install -m 644 .build/completions/tolmach.fish "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/tolmach.fish"

uninstall:
	rm -f "$(DESTDIR)$(PREFIX)/bin/tolmach" "$(DESTDIR)$(PREFIX)/share/man/man1"/tolmach*.1
	rm -f "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/tolmach"
	rm -f "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_tolmach"
	rm -f "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/tolmach.fish"

man: build
	mkdir -p .build/man
	$(SWIFT) package --allow-writing-to-package-directory generate-manual --multi-page --output-directory .build/man

completions: build
	mkdir -p .build/completions
	$(TOLMACH) --generate-completion-script bash > .build/completions/tolmach.bash
	$(TOLMACH) --generate-completion-script zsh > .build/completions/_tolmach
	$(TOLMACH) --generate-completion-script fish > .build/completions/tolmach.fish

lint:
	$(SWIFT) format lint --strict --parallel --recursive Package.swift Sources Tests Benchmarks Fuzz

format:
	$(SWIFT) format --in-place --parallel --recursive Package.swift Sources Tests Benchmarks Fuzz

# Figures for what needs no data of its own; each program says how to feed it real data (pairs for the memory, texts for
# the languages, names for NamesBenchmark). The comparison with CLD2 wants libcld2-dev.
bench: dependencies
	cd Benchmarks && $(SWIFT) build -c release --product SegmentationBenchmark
	Benchmarks/.build/release/SegmentationBenchmark
	cd Benchmarks && $(SWIFT) build -c release --product MemoryBenchmark
	cd Benchmarks && $(SWIFT) build -c release --product AlignmentBenchmark
	Benchmarks/.build/release/AlignmentBenchmark --hunalign "$${HUNALIGN:-hunalign}"
	pkg-config --exists cld2 || [ -f /usr/include/cld2/public/compact_lang_det.h ] \
	  || { echo "no libcld2-dev: the benchmark of languages is left out"; exit 0; }; \
	  cd Benchmarks && $(SWIFT) build -c release --product LanguagesBenchmark

# Kills, starves and misuses a memory two hundred times over.
reliability: build
	python3 Scripts/reliability.py --command $(TOLMACH)

# Looks for inputs that the readers cannot take, for ten minutes.
fuzz:
	sh Scripts/fuzz.sh 600

clean:
	$(SWIFT) package clean
	rm -rf .build/man .build/completions Benchmarks/.build Fuzz/.build
