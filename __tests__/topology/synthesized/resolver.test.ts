import { type Meaning, Resolver } from "../../../topology/synthesized/resolver";
import { Stack } from "../../../topology/synthesized/stack";
import type { Json } from "../../../topology/synthesized/terraform-json";
import { remoteState, stackJson } from "./fixture";

function stack(name: string, json: object): Stack {
  return new Stack(`dev-${name}`, stackJson(name, json) as Json);
}

const network = stack("network", {
  resource: {
    aws_vpc: { main: { cidr_block: "10.0.0.0/16", enable_dns_support: true, ipv4_netmask_length: 16 } },
    aws_subnet: {
      a: { vpc_id: "${aws_vpc.main.id}", tags: { Name: "A" } },
      zone: { count: 2, cidr_block: "10.0.1.0/24" },
      each: { for_each: "${local.zones}", cidr_block: "10.0.1.0/24" },
    },
  },
  output: {
    vpc_id: { value: "${aws_vpc.main.id}" },
    subnet_ids: { value: ["${aws_subnet.a.id}", "${aws_subnet.gone.id}"] },
    by_zone: { value: { a: { id: "${aws_subnet.a.id}" } } },
    cidr: { value: "${aws_vpc.main.cidr_block}" },
    nothing: { value: null },
    without_value: {},
  },
});

const security = stack("security", {
  data: {
    terraform_remote_state: {
      ...(remoteState("network") as Record<string, object>)["terraform_remote_state"],
      elsewhere: { backend: "s3", config: { bucket: "another", key: "front-door/dev/network.tfstate" } },
      of_prod: { backend: "s3", config: { key: "front-door/prod/network.tfstate" } },
      without_bucket: { backend: "s3", config: { key: "front-door/dev/network.tfstate" } },
      local: { backend: "local", config: { key: "front-door/dev/network.tfstate" } },
    },
    aws_vpc: { main: { id: "vpc-1" } },
  },
  variable: { vpc_id: { default: "vpc-1" } },
  output: {
    vpc_id: { value: "${data.terraform_remote_state.network.outputs.vpc_id}" },
    subnet_ids: { value: "${data.terraform_remote_state.network.outputs.subnet_ids}" },
  },
});

const top = stack("load-balancing", {
  data: {
    terraform_remote_state: {
      ...(remoteState("network") as Record<string, object>)["terraform_remote_state"],
      ...(remoteState("security") as Record<string, object>)["terraform_remote_state"],
    },
  },
  locals: {
    port: 6060,
    subnets: "${data.terraform_remote_state.security.outputs.subnet_ids}",
    around: "${local.about}",
    about: "${local.around}",
    within: "a-${local.within}",
    name: "${local.prefix}-alb",
    prefix: "blue",
    escaped: "$${a}",
  },
});

const resolver = new Resolver([network, security, top]);

function resolve(from: Stack, json: Json): Meaning {
  return resolver.resolve({ stack: from, json });
}

function attribute(address: string, name: string): object {
  return {
    kind: "attribute",
    resource: expect.objectContaining({ address, stack: network }) as object,
    attribute: name,
  };
}

describe("what is written as it is meant", () => {
  test.each([["10.0.0.0/16"], [443], [false], [""]])("%j", (value) => {
    expect(resolve(network, value)).toEqual({ kind: "literal", value });
  });

  test.each([[["a"]], [{ a: "b" }]])("%j", (json) => {
    expect(resolve(network, json)).toEqual({ kind: "structure", stack: network, json });
  });
});

describe("within a stack", () => {
  test.each(["id", "arn", "main_route_table_id"])("aws_vpc.main.%s is what AWS alone knows", (name) => {
    expect(resolve(network, `\${aws_vpc.main.${name}}`)).toEqual(attribute("aws_vpc.main", name));
  });

  test.each([
    ["${aws_vpc.main.cidr_block}", "10.0.0.0/16"],
    ["${aws_vpc.main.enable_dns_support}", true],
    ["${aws_vpc.main.ipv4_netmask_length}", 16],
    ["${aws_subnet.a.tags.Name}", "A"],
    ['${aws_subnet.a.tags["Name"]}', "A"],
    ["of ${aws_vpc.main.cidr_block} and ${aws_vpc.main.ipv4_netmask_length}", "of 10.0.0.0/16 and 16"],
  ])("%s is what the code gives", (json, value) => {
    expect(resolve(network, json)).toEqual({ kind: "literal", value });
  });

  test("an attribute that refers to something is what that is", () => {
    expect(resolve(network, "${aws_subnet.a.vpc_id}")).toEqual(attribute("aws_vpc.main", "id"));
  });

  test("it can stop at an attribute that the code gives", () => {
    const written = { stack: network, json: "${aws_subnet.a.vpc_id}" };
    expect(resolver.resolve(written, (_, name) => name === "vpc_id")).toEqual(attribute("aws_subnet.a", "vpc_id"));
    expect(resolver.resolve(written, (_, name) => name === "id")).toEqual(attribute("aws_vpc.main", "id"));
  });

  test.each([
    ["${local.port}", 6060],
    ["${local.name}", "blue-alb"],
    ["${local.escaped}", "${a}"],
  ])("%s is a local", (json, value) => {
    expect(resolve(top, json)).toEqual({ kind: "literal", value });
  });
});

describe("from stack to stack", () => {
  test.each([
    ["an output", "vpc_id", attribute("aws_vpc.main", "id")],
    ["an element of a list", "subnet_ids[0]", attribute("aws_subnet.a", "id")],
    ["one as it once was written", "subnet_ids.0", attribute("aws_subnet.a", "id")],
    ["an object's", 'by_zone["a"].id', attribute("aws_subnet.a", "id")],
    ["a value", "cidr", { kind: "literal", value: "10.0.0.0/16" }],
  ])("%s", (_, output, meaning) => {
    expect(resolve(security, `\${data.terraform_remote_state.network.outputs.${output}}`)).toEqual(meaning);
  });

  test("a whole list is one of the other stack", () => {
    const { subnet_ids } = { subnet_ids: network.outputs.get("subnet_ids") };
    expect(resolve(security, "${data.terraform_remote_state.network.outputs.subnet_ids}")).toEqual({
      kind: "structure",
      stack: network,
      json: subnet_ids,
    });
  });

  test.each([
    ["${data.terraform_remote_state.security.outputs.vpc_id}", attribute("aws_vpc.main", "id")],
    ["${data.terraform_remote_state.security.outputs.subnet_ids[0]}", attribute("aws_subnet.a", "id")],
    ["${local.subnets[0]}", attribute("aws_subnet.a", "id")],
  ])("%s goes through several", (json, meaning) => {
    expect(resolve(top, json)).toEqual(meaning);
  });

  test("a state is known by its key, where a bucket is not said on either side", () => {
    const json = {
      ...stackJson("network", {}),
      terraform: { backend: { s3: { key: "front-door/dev/network.tfstate" } } },
    };
    const output = { output: { vpc_id: { value: "vpc-1" } } };
    const withoutBucket = new Stack("dev-network", { ...json, ...output });
    expect(
      new Resolver([withoutBucket]).resolve({
        stack: security,
        json: "${data.terraform_remote_state.network.outputs.vpc_id}",
      }),
    ).toEqual({ kind: "literal", value: "vpc-1" });
    expect(resolve(security, "${data.terraform_remote_state.without_bucket.outputs.vpc_id}")).toEqual(
      attribute("aws_vpc.main", "id"),
    );
  });
});

describe("what cannot be told", () => {
  test.each([
    ["a variable, even with a default", security, "${var.vpc_id}"],
    ["a function", network, "${cidrsubnet(aws_vpc.main.cidr_block, 8, 1)}"],
    ["a function in text", network, 'a-${upper("b")}'],
    ["text around what AWS alone knows", network, "a-${aws_vpc.main.id}"],
    ["text around a list", top, "a-${local.subnets}"],
    ["a resource that is not there", network, "${aws_subnet.gone.id}"],
    ["a resource of another stack", security, "${aws_vpc.main.id}"],
    ["a resource without an attribute", network, "${aws_vpc.main}"],
    ["one of many", network, "${aws_subnet.zone[0].cidr_block}"],
    ["all of many", network, "${aws_subnet.zone.cidr_block}"],
    ["one of each", network, '${aws_subnet.each["a"].id}'],
    ["a part of what AWS alone knows", network, "${aws_vpc.main.arn[0]}"],
    ["a part of text", network, "${aws_vpc.main.cidr_block[0]}"],
    ["an attribute of a list", network, "${aws_subnet.a.tags[0]}"],
    ["data of AWS", security, "${data.aws_vpc.main.id}"],
    ["a module", network, "${module.vpc.vpc_id}"],
    ["a local that is not there", network, "${local.gone}"],
    ["locals that go round", top, "${local.around}"],
    ["a local within itself", top, "${local.within}"],
    ["a state in another bucket", security, "${data.terraform_remote_state.elsewhere.outputs.vpc_id}"],
    ["a stack that is not there", security, "${data.terraform_remote_state.of_prod.outputs.vpc_id}"],
    ["a state that is not in S3", security, "${data.terraform_remote_state.local.outputs.vpc_id}"],
    ["a state that is not read", network, "${data.terraform_remote_state.security.outputs.vpc_id}"],
    ["an output that is not there", security, "${data.terraform_remote_state.network.outputs.gone}"],
    ["an output without a value", security, "${data.terraform_remote_state.network.outputs.without_value}"],
    ["an output that is null", security, "${data.terraform_remote_state.network.outputs.nothing}"],
    ["an element that is not there", security, "${data.terraform_remote_state.network.outputs.subnet_ids[2]}"],
    ["an element that cannot be told", security, "${data.terraform_remote_state.network.outputs.subnet_ids[1]}"],
    ["data of the name of a state", security, "${data.aws_outputs.network.outputs.vpc_id}"],
    ["something of a state that is no output", security, "${data.terraform_remote_state.network.config.vpc_id}"],
    ["a state's attribute", security, "${data.terraform_remote_state.network.backend}"],
    ["all outputs", security, "${data.terraform_remote_state.network.outputs}"],
    ["null", network, null],
  ])("%s", (_, from, json) => {
    expect(resolve(from, json)).toEqual({ kind: "unknown" });
  });
});
