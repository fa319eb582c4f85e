#!/bin/sh
# Checks Luma on a machine with an NVIDIA GPU, in one call; ends with "N passed, N failed".
#
#   spec/gpu.sh [build] [smoke] [parity] [sanitizer] [suites] [examples] [bench]     default: all
#
# Has never run on a GPU:
#   gpu/alloc.cu gpu/arg_reduce.cu gpu/backend.cu gpu/blas.cu gpu/copy.cu gpu/cross_entropy.cu
#   gpu/index.cu gpu/matmul.cu gpu/optim_step.cu gpu/pointwise.cuh (every pointwise row)
#   gpu/random.cu gpu/reduce.cu gpu/softmax.cu gpu/transfer.cu. (Their sources have passed
#   spec/gpu/parity_spec.lua compiled for the CPU, thread by thread: so not races, alignment, streams,
#   launch limits, or cuBLAS itself. Of gpu/optim_step.cu, gpu/matmul.cu and the embedding of
#   gpu/index.cu what stands here now has only been compiled.) Strike out here what has.
#
#   build      the command and the plug-in, for the chip of this machine
#   smoke      a tensor there and back
#   parity     every operation of the CUDA backend against the CPU, each launch checked as it runs
#   sanitizer  the first example under compute-sanitizer, where there is one
#   suites     all specs with LUMA_DEVICE=cuda
#   examples   with --device cuda; the losses of the first must be those of the CPU
#   bench      figures, into spec/bench/results/<date>-<chip>.txt
#
# It wants nvcc (CUDA 12 or later), a driver, make, gcc and the headers of Lua, zlib, libpng and
# libedit; what else is missing is said and done without. BUILD names another build folder; one that
# was built elsewhere serves where nothing can be built.
set -u
cd "$(dirname "$0")/.." || exit 1

BUILD=${BUILD:-build}
LUMA=$BUILD/luma
export BUILD LUMA
passed=0 failed=0
results=

ok() { passed=$((passed + 1)); echo "ok $1"; }
not_ok() { failed=$((failed + 1)); echo "not ok $1: $2"; }
note() { echo "# $*"; }
finish() {
  [ -z "$results" ] || note "figures: $results"
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
  exit
}
has() { command -v "$1" >/dev/null 2>&1; }

# check NAME COMMAND...: one test, passed when the status is 0.
check() {
  name=$1
  shift
  if "$@"; then ok "$name"; else not_ok "$name" "status $?"; fi
}

# suite NAME COMMAND...: adds up the "N passed, N failed" that the command ends with.
suite() {
  name=$1 log=$BUILD/gpu-suite.log
  shift
  "$@" 2>&1 | tee "$log"
  counts=$(sed -n 's/^\([0-9][0-9]*\) passed, \([0-9][0-9]*\) failed$/\1 \2/p' "$log" | tail -n 1)
  if [ -z "$counts" ]; then
    not_ok "$name" "ended without a count"
    return
  fi
  passed=$((passed + ${counts% *})) failed=$((failed + ${counts#* }))
}

# ---------------------------------------------------------------- the machine

if ! has nvidia-smi || ! chip=$(nvidia-smi --query-gpu=name --format=csv,noheader 2>/dev/null | head -n 1) ||
  [ -z "$chip" ]; then
  not_ok machine "no NVIDIA GPU: nvidia-smi lists none"
  finish
fi
capability=$(nvidia-smi --query-gpu=compute_cap --format=csv,noheader | head -n 1 | tr -d '. ')
driver=$(nvidia-smi --query-gpu=driver_version --format=csv,noheader | head -n 1)
PATH=$PATH:/usr/local/cuda/bin
note "$chip, compute capability $capability, driver $driver"
has nvcc && note "$(nvcc --version | sed -n 's/.*release \([0-9.]*\).*/nvcc \1/p')"

steps=${*:-build smoke parity sanitizer suites examples bench}
wanted() { case " $steps " in *" $1 "*) return 0 ;; esac; return 1; }

# ---------------------------------------------------------------- build

build() {
  timeout 300 .ci/setup build test || note "some packages are missing and could not be installed"
  for tool in make gcc nvcc; do
    has $tool || { note "cannot build: $tool is missing"; return 1; }
  done
  pkg-config --exists lua5.4 2>/dev/null ||
    { note "cannot build: Lua's headers are missing (liblua5.4-dev)"; return 1; }
  # A chip that this toolkit does not know yet runs from the PTX of the newest that it knows.
  archs=$capability
  nvcc --list-gpu-arch | grep -qx "compute_$capability" ||
    archs=$(nvcc --list-gpu-arch | sed -n 's/^compute_//p' | sort -n | tail -n 1)
  make -k BUILD="$BUILD" CUDA_ARCHS="$archs" all &&
    { make -k BUILD="$BUILD" CUDA_ARCHS="$archs" hosts || true; }
}

mkdir -p "$BUILD"
if wanted build; then
  if build; then
    ok build
  elif [ -x "$LUMA" ] && [ -e "$BUILD/libluma-cuda.so" ]; then
    note "going on with the build that is there"
  else
    not_ok build "no $LUMA with its CUDA plug-in"
  fi
fi
if ! "$LUMA" -e '' >/dev/null 2>&1; then
  not_ok command "$LUMA does not start: $("$LUMA" -e '' 2>&1 | head -n 1)"
  finish
fi

# ---------------------------------------------------------------- checks

smoke() {
  "$LUMA" -e 'local x = tensor.ones(3, {device = "cuda"})
    assert(x.device == "cuda:0" and (x + 1):sum():item() == 6)'
}

if wanted smoke; then
  check smoke smoke
  [ "$failed" -eq 0 ] || finish # nothing else will work
fi

# Under busted, or where that is missing under a small stand-in.
specs() {
  if has busted; then
    lua=lua5.4
    has $lua || lua=$LUMA
    env LUMA_DEVICE=cuda "$@" $lua spec/run.lua $files
  else
    env LUMA_DEVICE=cuda "$@" "$LUMA" spec/gpu/plain.lua $files
  fi
}

has busted || note "busted is missing: specs run under spec/gpu/plain.lua"
if wanted parity; then
  files=spec/gpu/parity_spec.lua
  suite parity specs LUMA_CUDA_SYNC=1
  suite "parity, asynchronous" specs LUMA_CUDA_SYNC=0
fi

if wanted sanitizer; then
  if has compute-sanitizer; then
    check sanitizer env LUMA_SHORT=1 compute-sanitizer --tool memcheck --error-exitcode 9 \
      "$LUMA" examples/two_layer_net.lua --device cuda
  else
    note "compute-sanitizer is missing: left out"
  fi
fi

if wanted suites; then
  files=
  has busted || files=$(find spec -name '*_spec.lua' | grep -v '^spec/gpu/' | LC_ALL=C sort)
  suite suites specs LUMA_CUDA_SYNC=0
fi

# The losses that the first example prints, side by side: within 2e-4 of each other, and the small ones
# of the end, where roundings have grown, within 1e-4 of where they began (hundreds).
same_losses() {
  "$LUMA" examples/two_layer_net.lua --device cpu >"$BUILD/gpu-cpu.log" &&
    "$LUMA" examples/two_layer_net.lua --device cuda >"$BUILD/gpu-cuda.log" || return 1
  cat "$BUILD/gpu-cuda.log"
  awk '
    /loss/ { for (i = 1; i < NF; i++) if ($i == "loss") value = $(i + 1)
             if (FNR == NR) cpu[++n] = value; else cuda[++m] = value }
    END { if (n == 0 || n != m) exit 1
          for (i = 1; i <= n; i++) { d = cpu[i] - cuda[i]; if (d < 0) d = -d
                                     if (d > 2e-4 * cpu[i] + 1e-4) exit 1 } }
  ' "$BUILD/gpu-cpu.log" "$BUILD/gpu-cuda.log"
}

if wanted examples; then
  check "examples/two_layer_net.lua" same_losses
  for example in examples/*.lua; do
    [ "$example" = examples/two_layer_net.lua ] && continue
    grep -q -e '--device' "$example" || continue
    check "$example" env LUMA_SHORT=1 "$LUMA" "$example" --device cuda
  done
fi

# ---------------------------------------------------------------- figures

bench() {
  {
    echo "$chip, driver $driver, $(nvcc --version 2>/dev/null | sed -n 's/.*release \([0-9.]*\).*/CUDA \1/p')"
    echo "$(date -u +%Y-%m-%d), commit $(git rev-parse --short HEAD 2>/dev/null || echo unknown)"
    echo
    "$LUMA" spec/gpu/bench.lua
    status=$?
    if [ -e spec/bench/run.lua ]; then
      echo
      env LUMA_DEVICE=cuda "$LUMA" spec/bench/run.lua
    fi
  } >"$results" 2>&1
  cat "$results"
  return $status
}

if wanted bench; then
  mkdir -p spec/bench/results
  results=spec/bench/results/$(date -u +%Y-%m-%d)-$(echo "$chip" | tr -cs 'A-Za-z0-9\n' '-' | sed 's/-*$//').txt
  check bench bench
fi

finish
