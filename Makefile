# Dossier.  `make run` and `make check` do all the set-up there is.

CC      = cc
CXX     = c++
CFLAGS  = -O2 -g
PREFIX  = /usr/local
DESTDIR =
PORT    = 8080
BUILD   = build

WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror
COMMON   = -D_GNU_SOURCE -Iinclude -MMD -MP $(WARNINGS)
C_FLAGS   = -std=c11 $(COMMON) -Wstrict-prototypes -Wmissing-prototypes
CXX_FLAGS = -std=c++17 $(COMMON)
LINK      = -lfcgi -lctemplate -lsqlite3 -lutf8proc -lxxhash -lm

C_SOURCES   = $(wildcard cgi/*/*.c)
CXX_SOURCES = $(wildcard cgi/*/*.cc)
OBJECTS     = $(C_SOURCES:%.c=$(BUILD)/%.o) $(CXX_SOURCES:%.cc=$(BUILD)/%.o)

all: $(BUILD)/dossier

$(BUILD)/dossier: $(OBJECTS)
	$(CXX) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LINK)

$(BUILD)/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(CC) $(C_FLAGS) $(CFLAGS) -c -o $@ $<

$(BUILD)/%.o: %.cc $(BUILD)/flags
	@mkdir -p $(@D)
	$(CXX) $(CXX_FLAGS) $(CFLAGS) -c -o $@ $<

# Changes only when the compiler or its flags do, so that all is built again.
$(BUILD)/flags: force
	@mkdir -p $(@D)
	@echo '$(CC) $(C_FLAGS) $(CXX) $(CXX_FLAGS) $(CFLAGS)' > $@.new
	@cmp -s $@.new $@ && rm $@.new || mv $@.new $@

# Debian's packages: to build and serve, and to test besides.
BUILD_PACKAGES = gcc g++ make pkg-config libc6-dev libctemplate-dev \
	libfcgi-dev libsqlite3-dev libutf8proc-dev libxxhash-dev tzdata \
	nginx-light
TEST_PACKAGES = clang libclang-rt-14-dev libcmocka-dev nodejs npm chromium \
	spawn-fcgi sqlite3 gcovr libxml2-utils python3 default-jre-headless

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
	@$(MAKE) all
	@tests/run

check-update: deps-test
	@$(MAKE) all
	@tests/run update

bench: deps-test
	@$(MAKE) all
	@tests/bench/run

SHARE = $(DESTDIR)$(PREFIX)/share/dossier

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(SHARE)/templates $(SHARE)/static \
		$(SHARE)/cgi/analyze/data
	install -m 755 $(BUILD)/dossier $(DESTDIR)$(PREFIX)/bin/dossier
	install -m 644 templates/* $(SHARE)/templates
	install -m 644 static/* $(SHARE)/static
	install -m 644 cgi/analyze/data/* $(SHARE)/cgi/analyze/data

clean:
	rm -rf $(BUILD)

-include $(OBJECTS:.o=.d)

.PHONY: all deps deps-test run stop check check-update bench install clean force
