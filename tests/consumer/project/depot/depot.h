#pragma once

class Depot {
 public:
  void deliver();
  int stock() const { return stock_; }

 private:
  int stock_ = 0;
};
