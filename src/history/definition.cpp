#include "history/definition.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/suggest.h"

namespace casus::history {

namespace {

using nlohmann::json;

template <class Value>
using Words = std::vector<std::pair<std::string_view, Value>>;

class Reading {
 public:
  Reading(const std::string& file, diag::Sink& sink) : file_(file), sink_(sink) {}

  bool good() const { return good_; }

  void fault(std::string_view key, std::string message, std::string help = {}) {
    sink_.add(diag::Code::definition_unfit, {}, fmt::format("{}, `{}`: {}", file_, key, message),
              std::move(help));
    good_ = false;
  }

  /// Every key of the object must be one of these.
  void only(const json& object, std::initializer_list<std::string_view> keys) {
    for (const auto& [key, value] : object.items()) {
      if (std::ranges::find(keys, key) != keys.end()) continue;
      fault(key, "a definition has no such key", fmt::format("it may have {}", fmt::join(keys, ", ")));
    }
  }

  void text(const json& object, const char* key, std::string& into, bool wanted = false) {
    const json* value = at(object, key);
    if (value == nullptr) {
      if (wanted) fault(key, "is missing");
    } else if (value->is_string()) {
      into = value->get<std::string>();
    } else {
      fault(key, "this must be a text");
    }
  }
  void number(const json& object, const char* key, int& into, int least, int most) {
    const json* value = at(object, key);
    if (value == nullptr) return;
    if (!value->is_number_integer() || value->get<std::int64_t>() < least ||
        value->get<std::int64_t>() > most) {
      fault(key, fmt::format("this must be a whole number from {} to {}", least, most));
    } else {
      into = value->get<int>();
    }
  }
  template <class Value>
  void word(const json& object, const char* key, Value& into, const Words<Value>& words) {
    const json* value = at(object, key);
    if (value == nullptr) return;
    const std::string given = value->is_string() ? value->get<std::string>() : value->dump();
    const auto found = std::ranges::find(words, given, &Words<Value>::value_type::first);
    if (found != words.end()) {
      into = found->second;
      return;
    }
    std::vector<std::string_view> known;
    for (const auto& [name, meant] : words) known.push_back(name);
    fault(key, fmt::format("`{}` is none of its values", given),
          fmt::format("write {}", fmt::join(known, " or ")));
  }

  /// The value of a key; null where the object does not have it.
  static const json* at(const json& object, const char* key) {
    const auto found = object.find(key);
    return found == object.end() ? nullptr : &*found;
  }
  /// The object under a key; an empty one where there is none or it is something else.
  json object(const json& whole, const char* key) {
    const json* value = at(whole, key);
    if (value == nullptr) return json::object();
    if (value->is_object()) return *value;
    fault(key, "this must be an object");
    return json::object();
  }
  json list(const json& whole, const char* key) {
    const json* value = at(whole, key);
    if (value == nullptr) return json::array();
    if (value->is_array()) return *value;
    fault(key, "this must be a list");
    return json::array();
  }

 private:
  const std::string& file_;
  diag::Sink& sink_;
  bool good_ = true;
};

void read_pledges(Reading& reading, const json& whole, Definition& into) {
  const json list = reading.list(whole, "pledges");
  if (!whole.contains("pledges")) return;
  if (list.empty()) reading.fault("pledges", "nothing is left to test", "leave it out for all four");
  into.tested.fill(false);
  for (const auto& value : list) {
    const std::string word = value.is_string() ? value.get<std::string>() : value.dump();
    const auto found = std::ranges::find_if(pledges, [&](Pledge pledge) { return name(pledge) == word; });
    if (found == pledges.end()) {
      reading.fault("pledges", fmt::format("`{}` is no pledge", word),
                    "write defense, offense, neutral or nonagg");
    } else if (*found == Pledge::consul) {
      reading.fault("pledges", "no data set says whether states consulted",
                    "write defense, offense, neutral or nonagg");
    } else {
      into.tested[static_cast<std::size_t>(*found)] = true;
    }
  }
}

void read_published(Reading& reading, const json& whole, Definition& into) {
  const json list = reading.list(whole, "published");
  for (const auto& value : list) {
    if (!value.is_object()) {
      reading.fault("published", "each of these must be an object");
      continue;
    }
    reading.only(value, {"what", "kept", "of", "share"});
    Published figure;
    reading.text(value, "what", figure.what, true);
    reading.number(value, "kept", figure.kept, 0, 100000);
    reading.number(value, "of", figure.of, 1, 100000);
    const bool known =
        figure.what == "all" || figure.what == "before_1945" || figure.what == "since_1945" ||
        std::ranges::any_of(pledges, [&](Pledge pledge) { return name(pledge) == figure.what; });
    if (!known)
      reading.fault("what", fmt::format("`{}` is no split", figure.what),
                    "write all, before_1945, since_1945, defense, offense, neutral or nonagg");
    if (figure.of > 0 && figure.kept > figure.of) reading.fault("kept", "it is more than `of`");
    if (const json* share = Reading::at(value, "share"); share != nullptr) {
      if (share->is_number()) figure.share = share->get<double>();
      if (!share->is_number() || figure.share < 0 || figure.share > 1)
        reading.fault("share", "this must be a number from 0 to 1");
    } else if (figure.of > 0) {
      figure.share = static_cast<double>(figure.kept) / figure.of;
    } else {
      reading.fault("published", "neither `share` nor `kept` and `of`");
    }
    into.published.push_back(std::move(figure));
  }
}

}  // namespace

bool victims_ask(const Definition& definition) {
  const auto at = definition.answers.find("request");
  return at != definition.answers.end() && at->second;
}

std::string_view name(CountedUnit unit) { return unit == CountedUnit::alliance ? "alliance" : "member"; }

std::string_view name(Keeping keeping) {
  switch (keeping) {
    case Keeping::all: return "all";
    case Keeping::most: return "most";
    case Keeping::any: return "any";
  }
  return {};
}

std::string_view name(OpenCases open) {
  switch (open) {
    case OpenCases::left_out: return "left_out";
    case OpenCases::arises: return "arises";
    case OpenCases::does_not_arise: return "does_not_arise";
  }
  return {};
}

std::optional<Definition> read_definition(std::string_view name, const std::string& file,
                                          std::string_view text, diag::Sink& sink) {
  Reading reading(file, sink);
  const json whole = json::parse(text, nullptr, false);
  if (whole.is_discarded() || !whole.is_object()) {
    sink.add(diag::Code::definition_unfit, {}, fmt::format("{}: this is no JSON object", file));
    return std::nullopt;
  }
  reading.only(whole, {"title", "source", "notes", "conflicts", "clauses", "partners", "pledges",
                       "non_aggression", "attack_on_partner", "made_during", "answers", "unit",
                       "alliance_keeps", "open", "joins_within_days", "published"});
  Definition into;
  into.name = name;
  reading.text(whole, "title", into.title, true);
  reading.text(whole, "source", into.source, true);
  const json notes = reading.list(whole, "notes");
  for (const auto& note : notes) {
    if (note.is_string()) {
      into.notes.push_back(note.get<std::string>());
    } else {
      reading.fault("notes", "each of these must be a text");
    }
  }

  const json conflicts = reading.object(whole, "conflicts");
  reading.only(conflicts, {"kind", "from", "to", "least_hostility", "initiators"});
  reading.word(conflicts, "kind", into.conflicts,
               {{"wars", ConflictKind::war}, {"disputes", ConflictKind::dispute}});
  reading.number(conflicts, "from", into.from, 1000, 9998);
  reading.number(conflicts, "to", into.to, 1000, 9998);
  if (into.to < into.from) reading.fault("to", "it lies before `from`");
  reading.number(conflicts, "least_hostility", into.least_hostility, 1, 5);
  reading.word(conflicts, "initiators", into.initiators,
               {{"dyads", InitiatorRule::dyads}, {"first_side", InitiatorRule::first_side}});

  reading.word(whole, "attack_on_partner", into.attack_breaks,
               {{"breaks_every_pledge", true}, {"breaks_non_aggression", false}});
  reading.word(whole, "made_during", into.made_during, {{"tested", true}, {"not_tested", false}});
  reading.word(whole, "clauses", into.clauses_read, {{"read", true}, {"ignored", false}});
  reading.word(whole, "partners", into.originators_only, {{"originators", true}, {"all", false}});
  read_pledges(reading, whole, into);
  reading.word(whole, "non_aggression", into.non_aggression,
               {{"fought", NonAggression::fought}, {"always", NonAggression::always}});
  const json answers = reading.object(whole, "answers");
  for (const auto& [question, answer] : answers.items()) {
    if (answer.is_boolean()) {
      into.answers.emplace(question, answer.get<bool>());
    } else {
      reading.fault(question, "the answer to a question is true or false");
    }
  }
  reading.word(whole, "unit", into.unit,
               {{"alliance", CountedUnit::alliance}, {"member", CountedUnit::member}});
  reading.word(whole, "alliance_keeps", into.keeping,
               {{"all", Keeping::all}, {"most", Keeping::most}, {"any", Keeping::any}});
  reading.word(whole, "open", into.open,
               {{"left_out", OpenCases::left_out},
                {"arises", OpenCases::arises},
                {"does_not_arise", OpenCases::does_not_arise}});
  if (whole.contains("joins_within_days")) {
    int days = 0;
    reading.number(whole, "joins_within_days", days, 0, 100000);
    into.joins_within = days;
  }
  read_published(reading, whole, into);
  if (!reading.good()) return std::nullopt;
  return into;
}

}  // namespace casus::history
