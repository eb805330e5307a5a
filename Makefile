# Dossier.  `make run` and `make check` do all the set-up there is.

CC      = cc
CXX     = c++
CFLAGS  = -O2 -g
PREFIX  = /usr/local
DESTDIR =
PORT    = 8080
BUILD   = build

WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror
# A newer GLib's headers lie where only pkg-config knows.
GMIME   := $(patsubst -I%,-isystem %,$(filter -I%,$(shell pkg-config --cflags gmime-3.0 2>/dev/null)))
COMMON   = -D_GNU_SOURCE -Iinclude -isystem /usr/include/libxml2 $(GMIME) -MMD -MP $(WARNINGS)
C_FLAGS   = -std=c11 $(COMMON) -Wstrict-prototypes -Wmissing-prototypes
CXX_FLAGS = -std=c++17 $(COMMON)
LINK      = -lfcgi -lmicrohttpd -lctemplate -lsqlite3 -lutf8proc -lstemmer -ldeflate -lbrotlienc -lxxhash -lxml2 -lm \
	-lcmark-gfm -lcmark-gfm-extensions -lyaml -ljansson -larchive -lgmime-3.0 -lgobject-2.0 -lglib-2.0 -lseccomp

# Everything but the mains is one library; the tests link it too.
LIBRARY_SOURCES = $(filter-out cgi/main/%,$(wildcard cgi/*/*.c)) \
	$(wildcard cgi/*/*.cc)
LIBRARY_OBJECTS = $(LIBRARY_SOURCES:%=$(BUILD)/%.o)
MAIN_OBJECTS    = $(patsubst %,$(BUILD)/%.o,$(wildcard cgi/main/*.c))
COMMAND_OBJECTS = $(filter-out %/train.c.o %/describe.c.o,$(MAIN_OBJECTS))

# The manual: mdoc pages, one of them made from the bind tables, and their text
# for `dossier help`.
VERSION = $(shell sed -n 's/.*DOSSIER_VERSION "\(.*\)"/\1/p' include/main/version.h)
PAGES   = $(notdir $(wildcard cgi/main/manual/*)) dossier-templates.7
MANUAL  = $(PAGES:%=$(BUILD)/manual/%.txt)

all: $(BUILD)/dossier $(MANUAL)

$(BUILD)/libdossier.a: $(LIBRARY_OBJECTS)
	@rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/dossier: $(COMMAND_OBJECTS) $(BUILD)/libdossier.a
	$(CXX) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LINK)

$(BUILD)/describe: $(BUILD)/cgi/main/describe.c.o $(BUILD)/libdossier.a
	$(CXX) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LINK)

$(BUILD)/manual/dossier-templates.7: $(BUILD)/describe
	@mkdir -p $(@D)
	@$< > $@

$(BUILD)/manual/%: cgi/main/manual/%
	@mkdir -p $(@D)
	@cp $< $@

# Without the strokes over strokes that make letters bold on a printer.
$(BUILD)/manual/%.txt: $(BUILD)/manual/%
	@mandoc -Tutf8 -Owidth=78 $< | LC_ALL=C sed 's/.\x08//g' > $@

# Learns the models under cgi/analyze/data; not needed to run.
$(BUILD)/train: $(BUILD)/cgi/main/train.c.o $(BUILD)/libdossier.a
	$(CXX) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LINK)

# One program a tests/FOLDER/check_NAME.c.
CHECKS = $(patsubst tests/%.c,$(BUILD)/tests/%,$(wildcard tests/*/check_*.c))

$(BUILD)/tests/%: $(BUILD)/tests/%.c.o $(BUILD)/libdossier.a
	$(CXX) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LINK) -lcmocka

# What tests in another language compare themselves with, or call.
TOOLS = $(BUILD)/tests/tools/terms $(BUILD)/tests/tools/schema

$(TOOLS): $(BUILD)/tests/tools/%: $(BUILD)/tests/tools/%.c.o \
		$(BUILD)/libdossier.a
	$(CXX) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LINK)

# What `make bench` measures with.
BENCHES = $(patsubst tests/%.c,$(BUILD)/tests/%,$(wildcard tests/bench/*.c))

# What makes the machine fail under a program (tests/faults).
SHIM = $(BUILD)/tests/faults/shim.so
$(SHIM): tests/faults/shim.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(CC) -std=c11 -D_GNU_SOURCE $(WARNINGS) -O1 -g -fPIC -fno-builtin -shared -o $@ $< -ldl

checks: all $(CHECKS) $(TOOLS) $(SHIM)

.SECONDARY: # objects of the tests are kept

$(BUILD)/%.c.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(CC) $(C_FLAGS) $(CFLAGS) -c -o $@ $<

$(BUILD)/%.cc.o: %.cc $(BUILD)/flags
	@mkdir -p $(@D)
	$(CXX) $(CXX_FLAGS) $(CFLAGS) -c -o $@ $<

# Changes only when the compiler or its flags do, so that all is built again.
$(BUILD)/flags: force
	@mkdir -p $(@D)
	@echo '$(CC) $(C_FLAGS) $(CXX) $(CXX_FLAGS) $(CFLAGS)' > $@.new
	@cmp -s $@.new $@ && rm $@.new || mv $@.new $@

# Debian's packages: to build and serve, and to test besides.
BUILD_PACKAGES = gcc g++ make pkg-config libc6-dev libctemplate-dev \
	libfcgi-dev libmicrohttpd-dev libsqlite3-dev libutf8proc-dev libstemmer-dev libdeflate-dev libbrotli-dev \
	libxxhash-dev libxml2-dev \
	libcmark-gfm-dev libcmark-gfm-extensions-dev libyaml-dev libjansson-dev libarchive-dev \
	libgmime-3.0-dev libseccomp-dev tzdata mandoc \
	nginx-light
TEST_PACKAGES = libvips-tools wrk procps clang libclang-rt-14-dev libcmocka-dev nodejs npm chromium \
	spawn-fcgi sqlite3 gcovr libxml2-utils python3 default-jre-headless \
	apache2-bin lighttpd caddy rsync openssh-server git rclone
BENCH_PACKAGES = php-fpm php-sqlite3 php-opcache hugo

deps:
	@tests/tools/install $(BUILD_PACKAGES)

deps-test:
	@tests/tools/install $(BUILD_PACKAGES) $(TEST_PACKAGES)

SITE = tests/sample
RUN  = $(BUILD)/run

# The sample site, imported, built as files and served through nginx.
run: deps
	@$(MAKE) all
	@tests/tools/run start $(BUILD)/dossier $(SITE) $(RUN) $(PORT)

stop:
	@tests/tools/run stop $(BUILD)/dossier $(SITE) $(RUN) $(PORT)

check: deps-test
	@$(MAKE) checks
	@tests/run

check-update: deps-test
	@$(MAKE) checks
	@tests/run update

# Lines and branches that the tests run through, in build/coverage.txt.
coverage: deps-test
	@tests/tools/coverage

# The long forms of the tests under tests/faults, and publishing to every kind
# of host, cut short at many points: hours.
soak: deps-test
	@$(MAKE) checks
	@tests/tools/soak

# Learns the models again from annotated articles, in order of their names:
# GOLD's, then those of our own that are not among them nor held back in dev.
# NER may name a directory of sets annotated by other guides; they no longer
# help.
GOLD   = ../shared/gold/train
NER    = -
CORPUS = ../shared/corpus
OWN    = $(filter-out $(notdir $(wildcard $(GOLD)/*.ann $(GOLD)/../dev/*.ann)),\
	$(sort $(notdir $(wildcard tests/gold/*.ann))))
model: $(BUILD)/train
	$(BUILD)/train cgi/analyze/data $(NER) $(CORPUS) \
		$(sort $(wildcard $(GOLD)/*.ann)) $(OWN:%=tests/gold/%)
	tests/tools/train-taglines $(CORPUS) cgi/analyze/data/tags.tsv \
		cgi/analyze/data/tagline.tsv

# Each tests/fuzz/fuzz_NAME.c under libFuzzer for FUZZ_SECONDS, from the inputs
# in tests/fuzz/corpus; what it finds new stays in build/fuzz/NAME.
FUZZ_SECONDS = 60
FUZZ_FLAGS   = -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all
FUZZ_TARGETS = $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
fuzz: deps-test
	@$(MAKE) -s BUILD=$(BUILD)/fuzz CC=clang CXX=clang++ \
		CFLAGS="$(FUZZ_FLAGS) -fsanitize=fuzzer-no-link" \
		LDFLAGS="$(FUZZ_FLAGS) -fsanitize=fuzzer" fuzzers
	@for target in $(FUZZ_TARGETS); do \
		echo "$$target for $(FUZZ_SECONDS) s"; \
		tests/tools/fuzz $(BUILD)/fuzz $$target $(FUZZ_SECONDS) || exit 1; \
	done

fuzzers: $(FUZZ_TARGETS:%=$(BUILD)/fuzz_%)

$(BUILD)/fuzz_%: $(BUILD)/tests/fuzz/fuzz_%.c.o $(BUILD)/tests/fuzz/fuzz.c.o \
		$(BUILD)/libdossier.a
	$(CXX) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LINK)

# The same targets over the inputs in tests/fuzz/corpus alone.
replays: $(FUZZ_TARGETS:%=$(BUILD)/replay_%)

$(BUILD)/replay_%: $(BUILD)/tests/fuzz/fuzz_%.c.o $(BUILD)/tests/fuzz/fuzz.c.o \
		$(BUILD)/tests/fuzz/replay.c.o $(BUILD)/libdossier.a
	$(CXX) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LINK)

# Every page kind as pictures in build/shots; SITES= for other sites.
SITES =
shots: deps-test
	@$(MAKE) all
	@cd tests && npm ci --loglevel=error --no-audit --no-fund --ignore-scripts
	@tests/tools/shots $(BUILD)/shots $(SITES)

# Lighthouse on the sample site through nginx.
lighthouse: deps-test
	@$(MAKE) all
	@cd tests && npm ci --loglevel=error --no-audit --no-fund --ignore-scripts
	@tests/tools/lighthouse $(BUILD)/lighthouse

bench: deps-test
	@tests/tools/install $(BENCH_PACKAGES)
	@$(MAKE) all $(BENCHES)
	@cd tests && npm ci --loglevel=error --no-audit --no-fund --ignore-scripts
	@tests/bench/run

SHARE = $(DESTDIR)$(PREFIX)/share/dossier
MAN   = $(DESTDIR)$(PREFIX)/share/man
COMPLETIONS = $(addprefix $(DESTDIR)$(PREFIX)/share/,bash-completion/completions \
	zsh/vendor-completions fish/vendor_completions.d)

install: all
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(BUILD)/dossier $(DESTDIR)$(PREFIX)/bin/dossier
	find templates static cgi/analyze/data -type f \
		-exec install -D -m 644 '{}' '$(SHARE)/{}' ';'
	install -d $(COMPLETIONS)
	$(BUILD)/dossier completion bash > $(word 1,$(COMPLETIONS))/dossier
	$(BUILD)/dossier completion zsh > $(word 2,$(COMPLETIONS))/_dossier
	$(BUILD)/dossier completion fish > $(word 3,$(COMPLETIONS))/dossier.fish
	install -d $(SHARE)/manual $(MAN)/man1 $(MAN)/man5 $(MAN)/man7
	install -m 644 $(MANUAL) $(SHARE)/manual
	for page in $(PAGES); do \
		install -m 644 $(BUILD)/manual/$$page \
			$(MAN)/man$${page##*.} || exit 1; \
	done

# The Debian package; its parts are under cgi/main/package.
deb:
	@tests/tools/install $(BUILD_PACKAGES) debhelper dpkg-dev
	@tests/tools/deb $(BUILD) $(VERSION)

clean:
	rm -rf $(BUILD)

-include $(LIBRARY_OBJECTS:.o=.d) $(MAIN_OBJECTS:.o=.d) $(CHECKS:=.c.d) \
	$(BENCHES:=.c.d) \
	$(wildcard $(BUILD)/tests/fuzz/*.d)

.PHONY: deb soak shots lighthouse all checks model fuzz fuzzers replays deps deps-test run stop check check-update bench install clean force
