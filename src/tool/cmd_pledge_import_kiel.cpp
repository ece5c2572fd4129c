// `casus pledge import kiel FILE…`: the files of one release of the Ukraine Support Tracker.
#include <fmt/format.h>

#include <filesystem>

#include "evidence/kiel.h"
#include "evidence/standing.h"
#include "tool/history_files.h"
#include "tool/pledge.h"
#include "tool/question.h"

namespace casus::tool {

using json = nlohmann::ordered_json;

std::vector<evidence::StoreFault> refused_entries(const model::Pledge& pledge) {
  std::vector<evidence::StoreFault> faults;
  for (auto& fault : evidence::faults_of(pledge))
    faults.push_back({fault.code, std::move(fault.message), std::move(fault.hint)});
  return faults;
}

int pledge_import_kiel(const Options& options, const StoreWords& words, const PledgeImportWords& of) {
  Session session(options);
  auto& sink = session.sink();
  session.load_world();
  session.build();
  evidence::KielOptions kiel{std::nullopt, today()};
  if (!of.known.empty()) kiel.known = day_of_option("--known", of.known, sink);
  if (!of.origin.empty()) {
    complain("casus: the tracker's release names its collection; leave `--origin` out\n");
    return exit_usage;
  }
  std::vector<OpenFile> open;
  std::vector<evidence::KielFile> files;
  for (const auto& path : of.files)
    if (auto file = OpenFile::open(path, sink)) {
      files.push_back({path, file->bytes()});
      open.push_back(std::move(*file));
    }
  auto imports = sink.has_errors() ? std::nullopt : evidence::read_kiel(files, session.model(), kiel, sink);
  for (const auto& file : open) file.whole(sink);
  if (session.report() || !imports) return exit_input;
  std::vector<std::string> names, hashes;
  for (std::size_t i = 0; i < open.size(); ++i) {
    names.push_back(std::filesystem::path(files[i].path).filename().string());
    hashes.push_back(open[i].sha256());
  }
  auto store = open_store(words, evidence::StoreMode::create, sink);
  if (!store) return session.report(), exit_input;
  json imported = json::array();
  for (auto& one : *imports) {
    // A release comes in several files: its collection is of all of them.
    const evidence::StoredCollection kept{
        one.collection, fmt::format("{}", fmt::join(names, ", ")),
        hashes.size() == 1 ? hashes.front() : sha256(fmt::format("{}", fmt::join(hashes, "\n")))};
    const auto done = store->append(one.pledges, evidence::NumbersOf::store, refused_entries, kept);
    if (!done) {
      for (const auto& fault : done.error()) add_fault(sink, fault);
      session.report();
      return exit_input;
    }
    imported.push_back({{"file", kept.file},
                        {"sha256", kept.sha256},
                        {"origin", one.collection.origin},
                        {"rows", one.rows},
                        {"pledges", done->pledges},
                        {"entries", done->added},
                        {"already_there", done->already_there}});
    if (options.format == Format::json) continue;
    print(fmt::format("{}: {} pledges and {} entries of {} rows added to {}", one.collection.origin,
                      done->pledges, done->added, one.rows, store->path()));
    print(already_there_words(*done));
    if (one.collection.release.empty())
      print("  which release it is, release_info.csv says: name it too, and each release stays apart\n");
  }
  if (options.format == Format::json) print_imported(*store, std::move(imported));
  return exit_done;
}

}  // namespace casus::tool
