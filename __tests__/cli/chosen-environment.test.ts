import { chosenEnvironment } from "../../cli/chosen-environment";
import { ConfigurationError } from "../../environments/configuration-error";
import { defineEnvironment } from "../../environments/schema";

const environment = (name: string) => defineEnvironment({ name, state: { bucket: "front-door-test-state" } });
const [dev, prod] = [environment("dev"), environment("prod")];
const both = [dev, prod];

test("an environment is chosen by its name", () => {
  expect(chosenEnvironment(both, "dev")).toBe(dev);
  expect(chosenEnvironment(both, "prod")).toBe(prod);
});

test.each(["", "prd", "DEV", "dev ", "de", "dev-network", "constructor", "0"])("%j is none", (name) => {
  expect(() => chosenEnvironment(both, name)).toThrow(ConfigurationError);
});

test("the error names what was given, as far as it can be printed, and those that there are", () => {
  expect(() => chosenEnvironment(both, "d\u001b[2Jev")).toThrow(
    '--env: there is no environment "d\\u001b[2Jev". Choose one of dev, prod, or add it to environments/index.ts.',
  );
});
