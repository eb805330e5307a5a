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

clean:
	rm -rf $(BUILD)

-include $(OBJECTS:.o=.d)

.PHONY: all clean force
