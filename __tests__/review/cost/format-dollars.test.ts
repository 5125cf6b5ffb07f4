import {
  formatDollarDifference,
  formatDollars,
  formatPrice,
  sumOf,
  toCents,
} from "../../../review/cost/format-dollars";
import { PRICES } from "../../../review/cost/price-table";

test.each([
  [16.2, "$16.20"],
  [0, "$0.00"],
  [-0, "$0.00"],
  [0.004, "$0.00"],
  [-0.004, "$0.00"],
  [0.005, "$0.01"],
  [-3.6, "-$3.60"],
  [999.994, "$999.99"],
  [999.995, "$1,000.00"],
  [1234567.5, "$1,234,567.50"],
])("formatDollars(%d) is %s", (dollars, text) => {
  expect(formatDollars(dollars)).toBe(text);
});

test.each([
  [3.6, "+$3.60"],
  [-3.6, "-$3.60"],
  [0, "$0.00"],
  [-0, "$0.00"],
  [0.0049, "$0.00"],
  [-0.0049, "$0.00"],
  [0.005, "+$0.01"],
  [-0.0051, "-$0.01"],
  [61.58 - 58, "+$3.58"],
])("formatDollarDifference(%d) is %s", (dollars, text) => {
  expect(formatDollarDifference(dollars)).toBe(text);
});

test.each([
  [0.5, "$0.50"],
  [0.4, "$0.40"],
  [0.03, "$0.03"],
  [1, "$1.00"],
  [0.0225, "$0.0225"],
  [0.000111, "$0.000111"],
])("formatPrice(%d) is %s", (dollars, text) => {
  expect(formatPrice(dollars)).toBe(text);
});

test("what binary fractions cannot hold is rounded as on paper", () => {
  expect(toCents(1.005)).toBe(1.01);
  expect(sumOf([0.1, 0.2])).toBe(0.3);
  expect(sumOf(Array.from({ length: 1000 }, () => 0.01))).toBe(10);
  expect(sumOf([])).toBe(0);
});

test("the price list, in US dollars: a price that changes takes the date of the table with it", () => {
  expect(Object.values(PRICES).map(({ dollars, per, source }) => `${dollars} ${per}, ${source}`)).toEqual([
    "0.0225 Application Load Balancer-hour, Elastic Load Balancing pricing",
    "0.008 LCU-hour, Elastic Load Balancing pricing",
    "0.0225 Network Load Balancer-hour, Elastic Load Balancing pricing",
    "0.006 NLCU-hour, Elastic Load Balancing pricing",
    "0.045 NAT gateway-hour, Amazon VPC pricing",
    "0.045 GB processed by a NAT gateway, Amazon VPC pricing",
    "0.005 public IPv4 address-hour, Amazon VPC pricing",
    "0.04048 vCPU-hour, Linux/x86, AWS Fargate pricing",
    "0.004445 GB-hour, Linux/x86, AWS Fargate pricing",
    "0.03238 vCPU-hour, Linux/ARM, AWS Fargate pricing",
    "0.00356 GB-hour, Linux/ARM, AWS Fargate pricing",
    "0.000111 GB-hour of ephemeral storage, AWS Fargate pricing",
    "0.5 hosted zone and month, Amazon Route 53 pricing",
    "0.4 million standard queries, Amazon Route 53 pricing",
    "0.5 GB ingested, standard log class, Amazon CloudWatch pricing",
    "0.03 GB stored for a month, Amazon CloudWatch pricing",
  ]);
});
