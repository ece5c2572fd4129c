// `casus list`: what the corpus holds, one line each.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>

#include "explain/words.h"
#include "tool/catalogue.h"
#include "tool/commands.h"
#include "tool/question.h"

namespace casus::tool {

using json = nlohmann::ordered_json;
using namespace model;

namespace {

/// One kind of thing as lines of fields; the names of the fields are the keys and the columns.
struct Listing {
  std::vector<std::string> fields;
  std::vector<std::vector<json>> rows;
};

std::string text_of(const json& value) {
  if (value.is_null()) return {};
  return value.is_string() ? value.get<std::string>() : value.dump();
}

json day_json(const std::optional<VagueDay>& day) { return day ? json(to_iso(*day)) : json(nullptr); }

Listing instruments(const Session& session, const catalogue::Filter& filter) {
  const auto& model = session.model();
  Listing list{{"name", "title", "kind", "force", "signed", "in_force", "holders", "provisions", "folder"},
               {}};
  for (auto id :
       catalogue::select_instruments(model, filter, [&](InstrumentId i) { return path_of(session, i); })) {
    const auto& i = model[id];
    std::string spells;
    for (const auto& spell : i.in_force)
      spells += fmt::format("{}{}..{}", spells.empty() ? "" : " ", to_iso(spell.from), to_iso(spell.to));
    list.rows.push_back({i.name, i.title, name(i.kind), name(i.force),
                         day_json(i.signed_on ? i.signed_on : i.published_on), spells,
                         catalogue::holders(model, i, filter.on).size(), i.provisions.size(),
                         catalogue::folder_of(path_of(session, id))});
  }
  return list;
}

Listing provisions(const Session& session, const catalogue::Filter& filter) {
  const auto& model = session.model();
  Listing list{{"instrument", "provision", "title", "acts", "status", "confidence", "gist"}, {}};
  for (auto id :
       catalogue::select_provisions(model, filter, [&](InstrumentId i) { return path_of(session, i); })) {
    std::vector<std::string_view> acts;
    for (auto clause : model[id].clauses)
      for (const auto& duty : model[clause].duties)
        if (std::ranges::find(acts, name(duty.act)) == acts.end()) acts.push_back(name(duty.act));
    list.rows.push_back({model[model[id].instrument].name, model[id].label, model[id].title,
                         fmt::format("{}", fmt::join(acts, " ")), name(catalogue::status_of(model, id)),
                         name(catalogue::confidence_of(model, id)), model[id].gist});
  }
  return list;
}

Listing states(const Model& model, const catalogue::Filter& filter) {
  Listing list{{"code", "title", "exists"}, {}};
  for (const auto& s : model.states) {
    if (filter.on && !exists_on(s, *filter.on)) continue;
    std::string spells;
    for (const auto& spell : s.exists)
      spells += fmt::format("{}{}..{}", spells.empty() ? "" : " ", to_iso(spell.from), to_iso(spell.to));
    list.rows.push_back({s.code, filter.on ? title_on(s, *filter.on) : s.title, spells});
  }
  return list;
}

Listing places(const Model& model) {
  Listing list{{"name", "title", "sovereign", "disputed"}, {}};
  for (std::size_t i = model.states.size(); i < model.places.size(); ++i) {
    const auto& p = model.places[i];
    std::vector<std::string> holders;
    for (const auto& s : p.sovereigns) holders.push_back(model[s.state].code);
    list.rows.push_back({p.name, p.title, fmt::format("{}", fmt::join(holders, " ")), !p.disputed.empty()});
  }
  return list;
}

Listing questions(const Model& model) {
  Listing list{{"name", "kind", "readings", "text"}, {}};
  for (std::size_t i = 0; i < model.questions.size(); ++i) {
    const auto id = make_id<QuestionId>(i);
    std::vector<std::string> answered;
    for (const auto& reading : model.readings)
      for (const auto& answer : reading.answers)
        if (answer.question == id)
          answered.push_back(fmt::format("{}:{}", reading.name, answer.yes ? "yes" : "no"));
    list.rows.push_back(
        {model[id].name, name(model[id].kind), fmt::format("{}", fmt::join(answered, " ")), model[id].text});
  }
  return list;
}

Listing readings(const Model& model) {
  Listing list{{"name", "title", "by", "source", "answers"}, {}};
  for (const auto& reading : model.readings) {
    std::vector<std::string> answers;
    for (const auto& answer : reading.answers)
      answers.push_back(fmt::format("{} {}", model[answer.question].name, answer.yes ? "yes" : "no"));
    list.rows.push_back({reading.name, reading.title, reading.by, reading.source,
                         fmt::format("{}", fmt::join(answers, ", "))});
  }
  return list;
}

Listing definitions(const Model& model) {
  Listing list{{"name", "published", "on", "source", "title"}, {}};
  for (const auto& d : model.definitions) {
    const auto& p = d.published;
    list.rows.push_back({d.name, p ? fmt::format("{}{}", p->over ? "over " : "", p->number) : std::string(),
                         p ? to_iso(p->on) : std::string(), d.source, d.title});
  }
  return list;
}

Listing organs(const Model& model) {
  Listing list{{"name", "instrument", "title", "rule"}, {}};
  for (const auto& i : model.instruments)
    for (const auto& organ : i.organs) list.rows.push_back({organ.name, i.name, organ.title, organ.rule});
  return list;
}

Listing concepts(const Model& model) {
  Listing list{{"name", "title"}, {}};
  for (const auto& c : model.concepts)
    if (!c.is_event_kind) list.rows.push_back({c.name, c.title});
  return list;
}

template <class Enum>
Listing words() {
  Listing list{{"name"}, {}};
  for (auto word : names_of<Enum>()) list.rows.push_back({word});
  if constexpr (std::is_same_v<Enum, Act>) {
    list.fields.emplace_back("family");
    for (std::size_t i = 0; i < list.rows.size(); ++i)
      list.rows[i].push_back(name(family(static_cast<Act>(i))));
  }
  if constexpr (std::is_same_v<Enum, EventKind>) {
    list.fields.emplace_back("verb");
    for (std::size_t i = 0; i < list.rows.size(); ++i)
      list.rows[i].push_back(verb(static_cast<EventKind>(i)));
  }
  return list;
}

std::size_t columns_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

void print_table(const Listing& list) {
  // Every column as wide as its widest entry, but the last, which is free.
  std::vector<std::size_t> widths(list.fields.size(), 0);
  for (const auto& row : list.rows)
    for (std::size_t i = 0; i + 1 < row.size(); ++i)
      widths[i] = std::max(widths[i], std::min<std::size_t>(columns_of(text_of(row[i])), 44));
  std::string out;
  for (const auto& row : list.rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string text = text_of(row[i]);
      line += text;
      if (i + 1 == row.size()) break;
      const std::size_t have = columns_of(text);
      line += std::string(have < widths[i] ? widths[i] - have + 2 : 2, ' ');
    }
    while (line.ends_with(' ')) line.pop_back();
    out += line + "\n";
  }
  print(out);
}

void print_listing(const Listing& list, const std::string& what, const Options& options) {
  if (options.format == Format::csv) {
    print(csv_line(list.fields));
    for (const auto& row : list.rows) {
      std::vector<std::string> fields;
      for (const auto& value : row) fields.push_back(text_of(value));
      print(csv_line(fields));
    }
    return;
  }
  if (options.format != Format::json && options.format != Format::ndjson) return print_table(list);
  json items = json::array();
  for (const auto& row : list.rows) {
    json item = json::object();
    for (std::size_t i = 0; i < row.size(); ++i) item[list.fields[i]] = row[i];
    if (options.format == Format::ndjson) {
      print(item.dump() + "\n");
    } else {
      items.push_back(std::move(item));
    }
  }
  if (options.format == Format::json)
    print(json{{"schema", "casus/list/1"}, {"of", what}, {"items", std::move(items)}}.dump(2) + "\n");
}

}  // namespace

int list(const Options& options, const std::string& what, const FilterWords& words_of_filter) {
  int exit = exit_done;
  const auto session = load_checked(options, exit);
  if (!session) return exit;
  const auto filter = filter_of(*session, words_of_filter);
  if (!filter) {
    session->report();
    return exit_input;
  }
  const auto& model = session->model();
  const std::vector<std::pair<std::string, std::function<Listing()>>> lists = {
      {"instruments", [&] { return instruments(*session, *filter); }},
      {"provisions", [&] { return provisions(*session, *filter); }},
      {"states", [&] { return states(model, *filter); }},
      {"places", [&] { return places(model); }},
      {"questions", [&] { return questions(model); }},
      {"readings", [&] { return readings(model); }},
      {"definitions", [&] { return definitions(model); }},
      {"organs", [&] { return organs(model); }},
      {"concepts", [&] { return concepts(model); }},
      {"events", [] { return words<EventKind>(); }},
      {"acts", [] { return words<Act>(); }},
      {"means", [] { return words<Means>(); }},
  };
  const std::string wanted = what.empty() ? "instruments" : what;
  const auto found =
      std::ranges::find(lists, wanted, &std::pair<std::string, std::function<Listing()>>::first);
  if (found == lists.end()) {
    std::vector<std::string_view> known;
    for (const auto& [word, make] : lists) known.push_back(word);
    complain("casus: there is no list of `{}`; known: {}\n", wanted, fmt::join(known, ", "));
    return exit_usage;
  }
  print_listing(found->second(), wanted, options);
  return exit_done;
}

}  // namespace casus::tool
