// A module with thread-local variables of each kind, loaded after the fibers' threads were made.
namespace {

int target = 5;
int live = 0;
int destroyed = 0;

struct Counted {
  int value = 11;
  Counted() { ++live; }
  ~Counted() { ++destroyed; }
};

thread_local int initialised = 42;
thread_local int zeroed;
thread_local int* relocated = &target;
alignas(64) thread_local volatile char large[5000] = "large";  // volatile: or a compiler keeps two bytes of it
thread_local Counted dynamic;

}  // namespace

// What a fresh thread sees; any change makes it another number.
extern "C" int late_module_sum() {
  return initialised + zeroed + *relocated + large[0] + large[4999] + dynamic.value +
         static_cast<int>(reinterpret_cast<unsigned long>(&large[0]) % 64);
}

extern "C" void late_module_change() {
  static int other = 1000;
  ++initialised;
  ++zeroed;
  relocated = &other;
  large[0] = '!';
  large[4999] = '!';
  ++dynamic.value;
}

extern "C" int late_module_live() { return live; }
extern "C" int late_module_destroyed() { return destroyed; }
