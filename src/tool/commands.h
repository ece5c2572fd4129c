// One function a command; each returns an exit code. Files are named cmd_<command>.cpp.
#pragma once

#include <string>
#include <vector>

#include "tool/catalogue.h"
#include "tool/session.h"

namespace casus::tool {

/// `casus ask EVENT…`: who is bound to do what.
int ask(const Options& options, const std::vector<std::string>& events);

/// `casus run FILE…`: evaluates scenarios and checks their expectations.
int run_scenarios(const Options& options, const std::vector<std::string>& files, const std::string& only);

/// `casus why DEBTOR EVENT…`: the proof of each duty of one debtor.
int why(const Options& options, const std::string& debtor, const std::vector<std::string>& events);
/// `casus whynot DEBTOR EVENT…`: the first failing condition of each candidate clause.
int why_not(const Options& options, const std::string& debtor, const std::vector<std::string>& events);

/// `casus check FILE…`: parses and checks; with no file, the corpus itself.
int check(const Options& options, const std::vector<std::string>& files);

/// `casus dump --stage S FILE…`: the tokens or the tree of the files, or the whole resolved model as JSON.
int dump(const Options& options, const std::string& stage, const std::vector<std::string>& files);

/// `casus read INSTRUMENT [PROVISION]`: every clause as an English sentence.
int read(const Options& options, const std::vector<std::string>& names);

/// `casus list [WHAT]`: instruments, provisions, states and the rest, filtered.
int list(const Options& options, const std::string& what, const FilterWords& filter);
/// `casus show INSTRUMENT`: one instrument in full, with its members on a day.
int show(const Options& options, const std::string& name);
/// `casus source INSTRUMENT`: its text in the corpus, with the lines of each provision.
int source(const Options& options, const std::string& name);
/// `casus world`: the states of a day and the places in dispute on it.
int world(const Options& options);
/// `casus search WORDS`: clauses by their words, best first.
int search(const Options& options, const std::vector<std::string>& words, std::size_t limit);
/// `casus cite EVENT…` or `casus cite INSTRUMENT [PROVISION]`: BibTeX or CSL-JSON.
int cite(const Options& options, const std::vector<std::string>& words, const std::string& style);
/// `casus coverage`: how much the corpus holds and where it is thin.
int coverage(const Options& options);

/// `casus agree FIRST SECOND`: two codings of the same instruments, field by field, with Krippendorff's alpha.
int agree(const Options& options, const std::string& first, const std::string& second);

/// `casus lint [FILE…]`: findings on the corpus, or on the files; `drafting` also lists what texts leave open.
int lint(const Options& options, const std::vector<std::string>& files, bool drafting);

/// `casus explain [CODE]`: the page of a diagnostic, or the list of all.
int explain(const Options& options, const std::string& code);

/// `casus fmt FILE… [--check]`: rewrites each file in its canonical form; `-` goes from standard input to
/// standard output. With `check` nothing is written and the files that differ are listed.
int format_files(const Options& options, const std::vector<std::string>& files, bool check);

/// `casus schema [NAME]`: the JSON Schema of a document, or the list of schemas.
int schema(const Options& options, const std::string& name);

}  // namespace casus::tool
