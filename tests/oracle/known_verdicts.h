// Whether the histories in histories/ are linearizable, as others have found.
#pragma once

namespace tenter::test {

struct KnownVerdict {
  const char* file;
  const char* model;
  bool linearizable;
};

inline constexpr KnownVerdict kKnownVerdicts[] = {
    {"etcd_000.log", "cas-register", false}, {"etcd_002.log", "cas-register", true},
    {"etcd_009.log", "cas-register", false}, {"etcd_015.log", "cas-register", false},
    {"etcd_018.log", "cas-register", true},  {"etcd_022.log", "cas-register", false},
    {"etcd_029.log", "cas-register", false}, {"etcd_036.log", "cas-register", false},
    {"etcd_038.log", "cas-register", true},  {"etcd_043.log", "cas-register", false},
    {"etcd_049.log", "cas-register", true},  {"etcd_054.log", "cas-register", false},
    {"etcd_056.log", "cas-register", true},  {"etcd_061.log", "cas-register", false},
    {"etcd_068.log", "cas-register", false}, {"etcd_074.log", "cas-register", false},
    {"etcd_076.log", "cas-register", true},  {"etcd_083.log", "cas-register", false},
    {"etcd_090.log", "cas-register", false}, {"etcd_092.log", "cas-register", true},
    {"kv-c01-ok.edn", "kv", true},           {"kv-c01-bad.edn", "kv", false},
    {"kv-c10-ok.edn", "kv", true},           {"kv-c10-bad.edn", "kv", false},
};

}  // namespace tenter::test
