#include "protocol/frame.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace tenter::protocol::frame_test {
namespace {

RC_GTEST_PROP(Frames, SurviveAnySplit, (const std::vector<Bytes>& payloads, const std::vector<std::uint8_t>& cuts)) {
  Bytes stream;
  for (const Bytes& payload : payloads) {
    const Bytes frame = framed(payload);
    stream.insert(stream.end(), frame.begin(), frame.end());
  }
  FrameReader reader;
  std::vector<Bytes> read;
  std::size_t begin = 0;
  for (std::size_t i = 0; begin < stream.size(); ++i) {
    const std::size_t wanted = cuts.empty() ? stream.size() : 1U + cuts[i % cuts.size()];
    const std::size_t length = std::min(wanted, stream.size() - begin);
    reader.append(std::span(stream).subspan(begin, length));
    while (auto payload = reader.next()) read.push_back(std::move(*payload));
    begin += length;
  }
  RC_ASSERT(read == payloads);
}

TEST(Frames, OfAbsurdLengthAreRefused) {
  FrameReader reader;
  const std::uint8_t garbage[] = {'x', 'x', 'x', 'x', 'x'};
  reader.append(garbage);
  EXPECT_THROW((void)reader.next(), ProtocolError);
}

TEST(Frames, AreNotGivenBackHalf) {
  FrameReader reader;
  const Bytes frame = framed(Bytes{1, 2, 3});
  reader.append(std::span(frame).first(6));
  EXPECT_EQ(reader.next(), std::nullopt);
  reader.append(std::span(frame).subspan(6));
  EXPECT_EQ(reader.next(), (Bytes{1, 2, 3}));
}

}  // namespace
}  // namespace tenter::protocol::frame_test
