// What tenter/rapidcheck.h declares. tenter_add_gtest(... RAPIDCHECK) compiles this into the test program.
#include <tenter/detail/programs.h>
#include <tenter/detail/registry.h>
#include <tenter/rapidcheck.h>

#include <algorithm>
#include <map>
#include <stdexcept>
#include <tuple>

namespace tenter::gtest {
namespace {

using Calls = std::vector<Call>;
// By operation and argument.
using Arguments = std::map<std::pair<std::uint32_t, std::size_t>, rc::Gen<std::uint64_t>>;

const Program& object_named(const std::string& name) {
  for (const Program& program : detail::registry()) {
    if (program.info.name == name && program.object != nullptr) return program;
  }
  throw std::invalid_argument("no object scenario named " + name + " is registered in this program");
}

Arguments arguments_of(const ObjectSubject& object, const std::vector<ArgumentGen>& given) {
  Arguments arguments;
  const auto& operations = object.operations();
  for (const ArgumentGen& one : given) {
    const auto found = std::ranges::find(operations, one.operation, &OperationInfo::name);
    if (found == operations.end() || one.argument >= found->domains.size()) {
      throw std::invalid_argument("there is no operation " + one.operation + " with an argument " +
                                  std::to_string(one.argument));
    }
    const std::uint64_t domain = found->domains[one.argument];
    const auto checked = rc::gen::map(one.number, [domain, name = one.operation](std::uint64_t number) {
      if (domain == OperationInfo::kUnbounded || number < domain) return number;
      throw std::invalid_argument("the argument of " + name + " has " + std::to_string(domain) +
                                  " values, so there is none of number " + std::to_string(number));
    });
    arguments.insert_or_assign({static_cast<std::uint32_t>(found - operations.begin()), one.argument}, checked);
  }
  return arguments;
}

// Any of a domain; of one without bounds small numbers, or nothing would ever be the same twice.
rc::Gen<std::uint64_t> any_of(std::uint64_t domain) {
  constexpr std::uint64_t kFew = 4;
  const std::uint64_t many = domain == OperationInfo::kUnbounded ? kFew : domain;
  return rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::uint64_t>(0, many));
}

rc::Gen<Call> any_call(const ObjectSubject& object, const Arguments& arguments) {
  const auto many = static_cast<std::uint32_t>(object.operations().size());
  return rc::gen::exec([&object, arguments, many] {
    Call call{*rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::uint32_t>(0, many)), {}};
    const std::vector<std::uint64_t>& domains = object.operations()[call.operation].domains;
    for (std::size_t i = 0; i < domains.size(); ++i) {
      const auto given = arguments.find({call.operation, i});
      call.choices.push_back(*(given == arguments.end() ? any_of(domains[i]) : given->second));
    }
    return call;
  });
}

std::size_t grown(std::size_t least, std::size_t most, int size) {
  return least + (std::max(least, most) - least) * static_cast<std::size_t>(size) / rc::kNominalSize;
}

// None up to `most`; shrinking leaves some out.
rc::Gen<Calls> some(const rc::Gen<Call>& call, std::size_t most, int size) {
  return rc::gen::resize(static_cast<int>(most), rc::gen::container<Calls>(rc::gen::resize(size, call)));
}

rc::Gen<std::vector<Calls>> threads(const rc::Gen<Calls>& calls, std::size_t most, int size) {
  const auto many = rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::size_t>(2, grown(2, most, size) + 1));
  return rc::gen::mapcat(many, [calls](std::size_t threads) {
    return rc::gen::container<std::vector<Calls>>(threads, rc::gen::nonEmpty(calls));
  });
}

}  // namespace

std::string ObjectProgram::words() const { return detail::in_words(calls, *scenario->object); }

rc::Gen<ObjectProgram> programs(const std::string& scenario, const ProgramSizes& sizes,
                                const std::vector<ArgumentGen>& arguments) {
  const Program& program = object_named(scenario);
  const ObjectSubject& object = *program.object;
  const rc::Gen<Call> call = any_call(object, arguments_of(object, arguments));
  return rc::gen::withSize([&program, call, sizes](int size) {
    const auto around = some(call, grown(0, sizes.around, size), size);
    const auto calls = some(call, grown(1, sizes.operations, size), size);
    const auto drawn =
        rc::gen::map(rc::gen::tuple(around, threads(calls, sizes.threads, size), around),
                     [&program](const std::tuple<Calls, std::vector<Calls>, Calls>& parts) {
                       return ObjectProgram{&program, {std::get<0>(parts), std::get<1>(parts), std::get<2>(parts)}};
                     });
    return rc::gen::suchThat(
        drawn, [](const ObjectProgram& one) { return detail::keeps_roles(one.calls, *one.scenario->object); });
  });
}

void check(const ObjectProgram& program, RunOptions options) {
  options.program = detail::code_of(program.calls);
  const Judged run = judged(program.scenario->info.name, options);
  RC_LOG() << run.report;
  if (run.verdict == Judged::inconclusive) RC_DISCARD("the evidence does not suffice");
  if (run.verdict != Judged::confirmed) RC_FAIL(program.words());
}

}  // namespace tenter::gtest
