import { Comparison } from "./compared-shapes";
import { fatesIn } from "./fates";
import { type Picture, shapesIn, type VpcBox, type ZoneColumn } from "./shapes";
import { fromTopToBottom } from "./zones";

/**
 * One picture of what will be and of what goes: everything in either, each in its place and with what becomes of it.
 *
 * @param changed - the ids of what is otherwise, though the pictures may not show it
 */
export function compared(after: Picture, before: Picture, changed: ReadonlySet<string>): Picture {
  const comparison = new Comparison(after, before, changed);
  const vpcs = [
    ...after.vpcs.map((vpc) => comparedVpc(comparison, vpc, before)),
    ...before.vpcs.filter(({ id }) => !after.vpcs.some((vpc) => vpc.id === id)).map((vpc) => goneVpc(comparison, vpc)),
  ];
  const drawn = new Set(vpcs.flatMap(shapesIn).map(({ id }) => id));
  const merged = {
    vpcs,
    elsewhere: [
      ...after.elsewhere.map((shape) => comparison.shape(shape)),
      ...comparison.everythingGone().filter(({ id }) => !drawn.has(id)),
    ],
    arrows: comparison.arrows(),
  };
  const fates = fatesIn(merged).map(({ text }) => text);
  const changes = fates.length === 0 ? "Nothing changes." : `What changes: ${fates.join("; ")}.`;
  return {
    ...after,
    ...merged,
    title: `${after.title}, and what changes`,
    description: `${after.description} ${changes}`,
  };
}

function comparedVpc(comparison: Comparison, vpc: VpcBox, { vpcs }: Picture): VpcBox {
  const was = vpcs.find(({ id }) => id === vpc.id);
  const goneGateways = comparison.gone(was?.internetGateway === undefined ? [] : [was.internetGateway]);
  return {
    ...vpc,
    ...comparison.fate(vpc.id, was !== undefined),
    internetGateway: vpc.internetGateway === undefined ? goneGateways[0] : comparison.shape(vpc.internetGateway),
    loadBalancers: [
      ...vpc.loadBalancers.map((balancer) => comparison.balancer(balancer)),
      ...comparison.gone(was?.loadBalancers),
    ],
    targetGroups: [...vpc.targetGroups.map((group) => comparison.shape(group)), ...comparison.gone(was?.targetGroups)],
    zones: comparedZones(comparison, vpc.zones, was?.zones ?? []),
  };
}

/** What was in it and is elsewhere afterwards is drawn there. */
function goneVpc(comparison: Comparison, vpc: VpcBox): VpcBox {
  const { internetGateway, loadBalancers, targetGroups, zones } = vpc;
  return {
    ...vpc,
    fate: "gone",
    internetGateway: comparison.gone(internetGateway === undefined ? [] : [internetGateway])[0],
    loadBalancers: comparison.gone(loadBalancers),
    targetGroups: comparison.gone(targetGroups),
    zones: comparedZones(comparison, [], zones),
  };
}

function comparedZones(
  comparison: Comparison,
  after: readonly ZoneColumn[],
  before: readonly ZoneColumn[],
): ZoneColumn[] {
  const ids = new Map([...before, ...after].map(({ id, name }) => [name, id]));
  const zones = [...ids].sort(([a], [b]) => (a < b ? -1 : 1));
  return zones
    .map(([name, id]) => ({
      id,
      name,
      subnets: [
        ...subnetsOf(after, name).map((subnet) => comparison.subnet(subnet)),
        ...comparison.goneSubnets(subnetsOf(before, name)),
      ].sort(fromTopToBottom),
    }))
    .filter(({ subnets }) => subnets.length > 0);
}

function subnetsOf(zones: readonly ZoneColumn[], name: string): ZoneColumn["subnets"] {
  return zones.find((zone) => zone.name === name)?.subnets ?? [];
}
