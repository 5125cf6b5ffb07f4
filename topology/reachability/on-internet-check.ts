import type { Name } from "../model";
import type { Graph } from "./graph";
import { internetAddresses } from "./internet-addresses";
import type { Checkpoint } from "./passage";
import type { Outside } from "./place";
import { leadingTo, stretchesFrom } from "./routing";

/** Addresses that are private come over a connection of one's own (a peering, a VPN), and that is not modelled. */
export function checkOnInternet(graph: Graph, subnet: Name, { label }: Outside): Checkpoint {
  return (addresses) => {
    const pass = addresses.intersection(internetAddresses(addresses.family));
    const others = addresses.without(pass);
    const obstacle = {
      at: label,
      why: "it is no address of the internet, and no route leads to it",
      change: "Ask about an address of the internet, or of the VPC.",
    };
    return {
      pass,
      maybe: leadingTo(stretchesFrom(graph, subnet, others), ["other", "unknown"], others),
      hop: { at: label, why: "it is on the internet" },
      obstacle,
      doubt: { ...obstacle, why: "it is no address of the internet, and what leads to it is not modelled" },
    };
  };
}
