// Files of data sets and stores on the disk.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "history/store.h"
#include "tool/session.h"

namespace casus::tool {

/// A file that is read once, piece by piece.
class OpenFile {
 public:
  /// None where it cannot be opened; the fault is in the sink.
  static std::optional<OpenFile> open(const std::string& path, diag::Sink& sink);

  /// What it has left. Copies read on where another has stopped.
  tables::ByteSource bytes() const;
  /// Of what was read, in hexadecimal; asked once, at the end.
  std::string sha256() const;
  /// False, with a fault in the sink, where the disk failed on the way: what was read is not the whole.
  bool whole(diag::Sink& sink) const;

 private:
  struct State;
  std::string path_;
  std::shared_ptr<State> state_;
};

/// True for the names of stores: `….sqlite` and `….db`.
bool names_store(const std::string& path);

/// The store in a file; none, with the fault in the sink, where it cannot be read or holds something else.
std::optional<history::Store> read_store(const std::string& path, diag::Sink& sink);

/// Writes a store in place of the one that was there, whole or not at all. False, with a message, where it cannot.
bool write_store(const std::string& path, const std::string& bytes);

}  // namespace casus::tool
