// `casus claims check`: each claim of a source held against the corpus, the pledges and what other sources record.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "evidence/claims.h"
#include "explain/layout.h"
#include "explain/model_json.h"
#include "tool/claims.h"
#include "tool/page.h"
#include "tool/question.h"

namespace casus::tool {

using evidence::ClaimCheck;
using evidence::Ground;
using json = nlohmann::ordered_json;

namespace {

/// The claims that are asked about, checked, in the order of source and place.
struct Checked {
  std::vector<ClaimCheck> checks;
  std::size_t others = 0;  ///< claims that others are held against, not listed
  std::size_t other_sources = 0;
};

/// `3` before `17`: statements are numbers, mostly.
bool before(const std::string& a, const std::string& b) {
  return a.size() != b.size() ? a.size() < b.size() : a < b;
}

/// News is checked, and of a file that is named also what people say, where a verdict is expected; everything else is what others are
/// held against.
bool is_asked(const model::Source& source, const model::Claim& claim, const ClaimWords& words,
              const std::vector<SourceId>& given) {
  if (words.all) return true;
  if (!words.source.empty()) return source.name == words.source;
  const bool named = std::ranges::find(given, claim.span.source) != given.end();
  if (source.kind == model::SourceKind::news) return given.empty() || named;
  return source.kind == model::SourceKind::statement && named && claim.expected;
}

Checked checked_claims(Session& session, const ClaimWords& words, const engine::Program& program) {
  const auto& model = session.model();
  const auto& given = session.given();
  Checked result;
  std::vector<const model::Claim*> claims;
  std::vector<std::string> other_sources;
  for (const auto& claim : model.claims) {
    const auto found = model.source_names.find(claim.source);
    if (found == model.source_names.end()) continue;
    const auto& source = model.sources[found->second];
    if (is_asked(source, claim, words, given)) {
      claims.push_back(&claim);
    } else {
      ++result.others;
      if (std::ranges::find(other_sources, source.name) == other_sources.end())
        other_sources.push_back(source.name);
    }
  }
  result.other_sources = other_sources.size();
  std::ranges::stable_sort(claims, [](const model::Claim* a, const model::Claim* b) {
    if (a->source != b->source) return a->source < b->source;
    return before(a->statement, b->statement);
  });
  result.checks = evidence::check_claims(program, claims);
  return result;
}

bool as_expected(const ClaimCheck& check) {
  return !check.claim->expected || *check.claim->expected == check.verdict;
}

/// `against: … (White House)`
std::string told(const Ground& ground) {
  std::string text = explain::sentence_case(ground.text);
  if (!text.ends_with('.')) text += '.';
  if (!ground.source.empty()) text += fmt::format(" ({})", ground.source);
  return text;
}

std::string_view speaks_word(evidence::Speaks speaks) {
  return speaks == evidence::Speaks::supporting ? "for"
         : speaks == evidence::Speaks::against  ? "against"
                                                : "neither";
}

std::string verdicts_counted(const std::vector<ClaimCheck>& checks) {
  std::map<std::string, std::size_t> counts;
  for (const auto& check : checks) ++counts[evidence::verdict_words(check)];
  std::vector<std::string> parts;
  for (const auto& [verdict, count] : counts) parts.push_back(fmt::format("{} {}", count, verdict));
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string who(const ClaimCheck& check) {
  return check.claim->by.empty() ? std::string("the source itself") : check.claim->by;
}

// ── the three forms

void print_claims_text(const Checked& checked, const Options& options) {
  explain::TableOptions table;
  table.colour = options.format == Format::text && colour_on(1);
  table.width = terminal_width();
  std::string last;
  for (const auto& check : checked.checks) {
    const auto& claim = *check.claim;
    if (check.source->name != last) {
      last = check.source->name;
      print(fmt::format("\n  {} · {}{}\n", explain::bold(check.source->title, table),
                        model::name(check.source->kind),
                        check.source->dated ? " · " + check.source->dated_written : ""));
    }
    const std::string heading = claim.statement.empty() ? claim.name : claim.statement;
    print(fmt::format("\n  {:<3} {}  {}\n", heading, explain::bold(evidence::verdict_words(check), table),
                      claim.by.empty() ? "" : explain::dim(claim.by, table)));
    if (!claim.gist.empty()) print(explain::wrapped(claim.gist, 6, table.width));
    for (const auto& hold : check.holds) {
      print(
          explain::wrapped(fmt::format("{}: {}",
                                       model::name(hold.verdict) == "undecidable" ? "not decidable"
                                                                                  : model::name(hold.verdict),
                                       hold.hold->text),
                           6, table.width));
      for (const auto& ground : hold.grounds)
        print(explain::wrapped(
            fmt::format("{:<7} {}",
                        ground.speaks == evidence::Speaks::neither ? "–" : speaks_word(ground.speaks),
                        told(ground)),
            8, table.width));
    }
    for (const auto& other : check.inconsistent)
      print(explain::wrapped("within the source: " + explain::sentence_case(other) + ".", 6, table.width));
    if (!claim.note.empty()) print(explain::wrapped("note: " + claim.note, 6, table.width));
    if (!as_expected(check)) print(fmt::format("      expected: {}\n", model::name(*claim.expected)));
  }
  print(fmt::format("\n  {} claims: {}\n", checked.checks.size(), verdicts_counted(checked.checks)));
  if (checked.others > 0)
    print(fmt::format(
        "  held against the corpus and against {} claims of {} other sources (--all lists them)\n",
        checked.others, checked.other_sources));
  print("  A verdict is about what texts and sources say; it says nothing of anybody's good faith.\n");
}

std::string grounds_cell(const ClaimCheck& check, evidence::Speaks speaks) {
  std::vector<std::string> parts;
  for (const auto& hold : check.holds)
    for (const auto& ground : hold.grounds)
      if (ground.speaks == speaks) parts.push_back(told(ground));
  if (speaks == evidence::Speaks::against)
    for (const auto& other : check.inconsistent)
      parts.push_back("Within the source: " + explain::sentence_case(other) + ".");
  return fmt::format("{}", fmt::join(parts, " "));
}

void print_markdown(const Checked& checked) {
  Page page;
  std::string last;
  std::vector<std::vector<std::string>> rows;
  const auto flush = [&] {
    if (!rows.empty()) page.table({"Where", "Who", "Claim", "Verdict", "For", "Against"}, rows);
    rows.clear();
  };
  for (const auto& check : checked.checks) {
    if (check.source->name != last) {
      flush();
      last = check.source->name;
      page.heading(2, check.source->title);
      std::string line(model::name(check.source->kind));
      if (!check.source->author.empty()) line += ", " + check.source->author;
      if (check.source->dated) line += ", " + check.source->dated_written;
      page.paragraph(line);
    }
    rows.push_back({check.claim->statement.empty() ? check.claim->name : check.claim->statement, who(check),
                    check.claim->gist, evidence::verdict_words(check),
                    grounds_cell(check, evidence::Speaks::supporting),
                    grounds_cell(check, evidence::Speaks::against)});
  }
  flush();
  page.paragraph(verdicts_counted(checked.checks) +
                 ". Statements about texts and sources, not about anybody's good faith.");
  print(page.markdown());
}

json grounds_json(const std::vector<Ground>& grounds) {
  json list = json::array();
  for (const auto& g : grounds)
    list.push_back({{"speaks", speaks_word(g.speaks)},
                    {"text", g.text},
                    {"source", g.source.empty() ? json(nullptr) : json(g.source)},
                    {"cite", g.cite.empty() ? json(nullptr) : json(g.cite)}});
  return list;
}

void print_claims_json(Session& session, const Checked& checked) {
  json claims = json::array();
  for (const auto& check : checked.checks) {
    const auto& claim = *check.claim;
    json holds = json::array(), states = json::array();
    for (const auto& hold : check.holds)
      holds.push_back({{"text", hold.hold->text},
                       {"verdict", model::name(hold.verdict)},
                       {"grounds", grounds_json(hold.grounds)}});
    for (const auto id : claim.speaks_for) states.push_back(session.model()[id].code);
    claims.push_back({{"name", claim.name},
                      {"source", claim.source},
                      {"statement", claim.statement.empty() ? json(nullptr) : json(claim.statement)},
                      {"by", claim.by.empty() ? json(nullptr) : json(claim.by)},
                      {"speaks_for", states},
                      {"kind", model::name(claim.kind)},
                      {"gist", claim.gist},
                      {"verdict", model::name(check.verdict)},
                      {"in_part", check.in_part},
                      {"holds", holds},
                      {"inconsistent", check.inconsistent},
                      {"note", claim.note},
                      {"as_expected", as_expected(check)}});
  }
  json sources = json::array();
  for (const auto& source : session.model().sources) {
    const bool used =
        std::ranges::any_of(checked.checks, [&](const ClaimCheck& c) { return c.source == &source; });
    if (used)
      sources.push_back({{"name", source.name},
                         {"title", source.title},
                         {"kind", model::name(source.kind)},
                         {"author", source.author},
                         {"dated", source.dated ? json(source.dated_written) : json(nullptr)},
                         {"cite", source.cite}});
  }
  const auto p = provenance(session);
  print(json{{"schema", "casus/claims/1"},
             {"engine", p.engine},
             {"corpus", {{"digest", p.digest}, {"instruments", p.instruments}, {"date", p.coded}}},
             {"sources", sources},
             {"claims", claims}}
            .dump(2) +
        "\n");
}

}  // namespace

int check_claims(const Options& options, const ClaimWords& words) {
  Session session(options);
  session.load_corpus();
  session.load_evidence();
  for (const auto& file : words.files) session.load(file);
  const auto& model = session.build();
  if (!words.source.empty() && !model.source_names.contains(words.source) && !session.sink().has_errors()) {
    std::vector<std::string> names;
    for (const auto& source : model.sources) names.push_back(source.name);
    session.sink().add(diag::Code::unknown_name, {}, fmt::format("there is no source `{}`", words.source),
                       names.empty() ? std::string() : fmt::format("known: {}", fmt::join(names, ", ")));
  }
  if (session.report()) return session.exit_of_errors();
  const engine::Program program(model);
  const auto checked = checked_claims(session, words, program);
  if (checked.checks.empty()) {
    complain(
        "casus: there is no claim to check in these files; a claim stands in a source of the kind "
        "`news` or `statement`, or is named with --source\n");
    return exit_input;
  }
  if (options.format == Format::json) {
    print_claims_json(session, checked);
  } else if (words.markdown) {
    print_markdown(checked);
  } else {
    print_claims_text(checked, options);
  }
  return std::ranges::all_of(checked.checks, as_expected) ? exit_done : exit_finding;
}

void add_claims_commands(CommandLine& line) {
  line.group("claims", "Claims of sources, held against the corpus and against other sources");
  auto words = std::make_shared<ClaimWords>();
  auto* command =
      line.add_to("claims", "check", "A verdict for each claim, with what speaks for it and against it",
                  [&line, words] { return check_claims(line.options, *words); });
  command->add_option("file", words->files, "Files or folders of claims; none: those that casus brings");
  command->add_option("--source", words->source, "One source by name, whatever its kind");
  command->add_flag("--all", words->all,
                    "Also what others are held against: registers, laws, official pages");
  command->add_flag("--markdown", words->markdown, "A table in Markdown");
}

}  // namespace casus::tool
