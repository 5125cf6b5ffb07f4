import { changeOf, changeRows, type Change } from "./changes";
import { chain, forEach, modulesWith, sharedVariables, STATE_MODULE, worldModules } from "./facts";
import type { HandoffReadmeInput } from "./input";
import { bullets, code, listed, paragraphs, prose, shell, steps, table } from "./markdown";

/** How values are changed, and how all of it is taken down. */
export function changing(input: HandoffReadmeInput): string {
  const example = input.modules.at(-1)?.stack ?? STATE_MODULE;
  return paragraphs(
    "## Changing something",
    "Edit `terraform.tfvars`, and look at the plan:",
    shell(`terraform -chdir=${example} plan -out=change.tfplan`),
    "Apply exactly that plan:",
    shell(`terraform -chdir=${example} apply change.tfplan`),
    prose(
      `A value that breaks a rule is refused by the plan: the rules are in \`variables.tf\`. **Apply no plan in which something "must be
       replaced" before you have read [what such a change takes](#changes-that-replace-something):** it can fail half-way, while
       nobody gets in.`,
    ),
    "### What must say the same in several modules",
    sameEverywhere(input),
    "### Changes that replace something",
    replacing(input),
    "### Taking it down",
    takingDown(input),
  );
}

function sameEverywhere(input: HandoffReadmeInput): string {
  const shared = sharedVariables(input).map(({ variable }) => variable.name);
  const are = (change: Change): string => listed(shared.filter((name) => changeOf(name) === change).map(code));
  return paragraphs(
    prose(
      `Every module has values of its own, and nothing compares them. Those that several modules have
       ([which](#in-several-modules)) are of three kinds:`,
    ),
    bullets(
      `**Changed in place:** ${are("in place")}. Change them in all their modules at once, and apply these in order, each when those
       above it are applied.`,
      `**Changed by replacing something:** ${are("replaces")}. In all their modules at once, too, but with other commands:
       see [below](#changes-that-replace-something) first.`,
      `**Never changed in a running environment:** ${are("never")}. They say which environment it is.`,
    ),
  );
}

function replacing(input: HandoffReadmeInput): string {
  return paragraphs(
    prose(
      `Every value that is not in this table is changed in place. For another one of these Terraform destroys something and makes it
       anew, and nobody gets in meanwhile. A plain \`apply\` of some fails half-way. Choose a time, and plan first.`,
    ),
    table(["value", "what is replaced", "what to do"], changeRows(input)),
    bullets(
      `**A target group that was replaced is another, and empty:** the load balancer answers 503 until containers are registered in
       it, and healthy. Give its ARN (\`target_group_arn\`) to the services that register them.`,
      `**What others built on it:** rules that they added to a listener go with it. Listeners of theirs that use the target group, and
       rules of theirs that name a security group, stop it from being deleted: have them taken away before, and made again after.`,
      `**Deletion protection:** where the load balancer goes, apply \`deletion_protection = false\` before, on its own.`,
    ),
    "#### Another container port",
    anotherPort(),
    "#### Another target group name",
    shell(`terraform -chdir=load-balancing apply -replace=aws_lb_listener.http`),
    "For the same reason, with the same outage, and with the same way to keep the listener.",
    "#### Another load balancer name",
    shell("terraform -chdir=load-balancing apply"),
    prose(
      `The target group stays, with its containers. Nobody gets in from the moment in which the old load balancer goes until the new one
       is made, and DNS names of your own lead to it (\`load_balancer_dns_name\`, \`load_balancer_zone_id\`): some minutes.`,
    ),
    "#### Another name prefix, or other zones",
    anotherPrefix(input),
    "#### Another block of the VPC",
    anotherVpc(input),
  );
}

function anotherPort(): string {
  return paragraphs(
    "Have containers ready that listen on the new port. Edit `container_port` in `security` and in `load-balancing`, then:",
    shell(
      ...chain([
        "terraform -chdir=security plan",
        "terraform -chdir=load-balancing apply -replace=aws_lb_listener.http",
        "terraform -chdir=security apply",
      ]),
    ),
    prose(
      `\`-replace\` makes the listener go before the target group that it uses; then both are made again. \`load-balancing\` comes before
       \`security\` here: as long as you have not said yes to the first plan, everything runs on. If it fails half-way, remove what the
       message names, and run the same commands again. Then start the containers, and register them in the new target group.`,
    ),
    prose(
      `**The outage** begins when you say yes to the first plan. Connections are refused for some seconds, while there is no listener;
       then the answer is 503, until containers are registered on the new port and their first health checks were good.`,
    ),
    prose(
      `To keep the listener, and the rules that others added to it: write \`lifecycle { create_before_destroy = true }\` into the target
       group in \`load-balancing/main.tf\`, change \`target_group_name\` along with the port, and leave \`-replace\` out. The new target
       group is empty at first all the same.`,
    ),
  );
}

function anotherPrefix(input: HandoffReadmeInput): string {
  const world = worldModules(input);
  const down = world.slice(-1).map(({ stack }) => `terraform -chdir=${stack} destroy`);
  return paragraphs(
    steps(
      `Stop what runs in the private subnets, or else in the group \`fargate_security_group_id\`, and wait until its network
       interfaces are gone.`,
      "Edit `name_prefix` in all modules that have it, or `zones` in `network`.",
      "Take the load balancer down, and apply all in order:",
    ),
    shell(...chain([...down, ...world.map(({ stack }) => `terraform -chdir=${stack} apply`)])),
    prose(
      `It may wait for minutes until AWS has removed the network interfaces of the old load balancer. Then start the services with the
       new ids of security group, subnets and target group, and lead your DNS names to the new \`load_balancer_dns_name\`. The outage is
       from the first step to the last.`,
    ),
  );
}

function anotherVpc(input: HandoffReadmeInput): string {
  const world = worldModules(input);
  return paragraphs(
    prose(
      `Rather make [another environment](#another-environment) beside this one, let everybody move, and take this one down. Or stop all
       that runs in the VPC, edit \`vpc_cidr\` and \`zones\`, and make everything again:`,
    ),
    shell(
      ...chain([
        ...[...world].reverse().map(({ stack }) => `terraform -chdir=${stack} destroy`),
        ...world.map(({ stack }) => `terraform -chdir=${stack} apply`),
      ]),
    ),
    prose(
      `Every id is another then, the DNS name, and the addresses from which containers reach the internet
       (\`nat_gateway_public_ips\`): others may have them in allow-lists.`,
    ),
  );
}

function takingDown(input: HandoffReadmeInput): string {
  const reversed = [...worldModules(input)].reverse();
  const [guarded] = modulesWith(input, "deletion_protection");
  const stay = reversed.filter((module) => module !== guarded).map(({ stack }) => code(stack));
  return paragraphs(
    guarded === undefined
      ? "In the opposite order:"
      : prose(
          `In the opposite order. If \`deletion_protection\` is \`true\`, set it to \`false\` in
           \`${guarded.stack}/terraform.tfvars\` and apply that first: AWS refuses to delete the load balancer otherwise.`,
        ),
    shell(...forEach(reversed, (stack) => `terraform -chdir=${stack} destroy`)),
    prose(
      `\`${STATE_MODULE}\` is not among them. It has \`prevent_destroy\`, because its bucket holds every state and its history. Keep the
       bucket as long as somebody may ask; then empty it, all versions included, and delete it by hand.`,
    ),
    guarded === undefined
      ? ""
      : prose(
          `To save money while nobody uses the entrance, destroy \`${guarded.stack}\` alone, and apply it again later: ${listed(stay)}
           stay. The load balancer then has another DNS name.`,
        ),
  );
}
