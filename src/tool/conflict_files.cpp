#include "tool/conflict_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tool/question.h"

namespace casus::tool {

using json = nlohmann::ordered_json;
using namespace model;

namespace {

std::string_view trimmed(std::string_view text) {
  const auto from = text.find_first_not_of(" \t\r");
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t\r") - from + 1);
}

/// `north_atlantic_treaty article 5` as a provision, or none with what is wrong in `fault`.
ProvisionId provision_named(const Model& model, std::string_view text, std::string& fault) {
  const auto blank = text.find_first_of(" \t");
  const std::string_view name = text.substr(0, blank);
  const auto found = model.instrument_names.find(name);
  if (found == model.instrument_names.end()) {
    fault = fmt::format("no instrument is called `{}`; `casus list` shows their names", name);
    return ProvisionId::none();
  }
  const Instrument& instrument = model.instruments[found->second];
  const std::string_view label =
      blank == std::string_view::npos ? std::string_view{} : trimmed(text.substr(blank));
  std::vector<std::string_view> labels;
  for (auto id : instrument.provisions) {
    if (model[id].label == label) return id;
    labels.emplace_back(model[id].label);
  }
  fault = label.empty()
              ? fmt::format("a provision is missing behind `{}`; it has: {}", name, fmt::join(labels, ", "))
              : fmt::format("{} has no {}; it has: {}", name, label, fmt::join(labels, ", "));
  return ProvisionId::none();
}

}  // namespace

std::optional<std::vector<AcceptedConflict>> read_accepted(const Model& model, const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file || std::filesystem::is_directory(path)) {
    complain("casus: `{}` cannot be read\n", path);
    return std::nullopt;
  }
  std::vector<AcceptedConflict> list;
  bool sound = true;
  std::string line;
  for (std::size_t number = 1; std::getline(file, line); ++number) {
    const std::string_view text = trimmed(line);
    if (text.empty() || text.starts_with('#')) continue;
    const auto fault = [&](const std::string& what) {
      complain("{}:{}: {}\n", path, number, what);
      sound = false;
    };
    const auto one = text.find('|');
    const auto two = one == std::string_view::npos ? one : text.find('|', one + 1);
    if (two == std::string_view::npos || trimmed(text.substr(two + 1)).empty()) {
      fault("write `instrument provision | instrument provision | reason`");
      continue;
    }
    AcceptedConflict accepted;
    std::string what;
    accepted.first = provision_named(model, trimmed(text.substr(0, one)), what);
    if (what.empty())
      accepted.second = provision_named(model, trimmed(text.substr(one + 1, two - one - 1)), what);
    if (!what.empty()) {
      fault(what);
      continue;
    }
    accepted.reason = trimmed(text.substr(two + 1));
    accepted.line = number;
    list.push_back(std::move(accepted));
  }
  if (!sound) return std::nullopt;
  return list;
}

std::string identity_of(const analysis::ConflictSpace& space, const std::string& digest) {
  const auto& search = space.search();
  const Model& model = space.program().model();
  std::string text = fmt::format("casus {} corpus {} on {} events {} kinds", version, digest,
                                 to_iso(search.day), search.events);
  for (auto kind : search.kinds) text += fmt::format(" {}", name(kind));
  if (search.debtor) text += fmt::format(" state {}", model[search.debtor].code);
  for (auto id : search.given.readings) text += fmt::format(" reading {}", model[id].name);
  for (const auto& s : search.given.suppositions) text += fmt::format(" suppose {}", s.text);
  return text;
}

namespace {

json states_json(const StateSet& set) {
  json list = json::array();
  set.for_each([&](std::size_t s) { list.push_back(s); });
  return list;
}

json finding_json(const analysis::ConflictFinding& finding) {
  json acts = json::array();
  for (const auto& [a, b] : finding.acts)
    acts.push_back({static_cast<int>(a.modality), static_cast<int>(a.act), static_cast<int>(b.modality),
                    static_cast<int>(b.act)});
  json witness = json::array();
  for (const auto& incident : finding.witness)
    witness.push_back(
        {static_cast<int>(incident.kind), incident.attacker.value, incident.victim.value, incident.at.value});
  const auto& size = finding.size;
  return {{"first", finding.first.value},     {"second", finding.second.value},
          {"acts", std::move(acts)},          {"debtors", states_json(finding.debtors)},
          {"situations", finding.situations}, {"pairs", finding.pairs},
          {"prevails", finding.prevails},     {"size", {size.events, size.answers, size.abroad, size.order}},
          {"witness", std::move(witness)}};
}

/// Throws where the document is not what `finding_json` writes, or names what the model does not hold.
analysis::ConflictFinding finding_of(const json& one, const Model& model) {
  const auto below = [](const json& value, std::size_t limit) {
    const auto number = value.get<std::uint64_t>();
    if (number >= limit) throw std::out_of_range("number");
    return static_cast<std::uint32_t>(number);
  };
  const auto asked = [&](const json& modality, const json& act) {
    return analysis::Asked{
        static_cast<Modality>(below(modality, static_cast<std::size_t>(Modality::should_not) + 1)),
        static_cast<Act>(below(act, static_cast<std::size_t>(Act::count_)))};
  };
  analysis::ConflictFinding finding;
  finding.first.value = below(one.at("first"), model.provisions.size());
  finding.second.value = below(one.at("second"), model.provisions.size());
  for (const auto& acts : one.at("acts"))
    finding.acts.emplace_back(asked(acts.at(0), acts.at(1)), asked(acts.at(2), acts.at(3)));
  for (const auto& state : one.at("debtors")) finding.debtors.insert(below(state, model.states.size()));
  finding.situations = one.at("situations").get<std::uint64_t>();
  finding.pairs = one.at("pairs").get<std::uint64_t>();
  finding.prevails = static_cast<std::int8_t>(below(one.at("prevails"), 3));
  const auto& size = one.at("size");
  finding.size = {size.at(0).get<std::uint32_t>(), size.at(1).get<std::uint32_t>(),
                  size.at(2).get<std::uint32_t>(), size.at(3).get<std::uint64_t>()};
  for (const auto& incident : one.at("witness")) {
    analysis::Incident made;
    made.kind = static_cast<EventKind>(below(incident.at(0), static_cast<std::size_t>(EventKind::count_)));
    made.attacker.value = below(incident.at(1), model.states.size());
    made.victim.value = below(incident.at(2), model.states.size());
    if (incident.at(3).get<std::uint64_t>() != PlaceId::none().value)
      made.at.value = below(incident.at(3), model.places.size());
    finding.witness.push_back(made);
  }
  return finding;
}

}  // namespace

bool write_progress(const std::string& path, const std::string& identity,
                    const analysis::ConflictProgress& progress) {
  std::string done;
  for (const bool chunk : progress.done) done += chunk ? '1' : '0';
  json findings = json::array();
  for (const auto& finding : progress.findings) findings.push_back(finding_json(finding));
  const json document{{"schema", "casus/conflicts-progress/1"},
                      {"search", identity},
                      {"done", std::move(done)},
                      {"findings", std::move(findings)}};
  // Beside the file first: what a full disk or a second interruption leaves is the old state, not half of the new one.
  const std::string beside = path + ".new";
  std::ofstream file(beside, std::ios::binary | std::ios::trunc);
  file << document.dump() << "\n";
  file.close();
  std::error_code failed;
  if (file) std::filesystem::rename(beside, path, failed);
  if (file && !failed) return true;
  complain("casus: `{}` cannot be written\n", path);
  return false;
}

std::optional<analysis::ConflictProgress> read_progress(const std::string& path, const std::string& identity,
                                                        const analysis::ConflictSpace& space) {
  analysis::ConflictProgress progress;
  if (!std::filesystem::exists(path)) return progress;
  std::ifstream file(path, std::ios::binary);
  try {
    const json document = json::parse(file);
    if (document.at("schema") != "casus/conflicts-progress/1") throw std::invalid_argument("schema");
    if (const auto& search = document.at("search").get_ref<const std::string&>(); search != identity) {
      complain(
          "casus: `{}` is of another search; name another file, or remove it\n  it is of: {}\n  asked "
          "is: {}\n",
          path, search, identity);
      return std::nullopt;
    }
    for (const char chunk : document.at("done").get_ref<const std::string&>())
      progress.done.push_back(chunk == '1');
    if (progress.done.size() != space.chunk_count()) throw std::invalid_argument("done");
    for (const auto& one : document.at("findings"))
      progress.findings.push_back(finding_of(one, space.program().model()));
  } catch (const std::exception&) {
    complain("casus: `{}` does not hold a stopped search; name another file, or remove it\n", path);
    return std::nullopt;
  }
  return progress;
}

}  // namespace casus::tool
