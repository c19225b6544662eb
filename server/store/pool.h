// Connections for one question, and then for the next one.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace ykien {

// Connection: usable() says whether the next question may have it.
template <class Connection>
class Pool {
 public:
  explicit Pool(std::function<std::unique_ptr<Connection>()> open) : open_(std::move(open)) {}

  // One that nobody else has, until this goes.
  class Lease {
   public:
    explicit Lease(Pool& pool) : pool_(pool), connection_(pool.take()) {}
    ~Lease() { pool_.give_back(std::move(connection_)); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    Connection& operator*() const { return *connection_; }
    Connection* operator->() const { return connection_.get(); }

   private:
    Pool& pool_;
    std::unique_ptr<Connection> connection_;
  };

  // After a failure that closed them all.
  void forget() {
    const std::lock_guard lock(mutex_);
    idle_.clear();
  }

 private:
  std::unique_ptr<Connection> take() {
    {
      const std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        auto connection = std::move(idle_.back());
        idle_.pop_back();
        return connection;
      }
    }
    return open_();
  }

  void give_back(std::unique_ptr<Connection> connection) {
    if (!connection->usable()) return;
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(connection));
  }

  std::function<std::unique_ptr<Connection>()> open_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Connection>> idle_;
};

}  // namespace ykien
