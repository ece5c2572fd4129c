# casus: two commands do everything on a fresh Debian 12, `make demo` and `make test`.
.PHONY: all demo test build asan bench fuzz format format-check clean performance screenshots

all: build

build:
	./scripts/install-packages
	cmake --preset release -DCASUS_TESTS=OFF -DCASUS_BENCH=OFF
	cmake --build --preset release --target casus

demo: build
	./build/release/bin/casus ask "RUS invades POL" --on 2023-02-21
	@echo
	@echo 'The workbench in the browser, with a guide of two minutes: ./build/release/bin/casus serve --open'

test:
	./scripts/install-packages --development
	cmake --preset release -DCASUS_TESTS=ON -DCASUS_BENCH=OFF
	cmake --build --preset release
	ctest --test-dir build/release --output-on-failure --parallel 2

asan:
	./scripts/install-packages --development
	cmake --preset sanitize
	cmake --build --preset sanitize
	ctest --test-dir build/sanitize --output-on-failure --parallel 2 -LE "oracle|sweep"

# SECONDS for each target.
SECONDS_EACH ?= 30
fuzz:
	./scripts/install-packages --development
	./tests/fuzz/run $(SECONDS_EACH)

# Of every screen at each of these widths, light and dark, into docs/images.
WIDTHS ?= 1440
screenshots: build
	node web/scripts/screenshots.mjs build/release/bin/casus $(WIDTHS)

performance:
	./scripts/install-packages --development
	./bench/report

SOURCES = $(shell git ls-files '*.cpp' '*.h')
format:
	clang-format -i $(SOURCES)
	./build/release/bin/casus fmt corpus

format-check:
	clang-format --dry-run -Werror $(SOURCES)
	./build/release/bin/casus fmt --check corpus

clean:
	rm -rf build
