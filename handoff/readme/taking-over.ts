import { MANIFEST_FILE } from "../manifest";
import { forEach } from "./facts";
import type { HandoffReadmeInput } from "./input";
import { bullets, code, listed, paragraphs, prose, shell, steps } from "./markdown";

/** From the first init to the moment from which this folder alone counts. */
export function takingOver(input: HandoffReadmeInput): string {
  const { modules } = input;
  return paragraphs(
    "## Taking over",
    prose(
      `The states stay where they are, and every resource keeps its address: nothing is imported, moved or copied. All commands run
       in the folder of this README.`,
    ),
    "### 1. Initialize",
    shell(...forEach(modules, (stack) => `terraform -chdir=${stack} init -input=false`)),
    "It downloads the provider and finds the states. Nothing is changed.",
    "### 2. See that nothing would change",
    shell(...forEach(modules, (stack) => `terraform -chdir=${stack} plan -input=false -detailed-exitcode`)),
    prose(
      `You must see "No changes." ${modules.length} times. The exit status says the same to a program: 0 is no changes, 2 is changes,
       1 is an error; anything but 0 ends the sequence. If you see anything else, apply nothing, and look here:`,
    ),
    trouble(input),
    "### 3. Run the tests",
    shell(...forEach(modules, (stack) => `terraform -chdir=${stack} test`)),
    prose(
      `They run each module on a mock of the provider, without AWS and without credentials, and assert what must stay so, such as
       which port is open to whom. Where there was no step 1, as in CI, \`terraform init -backend=false\` is enough for them.`,
    ),
    "### 4. Take it from those who had it",
    handOver(input),
  );
}

function trouble({ environment, modules }: HandoffReadmeInput): string {
  const order = listed(modules.map(({ stack }) => stack));
  const foreign = environment.accountId === undefined ? "" : ", or the credentials belong to another account";
  return bullets(
    `**Some changes.** AWS is otherwise than these modules say: somebody changed something by hand, or the code that these modules
     were made from was changed and not deployed. Those who had it deploy it once more, and give you these files anew; or you
     decide that the change in the plan is what you want.`,
    `**Everything would be created.** The state that was found is empty. Are the credentials of the right account? Do bucket and key in
     \`backend.tf\` agree with the [table above](#the-modules)? If this was never deployed, there is nothing to take over: make the
     bucket as for [another environment](#another-environment), and apply ${order}.`,
    '**"Unable to find remote state".** A module above it was never applied, or its state may not be read.',
    '**"Error acquiring the state lock".** Somebody works on it. The message says who, and since when: see [locks](#locks).',
    `**403 or "AccessDenied".** One of the [permissions](#what-you-need) is missing${foreign}.`,
  );
}

function handOver({ environment, lockedPlatforms }: HandoffReadmeInput): string {
  const name = code(environment.name);
  const locks = lockedPlatforms.length === 0 ? ", which step 1 made" : "";
  return paragraphs(
    prose(
      `Until now two groups can change ${name}: you, and those who made these modules from TypeScript code. Both work on the same
       states. The lock keeps them from writing at the same time; it does not keep one from undoing what the other did. So agree on a
       day, and then:`,
    ),
    steps(
      `The others stop every job that deploys ${name}, and let what runs come to its end.`,
      "Do step 2 once more. It must still show no changes.",
      `Commit this folder, with the files \`.terraform.lock.hcl\`${locks}. Its \`.gitignore\` leaves out what must not be committed.`,
      `The others remove the environment's file from their repository, so that nobody deploys it from there by mistake. **They remove
       the file and destroy nothing:** a \`destroy\` over there takes down what is yours now.`,
      "Take the right to write these states from their roles, and give it to yours.",
      `Delete \`${MANIFEST_FILE}\`. It lists the files that were written here, with the SHA-256 of each: by it the command that
       wrote them knows whether it may write them again. Without it, it never does.`,
    ),
    "From then on nobody runs `cdktf` or `npm` against this environment.",
  );
}
