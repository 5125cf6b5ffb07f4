import type { Name, Subnet } from "../model";
import { Additions } from "./additions";
import type { Attributes } from "./attributes";
import type { KindMadeWithVpc } from "./made-with-vpc";
import type { Things } from "./things";

export function readSubnets(things: Things): Subnet[] {
  const tables = associatedTables(things);
  const mainTables = mainRouteTables(things);
  const acls = associatedAcls(things);
  return things.code.all("aws_subnet").map((attributes) => {
    const name = things.nameOf(attributes);
    const vpc = things.reference(attributes, "vpc_id", "VPC");
    const madeWithVpc = (kind: KindMadeWithVpc): Name =>
      things.madeWith(vpc?.name ?? attributes.expression("vpc_id"), kind).name;
    return {
      name,
      vpc: vpc?.name ?? attributes.expression("vpc_id"),
      availabilityZone: attributes.text("availability_zone") ?? attributes.expression("availability_zone"),
      cidrs: cidrsOf(attributes),
      routeTable: tables.to(name)[0] ?? mainTables.to(vpc?.name ?? "")[0] ?? madeWithVpc("route table"),
      networkAcl: acls.to(name)[0] ?? madeWithVpc("network ACL"),
    };
  });
}

/** The main route table of a VPC, where it is another than the one that AWS made. */
export function mainRouteTables(things: Things): Additions<Name> {
  const mains = new Additions<Name>();
  for (const attributes of things.code.all("aws_main_route_table_association")) {
    const table = things.nameAt(attributes, "route_table_id", "route table");
    mains.add(things.owner(attributes, "vpc_id", "VPC"), [table], (expression) => [expression]);
  }
  return mains;
}

function cidrsOf(attributes: Attributes): string[] {
  const cidrs = ["cidr_block", "ipv6_cidr_block"].flatMap((name) => attributes.text(name) ?? []);
  return cidrs.length > 0 ? cidrs : [attributes.expression("cidr_block")];
}

/** An association with a gateway has no subnet; it is about what comes in there, which is not modelled. */
function associatedTables(things: Things): Additions<Name> {
  const tables = new Additions<Name>();
  for (const attributes of things.code.all("aws_route_table_association")) {
    const table = things.nameAt(attributes, "route_table_id", "route table");
    tables.add(things.owner(attributes, "subnet_id", "subnet"), [table], (expression) => [expression]);
  }
  return tables;
}

function associatedAcls(things: Things): Additions<Name> {
  const acls = new Additions<Name>();
  for (const attributes of things.code.all("aws_network_acl", "aws_default_network_acl")) {
    for (const subnet of things.references(attributes, "subnet_ids", "subnet")) {
      acls.add(subnet, [things.nameOf(attributes)], (expression) => [expression]);
    }
  }
  for (const attributes of things.code.all("aws_network_acl_association")) {
    const acl = things.nameAt(attributes, "network_acl_id", "network ACL");
    acls.add(things.owner(attributes, "subnet_id", "subnet"), [acl], (expression) => [expression]);
  }
  return acls;
}
