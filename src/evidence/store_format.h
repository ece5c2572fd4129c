// The format of a store of pledges: its tables, how an older one becomes a newer one, and what the digests are taken over.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "evidence/collection.h"
#include "model/evidence.h"

namespace casus::evidence {

using namespace model;

/// A collection, and the file that it came out of.
struct StoredCollection {
  Collection collection;
  std::string file;    ///< its name, without a folder
  std::string sha256;  ///< of its bytes, in hexadecimal
  friend bool operator==(const StoredCollection&, const StoredCollection&) = default;
};

/// Says in the header of the file that it is a store of casus: "casu".
inline constexpr std::int64_t application_id = 0x63617375;

/// One step from a format to the next.
struct Migration {
  std::string_view what;  ///< in a few words
  std::string_view sql;
};

/// The steps from format 1 on, in order; the newest format is their number plus one.
std::span<const Migration> store_migrations();

/// The tables of format 1.
std::string_view store_tables();

using Digest = std::array<std::uint8_t, 32>;

/// Digests that follow each other: each is the SHA-256 of the one before it, of whatever else it hangs on, and of a row's content
/// as netstrings (`5:hello,`), so that a row changed by hand breaks every digest from there on. The first follows 32 zeros.
class DigestChain {
 public:
  explicit DigestChain(const Digest& last = {}) : last_(last) {}

  DigestChain& field(std::string_view text);
  DigestChain& field(std::int64_t number);
  /// None is written as an empty field.
  DigestChain& field(std::optional<std::int64_t> number);
  /// The digest of the fields since the last call. `on` is the digest of the row that this one is about.
  const Digest& close(const Digest* on = nullptr);

  const Digest& last() const { return last_; }

 private:
  Digest last_;
  std::string content_;
};

/// Digests of a pledge without its entries, of an entry, and of what is known of a collection.
const Digest& add_to(DigestChain& chain, const Pledge& pledge);
const Digest& add_to(DigestChain& chain, const PledgeEntry& entry, const Digest& pledge);
const Digest& add_to(DigestChain& chain, const StoredCollection& stored);

/// In hexadecimal.
std::string written(const Digest& digest);

}  // namespace casus::evidence
