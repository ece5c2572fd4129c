#include "catalogue/search.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <memory>

#include "explain/read.h"

namespace casus::catalogue {
namespace {

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
};
struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;
using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

Statement prepared(sqlite3* database, const char* text) {
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(database, text, -1, &statement, nullptr);
  return Statement(statement);
}

void set_text(sqlite3_stmt* statement, int at, const std::string& text) {
  sqlite3_bind_text(statement, at, text.c_str(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
}

/// Words that a user types are words, not the query language of the index: only quotation marks, a trailing star and the
/// operators in capitals keep their meaning.
std::string query_of(const std::string& words) {
  std::string query;
  std::size_t at = 0;
  while (at < words.size()) {
    if (words[at] == ' ') {
      ++at;
      continue;
    }
    const bool quoted = words[at] == '"';
    const std::size_t start = quoted ? at + 1 : at;
    const std::size_t end = std::min(words.find(quoted ? '"' : ' ', start), words.size());
    std::string word = words.substr(start, end - start);
    at = end + (quoted ? 1 : 0);
    if (!query.empty()) query += ' ';
    if (!quoted && (word == "OR" || word == "AND" || word == "NOT")) {
      query += word;
      continue;
    }
    const bool beginning = !quoted && word.ends_with('*');
    if (beginning) word.pop_back();
    std::string escaped;
    for (char c : word) escaped += c == '"' ? std::string("\"\"") : std::string(1, c);
    query += '"' + escaped + '"' + (beginning ? "*" : "");
  }
  return query;
}

void fill(const Model& model, sqlite3* database) {
  sqlite3_exec(database, "BEGIN", nullptr, nullptr, nullptr);
  const auto insert = prepared(
      database, "INSERT INTO text(rowid, title, label, gist, sentences, notes) VALUES (?,?,?,?,?,?)");
  for (std::size_t i = 0; i < model.provisions.size(); ++i) {
    const auto id = make_id<ProvisionId>(i);
    const Provision& provision = model[id];
    const Instrument& instrument = model[provision.instrument];
    std::string names = instrument.title + " " + instrument.name, sentences;
    for (const auto& also : instrument.also) names += " " + also;
    for (const auto& sentence : explain::read_provision(model, id)) sentences += sentence + " ";
    sqlite3_bind_int64(insert.get(), 1, static_cast<sqlite3_int64>(i) + 1);
    set_text(insert.get(), 2, names);
    set_text(insert.get(), 3, provision.label + " " + provision.title);
    set_text(insert.get(), 4, provision.gist + " " + provision.phrase);
    set_text(insert.get(), 5, sentences);
    set_text(insert.get(), 6, provision.note + " " + instrument.note);
    sqlite3_step(insert.get());
    sqlite3_reset(insert.get());
  }
  sqlite3_exec(database, "COMMIT", nullptr, nullptr, nullptr);
}

}  // namespace

Found search(const Model& model, const std::string& words, std::size_t limit) {
  Found found;
  sqlite3* opened = nullptr;
  sqlite3_open(":memory:", &opened);
  const Database database(opened);
  // Titles and gists say more of what a clause is about than its notes.
  if (sqlite3_exec(opened,
                   "CREATE VIRTUAL TABLE text USING fts5(title, label, gist, sentences, notes, "
                   "tokenize='porter unicode61 remove_diacritics 2')",
                   nullptr, nullptr, nullptr) != SQLITE_OK) {
    found.fault = fmt::format("full-text search is not available: {}", sqlite3_errmsg(opened));
    return found;
  }
  fill(model, opened);
  const auto select =
      prepared(opened,
               "SELECT rowid, snippet(text, -1, '[', ']', '…', 24), bm25(text, 4, 3, 4, 2, 1) AS score "
               "FROM text WHERE text MATCH ? ORDER BY score, rowid LIMIT ?");
  set_text(select.get(), 1, query_of(words));
  sqlite3_bind_int64(select.get(), 2, static_cast<sqlite3_int64>(limit));
  int step = sqlite3_step(select.get());
  for (; step == SQLITE_ROW; step = sqlite3_step(select.get())) {
    const auto* excerpt = reinterpret_cast<const char*>(sqlite3_column_text(select.get(), 1));
    found.hits.push_back(
        {make_id<ProvisionId>(static_cast<std::size_t>(sqlite3_column_int64(select.get(), 0) - 1)),
         excerpt == nullptr ? std::string() : std::string(excerpt), sqlite3_column_double(select.get(), 2)});
  }
  if (step != SQLITE_DONE)
    found.fault = fmt::format("`{}` cannot be searched for: {}", words, sqlite3_errmsg(opened));
  return found;
}

}  // namespace casus::catalogue
