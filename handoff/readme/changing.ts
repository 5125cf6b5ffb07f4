import { forEach, modulesWith, sharedVariables, STATE_MODULE, worldModules } from "./facts";
import type { HandoffReadmeInput } from "./input";
import { code, listed, paragraphs, prose, shell } from "./markdown";

/** How values are changed, and how all of it is taken down. */
export function changing(input: HandoffReadmeInput): string {
  const example = input.modules.at(-1)?.stack ?? STATE_MODULE;
  return paragraphs(
    "## Changing something",
    "Edit `terraform.tfvars`, look at the plan, apply exactly that plan:",
    shell(`terraform -chdir=${example} plan -out=change.tfplan`, `terraform -chdir=${example} apply change.tfplan`),
    prose(
      `A value that breaks a rule is refused by the plan: the rules are in \`variables.tf\`. A plan in which something "must be
       replaced" destroys it and makes another: read it twice.`,
    ),
    "### What must say the same in several modules",
    sameEverywhere(input),
    "### Taking it down",
    takingDown(input),
  );
}

function sameEverywhere(input: HandoffReadmeInput): string {
  const names = sharedVariables(input).map(({ variable }) => code(variable.name));
  return paragraphs(
    prose(
      `Every module has values of its own, and nothing compares them. ${listed(names)} stand in several modules
       ([which](#in-several-modules)): change each in all of its modules at once, and apply these in order. Plan a module when those
       above it are applied: it reads what they have published so far.`,
    ),
    prose(
      `\`environment\`, \`state_bucket\` and \`state_region\` say where the other states are. They must agree with the \`backend.tf\` of
       every module: Terraform allows no variables in there.`,
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
