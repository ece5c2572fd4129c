// The built-in corpus, resolved and compiled once for a program of tests or benchmarks.
#pragma once

#include <memory>

#include "engine/program.h"
#include "tool/session.h"

namespace casus::support {

struct World {
  tool::Session session{tool::Options{}};
  std::unique_ptr<engine::Program> program;
  World() {
    session.load_corpus();
    session.build();
    program = std::make_unique<engine::Program>(session.model());
  }
  const model::Model& model() const { return session.model(); }
  model::StateId state(std::string_view code) const { return find_state(model(), code); }
};

inline World& world() {
  static World instance;
  return instance;
}

}  // namespace casus::support
