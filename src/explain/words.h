// The fixed lexicon: the only place where results become words. Law is told in these forms and no others.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/evaluate.h"

namespace casus::explain {

using engine::Ask;
using engine::Evaluator;
using engine::Result;
using engine::Row;
using engine::Situation;
using engine::Term;
using engine::Truth;
using namespace casus::model;

/// `a, b and c`.
std::string list_words(const std::vector<std::string>& items, std::string_view last = "and");
/// `invasion_of_x` → `invasion of x`.
std::string plain(std::string_view word);
/// First letter in upper case.
std::string sentence_case(std::string text);
/// The codes of a set, in alphabetical order.
std::vector<std::string> codes(const Model& model, const StateSet& set);
/// The spoken names of a set, in the order of their codes.
std::vector<std::string> spoken(const Model& model, const StateSet& set, Day day);
/// The titles of a set, in the order of their codes: for lists and headings.
std::vector<std::string> titles(const Model& model, const StateSet& set, Day day);

/// `North Atlantic Treaty, article 5`.
std::string source(const Model& model, ProvisionId provision);
/// The same inside a sentence: `the North Atlantic Treaty, article 5`.
std::string source_spoken(const Model& model, ProvisionId provision);

/// Whom a pattern names, as the text of a clause says it: `each other party`, `Russia`, `the victim`. States bear the names of
/// `day`; of the day of signature where none is given.
/// `last` joins the last two: "and" of those who owe something, "or" of those of whom one is enough.
std::string pattern_words(const Model& model, const Pattern& pattern, InstrumentId instrument,
                          Day day = Day::min(), std::string_view last = "and");

/// `3.3 billion USD`, `0.25 % of GDP`.
std::string amount_words(const Amount& amount);

/// `assist Poland`, `consult the parties`: the act with its object; `own` is how the debtor is referred to
/// (`its`, `their`).
std::string act_words(const Model& model, const Duty& duty, const std::string& object, std::string_view own,
                      InstrumentId instrument);
/// `bound to`, `bound not to`, `called on to`, `free to`: for headings and tables.
std::string_view modality_heading(Modality modality);

/// What the duty asks for and leaves open, after the act: ` by such means as it deems necessary`. May be
/// empty. `it` is the pronoun of the debtor.
std::string form_words(const Duty& duty, std::string_view it, std::string_view its);
/// What may or must be among the means: `; armed force is included, not required`. May be empty.
std::string inclusion_words(const Duty& duty);
/// The same in a table: `means left to each; armed force included, not required`.
std::string form_note(const Model& model, const Duty& duty);
/// `at once`, `within 24 hours of the request`; may be empty.
std::string due_words(const Due& due);
/// `until the Security Council acts`; may be empty.
std::string until_words(const Duty& duty);
/// One sentence for each step that law requires first; may be empty.
std::string process_words(const Model& model, const Duty& duty, InstrumentId instrument, StateId victim,
                          Day day, std::string_view its);

/// A question answered yes or no, as a clause: `the act is attributable to a state`.
std::string answer_words(const engine::Program& program, const Situation& situation, const Ask& ask,
                         bool answer, StateId self);
/// The minimal sets of answers as words: `a and b, or c`.
std::string terms_words(const engine::Program& program, const Situation& situation, const Result& result,
                        const std::vector<Term>& terms, StateId self);

/// An area inside a sentence: `the treaty area`; `the area that the clause names` where its name is no phrase.
std::string area_words(const Model& model, AreaId id);

/// An event as a clause: `Russia invades Poland at Rzeszów`.
std::string event_words(const Model& model, const Event& event);
/// What is supposed, as a clause, with the names of `day`: `Ukraine is a party to the North Atlantic Treaty`.
std::string supposition_words(const Model& model, const Supposition& supposed, Day day);

}  // namespace casus::explain
