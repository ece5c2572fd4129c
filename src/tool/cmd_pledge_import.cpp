// `casus pledge import FORMAT FILE…`: pledges out of tables and texts into the store.
#include <fmt/format.h>

#include <filesystem>

#include "evidence/pledge_table.h"
#include "tool/history_files.h"
#include "tool/pledge.h"
#include "tool/question.h"

namespace casus::tool {

using json = nlohmann::ordered_json;

namespace {

/// What a file holds, ready to be appended.
struct Read {
  std::string path;
  evidence::StoredCollection collection;
  std::vector<model::Pledge> pledges;
  evidence::NumbersOf numbers = evidence::NumbersOf::store;
};

std::optional<Read> read_csv(Session& session, const std::string& path,
                             const evidence::PledgeTableOptions& options) {
  const auto file = OpenFile::open(path, session.sink());
  if (!file) return std::nullopt;
  auto pledges = evidence::read_pledges(path, file->bytes(), session.model(), options, session.sink());
  if (!file->whole(session.sink()) || !pledges) return std::nullopt;
  Read read{path, {}, std::move(*pledges), evidence::NumbersOf::file};
  read.collection.sha256 = file->sha256();
  return read;
}

/// One file of the language. Its pledges are told apart from those of others by where they are written.
Read read_text(Session& session, const std::string& path, SourceId source, const std::string& origin,
               const std::optional<Day>& known) {
  Read read{path, {}, {}, evidence::NumbersOf::store};
  read.collection.sha256 = sha256(session.tree(source).text());
  for (const auto& written : session.model().pledges) {
    if (written.span.source != source) continue;
    auto& pledge = read.pledges.emplace_back(written);
    if (!origin.empty()) pledge.origin = origin;
    for (auto& entry : pledge.entries)
      if (known && !says_known(session, entry)) entry.known = *known;
  }
  return read;
}

}  // namespace

std::string already_there_words(const evidence::Appended& done) {
  return done.already_there > 0 ? fmt::format("; {} entries were there already\n", done.already_there) : "\n";
}

void print_imported(const evidence::PledgeStore& store, json files) {
  auto document = store_head("casus/pledge-import/1", store, Day::max());
  document.erase("known_as_of");
  document["files"] = std::move(files);
  print(document.dump(2) + "\n");
}

int pledge_import(const Options& options, const StoreWords& words, const PledgeImportWords& of) {
  if (of.format == "kiel") return pledge_import_kiel(options, words, of);
  Session session(options);
  auto& sink = session.sink();
  std::optional<Day> known;
  if (!of.known.empty()) known = day_of_option("--known", of.known, sink);
  std::vector<Read> files;
  if (of.format == "csv") {
    session.load_world();
    session.build();
    const evidence::PledgeTableOptions table{of.origin, known};
    for (const auto& path : of.files)
      if (auto read = read_csv(session, path, table)) files.push_back(std::move(*read));
  } else {
    session.load_corpus();
    for (const auto& path : of.files) session.load(path);
    session.build();
    if (!sink.has_errors())
      for (const auto source : session.given())
        files.push_back(read_text(session, std::string(session.path(source)), source, of.origin, known));
  }
  if (session.report()) return exit_input;
  auto store = open_store(words, evidence::StoreMode::create, sink);
  if (!store) return session.report(), exit_input;
  json imported = json::array();
  for (auto& file : files) {
    // Pledges of a file of the language are a collection of its name, unless another is given.
    const auto origin = of.format == "csv" || !of.origin.empty() || file.pledges.empty()
                            ? of.origin
                            : file.pledges.front().origin;
    file.collection.collection.origin = origin;
    file.collection.collection.title = origin;
    file.collection.file = std::filesystem::path(file.path).filename().string();
    const auto done = store->append(file.pledges, file.numbers, refused_entries, file.collection);
    if (!done) {
      for (auto fault : done.error()) {
        fault.message = fmt::format("{}: {}", file.path, fault.message);
        add_fault(sink, fault);
      }
      session.report();
      return exit_input;
    }
    imported.push_back({{"file", file.path},
                        {"sha256", file.collection.sha256},
                        {"pledges", done->pledges},
                        {"entries", done->added},
                        {"already_there", done->already_there}});
    if (options.format == Format::json) continue;
    print(fmt::format("{}: {} pledges and {} entries added to {}", file.path, done->pledges, done->added,
                      store->path()));
    print(already_there_words(*done));
  }
  if (options.format == Format::json) print_imported(*store, std::move(imported));
  return exit_done;
}

}  // namespace casus::tool
