#include "evidence/store_format.h"

#include <fmt/format.h>
#include <sha256.h>

#include "evidence/words.h"

namespace casus::evidence {

namespace {

// Days are counted from 1970-01-01. `told` and `money_kind` hold in words what many entries share; texts are kept once. The view
// `log` puts it together for whoever opens the file with SQLite.
constexpr std::string_view tables = R"(
CREATE TABLE text (id INTEGER PRIMARY KEY, value TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE told (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, stage TEXT NOT NULL, bound TEXT NOT NULL, category TEXT NOT NULL,
  in_all INTEGER NOT NULL, uncertain INTEGER NOT NULL,
  UNIQUE (kind, stage, bound, category, in_all, uncertain)) STRICT;
CREATE TABLE money_kind (
  id INTEGER PRIMARY KEY, currency TEXT NOT NULL, constant_year INTEGER, valuation TEXT NOT NULL) STRICT;
CREATE TABLE collection (
  id INTEGER PRIMARY KEY, origin TEXT NOT NULL, title TEXT NOT NULL, release TEXT NOT NULL, covers TEXT NOT NULL,
  first_day INTEGER, end_day INTEGER, recipients TEXT NOT NULL, cite TEXT NOT NULL, terms TEXT NOT NULL, note TEXT NOT NULL,
  file TEXT NOT NULL, sha256 TEXT NOT NULL, digest BLOB NOT NULL) STRICT;
CREATE TABLE pledge (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, title TEXT NOT NULL, donors TEXT NOT NULL, recipients TEXT NOT NULL,
  item TEXT NOT NULL, category TEXT NOT NULL, instrument TEXT NOT NULL, provision TEXT NOT NULL, period TEXT NOT NULL,
  origin TEXT NOT NULL, covers TEXT NOT NULL, note TEXT NOT NULL, digest BLOB NOT NULL) STRICT;
CREATE TABLE entry (
  number INTEGER PRIMARY KEY, pledge INTEGER NOT NULL REFERENCES pledge, told INTEGER NOT NULL REFERENCES told,
  quantity INTEGER, money_kind INTEGER REFERENCES money_kind, money INTEGER,
  earliest INTEGER NOT NULL, latest INTEGER NOT NULL, known INTEGER NOT NULL, accepted INTEGER REFERENCES text,
  corrects INTEGER REFERENCES entry, item INTEGER REFERENCES text, by_pledge INTEGER REFERENCES text,
  source INTEGER REFERENCES text, note INTEGER REFERENCES text, digest BLOB NOT NULL) STRICT;
CREATE INDEX entry_of_pledge ON entry (pledge, latest);
CREATE UNIQUE INDEX entry_corrected ON entry (corrects) WHERE corrects IS NOT NULL;
CREATE TABLE log_end (
  one INTEGER PRIMARY KEY CHECK (one = 1), entries INTEGER NOT NULL, pledges INTEGER NOT NULL,
  collections INTEGER NOT NULL) STRICT;
INSERT INTO log_end VALUES (1, 0, 0, 0);
CREATE VIEW log AS SELECT
  e.number, p.name AS pledge, p.donors, p.recipients, iif(t.kind = 'stage', t.stage, t.kind) AS entry, t.bound,
  e.quantity / 1000.0 AS quantity, e.money / 1000.0 AS amount, m.currency, m.constant_year, m.valuation, t.in_all,
  date(e.earliest * 86400, 'unixepoch') AS earliest, date(e.latest * 86400, 'unixepoch') AS latest,
  date(e.known * 86400, 'unixepoch') AS known, e.corrects,
  (SELECT number FROM entry c WHERE c.corrects = e.number) AS corrected_by,
  (SELECT value FROM text WHERE id = e.source) AS source, (SELECT value FROM text WHERE id = e.note) AS note,
  lower(hex(e.digest)) AS digest
  FROM entry e JOIN pledge p ON p.id = e.pledge JOIN told t ON t.id = e.told LEFT JOIN money_kind m ON m.id = e.money_kind
  ORDER BY e.number;
CREATE TRIGGER entry_stays BEFORE UPDATE ON entry BEGIN
  SELECT raise(ABORT, 'entries are never changed: add one that corrects it'); END;
CREATE TRIGGER entry_remains BEFORE DELETE ON entry BEGIN
  SELECT raise(ABORT, 'entries are never deleted: add one that withdraws it'); END;
CREATE TRIGGER pledge_stays BEFORE UPDATE ON pledge BEGIN SELECT raise(ABORT, 'pledges are never changed'); END;
CREATE TRIGGER pledge_remains BEFORE DELETE ON pledge BEGIN SELECT raise(ABORT, 'pledges are never deleted'); END;
CREATE TRIGGER collection_stays BEFORE UPDATE ON collection BEGIN SELECT raise(ABORT, 'collections are never changed'); END;
CREATE TRIGGER collection_remains BEFORE DELETE ON collection BEGIN SELECT raise(ABORT, 'collections are never deleted'); END;
CREATE TRIGGER text_stays BEFORE UPDATE ON text BEGIN SELECT raise(ABORT, 'texts are never changed'); END;
CREATE TRIGGER text_remains BEFORE DELETE ON text BEGIN SELECT raise(ABORT, 'texts are never deleted'); END;
CREATE TRIGGER told_stays BEFORE UPDATE ON told BEGIN SELECT raise(ABORT, 'what is told is never changed'); END;
CREATE TRIGGER told_remains BEFORE DELETE ON told BEGIN SELECT raise(ABORT, 'what is told is never deleted'); END;
CREATE TRIGGER money_stays BEFORE UPDATE ON money_kind BEGIN SELECT raise(ABORT, 'kinds of money are never changed'); END;
CREATE TRIGGER money_remains BEFORE DELETE ON money_kind BEGIN SELECT raise(ABORT, 'kinds of money are never deleted'); END;
)";

}  // namespace

std::span<const Migration> store_migrations() { return {}; }

std::string_view store_tables() { return tables; }

DigestChain& DigestChain::field(std::string_view text) {
  const fmt::format_int size(text.size());
  content_.append(size.data(), size.size());
  content_ += ':';
  content_ += text;
  content_ += ',';
  return *this;
}

DigestChain& DigestChain::field(std::int64_t number) {
  const fmt::format_int digits(number);
  return field(std::string_view(digits.data(), digits.size()));
}

DigestChain& DigestChain::field(std::optional<std::int64_t> number) {
  return number ? field(*number) : field(std::string_view());
}

const Digest& DigestChain::close(const Digest* on) {
  SHA256_CTX context;
  SHA256_Init(&context);
  SHA256_Update(&context, last_.data(), last_.size());
  if (on != nullptr) SHA256_Update(&context, on->data(), on->size());
  SHA256_Update(&context, reinterpret_cast<const std::uint8_t*>(content_.data()), content_.size());
  SHA256_Final(last_.data(), &context);
  content_.clear();
  return last_;
}

const Digest& add_to(DigestChain& chain, const Pledge& pledge) {
  return chain.field(pledge.name)
      .field(pledge.title)
      .field(joined(pledge.by))
      .field(joined(pledge.to))
      .field(pledge.item)
      .field(model::name(pledge.category))
      .field(pledge.instrument)
      .field(pledge.provision)
      .field(pledge.period)
      .field(pledge.origin)
      .field(joined(pledge.covers))
      .field(pledge.note)
      .close();
}

const Digest& add_to(DigestChain& chain, const PledgeEntry& entry, const Digest& pledge) {
  chain.field(static_cast<std::int64_t>(entry.number)).field(entry_word(entry));
  chain.field(entry.quantity).field(name(entry.bound));
  if (const auto& money = entry.money) {
    chain.field(money->amount).field(money->currency);
    chain.field(money->constant_year ? std::optional<std::int64_t>(*money->constant_year) : std::nullopt);
    chain.field(model::name(money->valuation));
  } else {
    chain.field("").field("").field("").field("");
  }
  chain.field(std::int64_t{entry.in_all});
  chain.field(std::int64_t{entry.on.earliest.number}).field(std::int64_t{entry.on.latest.number});
  chain.field(std::int64_t{entry.on.uncertain}).field(std::int64_t{entry.known.number});
  chain.field(model::name(entry.category)).field(entry.item).field(entry.by_pledge).field(entry.accepted);
  chain.field(entry.source).field(entry.note);
  chain.field(entry.corrects ? std::optional<std::int64_t>(*entry.corrects) : std::nullopt);
  return chain.close(&pledge);
}

const Digest& add_to(DigestChain& chain, const StoredCollection& stored) {
  const auto& [origin, title, release, covers, from, to, recipients, cite, terms, note] = stored.collection;
  const auto day = [](const std::optional<Day>& day) {
    return day ? std::optional<std::int64_t>(day->number) : std::nullopt;
  };
  chain.field(origin).field(title).field(release).field(joined(covers)).field(day(from)).field(day(to));
  chain.field(joined(recipients)).field(cite).field(terms).field(note);
  return chain.field(stored.file).field(stored.sha256).close();
}

std::string written(const Digest& digest) {
  std::string text;
  for (const auto byte : digest) text += fmt::format("{:02x}", byte);
  return text;
}

}  // namespace casus::evidence
