import type { LoadBalancerShape, SubnetBox, VpcBox, ZoneColumn } from "../shapes";
import { largest } from "./geometry";

/** The subnets of a VPC in rows and columns: zones are columns, and those in front stand in rows of their own. */
export interface Grid {
  readonly zones: readonly ZoneColumn[];
  /** From top to bottom; in each row one cell for every zone. */
  readonly rows: readonly (readonly (SubnetBox | undefined)[])[];
  /** Where each load balancer stands. */
  readonly runs: readonly Run[];
}

/** Cells side by side that a load balancer is across. One that is not in all of them side by side has several. */
export interface Run {
  readonly balancer: LoadBalancerShape;
  readonly row: number;
  /** Columns, both taken in. */
  readonly from: number;
  readonly to: number;
}

/** Puts the subnets into rows and columns. */
export function gridOf({ zones, loadBalancers }: VpcBox): Grid {
  const parts = [true, false].flatMap((isInFront) => {
    const columns = zones.map(({ subnets }) => subnets.filter((subnet) => subnet.isInFront === isInFront));
    const height = largest(columns.map(({ length }) => length));
    return Array.from({ length: height }, (_, index) => columns.map((column) => column[index]));
  });
  const standing = loadBalancers.flatMap((balancer) => [balancer, ...goneParts(balancer)]);
  return { zones, rows: parts, runs: standing.flatMap((balancer) => runsOf(balancer, parts)) };
}

/** Where it was so far. No arrow leads there. */
function goneParts({ goneFrom = [], ...balancer }: LoadBalancerShape): LoadBalancerShape[] {
  if (goneFrom.length === 0) return [];
  return [{ ...balancer, id: `${balancer.id}, gone`, subnets: goneFrom, labels: [], mark: "fine", fate: "gone" }];
}

function runsOf(balancer: LoadBalancerShape, rows: Grid["rows"]): Run[] {
  return rows.flatMap((cells, row) => {
    const runs: Run[] = [];
    cells.forEach((subnet, column) => {
      if (subnet === undefined || !balancer.subnets.includes(subnet.name)) return;
      const last = runs.at(-1);
      if (last?.to === column - 1) runs[runs.length - 1] = { ...last, to: column };
      else runs.push({ balancer, row, from: column, to: column });
    });
    return runs;
  });
}
