import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { EC2Client, DescribeVpcsCommand } from "@aws-sdk/client-ec2";
import { isRunning } from "../../toolchain/process-list";
import { describeWith } from "../needs";
import { Start } from "./start-process";

jest.setTimeout(600_000);

const ROOT = resolve(__dirname, "../..");

let temporaryFolder: string;
let elsewhere: string;

beforeEach(() => {
  temporaryFolder = mkdtempSync(join(tmpdir(), "front-door-test-"));
  elsewhere = mkdtempSync(join(tmpdir(), "front-door-test-"));
});
afterEach(() => {
  rmSync(temporaryFolder, { recursive: true, force: true });
  rmSync(elsewhere, { recursive: true, force: true });
});

/** What git sees of the checkout: a run must leave it as it was. */
function checkout(): string {
  return execFileSync("git", ["status", "--porcelain", "--ignored"], { cwd: ROOT, encoding: "utf8" });
}

/** What runs left in the temporary folder. */
function leftovers(): string[] {
  return readdirSync(temporaryFolder);
}

/** A shell whose variables and files lead everywhere but to the local AWS, or make programs do something else. */
function hostileShell(): Record<string, string> {
  const config = join(elsewhere, "aws-config");
  writeFileSync(config, "[default]\nuse_fips_endpoint = true\nregion = eu-west-1\n");
  return {
    AWS_CONFIG_FILE: config,
    AWS_PROFILE: "no-such-profile",
    AWS_USE_FIPS_ENDPOINT: "true",
    AWS_USE_DUALSTACK_ENDPOINT: "true",
    AWS_DEFAULTS_MODE: "bogus",
    AWS_ENDPOINT_URL_S3: "http://192.0.2.1",
    AWS_CA_BUNDLE: "/nonexistent",
    HTTP_PROXY: "http://127.0.0.1:9",
    TF_CLI_ARGS: "-bogus",
    TF_DATA_DIR: "/nonexistent",
    TF_WORKSPACE: "other",
  };
}

describeWith(["terraform", "local-aws"], "npm start", () => {
  test("two environments at once, one of them in a hostile shell: each deployed, as asked for, unchanged on a second plan, and gone again", async () => {
    // GIVEN
    const before = checkout();
    const starts = {
      dev: new Start(temporaryFolder, [], hostileShell()),
      prod: new Start(temporaryFolder, ["--env", "prod"]),
    };
    // WHEN
    const statuses = await Promise.all([starts.dev.exit(), starts.prod.exit()]);
    // THEN
    expect({ statuses, dev: starts.dev.output, prod: starts.prod.output }).toMatchObject({ statuses: [0, 0] });
    expect(starts.dev.output).toContain("✔ Zones and subnets  us-east-1a PublicSubnet-1, us-east-1b PublicSubnet-2\n");
    expect(starts.prod.output).toContain(
      "✔ Zones and subnets  us-east-1a prod-PublicSubnet-1, us-east-1b prod-PublicSubnet-2, us-east-1c prod-PublicSubnet-3\n",
    );
    for (const [name, { output }] of Object.entries(starts)) {
      expect(output).not.toContain("✖");
      expect(output).not.toContain("\u001b");
      expect(output).toContain(`✔ cdktf deploy '${name}-*': ${name}-network, ${name}-security, ${name}-load-balancing`);
      expect(output).toContain(
        `✔ cdktf destroy '${name}-*': ${name}-load-balancing, ${name}-security, ${name}-network`,
      );
      expect(output).toContain(
        `${name}: deployed, as asked for, without changes on a second plan, and gone again, in `,
      );
    }
    expect(checkout()).toBe(before);
    expect(leftovers()).toEqual([]);
  });

  test("Ctrl-C in the middle of the deployment ends every process and exits with 130", async () => {
    // GIVEN
    const start = new Start(temporaryFolder);
    await start.printed("aws_vpc.main done");
    const processes = start.processes();
    expect(processes.map(({ name }) => name)).toEqual(expect.arrayContaining(["terraform"]));
    // WHEN
    start.signal("SIGINT");
    // THEN
    expect(await start.exit()).toBe(130);
    expect(processes.filter(isRunning)).toEqual([]);
    expect(leftovers()).toEqual([]);
    expect(start.output).not.toContain("gone again");
  });

  test("killed with SIGKILL, it takes what it started with it, and the next run clears up its folder", async () => {
    // GIVEN
    const start = new Start(temporaryFolder);
    await start.printed("aws_vpc.main done");
    const processes = start.processes();
    // WHEN
    start.signal("SIGKILL");
    await start.exit();
    // THEN
    const deadline = Date.now() + 20_000;
    while (processes.some(isRunning) && Date.now() < deadline) await new Promise((done) => setTimeout(done, 100));
    expect(processes.filter(isRunning)).toEqual([]);
    expect(leftovers().filter((name) => name.startsWith("front-door-"))).toHaveLength(1);
    const next = new Start(temporaryFolder, [], { TERRAFORM_BINARY_NAME: "no-such-terraform" });
    expect(await next.exit()).toBe(1);
    expect(leftovers().filter((name) => name.startsWith("front-door-"))).toEqual([]);
  });

  test("--keep leaves everything standing for others to use, until Ctrl-C", async () => {
    // GIVEN
    const start = new Start(temporaryFolder, ["--keep"]);
    // The end of what it prints; a step of its own has that name, too.
    await start.printed("terraform plan\n\n");
    const processes = start.processes();
    // WHEN somebody types the export lines
    const exports = new Map(
      [...start.output.matchAll(/^ {2}export (\w+)=(\S+)$/gm)].map(([, name, value]) => [name, value]),
    );
    // THEN the AWS SDK finds the VPC there
    const client = new EC2Client({
      endpoint: exports.get("AWS_ENDPOINT_URL") ?? "",
      region: exports.get("AWS_REGION") ?? "",
      credentials: {
        accessKeyId: exports.get("AWS_ACCESS_KEY_ID") ?? "",
        secretAccessKey: exports.get("AWS_SECRET_ACCESS_KEY") ?? "",
      },
    });
    const { Vpcs = [] } = await client.send(new DescribeVpcsCommand({}));
    client.destroy();
    expect(
      Vpcs.map(({ CidrBlock, Tags = [] }) => [CidrBlock, Tags.find(({ Key }) => Key === "Name")?.Value]),
    ).toContainEqual(["172.31.0.0/16", "Fargate-VPC"]);
    // AND terraform plans in the folder that was named
    const [, folder = "", terraform = ""] = /^ {2}cd (\S+) && (\S+) plan$/m.exec(start.output) ?? [];
    const plan = execFileSync(terraform, ["plan", "-no-color", "-detailed-exitcode"], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, ...Object.fromEntries(exports) } as NodeJS.ProcessEnv,
    });
    expect(plan).toContain("No changes. Your infrastructure matches the configuration.");
    // WHEN
    start.signal("SIGINT");
    // THEN
    expect(await start.exit()).toBe(0);
    expect(processes.filter(isRunning)).toEqual([]);
    expect(leftovers()).toEqual([]);
  });
});

describe("npm start, refused in one line", () => {
  async function refusal(env: Record<string, string | undefined>, args: readonly string[] = []): Promise<string> {
    const start = new Start(temporaryFolder, args, env);
    expect(await start.exit()).toBe(1);
    expect(leftovers()).toEqual([]);
    const lines = start.output.split("\n").filter((line) => line !== "" && !/^[❯✖✔›] /.test(line));
    expect(lines).toHaveLength(1);
    expect(start.output).not.toContain("\u001b");
    return lines[0] ?? "";
  }

  test("without terraform: what, why, and how to install it", async () => {
    expect(await refusal({ TERRAFORM_BINARY_NAME: "no-such-terraform" })).toBe(
      'no-such-terraform: TERRAFORM_BINARY_NAME is "no-such-terraform", and there is no such program; Terraform >= 1.10.0 is needed, ' +
        "because it locks its state in S3 by itself. Install it from https://developer.hashicorp.com/terraform/install, " +
        "or set TERRAFORM_BINARY_NAME to one that is new enough.",
    );
  });

  test("with an environment that does not exist", async () => {
    expect(await refusal({}, ["--env", "staging"])).toBe(
      '--env: there is no environment "staging". Choose one of dev, prod, or add it to environments/index.ts.',
    );
  });
});

describeWith(["terraform"], "npm start, towards anything but this machine", () => {
  test.each(["http://example.com:4566", "https://ec2.us-east-1.amazonaws.com", "http://10.0.0.1:5000"])(
    "%s is refused before anything is asked there",
    async (url) => {
      const start = new Start(temporaryFolder, [], { AWS_EMULATOR_URL: url });
      expect(await start.exit()).toBe(1);
      expect(start.output).toContain("AWS_EMULATOR_URL: ");
      expect(start.output).toContain("loopback");
      expect(leftovers()).toEqual([]);
    },
  );
});
