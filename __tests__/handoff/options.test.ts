import { defineEnvironment } from "../../environments/schema";
import { handOff, type HandedOff } from "./handed-off";
import { OPTIONS, variablesOf } from "../../handoff/variables/options";
import { createWorkspace, type Workspace } from "../../toolchain/workspace";
import { everyOption } from "../environments/every-option";

const environment = defineEnvironment(everyOption);

/** Options that are a list or a map as a whole. */
const WHOLE = ["network.zones", "loadBalancer.allowedCidrs", "tags"];

describe("the options of an environment", () => {
  let workspace: Workspace;
  let handedOff: HandedOff;

  beforeAll(() => {
    workspace = createWorkspace("front-door-test");
    handedOff = handOff(workspace, environment);
  });
  afterAll(() => {
    workspace.remove();
  });

  test("each is a variable, or fixed with a reason", () => {
    expect(Object.keys(OPTIONS).sort()).toEqual(optionsIn(environment).sort());
  });

  test("these are fixed", () => {
    const notVariable = Object.entries(OPTIONS).filter(([, handed]) => !("variable" in handed));
    expect(notVariable).toEqual([
      [
        "network.natGateways",
        { fixedBecause: "it decides which NAT gateways, routes and route tables there are in main.tf" },
      ],
    ]);
  });

  test("each variable is one of some module, and used in its main.tf, data.tf or provider.tf", () => {
    const used = new Set(
      handedOff.modules.flatMap(({ variables, files }) => {
        const hcl = ["main.tf", "data.tf", "provider.tf"].map((file) => files.get(file) ?? "").join("\n");
        return variables.filter(({ name }) => new RegExp(`\\bvar\\.${name}\\b`).test(hcl)).map(({ name }) => name);
      }),
    );
    expect([...used].sort()).toEqual(
      variablesOf(environment)
        .map(({ variable }) => variable.name)
        .sort(),
    );
  });

  test("no module has a variable that it does not use", () => {
    for (const { files, variables } of handedOff.modules) {
      const hcl = ["main.tf", "data.tf", "provider.tf", "outputs.tf"].map((file) => files.get(file) ?? "").join("\n");
      const inValidations = new Map(
        variablesOf(environment).map(({ variable }) => [variable.name, JSON.stringify(variable.validations)]),
      );
      // Or by what another that it does use is compared with.
      const unused = variables.filter(({ name }) => {
        const uses = new RegExp(`\\bvar\\.${name}\\b`);
        const others = variables.filter((each) => each.name !== name);
        return !uses.test(hcl) && !others.some((each) => uses.test(inValidations.get(each.name) ?? ""));
      });
      expect(unused).toEqual([]);
    }
  });
});

function optionsIn(value: object, path: readonly string[] = []): string[] {
  return Object.entries(value).flatMap(([key, entry]: [string, unknown]) => {
    const here = [...path, key];
    return typeof entry === "object" && entry !== null && !WHOLE.includes(here.join("."))
      ? optionsIn(entry, here)
      : [here.join(".")];
  });
}
