import { parseApplyOptions } from "../../cli/apply-options";
import { parseReviewOptions } from "../../cli/review-options";
import { environments } from "../../environments";
import { FINDING_KINDS } from "../../review/findings/finding";

const parse = (...argv: string[]) => parseReviewOptions(argv, environments);

describe("npm run review", () => {
  let printed = "";
  beforeEach(() => {
    printed = "";
    for (const stream of [process.stdout, process.stderr]) {
      jest.spyOn(stream, "write").mockImplementation((text) => {
        printed += String(text);
        return true;
      });
    }
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  test("of an environment alone: everything else has a default", () => {
    expect(parse("--env", "dev")).toMatchObject({
      environment: { name: "dev" },
      out: "review.out/dev",
      failOn: [],
      lockTimeoutSeconds: 0,
      command: "npm run review -- --env dev",
    });
  });

  test("with all options, and the command that makes it again", () => {
    const argv = ["--env", "prod", "--out", "a folder", "--fail-on", "destroy,replace", "--lock-timeout", "300"];
    expect(parse(...argv, "--assume", "lcu=1.5", "--assume", "nat-gb=7")).toMatchObject({
      environment: { name: "prod" },
      out: "a folder",
      failOn: ["destroy", "replace"],
      lockTimeoutSeconds: 300,
      command:
        "npm run review -- --env prod --out 'a folder' --fail-on destroy,replace --lock-timeout 300 --assume lcu=1.5 --assume nat-gb=7",
    });
  });

  test.each(["0", "86400"])("waits %s seconds for a lock", (seconds) => {
    expect(parse("--env", "dev", "--lock-timeout", seconds)).toMatchObject({ lockTimeoutSeconds: Number(seconds) });
  });

  test.each(["-1", "86401", "1.5", "soon", "", "999999999999"])("does not wait %s seconds", (seconds) => {
    expect(parse("--env", "dev", "--lock-timeout", seconds)).toBe(1);
    expect(printed).toContain("a whole number of seconds, 0 to 86400");
  });

  test("its help names every kind of finding", () => {
    expect(parse("--help")).toBe(0);
    for (const kind of FINDING_KINDS) expect(printed).toContain(kind);
  });

  test.each([[[]], [["--env"]], [["--env", "dev", "--no-such"]], [["--env", "dev", "more"]]])(
    "%j is refused",
    (argv) => {
      expect(parse(...argv)).toBe(1);
      expect(printed).toContain("error:");
    },
  );

  test("of no environment that exists is refused", () => {
    expect(() => parse("--env", "nope")).toThrow('--env: there is no environment "nope"');
  });
});

describe("npm run apply", () => {
  test("takes an environment and the folder of its review", () => {
    expect(parseApplyOptions(["--env", "dev", "--reviewed", "review.out/dev"], environments)).toMatchObject({
      environment: { name: "dev" },
      reviewed: "review.out/dev",
      lockTimeoutSeconds: 0,
    });
  });

  test.each([[["--env", "dev"]], [["--reviewed", "review.out/dev"]]])("%j is not enough", (argv) => {
    const write = jest.spyOn(process.stderr, "write").mockReturnValue(true);
    expect(parseApplyOptions(argv, environments)).toBe(1);
    expect(write.mock.calls.join()).toContain("required option");
    write.mockRestore();
  });
});
