#include "tool/catalogue.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "model/resolver.h"
#include "tool/question.h"

namespace casus::tool {

using diag::Code;

std::unique_ptr<Session> load_checked(const Options& options, int& exit) {
  auto session = std::make_unique<Session>(options);
  session->load_corpus();
  session->build();
  if (!session->sink().has_errors()) return session;
  session->report();
  exit = session->exit_of_errors();
  return nullptr;
}

namespace {

/// A word of the command line as a name that can be looked up, with a place to show in a message.
template <class LookUp>
auto looked_up(Session& session, std::string_view what, const std::string& word, LookUp look_up) {
  const auto& tree = session.add_word(fmt::format("<{}>", what), word);
  model::Resolver resolver(session.model(), session.sink());
  resolver.use(tree);
  return look_up(resolver,
                 model::Named{tree.text(), {tree.source(), 0, static_cast<std::uint32_t>(word.size())}, {}});
}

}  // namespace

model::InstrumentId instrument_named(Session& session, const std::string& name) {
  return looked_up(session, "instrument", name, [](model::Resolver& resolver, const model::Named& named) {
    return resolver.instrument(named);
  });
}

std::optional<std::vector<model::ProvisionId>> provisions_named(Session& session, model::InstrumentId id,
                                                                const std::string& label) {
  const auto& model = session.model();
  std::vector<model::ProvisionId> found;
  std::vector<std::string> labels;
  for (auto provision : model[id].provisions) {
    if (label.empty() || model[provision].label == label) found.push_back(provision);
    labels.push_back(model[provision].label);
  }
  if (!found.empty() || label.empty()) return found;
  session.sink().add(Code::unknown_provision, {}, fmt::format("{} has no {}", model[id].name, label),
                     fmt::format("it has: {}", fmt::join(labels, ", ")));
  return std::nullopt;
}

std::optional<catalogue::Filter> filter_of(Session& session, const FilterWords& words) {
  catalogue::Filter filter;
  const std::size_t before = session.sink().errors();
  const auto of_list = [&]<class Enum>(std::optional<Enum>& into, const std::string& word,
                                       std::string_view what) {
    if (!word.empty())
      into = looked_up(session, what, word, [&](model::Resolver& resolver, const model::Named& named) {
        return resolver.word<Enum>(named, what);
      });
  };
  of_list(filter.kind, words.kind, "kind of instrument");
  of_list(filter.force, words.force, "force");
  of_list(filter.act, words.act, "act");
  of_list(filter.status, words.status, "coding status");
  if (!words.state.empty())
    filter.state =
        looked_up(session, "state", words.state,
                  [](model::Resolver& resolver, const model::Named& named) { return resolver.state(named); });
  if (!session.options().on.empty()) {
    const auto& tree = session.add_word("<--on>", session.options().on);
    const auto reading = read_date(session.options().on);
    if (reading.date && reading.date->is_exact()) {
      filter.on = reading.date->earliest;
    } else {
      session.sink().add(
          Code::not_a_date, {tree.source(), 0, static_cast<std::uint32_t>(session.options().on.size())},
          fmt::format("`{}` is not one day", session.options().on), "write year-month-day, as 2023-02-21");
    }
  }
  if (!words.folder.empty()) {
    filter.folder = words.folder;
    std::set<std::string_view> known;
    for (std::size_t i = 0; i < session.model().instruments.size(); ++i)
      known.insert(catalogue::folder_of(path_of(session, make_id<model::InstrumentId>(i))));
    if (!known.contains(words.folder))
      session.sink().add(Code::unknown_name, {},
                         fmt::format("no part of the corpus is called `{}`", words.folder),
                         fmt::format("known: {}", fmt::join(known, ", ")));
  }
  if (session.sink().errors() != before) return std::nullopt;
  return filter;
}

std::string_view path_of(const Session& session, model::InstrumentId id) {
  return session.path(session.model()[id].span.source);
}

std::string csv_field(std::string_view text) {
  // Blanks at either end are passed over by readers where no quotation marks hold them.
  const bool padded =
      text.starts_with(' ') || text.ends_with(' ') || text.starts_with('\t') || text.ends_with('\t');
  if (!padded && text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string out = "\"";
  for (char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + '"';
}

std::string csv_line(const std::vector<std::string>& fields) {
  std::string line;
  for (std::size_t i = 0; i < fields.size(); ++i) line += (i > 0 ? "," : "") + csv_field(fields[i]);
  return line + "\r\n";
}

}  // namespace casus::tool
