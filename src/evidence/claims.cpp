#include "evidence/claims.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/decimal.h"
#include "evidence/records.h"
#include "evidence/standing.h"
#include "evidence/words.h"
#include "explain/expect.h"

namespace casus::evidence {

using explain::Answer;
using explain::Item;
using explain::Status;

namespace {

/// Answers as if open questions left duties out, or brought them about.
Answer without_open(const Answer& answer) {
  Answer closed = answer;
  std::erase_if(closed.items, [](const Item& item) { return item.status == Status::open; });
  return closed;
}
Answer with_open(const Answer& answer) {
  Answer closed = answer;
  for (auto& item : closed.items) {
    item.status = Status::arises;
    item.on_questions.clear();
  }
  return closed;
}

class Checker {
 public:
  Checker(const engine::Program& program, std::span<const Claim* const> claims)
      : program_(program), model_(program.model()), evaluator_(program), records_(records_of(model_)) {
    std::erase_if(records_, [&](const Record& record) {
      return std::ranges::any_of(claims,
                                 [&](const Claim* claim) { return claim->source == record.claim->source; });
    });
  }

  ClaimCheck check(const Claim& claim) {
    ClaimCheck result;
    result.claim = &claim;
    result.source = source_of(model_, claim);
    if (!claim.situation.expectations.empty() && claim.situation.on) {
      situation_ = engine::prepare(program_, claim.situation);
      evaluator_.evaluate(situation_, result_);
      answer_ = explain::answer(evaluator_, situation_, result_);
      // What stands at all times is told of an event only where it concerns whoever is struck.
      evaluator_.add_standing_rows(situation_, result_);
      with_standing_ = explain::answer(evaluator_, situation_, result_);
    }
    for (const auto& hold : claim.holds) {
      HoldCheck checked;
      checked.hold = &hold;
      judge(claim, checked);
      result.holds.push_back(std::move(checked));
    }
    conclude(result);
    return result;
  }

  /// Claims of one source that cannot both hold.
  void find_inconsistencies(std::vector<ClaimCheck>& checks) const {
    for (std::size_t a = 0; a < checks.size(); ++a)
      for (std::size_t b = 0; b < checks.size(); ++b) {
        if (a == b || checks[a].source == nullptr || checks[a].source != checks[b].source) continue;
        for (const auto& hold : checks[a].claim->holds)
          for (const auto& other : checks[b].claim->holds) {
            if (hold.kind != HoldKind::record || other.kind != HoldKind::record) continue;
            const auto words = contradiction(model_, {&hold, checks[a].claim, checks[a].source},
                                             {&other, checks[b].claim, checks[b].source});
            if (!words.empty())
              checks[a].inconsistent.push_back(
                  fmt::format("{} has it otherwise: {}", place(*checks[b].claim), words));
          }
      }
  }

 private:
  static std::string place(const Claim& claim) {
    return claim.statement.empty() ? "claim " + claim.name : "statement " + claim.statement;
  }

  void judge(const Claim& claim, HoldCheck& check) {
    switch (check.hold->kind) {
      case HoldKind::expectation: return expectation(claim, check);
      case HoldKind::role: return role(claim, check);
      case HoldKind::in_force: return in_force(claim, check);
      case HoldKind::force:
      case HoldKind::kind: return nature(check);
      case HoldKind::dated: return dated(check);
      case HoldKind::record: return record(claim, check);
      case HoldKind::pledge: return pledge(claim, check);
      case HoldKind::answer: return determination(claim, check);
    }
  }

  // ── duties
  void expectation(const Claim& claim, HoldCheck& check) {
    if (!claim.situation.on) return;
    const auto& e = claim.situation.expectations[check.hold->expectation];
    const auto unmet = [&](const Answer& answer) {
      return explain::unmet(evaluator_, situation_, result_, answer, e);
    };
    // A duty that is said to be there may be one that stands at all times; one that is said not to be there, or so many that are, is
    // looked for in what the events bring about, unless nothing happens at all.
    const bool standing =
        claim.situation.events.empty() ||
        (e.kind == ExpectKind::duty && !e.only && !e.nobody && !e.count && unmet(with_open(answer_)));
    const Answer& answer = standing ? with_standing_ : answer_;
    if (e.open) {  // that it is open is itself what is held
      const auto fault = unmet(answer);
      check.verdict = fault ? Verdict::contradicted : Verdict::supported;
      return tell(claim, e, answer, check, fault.value_or(""));
    }
    const auto strict = unmet(without_open(answer));
    const auto lenient = unmet(with_open(answer));
    check.verdict = !strict && !lenient ? Verdict::supported
                    : strict && lenient ? Verdict::contradicted
                                        : Verdict::undecidable;
    tell(claim, e, answer, check, strict ? *strict : lenient.value_or(""));
  }

  bool concerns(const Expectation& e, const Item& item) const {
    const auto& row = result_.rows[item.row];
    const bool breach = row.kind == engine::RowKind::breach;
    if (breach || e.kind == ExpectKind::breaks) return breach && e.kind == ExpectKind::breaks;
    // Where no duty is said to be there, only a duty to act speaks against it.
    if (e.kind != ExpectKind::duty && row.duty->modality == Modality::may) return false;
    if (e.kind == ExpectKind::no_duty &&
        (row.duty->modality == Modality::must_not || row.duty->modality == Modality::should_not))
      return false;
    if (e.instrument && model_[row.provision].instrument != e.instrument) return false;
    if (!e.provision.empty() && model_[row.provision].label != e.provision) return false;
    if (e.act && row.duty->act != *e.act) return false;
    return e.who.empty() || e.who.contains(item.debtor.index());
  }

  /// The sentences on the duties that the expectation speaks of; where none comes out, that.
  void tell(const Claim& claim, const Expectation& e, const Answer& answer, HoldCheck& check,
            const std::string& fault) {
    constexpr std::size_t most = 3;
    const Speaks speaks = spoken_by(check.verdict);
    explain::SpokenTogether spoken;
    std::vector<ProvisionId> provisions;
    for (const auto& item : answer.items) {
      if (!concerns(e, item)) continue;
      const auto& row = result_.rows[item.row];
      if (std::ranges::find(provisions, row.provision) == provisions.end()) {
        if (provisions.size() == most) continue;
        provisions.push_back(row.provision);
      }
      explain::Told told{item.debtor, {}, item.complete};
      if (item.status == Status::open) told.terms = evaluator_.diagram().minimal_terms(item.truth).terms;
      spoken.add(model_[item.debtor].code, spoken_on(model_[item.debtor], situation_.day),
                 explain::sentence(evaluator_, situation_, result_, row, told));
    }
    for (const auto& sentence : spoken.told()) {
      if (check.grounds.size() == most) break;
      check.grounds.push_back({speaks, sentence, {}, {}});
    }
    for (std::size_t i = 0; i < provisions.size() && i < check.grounds.size(); ++i) {
      const auto& instrument = model_[model_[provisions[i]].instrument];
      check.grounds[i].source = instrument.title;
      check.grounds[i].cite = instrument.cite;
    }
    // What hangs on a question has been told in the sentences.
    if (!provisions.empty() && (fault.empty() || check.verdict == Verdict::undecidable)) return;
    std::string text = fault;
    if (text.empty())
      text = fmt::format("no such duty comes out on {} under the {} instruments of the corpus",
                         to_words(*claim.situation.on), model_.instruments.size());
    check.grounds.push_back({speaks, text, {}, {}});
  }

  static Speaks spoken_by(Verdict verdict) {
    return verdict == Verdict::supported      ? Speaks::supporting
           : verdict == Verdict::contradicted ? Speaks::against
                                              : Speaks::neither;
  }

  // ── what instruments are
  static void set(HoldCheck& check, bool surely, bool perhaps) {
    const bool positive = check.hold->positive;
    check.verdict = surely == perhaps ? (surely == positive ? Verdict::supported : Verdict::contradicted)
                                      : Verdict::undecidable;
  }
  void add(HoldCheck& check, std::string text, const Instrument& instrument) const {
    check.grounds.push_back({spoken_by(check.verdict), std::move(text), instrument.title, instrument.cite});
  }

  void role(const Claim& claim, HoldCheck& check) {
    const Hold& hold = *check.hold;
    if (!hold.state || !hold.instrument) return;
    const auto& instrument = model_[hold.instrument];
    const auto day = day_of(model_, claim, hold);
    if (!day) return no_day(check);
    bool surely = false, perhaps = false;
    const Membership* found = nullptr;
    for (const auto& m : instrument.memberships) {
      if (m.state != hold.state || m.role != hold.role || !m.spell.may_contain(*day)) continue;
      perhaps = true;
      surely |= m.spell.surely_contains(*day) && !m.question;
      found = &m;
    }
    set(check, surely, perhaps);
    const std::string who = explain::sentence_case(spoken_on(model_[hold.state], *day));
    const bool to = hold.role == RoleKind::party || hold.role == RoleKind::signatory;
    std::string text = fmt::format("{} {} a {} {} the {} on {}", who,
                                   surely    ? "is"
                                   : perhaps ? "may be"
                                             : "is not",
                                   name(hold.role), to ? "to" : "in", instrument.title, to_words(*day));
    if (found != nullptr && found->spell.from.earliest != Day::min())
      text += fmt::format(", since {}", to_iso(found->spell.from));
    if (found != nullptr && found->spell.to.latest != Day::max())
      text += fmt::format(", until {}", to_iso(found->spell.to));
    add(check, text, instrument);
  }

  void in_force(const Claim& claim, HoldCheck& check) {
    const auto& instrument = model_[check.hold->instrument];
    const auto day = day_of(model_, claim, *check.hold);
    if (!day) return no_day(check);
    const auto any = [&](auto test) { return std::ranges::any_of(instrument.in_force, test); };
    const bool surely = any([&](const Spell& s) { return s.surely_contains(*day); });
    const bool perhaps = any([&](const Spell& s) { return s.may_contain(*day); });
    set(check, surely, perhaps);
    std::string text = fmt::format("the {} {} in force on {}", instrument.title,
                                   surely    ? "is"
                                   : perhaps ? "may be"
                                             : "is not",
                                   to_words(*day));
    if (instrument.in_force.empty()) text += fmt::format(": it is {}", name(instrument.force));
    add(check, text, instrument);
  }
  static void no_day(HoldCheck& check) {
    check.grounds.push_back({Speaks::neither, "no day is given on which it is to be judged", {}, {}});
  }

  void nature(HoldCheck& check) {
    const Hold& hold = *check.hold;
    const auto& instrument = model_[hold.instrument];
    const bool same = hold.kind == HoldKind::force ? instrument.force == hold.force
                                                   : instrument.kind == hold.instrument_kind;
    if (hold.kind == HoldKind::force && instrument.force == Force::disputed) {
      check.verdict = Verdict::undecidable;
    } else {
      set(check, same, same);
    }
    add(check,
        hold.kind == HoldKind::force
            ? fmt::format("the force of the {} is coded as {}", instrument.title, name(instrument.force))
            : fmt::format("the {} is coded as a {}", instrument.title, explain::plain(name(instrument.kind))),
        instrument);
  }

  void dated(HoldCheck& check) {
    const Hold& hold = *check.hold;
    const auto& instrument = model_[hold.instrument];
    const auto& there = hold.published ? instrument.published_on : instrument.signed_on;
    const std::string_view verb = hold.published ? "published" : "signed";
    if (!there || !hold.on) {
      check.grounds.push_back(
          {Speaks::neither, fmt::format("the corpus does not say when the {} was {}", instrument.title, verb),
           instrument.title, instrument.cite});
      return;
    }
    const bool surely = hold.on->earliest <= there->earliest && there->latest <= hold.on->latest;
    const bool perhaps = hold.on->earliest <= there->latest && there->earliest <= hold.on->latest;
    set(check, surely, perhaps);
    add(check, fmt::format("the {} was {} {}", instrument.title, verb, to_iso(*there)), instrument);
  }

  // ── records, pledges, determinations
  void record(const Claim& claim, HoldCheck& check) {
    const Record claimed{check.hold, &claim, source_of(model_, claim)};
    check.grounds = grounds_of_record(model_, claimed, records_);
    const auto speaks = [&](Speaks which) {
      return std::ranges::any_of(check.grounds, [&](const Ground& g) { return g.speaks == which; });
    };
    const bool supported = speaks(Speaks::supporting), denied = speaks(Speaks::against);
    if (supported != denied) check.verdict = supported ? Verdict::supported : Verdict::contradicted;
    if (!supported && !denied)
      check.grounds.push_back({Speaks::neither, "no other source speaks of it", {}, {}});
  }

  void pledge(const Claim& claim, HoldCheck& check) {
    const Hold& hold = *check.hold;
    const auto found = model_.pledge_names.find(hold.subject);
    if (found == model_.pledge_names.end()) return;
    const auto& pledge = model_.pledges[found->second];
    const auto by = day_of(model_, claim, hold);
    if (!by) return no_day(check);
    // What nobody recorded is neither there nor not there.
    if (!pledge.covers.empty() && std::ranges::find(pledge.covers, hold.stage) == pledge.covers.end()) {
      check.grounds.push_back(
          {Speaks::neither,
           fmt::format("{}: its sources do not tell what is {}", pledge.title, name(hold.stage)),
           pledge.title,
           {}});
      return;
    }
    const Steps steps = steps_of(std::span(&pledge, 1), Day::max());
    const auto reached = [&](Certainty certainty) {
      return standing_of(steps.of(0), *by, certainty).of(hold.stage);
    };
    const Reached surely = reached(Certainty::surely), perhaps = reached(Certainty::perhaps);
    const Thousandths wanted = hold.quantity.value_or(0);
    const bool enough =
        surely.told && (wanted == 0 || (surely.has_quantity && surely.quantity >= wanted &&
                                        (surely.bound == Bound::exact || surely.bound == Bound::at_least)));
    const bool may_be_enough =
        perhaps.told && (wanted == 0 || perhaps.unnumbered || perhaps.quantity >= wanted ||
                         perhaps.bound == Bound::about || perhaps.bound == Bound::at_least);
    set(check, enough, may_be_enough);
    std::string text = fmt::format("{}: ", pledge.title);
    const PledgeEntry* last = nullptr;
    for (const auto& entry : pledge.entries)
      if (entry.kind == EntryKind::stage && entry.stage == hold.stage && entry.on.earliest <= *by)
        last = &entry;
    text += last == nullptr
                ? fmt::format("nothing {} on record by {}", name(hold.stage), to_words(*by))
                : fmt::format("{}{}{} on record by {}, last on {}", before_number(surely.bound),
                              surely.has_quantity ? thousandths_to_text(surely.quantity) + " " : "",
                              name(hold.stage), to_words(*by), to_iso(last->on));
    check.grounds.push_back({spoken_by(check.verdict), text, pledge.title, last ? last->source : ""});
  }

  /// A state's own determination of what the text leaves open: others stand beside it, and none decides.
  void determination(const Claim& claim, HoldCheck& check) {
    const Hold& hold = *check.hold;
    for (const auto& other : model_.claims) {
      if (&other == &claim) continue;
      for (const auto& held : other.holds)
        if (held.kind == HoldKind::answer && held.subject == hold.subject) {
          const auto* source = source_of(model_, other);
          check.grounds.push_back({held.positive == hold.positive ? Speaks::supporting : Speaks::against,
                                   fmt::format("{} holds: {}", other.by.empty() ? source->title : other.by,
                                               held.positive ? "yes" : "no"),
                                   source->title, source->cite});
        }
    }
    for (const auto& reading : model_.readings)
      for (const auto& answer : reading.answers)
        if (model_[answer.question].name == hold.subject)
          check.grounds.push_back(
              {answer.yes == hold.positive ? Speaks::supporting : Speaks::against,
               fmt::format("the reading “{}” answers {}", reading.title, answer.yes ? "yes" : "no"),
               reading.by, reading.cite});
    if (check.grounds.empty())
      check.grounds.push_back({Speaks::neither,
                               "the text leaves it open, and nobody else in the corpus has determined it",
                               {},
                               {}});
  }

  static void conclude(ClaimCheck& result) {
    const auto count = [&](Verdict verdict) {
      return std::ranges::count(result.holds, verdict, &HoldCheck::verdict);
    };
    const ClaimKind kind = result.claim->kind;
    if (kind != ClaimKind::fact && kind != ClaimKind::attributed) {
      result.verdict = Verdict::opinion;
      return;
    }
    const auto supported = count(Verdict::supported);
    if (count(Verdict::contradicted) > 0) {
      result.verdict = Verdict::contradicted;
      result.in_part = supported > 0;
    } else if (count(Verdict::undecidable) > 0 || result.holds.empty()) {
      result.verdict = Verdict::undecidable;
      result.in_part = supported > 0;
    } else {
      result.verdict = Verdict::supported;
    }
  }

  const engine::Program& program_;
  const Model& model_;
  engine::Evaluator evaluator_;
  std::vector<Record> records_;
  engine::Situation situation_;
  engine::Result result_;
  Answer answer_;
  Answer with_standing_;
};

}  // namespace

std::vector<ClaimCheck> check_claims(const engine::Program& program, std::span<const Claim* const> claims) {
  Checker checker(program, claims);
  std::vector<ClaimCheck> checks;
  for (const auto* claim : claims) checks.push_back(checker.check(*claim));
  checker.find_inconsistencies(checks);
  return checks;
}

std::string verdict_words(const ClaimCheck& check) {
  switch (check.verdict) {
    case Verdict::supported: return "supported";
    case Verdict::contradicted: return check.in_part ? "contradicted in part" : "contradicted";
    case Verdict::undecidable: return check.in_part ? "not decidable in part" : "not decidable";
    default: break;
  }
  return check.claim->kind == ClaimKind::prediction ? "prediction"
         : check.claim->kind == ClaimKind::demand   ? "demand"
                                                    : "opinion";
}

}  // namespace casus::evidence
