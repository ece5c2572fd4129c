#include "catalogue/cite.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "explain/words.h"

namespace casus::catalogue {

using json = nlohmann::ordered_json;

namespace {

bool is_web_address(const std::string& cite) {
  return cite.starts_with("http://") || cite.starts_with("https://");
}

const std::optional<VagueDay>& day_of_text(const Instrument& instrument) {
  return instrument.signed_on ? instrument.signed_on : instrument.published_on;
}

/// Year, month and day, as many of them as the source is sure of.
std::vector<int> date_parts(const VagueDay& day) {
  const auto a = to_iso(day.earliest), b = to_iso(day.latest);
  std::vector<int> parts;
  if (a.size() != 10 || b.size() != 10) return parts;
  for (const auto& [at, length] : {std::pair(0, 4), std::pair(5, 2), std::pair(8, 2)}) {
    const auto part = a.substr(static_cast<std::size_t>(at), static_cast<std::size_t>(length));
    if (part != b.substr(static_cast<std::size_t>(at), static_cast<std::size_t>(length))) break;
    parts.push_back(std::stoi(part));
  }
  return parts;
}

std::string labels(const Model& model, const Cited& source) {
  std::vector<std::string> list;
  for (auto provision : source.provisions) list.push_back(explain::plain(model[provision].label));
  return fmt::format("{}", fmt::join(list, ", "));
}

/// The address or printed reference: the provision's own where one alone is cited.
const std::string& reference(const Model& model, const Cited& source) {
  return source.provisions.size() == 1 ? cite_of(model, source.provisions[0]) : model[source.instrument].cite;
}

/// Characters that mean something to TeX.
std::string tex(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (std::string_view("&%$#_{}").find(c) != std::string_view::npos) {
      out += '\\';
      out += c;
    } else if (c == '~') {
      out += "\\textasciitilde{}";
    } else if (c == '^') {
      out += "\\textasciicircum{}";
    } else if (c == '\\') {
      out += "\\textbackslash{}";
    } else {
      out += c;
    }
  }
  return out;
}

std::string_view csl_type(InstrumentKind kind) {
  switch (kind) {
    case InstrumentKind::treaty:
    case InstrumentKind::protocol:
    case InstrumentKind::agreement:
    case InstrumentKind::exchange_of_notes: return "treaty";
    case InstrumentKind::statute:
    case InstrumentKind::constitution:
    case InstrumentKind::executive_order: return "legislation";
    default: return "document";
  }
}

}  // namespace

std::vector<Cited> cited(const Model& model, std::vector<ProvisionId> provisions) {
  std::ranges::sort(provisions);
  const auto repeated = std::ranges::unique(provisions);
  provisions.erase(repeated.begin(), repeated.end());
  std::vector<Cited> sources;
  for (auto provision : provisions) {
    if (sources.empty() || sources.back().instrument != model[provision].instrument)
      sources.push_back({model[provision].instrument, {}});
    sources.back().provisions.push_back(provision);
  }
  return sources;
}

std::string bibtex(const Model& model, const std::vector<Cited>& sources) {
  std::string text;
  for (const auto& source : sources) {
    const Instrument& instrument = model[source.instrument];
    text += fmt::format("@misc{{{},\n  title        = {{{{{}}}}},\n", instrument.name, tex(instrument.title));
    if (const auto& day = day_of_text(instrument)) {
      const auto parts = date_parts(*day);
      if (!parts.empty()) {
        text += fmt::format("  year         = {{{}}},\n", parts[0]);
        std::string date = fmt::format("{:04}", parts[0]);
        for (std::size_t i = 1; i < parts.size(); ++i) date += fmt::format("-{:02}", parts[i]);
        text += fmt::format("  date         = {{{}}},\n", date);
      }
    }
    text += fmt::format("  howpublished = {{{}}},\n",
                        tex(explain::sentence_case(explain::plain(name(instrument.kind)))));
    const auto& where = reference(model, source);
    if (is_web_address(where)) {
      text += fmt::format("  url          = {{{}}},\n", where);
    } else if (!where.empty()) {
      text += fmt::format("  note         = {{{}}},\n", tex(where));
    }
    if (!source.provisions.empty())
      text += fmt::format("  pages        = {{{}}},\n", tex(labels(model, source)));
    text += "}\n\n";
  }
  return text;
}

nlohmann::ordered_json csl_json(const Model& model, const std::vector<Cited>& sources) {
  json items = json::array();
  for (const auto& source : sources) {
    const Instrument& instrument = model[source.instrument];
    json item = {{"id", instrument.name}, {"type", csl_type(instrument.kind)}, {"title", instrument.title}};
    if (const auto& day = day_of_text(instrument)) {
      const auto parts = date_parts(*day);
      if (!parts.empty()) item["issued"] = {{"date-parts", json::array({parts})}};
    }
    const auto& where = reference(model, source);
    if (is_web_address(where)) {
      item["URL"] = where;
    } else if (!where.empty()) {
      item["references"] = where;
    }
    if (!source.provisions.empty()) item["section"] = labels(model, source);
    items.push_back(std::move(item));
  }
  return items;
}

}  // namespace casus::catalogue
