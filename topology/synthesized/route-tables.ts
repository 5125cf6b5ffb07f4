import type { Name, Route, RouteTable } from "../model";
import { Additions } from "./additions";
import { routesIn, unknownRoute } from "./routes";
import { mainRouteTables } from "./subnets";
import type { Things } from "./things";

export function readRouteTables(things: Things): RouteTable[] {
  const routes = new Additions<Route>();
  for (const attributes of things.code.all("aws_route")) {
    const table = things.owner(attributes, "route_table_id", "route table");
    routes.add(table, routesIn(attributes, things), (expression) => [unknownRoute(expression)]);
  }
  // Routes that a virtual private gateway learns at its other end: whereto is for that one to say.
  for (const attributes of things.code.all("aws_vpn_gateway_route_propagation")) {
    const learned = attributes.texts("vpn_gateway_id").map(unknownRoute);
    const table = things.owner(attributes, "route_table_id", "route table");
    routes.add(table, learned, (expression) => [unknownRoute(expression)]);
  }
  const ofCode = things.code.all("aws_route_table", "aws_default_route_table").map((attributes) => {
    const name = things.nameOf(attributes);
    const vpc =
      attributes.resource.type === "aws_default_route_table"
        ? things.vpcOfAdopter(attributes, "route table").name
        : things.nameAt(attributes, "vpc_id", "VPC");
    const inline = attributes.blocks("route").flatMap((block) => routesIn(block, things));
    const learned = attributes.texts("propagating_vgws").map(unknownRoute);
    return { name, vpc, routes: [...inline, ...learned, ...routes.to(name)] };
  });
  const ofAws = untouchedMainTables(things).map(({ name, vpc }) => ({ name, vpc, routes: routes.to(name) }));
  return [...ofCode, ...ofAws];
}

/** The tables that AWS made, where they are in use. */
function untouchedMainTables(things: Things): { name: Name; vpc: Name }[] {
  const others = mainRouteTables(things);
  return things.ofCode("VPC").flatMap(({ name: vpc }) => {
    const name = others.to(vpc).length > 0 ? undefined : things.untouched(vpc, "route table");
    return name === undefined ? [] : [{ name, vpc }];
  });
}
