import { awsName } from "./full-name";
import { ConfigurationError } from "./configuration-error";
import type { Environment } from "./environment";
import type { Problem } from "./problem";
import { quote } from "./quote";
import { stateKey } from "./state-key";

/**
 * Refuses environments that would overwrite each other: two of one name, whose stacks and state keys would be the same,
 * and two in one region, and perhaps in one account, whose load balancers or target groups would have the same name. Those
 * names are "unique per region per account" ("CreateLoadBalancer" and "CreateTargetGroup", Elastic Load Balancing API
 * Reference). Environments without an accountId may be in any account. Refuses as well a name that another's pattern of
 * stacks would match, and a state bucket of two.
 * @throws ConfigurationError with every collision
 */
export function refuseCollisions(environments: readonly Environment[]): void {
  const [first, ...others] = [
    ...sameName(environments),
    ...namesUnderOnePattern(environments),
    ...sameBucket(environments),
    ...sameAwsName(environments, "loadBalancer", "a load balancer"),
    ...sameAwsName(environments, "targetGroup", "a target group"),
  ];
  if (first !== undefined) throw new ConfigurationError([first, ...others]);
}

/** State keys hold the environment's name, so only environments of one name can share a key, wherever their bucket is. */
function sameName(environments: readonly Environment[]): Problem[] {
  return groupsOf(environments, ({ name }) => name).map(([name, group]) => {
    const buckets = groupsOf(group, ({ state }) => state.bucket).map(([bucket]) => quote(bucket));
    const sharedState =
      buckets.length === 0 ? "" : ` and share the state ${quote(stateKey(name, "*"))} in ${buckets.join(", ")}`;
    return {
      where: `${name}: name`,
      what: `${group.length} environments are named ${quote(name)}${sharedState}`,
      remedy: "Give each environment a name of its own.",
    };
  });
}

/** The bucket is a stack of its environment: two would take it from each other with every bootstrap. */
function sameBucket(environments: readonly Environment[]): Problem[] {
  return groupsOf(environments, ({ state }) => state.bucket)
    .filter(([, group]) => new Set(group.map(({ name }) => name)).size > 1)
    .map(([bucket, group]) => ({
      where: `${group.map(({ name }) => name).join(", ")}: state.bucket`,
      what: `${group.length} environments keep their states in ${quote(bucket)}`,
      remedy: "Give each environment a bucket of its own.",
    }));
}

/** Stacks are named `<environment>-<stack>` and deployed as `<environment>-*`, so `dev-*` would take in all of `dev-eu`. */
function namesUnderOnePattern(environments: readonly Environment[]): Problem[] {
  const names = [...new Set(environments.map(({ name }) => name))];
  return names.flatMap((name) =>
    names
      .filter((longer) => longer.startsWith(`${name}-`))
      .map((longer) => ({
        where: `${longer}: name`,
        what: `\`cdktf destroy '${name}-*'\` is meant for ${quote(name)}, and would destroy ${quote(longer)} as well`,
        remedy: `Choose a name that does not begin with ${quote(`${name}-`)}.`,
      })),
  );
}

function sameAwsName(
  environments: readonly Environment[],
  part: "loadBalancer" | "targetGroup",
  called: string,
): Problem[] {
  return groupsOf(
    environments,
    (environment) => `${environment.region}/${awsName(environment, environment[part].name)}`,
  )
    .flatMap(([, group]) => sharingAnAccount(group))
    .map(({ group, first, account }) => ({
      where: `${group.map(({ name }) => name).join(", ")}: ${part}.name`,
      what: `${group.length} environments would make ${called} named ${quote(awsName(first, first[part].name))} in ${first.region}, ${account}`,
      remedy: "Give each its own namePrefix, or the accountId of an account of its own.",
    }));
}

interface Sharing {
  readonly group: readonly Environment[];
  readonly first: Environment;
  readonly account: string;
}

/** Which of these environments may meet in one account. One without an accountId may meet all. */
function sharingAnAccount(group: readonly Environment[]): Sharing[] {
  const [first] = group;
  if (first !== undefined && group.some(({ accountId }) => accountId === undefined)) {
    return [{ group, first, account: "in what may be the same account" }];
  }
  return groupsOf(group, ({ accountId }) => accountId ?? "").map(([accountId, sharing]) => ({
    group: sharing,
    first: sharing[0],
    account: `account ${accountId}`,
  }));
}

/** The groups of two or more environments that have the same key, in the order of their first members. */
function groupsOf(
  environments: readonly Environment[],
  keyOf: (environment: Environment) => string,
): [string, readonly [Environment, ...Environment[]]][] {
  const groups = new Map<string, [Environment, ...Environment[]]>();
  for (const environment of environments) {
    const key = keyOf(environment);
    const group = groups.get(key);
    if (group) group.push(environment);
    else groups.set(key, [environment]);
  }
  return [...groups].filter(([, group]) => group.length > 1);
}
