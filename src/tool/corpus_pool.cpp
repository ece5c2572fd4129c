#include "tool/corpus_pool.h"

namespace casus::tool {

CorpusPool::Lent CorpusPool::lend(const Options& options) {
  std::unique_ptr<Corpus> corpus;
  {
    const std::lock_guard lock(mutex_);
    if (!free_.empty()) {
      corpus = std::move(free_.back());
      free_.pop_back();
    }
  }
  if (!corpus) {
    corpus = std::make_unique<Corpus>(Session(options), nullptr);
    corpus->session.load_corpus();
    corpus->program = std::make_unique<engine::Program>(corpus->session.build());
  }
  corpus->session.use(options);
  const std::shared_ptr<Corpus> lent(corpus.release(), [this](Corpus* back) {
    back->session.forget_lines();
    const std::lock_guard lock(mutex_);
    free_.emplace_back(back);
  });
  return {std::shared_ptr<Session>(lent, &lent->session),
          std::shared_ptr<const engine::Program>(lent, lent->program.get())};
}

}  // namespace casus::tool
