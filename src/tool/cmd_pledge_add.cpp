// `casus pledge add TEXT`: a pledge, or entries of one, in the language.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "evidence/words.h"
#include "syntax/lexer.h"
#include "tool/pledge.h"
#include "tool/question.h"

namespace casus::tool {

namespace fs = std::filesystem;
using json = nlohmann::ordered_json;
using diag::Code;
using evidence::PledgeStore;
using evidence::StoreMode;

namespace {

bool uses(std::string_view text, const std::vector<syntax::Token>& tokens, syntax::Keyword keyword) {
  return std::ranges::any_of(tokens, [&](const syntax::Token& token) {
    return token.keyword == keyword && token.end <= text.size();
  });
}

/// A pledge of the store as far as names of it can be written: so that `replaced by NAME` finds it.
std::string stub_of(const model::Pledge& pledge) {
  return fmt::format("pledge {} {{ by {} to {} announced on 2000-01-01 source \"the store\" }}\n",
                     pledge.name, fmt::join(pledge.by, ", "), fmt::join(pledge.to, ", "));
}

/// One call of the command.
class Adding {
 public:
  Adding(const Options& options, const StoreWords& words, const PledgeAddWords& of)
      : options_(options), words_(words), of_(of), session_(options) {}

  int run() {
    std::error_code ignored;
    known_ = of_.known.empty() ? today() : day_of_option("--known", of_.known, sink()).value_or(Day{});
    // What is wrong with the words must not leave an empty store behind.
    if (fs::exists(store_path(words_), ignored)) open(StoreMode::write);
    std::optional<std::vector<model::Pledge>> pledges;
    if (!sink().has_errors()) pledges = of_.withdraw ? withdrawal() : told();
    if (!sink().has_errors() && !store_) open(StoreMode::create);
    if (session_.report() || !pledges) return exit_input;
    const auto done = store_->append(*pledges, evidence::NumbersOf::store, refused_entries);
    if (!done) {
      for (const auto& fault : done.error()) add_fault(sink(), fault);
      session_.report();
      return exit_input;
    }
    tell(*pledges, *done);
    return exit_done;
  }

 private:
  diag::Sink& sink() { return session_.sink(); }

  void open(StoreMode mode) { store_ = open_store(words_, mode, sink()); }

  void refuse(Code code, std::string message, std::string hint) {
    sink().add(code, {}, std::move(message), std::move(hint));
  }

  /// The pledge of a name as the store has it, without entries.
  std::optional<model::Pledge> head_of(const std::string& name) {
    if (!store_) return std::nullopt;
    const auto known = store_->known(name);
    if (!known) add_fault(sink(), known.error());
    return known ? *known : std::nullopt;
  }

  std::optional<std::vector<model::Pledge>> withdrawal() {
    const std::string look = "`casus pledge list NAME` shows the numbers";
    if (of_.source.empty()) {
      refuse(Code::entry_incomplete, "a withdrawal has no source",
             "write where it is told: `--source \"…\"`");
      return std::nullopt;
    }
    if (!store_) {
      open(StoreMode::write);
      return std::nullopt;
    }
    auto found = store_->entry(*of_.withdraw);
    if (!found) {
      add_fault(sink(), found.error());
      return std::nullopt;
    }
    if (!*found) {
      refuse(Code::no_entry_to_correct,
             fmt::format("there is no entry {} in {}", *of_.withdraw, store_->path()), look);
      return std::nullopt;
    }
    auto pledge = std::move(**found);
    model::PledgeEntry entry;
    entry.kind = model::EntryKind::withdrawn;
    entry.corrects = of_.withdraw;
    entry.on = VagueDay::exact(known_);
    entry.known = known_;
    entry.source = of_.source;
    entry.note = of_.note;
    pledge.entries = {std::move(entry)};
    return std::vector{std::move(pledge)};
  }

  /// The text, as a source of the session.
  std::optional<std::vector<model::Pledge>> told() {
    std::optional<model::Pledge> head;
    std::string text = of_.text;
    if (!of_.to_pledge.empty()) {
      head = head_of(of_.to_pledge);
      if (!head) {
        if (!sink().has_errors())
          refuse(Code::unknown_name,
                 fmt::format("there is no pledge `{}` in {}", of_.to_pledge, store_path(words_)),
                 "`casus pledge list` shows them; a new one is written whole: `pledge NAME { … }`");
        return std::nullopt;
      }
      text = fmt::format("pledge {} {{\n  by {}\n  to {}\n  {}\n}}\n", head->name, fmt::join(head->by, ", "),
                         fmt::join(head->to, ", "), of_.text);
    }
    diag::Sink unread;
    const auto tokens = syntax::lex(text, {}, unread);
    // Instruments are looked up only where one is named: to read them takes longer than all the rest.
    uses(text, tokens, syntax::Keyword::k_under) ? session_.load_corpus() : session_.load_world();
    add_stubs(text, tokens);
    const auto source = session_.add("<text>", text, Session::user_layer);
    session_.build();
    if (sink().has_errors()) return std::nullopt;
    std::vector<model::Pledge> pledges;
    std::size_t entries = 0;
    for (auto pledge : session_.model().pledges) {
      if (pledge.span.source != source) continue;
      for (auto& entry : pledge.entries)
        if (!says_known(session_, entry)) entry.known = known_;
      entries += pledge.entries.size();
      if (head) {
        auto whole = *head;
        whole.entries = std::move(pledge.entries);
        pledge = std::move(whole);
      }
      pledges.push_back(std::move(pledge));
    }
    if (entries == 0) {
      refuse(Code::entry_incomplete, "the text has no entry of a pledge",
             "write `pledge NAME { … }`, or with `--to-pledge NAME` for instance `delivered 4 on 2023-03-27 "
             "source \"…\"`");
      return std::nullopt;
    }
    if (of_.corrects) {
      if (entries != 1) {
        refuse(Code::no_entry_to_correct, fmt::format("{} entries cannot stand in the place of one", entries),
               "with `--corrects` the text has one entry");
        return std::nullopt;
      }
      for (auto& pledge : pledges)
        for (auto& entry : pledge.entries) entry.corrects = of_.corrects;
    }
    return pledges;
  }

  /// Pledges of the store that the text names behind `by`.
  void add_stubs(std::string_view text, const std::vector<syntax::Token>& tokens) {
    std::vector<std::string> seen = {of_.to_pledge};
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
      if (tokens[i].keyword == syntax::Keyword::k_pledge)
        seen.emplace_back(text.substr(tokens[i + 1].begin, tokens[i + 1].end - tokens[i + 1].begin));
      if (tokens[i].keyword != syntax::Keyword::k_by || tokens[i + 1].kind != syntax::TokenKind::word)
        continue;
      const std::string name(text.substr(tokens[i + 1].begin, tokens[i + 1].end - tokens[i + 1].begin));
      if (std::ranges::find(seen, name) != seen.end()) continue;
      seen.push_back(name);
      if (const auto pledge = head_of(name))
        session_.add("<the store>", stub_of(*pledge), Session::corpus_layer);
    }
  }

  void tell(const std::vector<model::Pledge>& pledges, const evidence::Appended& done) {
    if (options_.format == Format::json) {
      auto document = store_head("casus/pledge-add/1", *store_, Day::max());
      document.erase("known_as_of");
      document["pledges"] = done.pledges;
      document["entries"] = done.added;
      document["already_there"] = done.already_there;
      document["numbers"] = done.numbers;
      return print(document.dump(2) + "\n");
    }
    std::size_t at = 0;
    for (const auto& pledge : pledges)
      for (std::size_t i = 0; i < pledge.entries.size(); ++i, ++at)
        print(fmt::format("entry {} of {}: {}\n", done.numbers[at], pledge.name,
                          evidence::entry_word(pledge.entries[i])));
    if (done.already_there > 0)
      print(fmt::format("{} of them {} there already\n", done.already_there,
                        done.already_there == 1 ? "was" : "were"));
  }

  const Options& options_;
  const StoreWords& words_;
  const PledgeAddWords& of_;
  Session session_;
  std::optional<PledgeStore> store_;
  Day known_;
};

}  // namespace

int pledge_add(const Options& options, const StoreWords& words, const PledgeAddWords& of) {
  if (of.text.empty() != of.withdraw.has_value()) {
    complain("casus: either a text, or `--withdraw NUMBER`\n");
    return exit_usage;
  }
  return Adding(options, words, of).run();
}

}  // namespace casus::tool
