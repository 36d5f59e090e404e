#include "protocol/messages.h"

#include <chrono>
#include <iterator>
#include <nlohmann/json.hpp>
#include <tuple>
#include <type_traits>

namespace tenter::protocol {
namespace {

using Json = nlohmann::json;

template <class Struct, class Member>
struct Field {
  const char* name;
  Member Struct::*member;
};

template <class Struct, class Member>
Field(const char*, Member Struct::*) -> Field<Struct, Member>;  // clang 14 does not deduce aggregates

// The fields of each struct, in one place for both directions.
template <class T>
constexpr auto kFields = nullptr;

template <>
constexpr auto kFields<Claim> = std::tuple(Field{"kind", &Claim::kind}, Field{"anomaly", &Claim::anomaly},
                                           Field{"also", &Claim::also}, Field{"outcome", &Claim::outcome});
template <>
constexpr auto kFields<Expectation> = std::tuple(Field{"outcome", &Expectation::outcome},
                                                 Field{"grade", &Expectation::grade}, Field{"why", &Expectation::why},
                                                 Field{"anomaly", &Expectation::anomaly});
template <>
constexpr auto kFields<ScenarioInfo> =
    std::tuple(Field{"name", &ScenarioInfo::name}, Field{"summary", &ScenarioInfo::summary},
               Field{"reason", &ScenarioInfo::reason}, Field{"actors", &ScenarioInfo::actors},
               Field{"claim", &ScenarioInfo::claim}, Field{"expectations", &ScenarioInfo::expectations},
               Field{"otherwise", &ScenarioInfo::otherwise}, Field{"uses_fences", &ScenarioInfo::uses_fences},
               Field{"file", &ScenarioInfo::file}, Field{"line", &ScenarioInfo::line});
template <>
constexpr auto kFields<Frame> = std::tuple(Field{"function", &Frame::function}, Field{"file", &Frame::file},
                                           Field{"line", &Frame::line});
template <>
constexpr auto kFields<Access> = std::tuple(Field{"op", &Access::op}, Field{"thread", &Access::thread},
                                            Field{"size", &Access::size}, Field{"where", &Access::where},
                                            Field{"stack", &Access::stack});
template <>
constexpr auto kFields<AnomalyReport> = std::tuple(Field{"kind", &AnomalyReport::kind},
                                                   Field{"detail", &AnomalyReport::detail},
                                                   Field{"count", &AnomalyReport::count},
                                                   Field{"accesses", &AnomalyReport::accesses},
                                                   Field{"location", &AnomalyReport::location},
                                                   Field{"allocated", &AnomalyReport::allocated});
template <>
constexpr auto kFields<SuppressedReport> = std::tuple(Field{"report", &SuppressedReport::report},
                                                      Field{"reason", &SuppressedReport::reason});
template <>
constexpr auto kFields<Contention> = std::tuple(Field{"probes", &Contention::probes},
                                                Field{"overlapped", &Contention::overlapped});
template <>
constexpr auto kFields<ModeReport> = std::tuple(Field{"mode", &ModeReport::mode},
                                                Field{"executions", &ModeReport::executions},
                                                Field{"seconds", &ModeReport::seconds},
                                                Field{"rare", &ModeReport::rare},
                                                Field{"contention", &ModeReport::contention});
template <>
constexpr auto kFields<OutcomeCount> = std::tuple(Field{"outcome", &OutcomeCount::outcome},
                                                  Field{"count", &OutcomeCount::count},
                                                  Field{"expectation", &OutcomeCount::expectation});
template <>
constexpr auto kFields<WitnessStep> = std::tuple(Field{"thread", &WitnessStep::thread}, Field{"op", &WitnessStep::op},
                                                 Field{"object", &WitnessStep::object},
                                                 Field{"value", &WitnessStep::value},
                                                 Field{"writes", &WitnessStep::writes},
                                                 Field{"where", &WitnessStep::where});
template <>
constexpr auto kFields<Witness> = std::tuple(Field{"kind", &Witness::kind}, Field{"outcome", &Witness::outcome},
                                             Field{"detail", &Witness::detail}, Field{"schedule", &Witness::schedule},
                                             Field{"preemptions", &Witness::preemptions},
                                             Field{"minimal", &Witness::minimal}, Field{"threads", &Witness::threads},
                                             Field{"steps", &Witness::steps}, Field{"why", &Witness::why});
template <>
constexpr auto kFields<Exploration> =
    std::tuple(Field{"strategy", &Exploration::strategy}, Field{"anomalous", &Exploration::anomalous},
               Field{"blocked", &Exploration::blocked}, Field{"reduced", &Exploration::reduced},
               Field{"followed", &Exploration::followed}, Field{"preemptions", &Exploration::preemptions},
               Field{"witnesses", &Exploration::witnesses}, Field{"sampled", &Exploration::sampled},
               Field{"covering", &Exploration::covering}, Field{"programs", &Exploration::programs});
template <>
constexpr auto kFields<Evidence> = std::tuple(
    Field{"engine", &Evidence::engine}, Field{"executions", &Evidence::executions},
    Field{"seconds", &Evidence::seconds}, Field{"seed", &Evidence::seed}, Field{"coverage", &Evidence::coverage},
    Field{"memory_model", &Evidence::memory_model}, Field{"weaker_orders_used", &Evidence::weaker_orders_used},
    Field{"order_that_matters", &Evidence::order_that_matters}, Field{"outcomes", &Evidence::outcomes},
    Field{"anomalies", &Evidence::anomalies}, Field{"suppressed", &Evidence::suppressed},
    Field{"suspected", &Evidence::suspected}, Field{"unseen_libraries", &Evidence::unseen_libraries},
    Field{"uncontrolled", &Evidence::uncontrolled}, Field{"contention", &Evidence::contention},
    Field{"modes", &Evidence::modes}, Field{"exploration", &Evidence::exploration}, Field{"notes", &Evidence::notes},
    Field{"interrupted", &Evidence::interrupted}, Field{"races_modelled", &Evidence::races_modelled});
template <>
constexpr auto kFields<Budget> = std::tuple(Field{"time", &Budget::time}, Field{"executions", &Budget::executions});
template <>
constexpr auto kFields<SearchRequest> = std::tuple(Field{"strategy", &SearchRequest::strategy},
                                                   Field{"preemptions", &SearchRequest::preemptions});
template <>
constexpr auto kFields<SeekRequest> = std::tuple(Field{"search", &SeekRequest::search},
                                                 Field{"outcome", &SeekRequest::outcome});
template <>
constexpr auto kFields<ReplayRequest> = std::tuple(Field{"schedule", &ReplayRequest::schedule},
                                                   Field{"until", &ReplayRequest::until});
template <>
constexpr auto kFields<RunRequest> = std::tuple(Field{"budget", &RunRequest::budget},
                                                Field{"warm_up", &RunRequest::warm_up},
                                                Field{"seed", &RunRequest::seed},
                                                Field{"affinity", &RunRequest::affinity},
                                                Field{"program", &RunRequest::program},
                                                Field{"exploration", &RunRequest::exploration});
template <>
constexpr auto kFields<Described> = std::tuple(Field{"name", &Described::name},
                                               Field{"compiler", &Described::compiler},
                                               Field{"options", &Described::options},
                                               Field{"instrumented", &Described::instrumented},
                                               Field{"scenarios", &Described::scenarios},
                                               Field{"misuse", &Described::misuse});
template <>
constexpr auto kFields<Failed> = std::tuple(Field{"why", &Failed::why});
template <>
constexpr auto kFields<EvidenceSoFar> = std::tuple(Field{"evidence", &EvidenceSoFar::evidence});
template <>
constexpr auto kFields<Finished> = std::tuple(Field{"evidence", &Finished::evidence});

template <>
constexpr auto kFields<Preparation> = std::tuple(Field{"libraries", &Preparation::libraries},
                                                 Field{"isolated", &Preparation::isolated});
template <>
constexpr auto kFields<Unprepared> = std::tuple(Field{"missing", &Unprepared::missing});

template <class T>
constexpr bool has_fields = !std::is_null_pointer_v<std::remove_const_t<decltype(kFields<T>)>>;

template <class T>
constexpr bool is_vector = false;
template <class T>
constexpr bool is_vector<std::vector<T>> = true;

template <class T>
constexpr bool is_optional = false;
template <class T>
constexpr bool is_optional<std::optional<T>> = true;

template <class T>
constexpr bool is_variant = false;
template <class... Alternatives>
constexpr bool is_variant<std::variant<Alternatives...>> = true;

// A variant is an array: which one it is, then that.
template <class T>
Json write(const T& value) {
  if constexpr (has_fields<T>) {
    Json object = Json::object();
    std::apply([&](const auto&... field) { ((object[field.name] = write(value.*field.member)), ...); }, kFields<T>);
    return object;
  } else if constexpr (is_vector<T>) {
    Json array = Json::array();
    for (const auto& element : value) array.push_back(write(element));
    return array;
  } else if constexpr (is_optional<T>) {
    return value ? write(*value) : Json(nullptr);
  } else if constexpr (is_variant<T>) {
    return Json::array(
        {value.index(), std::visit([](const auto& alternative) { return write(alternative); }, value)});
  } else if constexpr (std::is_enum_v<T>) {
    return static_cast<std::underlying_type_t<T>>(value);
  } else if constexpr (std::is_same_v<T, std::chrono::nanoseconds>) {
    return value.count();
  } else {
    return value;
  }
}

template <class T>
void read(const Json& json, T& value);

template <std::size_t Index = 0, class Variant>
void read_alternative(std::size_t index, const Json& json, Variant& value) {
  if constexpr (Index < std::variant_size_v<Variant>) {
    if (index != Index) return read_alternative<Index + 1>(index, json, value);
    read(json, value.template emplace<Index>());
  } else {
    throw ProtocolError("one of an unknown kind");
  }
}

template <class T>
void read(const Json& json, T& value) {
  if constexpr (has_fields<T>) {
    std::apply([&](const auto&... field) { (read(json.at(field.name), value.*field.member), ...); }, kFields<T>);
  } else if constexpr (is_vector<T>) {
    value.clear();
    for (const Json& element : json) read(element, value.emplace_back());
  } else if constexpr (is_optional<T>) {
    value.reset();
    if (!json.is_null()) read(json, value.emplace());
  } else if constexpr (is_variant<T>) {
    read_alternative(json.at(0).get<std::size_t>(), json.at(1), value);
  } else if constexpr (std::is_enum_v<T>) {
    value = static_cast<T>(json.get<std::underlying_type_t<T>>());
  } else if constexpr (std::is_same_v<T, std::chrono::nanoseconds>) {
    value = std::chrono::nanoseconds(json.get<std::chrono::nanoseconds::rep>());
  } else {
    json.get_to(value);
  }
}

}  // namespace

Bytes encode(const Message& message) { return Json::to_cbor(write(message)); }

Message decode(const Bytes& payload) {
  try {
    Message message;
    read(Json::from_cbor(payload), message);
    return message;
  } catch (const Json::exception& error) {
    throw ProtocolError(std::string("a message that cannot be read: ") + error.what());
  }
}

Bytes encode(const RunRequest& request) { return Json::to_cbor(write(request)); }

RunRequest request_in(const Bytes& bytes) {
  try {
    RunRequest request;
    read(Json::from_cbor(bytes), request);
    return request;
  } catch (const Json::exception& error) {
    throw ProtocolError(std::string("a request that cannot be read: ") + error.what());
  }
}

namespace {

constexpr const char* kIsolated = "isolated";
constexpr const char* kTogether = "together";

}  // namespace

std::vector<std::string> arguments_of(const Preparation& preparation) {
  std::vector<std::string> arguments{preparation.isolated ? kIsolated : kTogether};
  arguments.insert(arguments.end(), preparation.libraries.begin(), preparation.libraries.end());
  return arguments;
}

Preparation preparation_in(const std::vector<std::string>& arguments) {
  if (arguments.empty()) return {};
  return {{arguments.begin() + 1, arguments.end()}, arguments.front() == kIsolated};
}

}  // namespace tenter::protocol
