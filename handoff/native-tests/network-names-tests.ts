import type { NatGateways } from "../../environments/environment";
import { numbered } from "./conditions";
import { named, PREFIXED } from "./names";
import { run, testFile } from "./test-file";

/** tests/names.tftest.hcl: for so many zones and the NAT gateways between them. */
export function networkNamesTests(zones: number, natGateways: NatGateways): string {
  const ofEachZone = natGateways === "one-per-zone";
  const gateways = natGateways === "none" ? 0 : ofEachZone ? zones : 1;
  return testFile("The names of everything, as the console shows them: name_prefix, and what it is.", [
    run({
      name: "everything_bears_its_name",
      variables: PREFIXED,
      assertions: [
        named(
          "the VPC and what belongs to it",
          new Map([
            ["aws_vpc.main", "Fargate-VPC"],
            ["aws_default_security_group.main", "Fargate-VPC-default-closed"],
            ["aws_internet_gateway.internet", "Fargate-Internet-Gateway"],
          ]),
        ),
        named("public subnets", numberedNames("aws_subnet.public", zones, "PublicSubnet")),
        named("private subnets", numberedNames("aws_subnet.private", zones, "PrivateSubnet")),
        named(
          "route tables",
          new Map([
            ["aws_route_table.public", "PublicRouteTable"],
            ...(ofEachZone
              ? numberedNames("aws_route_table.private", zones, "PrivateRouteTable")
              : new Map([["aws_route_table.private_1", "PrivateRouteTable"]])),
          ]),
        ),
        ...(gateways === 0
          ? []
          : [
              named(
                "NAT gateways and their Elastic IPs",
                new Map(
                  ["aws_nat_gateway.nat", "aws_eip.nat"].flatMap((address) => [
                    ...(ofEachZone
                      ? numberedNames(address, gateways, "Fargate-NAT-Gateway")
                      : new Map([[`${address}_1`, "Fargate-NAT-Gateway"]])),
                  ]),
                ),
              ),
            ]),
      ],
    }),
  ]);
}

/** `PublicSubnet-1` for `aws_subnet.public_1`, and so on. */
function numberedNames(address: string, count: number, name: string): Map<string, string> {
  return new Map(numbered(address, count).map((one, index) => [one, `${name}-${index + 1}`]));
}
