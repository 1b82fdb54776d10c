# quoth: `make help` lists what can be made.
#
# BUILD=folder    where everything made goes          CC=clang       another compiler
# PREFIX=/usr     where `make install` puts things    DESTDIR=stage  a root to install under
# SANITIZE=...    extra flags for compiling and linking

BUILD   ?= build
PREFIX  ?= /usr/local
DESTDIR ?=
SANITIZE ?=
FUZZ_SECONDS ?= 30

VERSION := $(shell sed -n 's/^.define QUOTH_VERSION "\(.*\)"/\1/p' include/quoth.h)
SONAME  := libquoth.so.$(firstword $(subst ., ,$(VERSION)))
DATADIR  = $(PREFIX)/share/quoth

# Asked for only when needed and then remembered, so that `make deps check` finds what deps has installed.
MODULES  := libpcre2-8 libpcre2-16 libutf8proc yajl jansson sqlite3
module_cflags = $(eval module_cflags := $$(shell pkg-config --cflags $(MODULES)))$(module_cflags)
module_libs   = $(eval module_libs := $$(shell pkg-config --libs $(MODULES)))$(module_libs)

STANDARD := -std=c11 -D_POSIX_C_SOURCE=200809L
WARNINGS := -Wall -Wextra -Wshadow -Wconversion
CFLAGS   ?= -O3 -g
COMPILE   = $(CC) $(STANDARD) $(CFLAGS) $(WARNINGS) $(WERROR) -fPIC -fno-plt -fvisibility=hidden -pthread $(SANITIZE) \
            -Iinclude -Isrc
LINK      = $(CC) $(CFLAGS) -pthread $(SANITIZE) $(LDFLAGS)
LIBS      = $(module_libs) -lm

library_sources := $(sort $(wildcard $(addsuffix /*.c,src/base src/text src/rules src/extract src/pipeline src/tune)))
program_sources := $(sort $(wildcard src/cli/*.c))
library_objects := $(library_sources:%.c=$(BUILD)/%.o) $(BUILD)/src/tune/page.o
program_objects := $(program_sources:%.c=$(BUILD)/%.o)
unit_tests      := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(sort $(wildcard tests/unit/test_*.c)))
example_programs := $(patsubst examples/%.c,$(BUILD)/examples/%,$(sort $(wildcard examples/*.c)))
products        := $(BUILD)/quoth $(BUILD)/libquoth.a $(BUILD)/libquoth.so $(BUILD)/quoth.pc

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SECONDARY:
.PHONY: help deps deps-dev deps-web all demo check check-unit check-docs check-patterns check-cli check-golden check-schema \
        check-examples check-web page-hashes lint asan leakcheck fuzz bench board install uninstall clean FORCE

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' Makefile

# ------------------------------------------------------------------------------------- what is needed

APT  := gcc libc6-dev pkg-config libpcre2-dev libutf8proc-dev libyajl-dev libjansson-dev libsqlite3-dev libcmocka-dev sqlite3 jq git \
        python3 python3-jsonschema
APT_DEV := clang libclang-rt-14-dev valgrind mandoc
DNF  := gcc pkgconf-pkg-config pcre2-devel utf8proc-devel yajl-devel jansson-devel sqlite-devel libcmocka-devel sqlite jq git \
        python3 python3-jsonschema
BREW := pkg-config pcre2 utf8proc yajl jansson sqlite cmocka jq git python-jsonschema

deps: ## install the libraries and tools that building and testing need
	@sh tests/deps "$(APT)" "$(DNF)" "$(BREW)"

deps-dev: ## install what lint, leakcheck and fuzz need besides
	@sh tests/deps "$(APT_DEV)" "clang valgrind mandoc" "llvm mandoc"

deps-web: ## install what check-web needs besides
	@sh tests/deps "chromium $$(command -v npm > /dev/null || echo nodejs npm)" "chromium nodejs npm" "chromium node"

# `make deps check` may run with -j: nothing is compiled before deps is through.
needed := $(filter deps deps-dev,$(MAKECMDGOALS))

# ------------------------------------------------------------------------------------------- building

all: $(products) ## build the program, the libraries and the pkg-config file (default)

# Compiler, flags and prefix as last used; newer than the objects only when they have changed.
$(BUILD)/flags: FORCE | $(needed)
	@mkdir -p $(BUILD)
	@printf '%s\n' '$(COMPILE)' '$(LINK)' '$(PREFIX)' > $@.new
	@if cmp -s $@ $@.new; then rm $@.new; else mv $@.new $@; fi

$(BUILD)/%.o: %.c $(BUILD)/flags | $(needed)
	@mkdir -p $(@D)
	$(COMPILE) $(module_cflags) $(local_flags) -MMD -MP -c -o $@ $<

$(BUILD)/src/cli/%.o: local_flags = -DQUOTH_DATADIR='"$(DATADIR)"'

# The page of quoth view is written as HTML, CSS and scripts, and compiled in.
$(BUILD)/src/tune/page.c: $(wildcard src/tune/page/*)
	@mkdir -p $(@D)
	sh src/tune/page/pack c > $@

$(BUILD)/src/tune/page.o: $(BUILD)/src/tune/page.c $(BUILD)/flags
	$(COMPILE) -c -o $@ $<

$(BUILD)/libquoth.a: $(library_objects)
	@rm -f $@
	$(AR) qcs $@ $^

$(BUILD)/libquoth.so: $(library_objects)
	$(LINK) -shared -Wl,-soname,$(SONAME) -o $@ $^ $(LIBS)
	@ln -sf libquoth.so $(BUILD)/$(SONAME)

$(BUILD)/quoth: $(program_objects) $(BUILD)/libquoth.a
	$(LINK) -o $@ $(program_objects) $(BUILD)/libquoth.a $(LIBS)

define pkgconfig
prefix=$(PREFIX)
libdir=$${prefix}/lib
includedir=$${prefix}/include

Name: quoth
Description: news text to structured records: dates, people, numbers and claims
Version: $(VERSION)
Requires.private: $(MODULES)
Libs: -L$${libdir} -lquoth
Libs.private: -lm -pthread
Cflags: -I$${includedir}
endef
export pkgconfig

$(BUILD)/quoth.pc: $(BUILD)/flags include/quoth.h
	@printf '%s\n' "$$pkgconfig" > $@

-include $(library_objects:.o=.d) $(program_objects:.o=.d)

# -------------------------------------------------------------------------------------------- using it

demo: $(BUILD)/quoth ## run the articles of corpus/en into build/demo.db and show who claims how many
	@sh tests/demo $(BUILD)

# --------------------------------------------------------------------------------------------- testing

$(BUILD)/tests/%: tests/unit/%.c $(BUILD)/libquoth.a
	@mkdir -p $(@D)
	$(COMPILE) $(module_cflags) -MMD -MP -o $@ $< $(BUILD)/libquoth.a $(LIBS) -lcmocka $(LDFLAGS)

$(BUILD)/examples/%: examples/%.c $(BUILD)/libquoth.a
	@mkdir -p $(@D)
	$(COMPILE) -o $@ $< $(BUILD)/libquoth.a $(LIBS) $(LDFLAGS)

-include $(unit_tests:%=%.d)

check: all $(unit_tests) $(example_programs) ## run all tests; the last line counts them
	@BUILD=$(BUILD) sh tests/run unit patterns cli golden schema examples docs

check-unit: $(unit_tests) ## run the unit tests
	@BUILD=$(BUILD) sh tests/run unit

check-patterns: $(BUILD)/quoth ## load the pattern files and run the examples that stand in them
	@BUILD=$(BUILD) sh tests/run patterns

check-cli: $(BUILD)/quoth ## run the tests of the command line, bad input included
	@BUILD=$(BUILD) sh tests/run cli

check-golden: $(BUILD)/quoth ## compare whole outputs with those expected
	@BUILD=$(BUILD) sh tests/run golden

check-schema: $(BUILD)/quoth ## hold records against docs/record.schema.json
	@BUILD=$(BUILD) sh tests/run schema

check-docs: $(BUILD)/quoth ## run the commands of README and docs and compare their output
	@BUILD=$(BUILD) sh tests/run docs

check-examples: $(example_programs) ## run the programs of examples/
	@BUILD=$(BUILD) sh tests/run examples

check-web: $(BUILD)/quoth ## click through the page of quoth view in Chromium (make deps-web)
	@BUILD=$(BUILD) sh tests/run web

page-hashes: ## write the hashes of its style and scripts into the page of quoth view
	@sh src/tune/page/pack hashes

lint: ## compile with gcc and clang, warnings as errors; check includes, file lengths, the man page
	@sh tests/lint
	@for cc in gcc clang; do \
	    if command -v $$cc > /dev/null; then \
	        echo "lint: compiling with $$cc, warnings as errors"; \
	        $(MAKE) --no-print-directory -s BUILD=$(BUILD)-lint-$$cc CC=$$cc WERROR=-Werror lint-objects || exit 1; \
	    else echo "lint: skipped $$cc, which is not installed (make deps-dev)"; fi; done
	@echo "lint: good"

.PHONY: lint-objects
lint-objects: $(library_objects) $(program_objects) $(unit_tests) $(example_programs)

asan: ## run all tests with address and undefined-behaviour sanitizers, in build-asan
	@$(MAKE) --no-print-directory BUILD=$(BUILD)-asan CFLAGS='-O1 -g -fno-omit-frame-pointer' \
	    SANITIZE='-fsanitize=address,undefined -fno-sanitize-recover=undefined' check

leakcheck: $(BUILD)/quoth $(unit_tests) ## run the unit tests and an extraction under valgrind
	@BUILD=$(BUILD) sh tests/leakcheck

fuzz: ## feed the scanner random articles for FUZZ_SECONDS (30), in build-fuzz; needs clang
	@$(MAKE) --no-print-directory -s BUILD=$(BUILD)-fuzz CC=clang CFLAGS='-O1 -g' \
	    SANITIZE='-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined' \
	    $(BUILD)-fuzz/fuzz_scan
	@BUILD=$(BUILD)-fuzz FUZZ_SECONDS=$(FUZZ_SECONDS) sh tests/fuzz/run

$(BUILD)/fuzz_scan: tests/fuzz/fuzz_scan.c $(BUILD)/libquoth.a
	$(COMPILE) -fsanitize=fuzzer -o $@ $< $(BUILD)/libquoth.a $(LIBS)

bench: $(BUILD)/quoth ## measure speed and memory on 64 MB of articles (ARGS=--save keeps the result)
	@BUILD=$(BUILD) sh bench/run $(ARGS)

board: $(BUILD)/quoth ## score against the evaluation sets, where they are at hand
	@if [ -x ../shared/eval/board ]; then ../shared/eval/board $(BUILD)/quoth; \
	 else echo "board: skipped, there is no ../shared/eval/board"; fi

# ------------------------------------------------------------------------------------------ installing

install: all ## install program, libraries, header, manual and patterns under PREFIX (/usr/local)
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib/pkgconfig $(DESTDIR)$(PREFIX)/include \
	    $(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(DATADIR)/patterns
	install -m 755 $(BUILD)/quoth $(DESTDIR)$(PREFIX)/bin/quoth
	install -m 644 $(BUILD)/libquoth.a $(DESTDIR)$(PREFIX)/lib/libquoth.a
	install -m 755 $(BUILD)/libquoth.so $(DESTDIR)$(PREFIX)/lib/libquoth.so.$(VERSION)
	ln -sf libquoth.so.$(VERSION) $(DESTDIR)$(PREFIX)/lib/$(SONAME)
	ln -sf $(SONAME) $(DESTDIR)$(PREFIX)/lib/libquoth.so
	install -m 644 $(BUILD)/quoth.pc $(DESTDIR)$(PREFIX)/lib/pkgconfig/quoth.pc
	install -m 644 include/quoth.h $(DESTDIR)$(PREFIX)/include/quoth.h
	install -m 644 docs/quoth.1 $(DESTDIR)$(PREFIX)/share/man/man1/quoth.1
	cp -R patterns/. $(DESTDIR)$(DATADIR)/patterns/
	chmod -R u+rwX,go+rX $(DESTDIR)$(DATADIR)

uninstall: ## remove what install has put there
	rm -f $(DESTDIR)$(PREFIX)/bin/quoth $(DESTDIR)$(PREFIX)/lib/libquoth.a \
	    $(DESTDIR)$(PREFIX)/lib/libquoth.so $(DESTDIR)$(PREFIX)/lib/$(SONAME) \
	    $(DESTDIR)$(PREFIX)/lib/libquoth.so.$(VERSION) $(DESTDIR)$(PREFIX)/lib/pkgconfig/quoth.pc \
	    $(DESTDIR)$(PREFIX)/include/quoth.h $(DESTDIR)$(PREFIX)/share/man/man1/quoth.1
	rm -rf $(DESTDIR)$(DATADIR)

clean: ## remove everything made, of all modes
	rm -rf $(BUILD) $(BUILD)-asan $(BUILD)-fuzz $(BUILD)-lint-gcc $(BUILD)-lint-clang
