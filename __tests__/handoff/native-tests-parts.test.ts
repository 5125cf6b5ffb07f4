import { Address4 } from "ip-address";
import { exampleBlocks } from "../../handoff/native-tests/allowed-blocks";
import { counted } from "../../handoff/native-tests/counts";

test("300 examples are 300 blocks", () => {
  const blocks = exampleBlocks(300);
  expect(new Set(blocks).size).toBe(300);
  for (const cidr of blocks) {
    const address = new Address4(cidr);
    expect(address.startAddress().address).toBe(address.addressMinusSuffix);
  }
});

describe("how many of something there are", () => {
  const messageFor = (count: number): string =>
    counted({ type: "aws_eip", count, one: "an Elastic IP", several: "Elastic IPs", tooMany: "is not used" }).message;

  test.each([
    [0, "There is an Elastic IP: it is not used."],
    [1, "There is not exactly one Elastic IP: it is missing, or another is not used."],
    [3, "There are not exactly 3 Elastic IPs: one is missing, or another is not used."],
  ])("%d: %s", (count, message) => {
    expect(messageFor(count)).toBe(message);
  });
});
