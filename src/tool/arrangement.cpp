#include "tool/arrangement.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <span>

#include "explain/words.h"
#include "model/resolver.h"
#include "tool/question.h"

namespace casus::tool {

using diag::Code;
using namespace model;

namespace {

std::string trimmed_part(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1));
}

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts;
  std::size_t start = 0;
  while (start <= text.size()) {
    std::size_t end = text.find(at, start);
    if (end == std::string::npos) end = text.size();
    if (auto part = trimmed_part(std::string_view(text).substr(start, end - start)); !part.empty())
      parts.push_back(std::move(part));
    start = end + 1;
  }
  return parts;
}

bool is_path(const std::string& word) {
  std::error_code ignored;
  return (word.contains('/') || word.ends_with(".casus")) || std::filesystem::is_directory(word, ignored);
}

/// `Ukraine a party to the North Atlantic Treaty`, `Kyiv Security Compact in force`.
std::string label_of(const Model& model, std::span<const Supposition> suppositions, Day day) {
  std::string label;
  for (const auto& s : suppositions) {
    if (!label.empty()) label += "; ";
    switch (s.kind) {
      case SupposeKind::in_force:
        label += fmt::format("{} {}in force", model[s.instrument].title, s.value ? "" : "not ");
        break;
      case SupposeKind::membership:
        label +=
            fmt::format("{} {}{} {} the {}", title_on(model[s.state], day), s.value ? "" : "no ",
                        name(s.role), s.role == RoleKind::party ? "to" : "of", model[s.instrument].title);
        break;
      default: label += s.text;
    }
  }
  return label.empty() ? "nothing added" : label;
}

/// `label = …` parted into both; no label where the sign belongs to a supposition.
std::pair<std::string, std::string> label_and_text(const std::string& words) {
  const auto equals = words.find('=');
  if (equals == std::string::npos || words.substr(0, equals).contains(';')) return {{}, words};
  return {trimmed_part(std::string_view(words).substr(0, equals)),
          trimmed_part(std::string_view(words).substr(equals + 1))};
}

/// Takes the instruments out of force that other sides name, where they stand in force on the day and this side's `own`
/// suppositions, from index `own` on, do not speak of them; returns their titles.
std::vector<std::string> take_out(const Model& model, Scenario& base, std::size_t own,
                                  const std::vector<std::string>& others) {
  std::vector<std::string> titles;
  for (const auto& other : others) {
    const auto found = model.instrument_names.find(other);
    if (found == model.instrument_names.end()) continue;  // of another side's own files
    const InstrumentId id = make_id<InstrumentId>(found->second);
    const auto speaks = [&](const Supposition& s) {
      return (s.kind == SupposeKind::in_force || s.kind == SupposeKind::membership) && s.instrument == id;
    };
    auto& list = base.suppositions;
    if (std::any_of(list.begin() + static_cast<std::ptrdiff_t>(own), list.end(), speaks)) continue;
    const auto common = std::find_if(list.begin(), list.end(), [&](const Supposition& s) {
      return s.kind == SupposeKind::in_force && s.instrument == id;
    });
    const bool stands = common != list.end()
                            ? common->value
                            : std::ranges::any_of(model[id].in_force, [&](const Spell& spell) {
                                return spell.may_contain(*base.on);
                              });
    if (!stands) continue;
    Supposition out;
    out.kind = SupposeKind::in_force;
    out.instrument = id;
    out.value = false;
    out.text = model[id].name + " not in force";
    if (common != list.end())
      *common = std::move(out);
    else
      list.push_back(std::move(out));
    titles.push_back(model[id].title);
  }
  return titles;
}

}  // namespace

std::string Arrangement::told() const {
  if (without.empty()) return side.label;
  std::vector<std::string> titles;
  for (const auto& title : without)
    titles.push_back(title.starts_with("The ") || title.starts_with("the ") ? title : "the " + title);
  return fmt::format("{}, without {}", side.label, explain::list_words(titles));
}

std::vector<std::string> instruments_named(const std::string& words) {
  std::vector<std::string> names;
  for (auto& part : split(label_and_text(words).second, ';')) {
    constexpr std::string_view in_force = " in force";
    if (part.ends_with(in_force)) part = trimmed_part(part.substr(0, part.size() - in_force.size()));
    if (part != "nothing" && !part.contains(' ') && !is_path(part)) names.push_back(part);
  }
  return names;
}

std::optional<Arrangement> read_arrangement(const Options& shared, const std::string& words,
                                            const std::string& common, int& exit,
                                            const std::vector<std::string>& others) {
  Options options = shared;
  const auto [label, text] = label_and_text(words);
  std::vector<std::string> given, suppositions;
  const auto read = [&](const std::string& list, std::vector<std::string>& into) {
    for (const auto& part : split(list, ';')) {
      if (part == "nothing") continue;
      if (is_path(part)) {
        options.corpus.push_back(part);
      } else {
        into.push_back(part.contains(' ') ? part : part + " in force");
      }
    }
  };
  read(common, given);
  read(text, suppositions);
  Arrangement out;
  out.session = std::make_unique<Session>(options);
  Session& session = *out.session;
  session.load_corpus();
  session.build();
  Scenario& base = out.side.base;
  // What is common to all sides is read first: a side's own words overrule it.
  std::string common_line = terms_text(options), own_line;
  for (const auto& s : given) common_line += fmt::format("suppose {};\n", s);
  for (const auto& s : suppositions) own_line += fmt::format("suppose {};\n", s);
  base.on = asked_day(session, options);
  std::size_t before = 0;
  for (const auto& line : {common_line, own_line}) {
    before = base.suppositions.size();
    if (line.empty() || session.sink().has_errors()) continue;
    const auto& tree = session.add_line("<arrangement>", line);
    if (!session.sink().has_errors()) resolve_line(session.model(), tree, base, session.sink());
  }
  if (session.report()) {
    exit = session.exit_of_errors();
    return std::nullopt;
  }
  out.program = std::make_unique<engine::Program>(session.model());
  out.side.program = out.program.get();
  const std::span<const Supposition> own =
      std::span(base.suppositions).subspan(std::min(before, base.suppositions.size()));
  out.side.label = label.empty() ? label_of(session.model(), own, *base.on) : label;
  if (label.empty() && suppositions.empty() && options.corpus.size() > shared.corpus.size())
    out.side.label = options.corpus.back();
  out.without = take_out(session.model(), base, before, others);
  return out;
}

std::optional<ArrangementFile> read_arrangement_file(const std::string& path) {
  std::ifstream file(path);
  if (!file) return std::nullopt;
  ArrangementFile out;
  for (std::string line; std::getline(file, line);) {
    auto text = trimmed_part(line.substr(0, line.find('#')));
    if (text.empty()) continue;
    // A file named in it lies beside it.
    for (auto& part : split(text.substr(text.find('=') == std::string::npos ? 0 : text.find('=') + 1), ';'))
      if (part.ends_with(".casus") && std::filesystem::path(part).is_relative())
        text.replace(text.find(part), part.size(),
                     (std::filesystem::path(path).parent_path() / part).string());
    const auto equals = text.find('=');
    if (equals != std::string::npos && trimmed_part(std::string_view(text).substr(0, equals)) == "common") {
      out.common += text.substr(equals + 1) + ";";
    } else {
      out.sides.push_back(text);
    }
  }
  return out;
}

StateId beneficiary_of(const std::vector<Arrangement>& sides, const std::string& word, int& exit) {
  Session& session = *sides.front().session;
  const Model& model = session.model();
  if (!word.empty()) {
    const auto& tree = session.add_word("<--for>", word);
    Resolver resolver(session.model(), session.sink());
    resolver.use(tree);
    const auto id =
        resolver.state({tree.text(), {tree.source(), 0, static_cast<std::uint32_t>(word.size())}, {}});
    if (!id) {
      session.report();
      exit = exit_input;
    }
    return id;
  }
  std::set<std::string> named;
  for (const auto& arrangement : sides) {
    const Model& own = arrangement.session->model();
    for (const auto& s : arrangement.side.base.suppositions) {
      if (s.kind == SupposeKind::membership) named.insert(own[s.state].code);
      if (s.kind != SupposeKind::in_force) continue;
      for (const auto& m : own[s.instrument].memberships)
        if (m.role == RoleKind::beneficiary || m.role == RoleKind::recipient) named.insert(own[m.state].code);
    }
  }
  if (named.size() == 1) return find_state(model, *named.begin());
  complain("casus: {}; say for whom with --for, as --for UKR\n",
           named.empty() ? "no arrangement names a state that is to be helped"
                         : fmt::format("the arrangements speak of {}", fmt::join(named, ", ")));
  exit = exit_usage;
  return {};
}

}  // namespace casus::tool
