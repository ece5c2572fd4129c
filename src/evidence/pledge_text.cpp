#include "evidence/pledge_text.h"

#include <fmt/format.h>

#include "base/decimal.h"
#include "evidence/words.h"

namespace casus::evidence {

namespace {

/// In double quotes, on one line.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
  }
  return out + '"';
}

std::string amount_text(const PledgeEntry& entry) {
  std::string out;
  if (entry.quantity || entry.money) out += fmt::format(" {}", before_number(entry.bound));
  if (entry.quantity) out += thousandths_to_text(*entry.quantity);
  if (const auto& money = entry.money)
    out += fmt::format("{} {}", thousandths_to_text(money->amount), money->currency);
  if (entry.in_all) out += " in all";
  if (const auto& money = entry.money) {
    if (money->constant_year) out += fmt::format(" in prices of {}", *money->constant_year);
    if (money->valuation != Valuation::unstated)
      out += fmt::format(" valued {}", model::name(money->valuation));
  }
  return out;
}

std::expected<std::string, std::string> entry_text(const PledgeEntry& entry) {
  const auto on = written(entry.on);
  const auto what = fmt::format("`{}` on {}", entry_word(entry), on);
  if (entry.kind == EntryKind::withdrawn || entry.corrects) return std::unexpected(what + " is a correction");
  if (on.starts_with('[')) return std::unexpected(what + " is on no day that the language has a form for");
  if (entry.quantity && entry.money) return std::unexpected(what + " has a quantity and a sum of money");
  std::string out = fmt::format("  {}", entry_word(entry));
  const bool due = entry.kind == EntryKind::due;
  if (due) {
    out += " " + on + amount_text(entry);
  } else {
    out += amount_text(entry);
    if (!entry.by_pledge.empty()) out += " by " + entry.by_pledge;
    out += " on " + on;
  }
  // What is not said is since it happened, and of `due` from the start.
  const Day unsaid = due ? Day::min() : entry.on.latest;
  if (entry.known != unsaid) {
    if (entry.known == Day::min()) return std::unexpected(what + " was known at all times");
    out += " known " + to_iso(entry.known);
  }
  if (entry.category != Category::unspecified)
    out += fmt::format(" category {}", model::name(entry.category));
  if (!entry.item.empty()) out += " item " + quoted(entry.item);
  if (!entry.accepted.empty()) out += " accept " + quoted(entry.accepted);
  out += " source " + quoted(entry.source);
  if (!entry.note.empty()) out += " note " + quoted(entry.note);
  return out + "\n";
}

}  // namespace

std::expected<std::string, std::string> pledge_text(const Pledge& pledge) {
  std::string out = fmt::format("pledge {}", pledge.name);
  if (!pledge.title.empty() && pledge.title != pledge.name) out += " " + quoted(pledge.title);
  out += " {\n";
  out += fmt::format("  by {}\n  to {}\n", fmt::join(pledge.by, ", "), fmt::join(pledge.to, ", "));
  if (!pledge.item.empty()) out += fmt::format("  item {}\n", quoted(pledge.item));
  if (pledge.category != Category::unspecified)
    out += fmt::format("  category {}\n", model::name(pledge.category));
  if (!pledge.instrument.empty()) {
    out += "  under " + pledge.instrument;
    if (!pledge.provision.empty()) out += " " + pledge.provision;
    if (!pledge.period.empty()) out += " for " + pledge.period;
    out += "\n";
  }
  if (!pledge.covers.empty()) {
    std::vector<std::string_view> stages;
    for (const auto stage : pledge.covers) stages.push_back(model::name(stage));
    out += fmt::format("  covers {}\n", fmt::join(stages, ", "));
  }
  if (!pledge.note.empty()) out += fmt::format("  note {}\n", quoted(pledge.note));
  for (const auto& entry : pledge.entries) {
    auto line = entry_text(entry);
    if (!line) return std::unexpected(fmt::format("pledge `{}`: {}", pledge.name, line.error()));
    out += *line;
  }
  return out + "}\n";
}

}  // namespace casus::evidence
