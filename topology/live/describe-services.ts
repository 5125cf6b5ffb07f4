import {
  DescribeServicesCommand,
  ECSClient,
  paginateListClusters,
  paginateListServices,
  type Service,
} from "@aws-sdk/client-ecs";

import { type AwsConnection, clientConfig, everyPage, using } from "../../toolchain/aws-client";
import { inGroups } from "./in-groups";

/** Amazon ECS API Reference, DescribeServices: at most 10 services a call. */
const SERVICES_PER_CALL = 10;

/** How many clusters are asked about at the same time; an account may have hundreds. */
const CLUSTERS_AT_ONCE = 5;

/** Asks for all services of all clusters of the region, for ECS knows them by cluster and not by VPC. */
export async function describeServices(connection: AwsConnection): Promise<Service[]> {
  return using(new ECSClient(clientConfig(connection)), async (client) => {
    const clusters = await everyPage(paginateListClusters({ client }, {}), (page) => page.clusterArns);
    return inGroups(clusters, CLUSTERS_AT_ONCE, async (group) =>
      (await Promise.all(group.map((cluster) => servicesOf(client, cluster)))).flat(),
    );
  });
}

async function servicesOf(client: ECSClient, cluster: string): Promise<Service[]> {
  const arns = await everyPage(paginateListServices({ client }, { cluster }), (page) => page.serviceArns);
  return inGroups(arns, SERVICES_PER_CALL, async (group) => {
    const question = new DescribeServicesCommand({ cluster, services: group, include: ["TAGS"] });
    const { services = [] } = await client.send(question);
    // A deleted one stays for a while. Amazon ECS API Reference, DeleteService.
    return services.filter(({ status }) => status !== "INACTIVE");
  });
}
