// `casus import DATASET FILE… --out FOLDER|NAME.sqlite`: source files of the alliances of ATOP, or the rows of any data set.
#include <fmt/format.h>

#include <filesystem>

#include "history/atop.h"
#include "tool/history.h"
#include "tool/history_files.h"
#include "tool/output.h"
#include "tool/question.h"

namespace casus::tool {

namespace fs = std::filesystem;

namespace {

/// The member level of ATOP as source files, one an alliance.
int import_alliances(const Options& options, const std::string& path, const std::string& out) {
  Session session(options);
  session.load_corpus();
  session.build();
  const auto file = OpenFile::open(path, session.sink());
  if (!file) {
    session.report();
    return exit_input;
  }
  const auto import = history::read_atop(path, file->bytes(), session.model(), session.sink());
  file->whole(session.sink());
  if (session.report()) return exit_input;
  if (!is_free(out)) return exit_input;
  Output output(out, true);
  std::size_t alliances = 0;
  history::each_atop_source(import.rows, [&](const std::string& name, const std::string& text) {
    ++alliances;
    output.begin(name + ".casus");
    output.write(text);
  });
  if (!output.finish()) return exit_input;
  print(fmt::format("{} alliances written to {}\n", alliances, out));
  if (import.clipped > 0)
    print(
        fmt::format("{} rows name days on which casus knows no such state, as those before 1816; they begin "
                    "or end with it\n",
                    import.clipped));
  if (import.left_out > 0) print(fmt::format("{} rows are left out\n", import.left_out));
  return exit_done;
}

/// The rows of the files into a store, beside what it holds already.
int import_rows(const Options& options, const ImportWords& words) {
  Session session(options);
  auto& sink = session.sink();
  std::vector<history::Store> stores;
  std::error_code ignored;
  if (fs::exists(words.out, ignored)) {
    auto there = read_store(words.out, sink);
    if (there) stores.push_back(std::move(*there));
  }
  std::vector<history::Stored> fresh;
  for (const auto& path : words.files) {
    const auto file = OpenFile::open(path, sink);
    if (!file) continue;
    auto store = history::store_file(
        words.set, {path, fs::path(path).filename().string(), file->bytes(), [&] { return file->sha256(); }},
        sink);
    if (!file->whole(sink) || !store) continue;
    const auto& stored = store->sets().front();
    if (std::ranges::find(fresh, stored.set, &history::Stored::set) != fresh.end())
      sink.add(diag::Code::table_duplicate, {},
               fmt::format("{}: a second file of the {}", path, stored.set->title), "name one of the two");
    fresh.push_back(stored);
    stores.push_back(std::move(*store));
  }
  if (session.report()) return exit_input;
  const auto bytes = history::write_store(stores);
  if (!bytes) {
    sink.add(diag::Code::no_store, {}, fmt::format("{}: {}", words.out, bytes.error()),
             "import what it holds anew, into another file");
    session.report();
    return exit_input;
  }
  if (!write_store(words.out, *bytes)) return exit_input;
  for (const auto& stored : fresh)
    print(fmt::format("{} rows of the {} written to {}, table {}\n", stored.rows, stored.set->title,
                      words.out, stored.set->name));
  print(fmt::format("`casus cite --history {}` says whom to cite, and the terms\n", words.out));
  return exit_done;
}

}  // namespace

int import_data(const Options& options, const ImportWords& words) {
  if (names_store(words.out)) return import_rows(options, words);
  if (words.set != "atop") {
    complain("casus: rows of `{}` go into a file: write `--out NAME.sqlite`\n", words.set);
    return exit_usage;
  }
  if (words.files.size() > 1) {
    complain("casus: the member level of ATOP is one file\n");
    return exit_usage;
  }
  return import_alliances(options, words.files.front(), words.out);
}

}  // namespace casus::tool
