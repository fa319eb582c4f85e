# Luma's build. `make help` lists the targets and the switches.
#
# Sources are found by folder, so a new file needs no line here:
#
#   tensor/**.c          the core and the CPU backend, compiled once and portably
#   tensor/cpu/isa/*.c   compiled once per instruction set, with -DLM_ISA=<name>
#   vm/**.c              the Lua side: main.c, repl.c, edit.c and complete.c go into the command only,
#                        bundle.c is a tool of the build, the rest goes into the library
#   lua/**.lua           embedded in the library as build/gen/bundle.c
#   gpu/*.cu             the CUDA plug-in, when there is an nvcc

# ---------------------------------------------------------------- switches

#: CC=gcc          the C compiler; CC=clang builds into build-clang
#: SAN=            1 builds with ASan and UBSan, into build-san
#: CUDA=           0 leaves the CUDA plug-in out; by default it is built when nvcc is found
#: CUDA_ARCHS=75 80 86 89 90   compute capabilities the plug-in is compiled for
#: DNNL=           0 leaves oneDNN out
#: WERROR=1        0 lets warnings pass
#: BUILD=build     where everything that is built goes
#: PREFIX=/usr/local, DESTDIR=   where `make install` puts things
#: CFLAGS=, LDFLAGS=             added after Luma's own
#: V=              1 shows the commands

VERSION := 0.1.0
ABI     := 0

ifeq ($(origin CC),default)
CC := gcc
endif
SAN        ?=
CUDA       ?=
CUDA_ARCHS ?= 75 80 86 89 90
DNNL       ?=
WERROR     ?= 1
PREFIX     ?= /usr/local
DESTDIR    ?=
CFLAGS     ?=
LDFLAGS    ?=
V          ?=
LUA_PKG    ?= lua5.4
PKG_CONFIG ?= pkg-config

MACHINE := $(shell $(CC) -dumpmachine 2>/dev/null)
ARCH    := $(firstword $(subst -, ,$(MACHINE)))
CLANG   := $(shell $(CC) --version 2>/dev/null | grep -qi clang && echo 1)
BUILD   ?= build$(if $(filter 1,$(SAN)),-san)$(if $(CLANG),-clang)
OBJ     := $(BUILD)/obj

# All processors; a -j of the caller wins, and a make above this one hands out the jobs itself.
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += -j$(shell nproc 2>/dev/null || echo 1)
endif

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SUFFIXES:

Q := $(if $(filter 1,$(V)),,@)
say = $(if $(Q),@printf '  %-5s %s\n' '$(1)' '$(2)')

# ---------------------------------------------------------------- sources

c_files   := $(sort $(shell find tensor vm -name '*.c' 2>/dev/null))
ISA_SRC   := $(filter tensor/cpu/isa/%,$(c_files))
CORE_SRC  := $(filter-out $(ISA_SRC),$(filter tensor/%,$(c_files)))
CMD_SRC   := $(filter vm/main.c vm/repl.c vm/edit.c vm/complete.c,$(c_files))
VM_SRC    := $(filter-out $(CMD_SRC) vm/bundle.c,$(filter vm/%,$(c_files)))
LUA_FILES := $(sort $(shell find lua -name '*.lua' 2>/dev/null))
CU_SRC    := $(sort $(shell find gpu -name '*.cu' 2>/dev/null))
SPEC_SRC  := $(sort $(shell find spec -name '*_spec.c' 2>/dev/null))
HOST_SRC  := $(sort $(wildcard examples/*.c))

# ---------------------------------------------------------------- flags

# The instruction sets of this architecture; tensor/cpu picks one of them at start.
ifeq ($(ARCH),x86_64)
ISAS    := v2 v3 v4
ISA_v2  := -march=x86-64-v2
ISA_v3  := -march=x86-64-v3
ISA_v4  := -march=x86-64-v4 -mprefer-vector-width=512
else ifeq ($(ARCH),aarch64)
ISAS    := neon
else
ISAS    := generic
endif

WARN := -Wall -Wextra -Wshadow $(if $(filter 1,$(WERROR)),-Werror)

# -ffp-contract=off: gcc would otherwise fuse a*b+c wherever the target has the instruction, and
# the shape of a loop would decide about the last bit. Kernels (ISA_CFLAGS) do want it.
# initial-exec: the thread-local error message and context are read on every call.
C_FLAGS := -std=gnu11 -D_GNU_SOURCE -I. $(WARN) -g -fPIC -fvisibility=hidden -fopenmp \
           -ftls-model=initial-exec -ffp-contract=off -fno-math-errno \
           $(if $(filter 0,$(DNNL)),-DLM_NO_DNNL)

ifeq ($(SAN),1)
SAN_FLAGS := -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
OPT       := -O1
ISA_OPT   := -O1
else
OPT       := -O2
ISA_OPT   := -O3
endif

# Infinities and NaN keep their meaning: never -ffast-math as a whole. gcc's vectoriser is told not
# to add vectorised epilogues: they cost more than they save on the short rows of an iterator.
ISA_CFLAGS := $(ISA_OPT) -fno-trapping-math -ffp-contract=fast -Wno-psabi
ifeq ($(CLANG),)
ISA_CFLAGS += $(shell $(CC) --param vect-epilogues-nomask=0 -E -x c /dev/null >/dev/null 2>&1 && \
                echo --param vect-epilogues-nomask=0)
endif

LUA_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(LUA_PKG) 2>/dev/null)
LUA_LIBS   := $(shell $(PKG_CONFIG) --libs $(LUA_PKG) 2>/dev/null)
LUA_A      := $(shell $(CC) -print-file-name=lib$(LUA_PKG).a 2>/dev/null)

# OpenBLAS, oneDNN, SLEEF and libedit are opened at run time, so they are not here. With clang, -fopenmp
# means libomp, which also answers for libgomp's names: OpenBLAS, opened later, then runs on the
# same runtime and not on a second one.
SYS_LIBS   := -lz -lm -ldl -lpthread
LINK_FLAGS := -g -fopenmp $(SAN_FLAGS) -Wl,--as-needed -Wl,-z,relro,-z,now $(LDFLAGS)

compile_core = $(CC) $(C_FLAGS) $(OPT) $(SAN_FLAGS) $(CFLAGS)
compile_vm   = $(CC) $(C_FLAGS) $(LUA_CFLAGS) $(OPT) $(SAN_FLAGS) $(CFLAGS)
compile_isa  = $(CC) $(C_FLAGS) -DLM_ISA=$(1) $(ISA_CFLAGS) $(ISA_$(1)) $(SAN_FLAGS) $(CFLAGS)
link         = $(CC) $(LINK_FLAGS)
# OpenMP's runtime, for programs that link the static library; clang keeps it in a folder of its own.
OMP_LIB     := $(if $(CLANG),-L$(abspath $(shell $(CC) -print-resource-dir)/../..) -lomp,-lgomp)
# Threads may end after the library was closed (stock Lua closes its modules), and call what gives
# their caches back: it stays in memory.
STAY        := -Wl,-z,nodelete

# ---------------------------------------------------------------- the plug-in

NVCC := $(if $(filter 0,$(CUDA)),,$(firstword $(wildcard $(shell command -v nvcc 2>/dev/null) \
          /usr/local/cuda/bin/nvcc)))
CUDA_HOME := $(patsubst %/bin/nvcc,%,$(NVCC))
CUDA_LIB  := $(firstword $(wildcard $(CUDA_HOME)/lib64 $(CUDA_HOME)/lib))

# Machine code for each architecture and PTX of the newest, for the ones after it.
NV_FLAGS := -std=c++17 -O3 -I. -D_GNU_SOURCE -lineinfo -Xfatbin=-compress-all \
            $(foreach a,$(CUDA_ARCHS),-gencode arch=compute_$(a),code=sm_$(a)) \
            -gencode arch=compute_$(lastword $(CUDA_ARCHS)),code=compute_$(lastword $(CUDA_ARCHS)) \
            $(if $(filter 1,$(WERROR)),-Werror all-warnings) \
            -Xcompiler=-fPIC,-fvisibility=hidden,-Wall $(NVCCFLAGS)
CUDA_LIBS ?= -lcublas -lcublasLt

# The plug-in is the same for every C compiler and for a sanitizer build, and slow to compile.
CUDA_BUILD := $(if $(filter build-san build-clang build-san-clang,$(BUILD)),build,$(BUILD))

# ---------------------------------------------------------------- results

obj_of    = $(patsubst %.c,$(OBJ)/%.o,$(1))
CORE_OBJ := $(call obj_of,$(CORE_SRC))
ISA_OBJ  := $(foreach s,$(ISA_SRC),$(foreach i,$(ISAS),$(OBJ)/$(s:.c=.$(i).o)))
VM_OBJ   := $(call obj_of,$(VM_SRC)) $(OBJ)/gen/bundle.o
CMD_OBJ  := $(call obj_of,$(CMD_SRC))
LIB_OBJ  := $(CORE_OBJ) $(ISA_OBJ) $(VM_OBJ)
CU_OBJ   := $(patsubst %.cu,$(CUDA_BUILD)/obj/%.cu.o,$(CU_SRC))

COMMAND := $(BUILD)/luma
LIB_A   := $(BUILD)/libluma.a
LIB_SO  := $(BUILD)/libluma.so
MODULE  := $(BUILD)/luma.so
PLUGIN  := $(if $(and $(NVCC),$(CU_SRC)),$(BUILD)/libluma-cuda.so)

.PHONY: all
all: $(COMMAND) $(LIB_A) $(LIB_SO) $(MODULE) $(PLUGIN) ## build everything (the default)

# A stamp holds the text of a variable and is touched only when that text changes, so what depends
# on it is rebuilt when flags, or the list of files, are not what they were.
.PHONY: FORCE
define stamp
$(1): FORCE
	$$(shell mkdir -p $$(@D))$$(file >$$@.new,$$($(2)))
	@if cmp -s $$@.new $$@; then rm $$@.new; else mv $$@.new $$@; fi
endef
stamp_cc   = $(foreach i,$(ISAS),$(call compile_isa,$(i))) $(compile_vm)
stamp_nvcc = $(NVCC) $(NV_FLAGS)
stamp_link = $(link) $(LUA_A) $(LUA_LIBS) $(CMD_OBJ) $(LIB_OBJ)
stamp_plug = $(NVCC) $(CUDA_LIBS) $(CU_OBJ)
stamp_lua  = $(LUA_FILES)
$(foreach s,cc link lua,$(eval $(call stamp,$(BUILD)/stamp/$(s),stamp_$(s))))
$(foreach s,nvcc plug,$(eval $(call stamp,$(CUDA_BUILD)/stamp/$(s),stamp_$(s))))

$(OBJ)/tensor/%.o: tensor/%.c $(BUILD)/stamp/cc
	$(call say,CC,$<)
	@mkdir -p $(@D)
	$(Q)$(compile_core) -MMD -MP -c -o $@ $<

define isa_rule
$(OBJ)/tensor/cpu/isa/%.$(1).o: tensor/cpu/isa/%.c $(BUILD)/stamp/cc
	$$(call say,CC,$$< ($(1)))
	@mkdir -p $$(@D)
	$$(Q)$$(call compile_isa,$(1)) -MMD -MP -c -o $$@ $$<
endef
$(foreach i,$(ISAS),$(eval $(call isa_rule,$(i))))

$(OBJ)/vm/%.o: vm/%.c $(BUILD)/stamp/cc
	$(call say,CC,$<)
	@mkdir -p $(@D)
	$(Q)$(compile_vm) -MMD -MP -c -o $@ $<

# The Lua files, as one C file.
$(BUILD)/bundle: vm/bundle.c
	$(call say,CC,$<)
	@mkdir -p $(@D)
	$(Q)$(CC) -std=gnu11 $(WARN) -O1 -o $@ $<

$(BUILD)/gen/bundle.c: $(BUILD)/bundle $(BUILD)/stamp/lua $(LUA_FILES)
	$(call say,EMBED,lua/)
	@mkdir -p $(@D)
	$(Q)$(BUILD)/bundle $@ lua luma $(LUA_FILES)

$(OBJ)/gen/bundle.o: $(BUILD)/gen/bundle.c vm/bundle.h $(BUILD)/stamp/cc
	@mkdir -p $(@D)
	$(Q)$(compile_core) -c -o $@ $<

# The command carries all of Lua and all of the core, whether it uses it or not, and exports it:
# C modules and the plug-in find there what they need.
$(COMMAND): $(CMD_OBJ) $(LIB_OBJ) $(BUILD)/stamp/link
	$(call say,LINK,$@)
	$(Q)$(link) -Wl,-E -o $@ $(CMD_OBJ) $(LIB_OBJ) \
	  -Wl,--whole-archive $(LUA_A) -Wl,--no-whole-archive $(SYS_LIBS)

# One object in the archive: kernels are referred to weakly, and a linker takes no member out of an
# archive for a weak reference.
$(LIB_A): $(LIB_OBJ) $(BUILD)/stamp/link
	$(call say,AR,$@)
	$(Q)$(CC) -r -nostdlib -o $(OBJ)/luma.o $(LIB_OBJ)
	$(Q)rm -f $@ && ar rcs $@ $(OBJ)/luma.o

$(LIB_SO): $(LIB_OBJ) $(BUILD)/stamp/link
	$(call say,LINK,$@)
	$(Q)$(link) -shared $(STAY) -Wl,-soname,libluma.so.$(ABI) $(if $(SAN_FLAGS),,-Wl,--no-undefined) \
	  -o $@.$(ABI) $(LIB_OBJ) $(LUA_LIBS) $(SYS_LIBS)
	$(Q)ln -sf libluma.so.$(ABI) $@

# For the stock interpreter, which brings its own Lua.
$(MODULE): $(LIB_OBJ) $(BUILD)/stamp/link
	$(call say,LINK,$@)
	$(Q)$(link) -shared $(STAY) -o $@ $(LIB_OBJ) $(SYS_LIBS)

$(CUDA_BUILD)/obj/%.cu.o: %.cu $(CUDA_BUILD)/stamp/nvcc
	$(call say,NVCC,$<)
	@mkdir -p $(@D)
	$(Q)$(NVCC) $(NV_FLAGS) -MMD -MP -MF $(@:.o=.d) -c -o $@ $<

$(CUDA_BUILD)/libluma-cuda.so: $(CU_OBJ) $(CUDA_BUILD)/stamp/plug
	$(call say,LINK,$@)
	$(Q)$(NVCC) -shared -cudart static -o $@ $(CU_OBJ) -L$(CUDA_LIB) -Xlinker --as-needed \
	  -Xlinker -rpath=$(CUDA_LIB) $(CUDA_LIBS) -ldl

ifneq ($(BUILD),$(CUDA_BUILD))
$(BUILD)/libluma-cuda.so: $(CUDA_BUILD)/libluma-cuda.so
	@mkdir -p $(@D)
	$(Q)ln -sfn ../$< $@
endif

# Programs that embed Luma: the C specs and the host examples.
HOST_BIN := $(patsubst %.c,$(BUILD)/%,$(SPEC_SRC) $(HOST_SRC))
.PHONY: hosts
hosts: $(HOST_BIN)
$(HOST_BIN): $(BUILD)/%: %.c $(LIB_A)
	$(call say,CC,$<)
	@mkdir -p $(@D)
	$(Q)rm -f $@
	$(Q)$(compile_vm) -Ivm -MMD -MP -MF $@.d -MT $@ -o $@ $< $(LIB_A) $(LUA_A) $(LINK_FLAGS) $(SYS_LIBS)

-include $(patsubst %.o,%.d,$(CMD_OBJ) $(LIB_OBJ) $(CU_OBJ)) $(addsuffix .d,$(HOST_BIN))

# ---------------------------------------------------------------- what people run

.PHONY: setup
setup: ## install the Debian packages that building, testing and linting need
	@.ci/setup build test lint

.PHONY: demo
demo: ## install what is missing, build, and train a small net
	@.ci/setup build
	@$(MAKE) --no-print-directory all
	$(COMMAND) examples/two_layer_net.lua

.PHONY: test
test: ## run every suite; the last line is "N passed, N failed"
	@.ci/setup build test && $(MAKE) --no-print-directory all || \
	  { echo 'not ok build'; echo '0 passed, 1 failed'; exit 1; }
	@$(MAKE) --no-print-directory -k hosts || true
	@BUILD=$(BUILD) SAN=$(SAN) CC=$(CC) env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL lua5.4 spec/run.lua $(SPECS)

.PHONY: bench
bench: all ## measure, beside PyTorch where there is one
	$(COMMAND) spec/bench/run.lua $(BENCH)

.PHONY: coverage
coverage: all ## what is there of the inventory of names, and what is not and why
	$(COMMAND) spec/coverage/report.lua

.PHONY: clean
clean: ## remove what was built (this BUILD)
	rm -rf $(BUILD)

.PHONY: help
help: ## show this
	@echo 'make [target] [SWITCH=value ...]'; echo
	@sed -n 's/^\([a-z][a-z-]*\):.*## \(.*\)/  \1\t\2/p' Makefile | expand -t 14
	@echo; echo 'switches:'
	@sed -n 's/^#: /  /p' Makefile
	@echo; echo 'make test SPECS="spec/a_spec.lua examples/b.lua" runs only those files.'

# ---------------------------------------------------------------- lint

# One stamp a file: clang's warnings and clang-tidy run again only where something changed.
TIDY    ?= clang-tidy
clangs   = -std=gnu11 -D_GNU_SOURCE -I. -Ivm $(LUA_CFLAGS) -Wall -Wextra -Wshadow -Werror -fopenmp
LINT_OK := $(patsubst %,$(BUILD)/lint/%.ok,$(CORE_SRC) $(CMD_SRC) $(VM_SRC) vm/bundle.c $(SPEC_SRC) $(HOST_SRC))
ISA_OK  := $(patsubst %,$(BUILD)/lint/%.isa-ok,$(ISA_SRC))

$(LINT_OK): $(BUILD)/lint/%.ok: % .clang-tidy
	$(call say,TIDY,$<)
	@mkdir -p $(@D)
	$(Q)clang $(clangs) -fsyntax-only -MMD -MP -MF $@.d -MT $@ $<
	$(Q)$(TIDY) --quiet $< -- $(clangs) 2>$@.err || { cat $@.err; exit 1; }
	@touch $@

$(ISA_OK): $(BUILD)/lint/%.isa-ok: %
	$(call say,CLANG,$<)
	@mkdir -p $(@D)
	$(Q)$(foreach i,$(ISAS),clang $(clangs) -DLM_ISA=$(i) $(ISA_$(i)) -Wno-psabi -fsyntax-only \
	  -MMD -MP -MF $@.d -MT $@ $< &&) touch $@

-include $(addsuffix .d,$(LINT_OK) $(ISA_OK))

c_style = $(shell find tensor vm gpu spec examples -name '*.[ch]' -o -name '*.cu' -o -name '*.cuh' 2>/dev/null)

.PHONY: lint lint-lua lint-format lint-layers lint-clang
lint: ## luacheck, clang-format, clang-tidy, warnings of gcc and clang, the layer rules
	@.ci/setup build lint
	@$(MAKE) --no-print-directory -k all hosts lint-lua lint-format lint-layers lint-clang
	@echo 'lint: clean'

lint-clang: $(LINT_OK) $(ISA_OK)

lint-lua:
	$(call say,CHECK,lua/ examples/ spec/)
	@luacheck --quiet --no-color --codes $(wildcard lua examples spec) .ci/layers.lua

lint-format:
	$(call say,STYLE,C and CUDA)
	@$(if $(c_style),clang-format --dry-run -Werror $(c_style))

lint-layers:
	$(call say,CHECK,layers)
	@lua5.4 .ci/layers.lua

.PHONY: format
format: ## lay out the C and CUDA sources as lint wants them
	$(if $(c_style),clang-format -i $(c_style))

# ---------------------------------------------------------------- install

D       := $(DESTDIR)$(PREFIX)
INSTALL := install -D -m 644

# luma.h is what a host includes. Headers of the core that it draws in go beside it, under
# include/luma, with the names it uses; luma.pc names both folders.
luma_h_deps = $(filter tensor/%,$(shell $(CC) -std=gnu11 -I. $(LUA_CFLAGS) -MM vm/luma.h))

.PHONY: install
install: all ## install the command (stripped), libraries, header and luma.pc under $(DESTDIR)$(PREFIX)
	install -D -s -m 755 $(COMMAND) $(D)/bin/luma
	$(INSTALL) vm/luma.h $(D)/include/luma.h
	for h in $(luma_h_deps); do $(INSTALL) $$h $(D)/include/luma/$$h || exit 1; done
	$(INSTALL) $(LIB_A) $(D)/lib/libluma.a
	install -D -s -m 755 $(LIB_SO).$(ABI) $(D)/lib/libluma.so.$(ABI)
	ln -sf libluma.so.$(ABI) $(D)/lib/libluma.so
	install -D -s -m 755 $(MODULE) $(D)/lib/lua/5.4/luma.so
	$(if $(PLUGIN),install -D -m 755 $(PLUGIN) $(D)/lib/libluma-cuda.so)
	mkdir -p $(D)/lib/pkgconfig
	sed 's|@PREFIX@|$(PREFIX)|; s|@VERSION@|$(VERSION)|; s|@LUA@|$(LUA_PKG)|; s|@OMP@|$(OMP_LIB)|' \
	  vm/luma.pc.in > $(D)/lib/pkgconfig/luma.pc
	$(INSTALL) LICENSE $(D)/share/doc/luma/LICENSE
