#include "tool/diff_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "analysis/how_bound.h"
#include "explain/layout.h"
#include "explain/sentence.h"
#include "tool/question.h"

namespace casus::tool {

using json = nlohmann::ordered_json;
using namespace model;
using analysis::Change;
using analysis::Comparison;
using analysis::Owed;
using analysis::Posed;

namespace {

std::string_view words_of(Change change) {
  switch (change) {
    case Change::lost: return "owed on the left only";
    case Change::gained: return "owed on the right only";
    case Change::weaker: return "weaker on the right";
    case Change::stronger: return "stronger on the right";
    case Change::less_certain: return "certain on the left, hanging on a question on the right";
    case Change::more_certain: return "hanging on a question on the left, certain on the right";
    case Change::more_discretion: return "more discretion on the right";
    case Change::less_discretion: return "less discretion on the right";
    case Change::later: return "due later on the right";
    case Change::sooner: return "due sooner on the right";
  }
  return {};
}

/// ` (assist, consult)`: what is owed on one side only; else nothing.
std::string acts_words(const analysis::Difference& difference) {
  std::vector<std::string> acts;
  for (auto act : difference.acts) acts.push_back(explain::plain(name(act)));
  return acts.empty() ? std::string() : fmt::format(" ({})", fmt::join(acts, ", "));
}

/// One comparison, put into words for whichever form is asked for.
class Telling {
 public:
  explicit Telling(const Compared& compared)
      : sides_(compared.sides),
        comparison_(compared.comparison),
        beneficiary_(compared.beneficiary),
        day_(compared.day) {}

  const Comparison& comparison() const { return comparison_; }
  const std::string& label(bool right) const { return sides_[right ? 1 : 0].side.label; }
  std::string told(bool right) const { return sides_[right ? 1 : 0].told(); }
  const Model& model() const { return sides_[0].session->model(); }
  std::string beneficiary_words() const {
    return spoken_on(model()[find_state(model(), beneficiary_)], day_);
  }
  Day day() const { return day_; }

  std::string situation(const Posed& posed) const {
    return analysis::words(sides_[0].side, posed, beneficiary_, day_);
  }

  std::string sentence(bool right, const Posed& posed, const std::optional<Owed>& owed) const {
    if (!owed) return "nothing of the kind is owed";
    return analysis::sentence(sides_[right ? 1 : 0].side, posed, beneficiary_, day_, *owed);
  }

  /// What one side asks in the smallest situation and the other does not.
  explain::SpokenTogether smallest(bool right) const {
    explain::SpokenTogether together;
    const Model& own = sides_[right ? 1 : 0].session->model();
    for (const auto& owed : right ? comparison_.right : comparison_.left)
      together.add(owed.debtor, spoken_on(own[find_state(own, owed.debtor)], day_),
                   sentence(right, *comparison_.smallest, owed));
    return together;
  }

 private:
  const std::vector<Arrangement>& sides_;
  const Comparison& comparison_;
  std::string beneficiary_;
  Day day_;
};

analysis::HowBound how(const Owed& owed) { return analysis::how_bound(owed.modality, owed.force, owed.open); }

json owed_json(const std::optional<Owed>& owed, const std::string& sentence) {
  if (!owed) return nullptr;
  json out = {{"debtor", owed->debtor},
              {"instrument", owed->instrument},
              {"provision", owed->provision},
              {"modality", name(owed->modality)},
              {"act", name(owed->act)},
              {"discretion", name(owed->discretion)},
              {"hours", nullptr},
              {"status", owed->open ? "open" : "arises"},
              {"how", analysis::name(how(*owed))},
              {"sentence", sentence}};
  if (owed->hours) out["hours"] = *owed->hours;
  return out;
}

json posed_json(const Telling& telling, const Posed& posed) {
  const auto answer = [](const std::optional<bool>& value) { return value ? json(*value) : json(nullptr); };
  return {{"kind", name(posed.kind)},
          {"attacker", posed.attacker},
          {"place", posed.place.empty() ? json(nullptr) : json(posed.place)},
          {"unprovoked", answer(posed.unprovoked)},
          {"requested", answer(posed.requested)},
          {"decided", answer(posed.decided)},
          {"words", telling.situation(posed)}};
}

}  // namespace

json document(const Compared& compared) {
  const Telling telling(compared);
  const auto& sides = compared.sides;
  const Rows& features = compared.features;
  const Comparison& c = telling.comparison();
  json arrangements = json::array();
  for (const auto& arrangement : sides)
    arrangements.push_back({{"label", arrangement.side.label},
                            {"corpus", arrangement.session->digest()},
                            {"without", arrangement.without}});
  json table = json::array();
  for (const auto& row : features)
    table.push_back({{"feature", row[0]}, {"values", std::vector<std::string>(row.begin() + 1, row.end())}});
  json differences = json::array();
  for (const auto& d : c.differences)
    differences.push_back({{"change", name(d.change)},
                           {"debtors", d.debtors},
                           {"situations", d.situations},
                           {"smallest", posed_json(telling, d.smallest)},
                           {"there", d.there},
                           {"left", owed_json(d.left, telling.sentence(false, d.smallest, d.left))},
                           {"right", owed_json(d.right, telling.sentence(true, d.smallest, d.right))}});
  json standing = json::array();
  for (const auto& s : c.standing)
    standing.push_back({{"act", name(s.act)}, {"left", s.left}, {"right", s.right}});
  json smallest = nullptr;
  if (c.smallest) {
    const auto side = [&](bool right) {
      json list = json::array();
      const auto together = telling.smallest(right);
      for (const auto& told : together.list()) {
        // One sentence for all of them: they are bound alike.
        const auto first = std::ranges::find(right ? c.right : c.left, told.debtors.front(), &Owed::debtor);
        list.push_back(
            {{"debtors", told.debtors}, {"how", analysis::name(how(*first))}, {"sentence", told.sentence}});
      }
      return list;
    };
    smallest = {
        {"situation", posed_json(telling, *c.smallest)}, {"left", side(false)}, {"right", side(true)}};
  }
  const auto source = provenance(*sides[0].session);
  return {{"schema", "casus/diff/1"},
          {"engine", version},
          {"corpus", {{"digest", source.digest}, {"instruments", source.instruments}}},
          {"on", to_iso(telling.day())},
          {"beneficiary", telling.model()[c.beneficiary].code},
          {"arrangements", std::move(arrangements)},
          {"situations", c.posed.size()},
          {"features", std::move(table)},
          {"smallest", std::move(smallest)},
          {"differences", std::move(differences)},
          {"standing", std::move(standing)}};
}

void print_text(const Compared& compared, const explain::TableOptions& options) {
  const Telling telling(compared);
  const Rows& features = compared.features;
  const auto source = provenance(*compared.sides[0].session);
  const Comparison& c = telling.comparison();
  const auto say = [&](const std::string& text, std::size_t indent) {
    print(explain::wrapped(text, indent, options.width));
  };
  const auto heading = [&](std::string_view text) {
    print(fmt::format("\n  {}\n", explain::bold(text, options)));
  };
  print(fmt::format("\n  For {} · {} · {} situations · corpus {} ({} instruments)\n",
                    telling.beneficiary_words(), to_words(telling.day()), c.posed.size(), source.coded,
                    source.instruments));
  say("left   " + telling.told(false), 2);
  say("right  " + telling.told(true), 2);
  if (!features.empty()) {
    heading("FEATURES");
    print_table({"", "left", "right"}, features, options.width);
  }
  if (!c.smallest && c.standing.empty()) {
    print("\n  The two make the same of every situation.\n\n  A statement about texts, not a prediction.\n");
    return;
  }
  if (c.smallest) {
    heading("SMALLEST SITUATION THAT TELLS THEM APART");
    say(telling.situation(*c.smallest) + ".", 2);
    for (const bool right : {false, true}) {
      print(fmt::format("  {}\n", right ? "right" : "left"));
      const auto told = telling.smallest(right).told();
      if (told.empty()) print("      Nobody is bound or called on to anything more.\n");
      for (const auto& one : told) say(one, 6);
    }
    heading("DIFFERENCES");
    for (const auto& d : c.differences) {
      say(fmt::format("{}: {} {}{}, in {} of {} situations", words_of(d.change), d.debtors.size(),
                      d.debtors.size() == 1 ? "state" : "states", acts_words(d), d.situations,
                      c.posed.size()),
          2);
      if (options.all || d.debtors.size() <= 40) say(fmt::format("{}", fmt::join(d.debtors, " ")), 6);
      if (d.smallest == *c.smallest && d.change == c.differences.front().change) continue;
      say("smallest: " + telling.situation(d.smallest), 6);
      say("left:  " + telling.sentence(false, d.smallest, d.left), 6);
      say("right: " + telling.sentence(true, d.smallest, d.right), 6);
    }
  }
  if (!c.standing.empty()) {
    heading("AT ALL TIMES");
    // Acts that the same states owe stand in one line.
    std::vector<std::pair<const analysis::StandingDifference*, std::string>> lines;
    for (const auto& s : c.standing) {
      const auto same = std::ranges::find_if(lines, [&](const auto& line) {
        return line.first->left == s.left && line.first->right == s.right;
      });
      const std::string act = explain::plain(name(s.act));
      if (same == lines.end())
        lines.emplace_back(&s, act);
      else
        same->second += ", " + act;
    }
    for (const auto& [s, acts] : lines) {
      say(acts, 2);
      for (const bool right : {false, true}) {
        const auto& who = right ? s->right : s->left;
        say(fmt::format("{} {}", right ? "right:" : "left: ",
                        who.empty() ? "nobody" : fmt::format("{}", fmt::join(who, " "))),
            6);
      }
    }
  }
  print("\n  A statement about texts, not a prediction.\n");
}

Page page_of(const Compared& compared) {
  const Telling telling(compared);
  const auto& sides = compared.sides;
  const Rows& features = compared.features;
  const Comparison& c = telling.comparison();
  Page page;
  page.heading(1, fmt::format("What differs for {}: {} or {}?", telling.beneficiary_words(),
                              telling.label(false), telling.label(true)));
  for (const bool right : {false, true})
    if (!sides[right ? 1 : 0].without.empty()) page.bullet(telling.told(right));
  page.heading(2, "Answer");
  if (!c.smallest) {
    page.paragraph(
        fmt::format("The two make the same of all {} situations that were put to both.", c.posed.size()));
  } else {
    page.paragraph(
        fmt::format("The smallest situation that tells them apart: **{}.**", telling.situation(*c.smallest)));
    for (const bool right : {false, true}) {
      const auto told = telling.smallest(right).told();
      page.paragraph(fmt::format("**{}.**", telling.label(right)));
      if (told.empty()) page.bullet("Nobody is bound or called on to anything more.");
      for (const auto& one : told) page.bullet(one);
    }
  }
  if (!features.empty()) {
    page.heading(2, "Features");
    page.table({"", telling.label(false), telling.label(true)}, features);
  }
  if (!c.differences.empty()) {
    page.heading(2, fmt::format("Differences over {} situations", c.posed.size()));
    Rows rows;
    for (const auto& d : c.differences)
      rows.push_back({std::string(words_of(d.change)) + acts_words(d), fmt::format("{}", d.debtors.size()),
                      fmt::format("{}", d.situations), telling.situation(d.smallest)});
    page.table({"what", "states", "situations", "smallest situation"}, rows);
  }
  if (!c.standing.empty()) {
    page.heading(2, "At all times");
    Rows rows;
    for (const auto& s : c.standing)
      rows.push_back({std::string(explain::plain(name(s.act))), fmt::format("{}", s.left.size()),
                      fmt::format("{}", s.right.size())});
    page.table({"act", telling.label(false), telling.label(true)}, rows);
  }
  add_sources(page, sides);
  add_foot(page, sides, telling.day());
  return page;
}

}  // namespace casus::tool
