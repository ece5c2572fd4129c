// The names of the classes, what they mean, and how a date is written.
#include <fmt/format.h>

#include <string>

#include "history/accession.h"

namespace casus::history {

std::string_view name(Difference difference) {
  switch (difference) {
    case Difference::same: return "same";
    case Difference::vague: return "vague";
    case Difference::uncovered: return "not_covered";
    case Difference::suspension: return "suspension";
    case Difference::gap: return "gap";
    case Difference::open_corpus: return "open_corpus";
    case Difference::open_atop: return "open_atop";
    case Difference::signature: return "signature";
    case Difference::old_style: return "old_style";
    case Difference::between: return "between";
    case Difference::accession: return "accession";
    case Difference::last_day: return "last_day";
    case Difference::question: return "question";
    case Difference::earlier: return "atop_earlier";
    case Difference::later: return "atop_later";
    case Difference::count_: break;
  }
  return {};
}

std::string_view meaning(Difference difference) {
  switch (difference) {
    case Difference::same: return "the same date, or open on both sides";
    case Difference::vague: return "a date is vague and may be the day of the other";
    case Difference::uncovered: return "the corpus has an end after the last day that ATOP covers";
    case Difference::suspension:
      return "ATOP ends or breaks off; in the corpus a suspension begins then or later";
    case Difference::gap: return "one side breaks off and begins again, the other goes on";
    case Difference::open_corpus: return "ATOP has an end, the corpus has none";
    case Difference::open_atop: return "the corpus has an end, ATOP has none";
    case Difference::signature: return "ATOP has the day of signature of the text, the corpus a later day";
    case Difference::old_style: return "ATOP has the date in the Julian calendar";
    case Difference::between: return "ATOP has a day between signature and entry into force of the text";
    case Difference::accession: return "the state joined a text in force; ATOP has an earlier day";
    case Difference::last_day: return "ATOP has the last day, the corpus the day after it";
    case Difference::question: return "none of these; the corpus leaves it to a question";
    case Difference::earlier: return "ATOP has an earlier day; no date of the corpus says why";
    case Difference::later: return "ATOP has a later day; no date of the corpus says why";
    case Difference::count_: break;
  }
  return {};
}

std::string_view name(Presence presence) {
  switch (presence) {
    case Presence::both: return "both";
    case Presence::corpus_only: return "corpus_only";
    case Presence::atop_only: return "atop_only";
    case Presence::question: return "question";
    case Presence::no_code: return "no_code";
    case Presence::not_covered: return "not_covered";
    case Presence::never_in_force: return "never_in_force";
    case Presence::count_: break;
  }
  return {};
}

std::string_view meaning(Presence presence) {
  switch (presence) {
    case Presence::both: return "in both";
    case Presence::corpus_only: return "only in the corpus";
    case Presence::atop_only: return "only in ATOP";
    case Presence::question: return "only in the corpus, which leaves it to a question";
    case Presence::no_code:
      return "only in the corpus: the state bears no code of the Correlates of War on those days";
    case Presence::not_covered: return "only in the corpus: after the last day that ATOP covers";
    case Presence::never_in_force: return "only in ATOP: the corpus has the text as never in force";
    case Presence::count_: break;
  }
  return {};
}

std::string edtf(const VagueDay& day) {
  if (day.earliest == Day::min() || day.latest == Day::max()) return {};
  const std::string first = to_iso(day.earliest), last = to_iso(day.latest);
  std::string text = first;
  if (!day.is_exact()) {
    const int year = std::stoi(first.substr(0, 4)), month = std::stoi(first.substr(5, 2));
    const auto next_year = day_of(year + 1, 1, 1),
               next_month = month == 12 ? next_year : day_of(year, month + 1, 1);
    const Day after{day.latest.number + 1};
    if (first.ends_with("-01-01") && next_year == after) {
      text = first.substr(0, 4);
    } else if (first.ends_with("-01") && next_month == after) {
      text = first.substr(0, 7);
    } else {
      text = fmt::format("[{}..{}]", first, last);
    }
  }
  return day.uncertain ? text + "?" : text;
}

}  // namespace casus::history
