import { stateKey } from "../../environments/state-key";
import { chain, inEach, STATE_MODULE, stateUrl, worldModules } from "./facts";
import type { HandoffReadmeInput } from "./input";
import { code, listed, paragraphs, prose, shell, table } from "./markdown";

/** What did which job before, and what does it from now on. */
export function withoutNode(input: HandoffReadmeInput): string {
  return paragraphs(
    "## Going on without Node.js",
    jobs(),
    prose(
      `**In CI,** for a pull request: \`terraform fmt -check -recursive\`; then in each module \`terraform init -input=false\`,
       \`validate\`, \`test\` and \`plan -input=false\`, with a role that may read and lock the states but not write them; and the plans
       as a comment. On the main branch, module by module: \`plan -out\`, a person who approves it, \`apply\`. The plan of a module
       knows nothing of changes in other modules that are not applied yet.`,
    ),
    "### The provider",
    provider(input),
    "### Locks",
    locks(input),
    "### A state that is lost or wrong",
    recovery(input),
  );
}

function jobs(): string {
  return table(
    ["job", "before", "from now on"],
    [
      ["see what would change", "`npm run review`", "`terraform plan` in each module; in CI, see below"],
      ["deploy", "`cdktf deploy`, `npm run apply`", "`terraform apply`, in the order of the modules"],
      ["check values", "the environment's file", "the validations in `variables.tf`, at every plan"],
      ["keep what must stay so", "unit tests", "`terraform test`, with the files in `tests/`"],
      [
        "see who can reach whom",
        "`npm run reach`, `npm run verify`",
        "AWS's VPC Reachability Analyzer, on what is deployed",
      ],
      ["find drift", "`npm run verify`", "`terraform plan -detailed-exitcode` in each module, every night: 2 is drift"],
      ["make the bucket of the states", "`npm run bootstrap`", "see [another environment](#another-environment)"],
      ["look after states", "`npm run state`", "see [locks](#locks) and [states](#a-state-that-is-lost-or-wrong)"],
    ],
  );
}

function provider({ modules, lockedPlatforms }: HandoffReadmeInput): string {
  return paragraphs(
    prose(
      lockedPlatforms.length === 0
        ? `There are no lock files here yet: \`terraform init\` makes a \`.terraform.lock.hcl\` in every folder, for the platform that it
           runs on. Add those of everybody who works on it, CI included, and commit the files:`
        : `The \`.terraform.lock.hcl\` in every folder holds the provider's checksums for ${listed(lockedPlatforms.map(code))}. On any
           other platform \`terraform init\` may refuse the provider. Add those that you need:`,
    ),
    shell(...inEach(modules, "providers lock -platform=linux_amd64 -platform=darwin_arm64")),
    prose(
      `To upgrade the provider, change \`version\` in every \`versions.tf\`, and see that nothing else would change. Read the provider's
       upgrade guide before a new major version.`,
    ),
    shell(...inEach(modules, "init -upgrade", "test", "plan -detailed-exitcode")),
  );
}

function locks(input: HandoffReadmeInput): string {
  const example = worldModules(input)[0]?.stack ?? STATE_MODULE;
  return paragraphs(
    prose(
      `While Terraform works on a state, there is an object beside it, ${code(`${stateKey(input.environment.name, example)}.tflock`)}.
       A run that was killed leaves it there, and every other run then says "Error acquiring the state lock", with the lock's ID. When
       you are sure that nobody works on it:`,
    ),
    shell(`terraform -chdir=${example} force-unlock ID`),
  );
}

function recovery(input: HandoffReadmeInput): string {
  const example = worldModules(input)[0]?.stack ?? STATE_MODULE;
  const { bucket, region } = input.environment.state;
  const key = stateKey(input.environment.name, example);
  return paragraphs(
    prose(
      `The bucket keeps every version of a state for at least 90 days, and the newest 10 for longer. To bring one of
       ${code(stateUrl(input, example))} back, while nobody else works on it:`,
    ),
    shell(
      `aws s3api list-object-versions --region ${region} --bucket ${bucket} --prefix ${key} \\`,
      `  --query "Versions[?Key=='${key}'].[LastModified,VersionId,Size]" --output table`,
    ),
    "Put the one that you want back in place of VERSION:",
    shell(
      ...chain([
        `aws s3api get-object --region ${region} --bucket ${bucket} --key ${key} \\\n  --version-id VERSION ${example}/restored.tfstate`,
        `terraform -chdir=${example} state push -force restored.tfstate`,
        `terraform -chdir=${example} plan`,
        `rm ${example}/restored.tfstate`,
      ]),
    ),
    prose(
      `\`-force\`, because its serial is lower than that of what it replaces, which stays a version like any other. Delete plans that
       were saved before. A state may hold secrets: commit no copy; \`.gitignore\` leaves them out.`,
    ),
  );
}
