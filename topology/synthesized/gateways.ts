import type { InternetGateway, Name, NatGateway } from "../model";
import { Additions } from "./additions";
import type { Things } from "./things";

export function readInternetGateways(things: Things): InternetGateway[] {
  const attachments = new Additions<Name>();
  for (const attributes of things.code.all("aws_internet_gateway_attachment")) {
    const vpc = things.nameAt(attributes, "vpc_id", "VPC");
    const gateway = things.owner(attributes, "internet_gateway_id", "internet gateway");
    attachments.add(gateway, [vpc], (expression) => [expression]);
  }
  return things.code.all("aws_internet_gateway").map((attributes) => {
    const name = things.nameOf(attributes);
    return { name, vpc: things.reference(attributes, "vpc_id", "VPC")?.name ?? attachments.to(name)[0] };
  });
}

export function readNatGateways(things: Things): NatGateway[] {
  return things.code.all("aws_nat_gateway").map((attributes) => {
    const connectivity = attributes.text("connectivity_type") ?? "public";
    const name = things.nameOf(attributes);
    if (connectivity === "public" || connectivity === "private") {
      return { name, subnet: things.nameAt(attributes, "subnet_id", "subnet"), connectivity };
    }
    // Where it stands is not known, so nothing is known of it.
    return { name, subnet: connectivity, connectivity: "private" };
  });
}
