import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { type LocalAws, type LocalAwsOptions, startLocalAws } from "../../toolchain/local-aws";
import { everyStartedProgram } from "../../toolchain/started-program";
import { ToolError } from "../../toolchain/tool-error";
import { fakeProgram, rejection, temporaryFolder, until } from "./support/fake-programs";

/** A server that answers as STS does, with the account of MOTO_ACCOUNT_ID; it prints its URL as moto does. */
const SERVER = `
const answer = (account) => \`<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
<Arn>arn:aws:iam::\${account}:user/x</Arn><UserId>x</UserId><Account>\${account}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>\`;
const server = require("http").createServer((_, response) => {
  response.setHeader("content-type", "text/xml");
  response.end(answer(process.env.MOTO_ACCOUNT_ID ?? "123456789012"));
});
server.listen(Number(process.argv[2] ?? 0), "127.0.0.1", () => console.error(" * Running on http://127.0.0.1:" + server.address().port));
`;

let count = 0;
/** A machine with these programs and no others. */
function machine(
  programs: Readonly<Record<string, string>>,
  more: Partial<LocalAwsOptions> = {},
): LocalAwsOptions & { folder: string } {
  const folder = join(root, String(count++));
  writeFileSync(join(root, "server.js"), SERVER);
  fakeProgram(folder, "true", "exit 0");
  for (const [name, script] of Object.entries(programs)) fakeProgram(folder, name, script);
  const env = { PATH: join(folder, "bin"), ...more.env };
  return { workspace: { path: folder }, region: "us-east-1", folder, ...more, env };
}
const root = temporaryFolder();
const serving = `exec ${process.execPath} ${join(root, "server.js")}`;
/** Leaves a file to tell that it was reached, and does not answer in any time a test may take. */
const hanging = ": > hangs; exec /bin/sleep 353";
/** A program that gives every request this answer, and prints its URL as moto does. */
function answering(status: number, body: string, onAnswer = ""): string {
  const file = join(root, `answering-${String(count)}.js`);
  const answer = `response.writeHead(${String(status)}).end(${JSON.stringify(body)}); ${onAnswer}`;
  const address = '" * Running on http://127.0.0.1:" + server.address().port';
  const server = `const server = require("http").createServer((_, response) => { ${answer} });`;
  writeFileSync(file, `${server} server.listen(0, "127.0.0.1", () => console.error(${address}));`);
  return `exec ${process.execPath} ${file}`;
}
const started: LocalAws[] = [];
async function start(options: LocalAwsOptions): Promise<LocalAws> {
  const aws = await startLocalAws(options);
  started.push(aws);
  return aws;
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((aws) => aws.stop()));
  expect(everyStartedProgram()).toEqual([]);
});

describe("a local AWS of our own", () => {
  test("is moto_server, on a free port of the loopback interface, and its output is kept", async () => {
    const options = machine(
      { moto_server: `echo "args: $*"; echo "profile: $AWS_PROFILE"; ${serving}` },
      { env: { AWS_PROFILE: "prod" } },
    );
    const aws = await start(options);
    expect(aws).toMatchObject({ kind: "moto_server", accountId: "123456789012" });
    expect(aws.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    await aws.stop();
    await aws.stop();
    expect(readFileSync(join(options.folder, "local-aws.log"), "utf8")).toMatch(
      /^args: -H 127\.0\.0\.1 -p 0\nprofile: \n/,
    );
    await expect(fetch(aws.url)).rejects.toThrow();
  });

  test("works in the environment's account", async () => {
    const aws = await start(machine({ moto_server: serving }, { accountId: "111122223333" }));
    expect(aws.accountId).toBe("111122223333");
  });

  test("is refused in another, and ended", async () => {
    const options = machine({ moto_server: `MOTO_ACCOUNT_ID=999988887777 ${serving}` }, { accountId: "111122223333" });
    expect((await rejection(start(options))).message).toBe(
      "local AWS (moto_server): it works in account 999988887777, and the environment belongs to 111122223333. Unset AWS_EMULATOR_URL to have one started for that account, or start yours with it.",
    );
  });

  test("is python's moto where moto_server does not start", async () => {
    const python = `case "$1" in -c) exit 0;; esac; ${serving}`;
    const aws = await start(
      machine({ moto_server: "echo 'pyenv: moto_server: command not found' >&2; exit 127", python3: python }),
    );
    expect(aws.kind).toBe("python3 -m moto.server");
  });

  test("is a container where docker runs, and the container is removed", async () => {
    const docker = `echo "$*" >> ${root}/docker.log
case "$1" in
  info) exit 0;;
  run) ${serving} 45117;;
  port) echo "127.0.0.1:45117";;
esac`;
    const aws = await start(machine({ docker }));
    expect(aws).toMatchObject({ kind: "motoserver/moto", url: "http://127.0.0.1:45117" });
    await aws.stop();
    const [info, run, ...rest] = readFileSync(join(root, "docker.log"), "utf8").trim().split("\n");
    expect(info).toBe("info");
    expect(run).toMatch(/^run --rm --init --name (front-door-moto-\S+) -p 127\.0\.0\.1:0:5000 motoserver\/moto$/);
    expect(rest.at(-1)).toMatch(/^rm -f front-door-moto-\S+$/);
  });

  test("two at once have two ports", async () => {
    const [one, two] = await Promise.all([
      start(machine({ moto_server: serving })),
      start(machine({ moto_server: serving })),
    ]);
    expect(one.url).not.toBe(two.url);
  });

  test("called off while it starts, is ended", async () => {
    const controller = new AbortController();
    const options = machine({ moto_server: "/bin/sleep 351" }, { signal: controller.signal });
    setTimeout(() => {
      controller.abort();
    }, 100);
    expect((await rejection(start(options))).name).toBe("AbortError");
  });

  test.each([
    ["python is asked for moto", "python3", { python3: hanging }],
    ["docker is asked whether it runs", "docker", { docker: `case "$1" in info) ${hanging};; esac` }],
    [
      "docker is asked for the port",
      "docker",
      { docker: `case "$1" in run) exec /bin/sleep 354;; port) ${hanging};; esac` },
    ],
  ])("called off while %s, ends at once", async (_, file, programs) => {
    const controller = new AbortController();
    const options = machine(programs, { signal: controller.signal });
    const starting = rejection(start(options));
    await until(() => existsSync(join(options.folder, "hangs")));
    const begin = Date.now();
    controller.abort();
    const error = await starting;
    expect([error.name, error.message]).toEqual(["AbortError", `${join(options.folder, "bin", file)} was called off`]);
    expect(Date.now() - begin).toBeLessThan(2_000);
  });
});

describe("where there is none", () => {
  const remedy =
    ". Install moto (pip install 'moto[server]'), start docker, or set AWS_EMULATOR_URL to a local AWS that runs already.";

  test.each([
    ["nothing is installed", {}],
    ["python lacks moto and docker does not run", { python3: "exit 1", docker: "exit 1" }],
  ])("because %s, that is told", async (_, programs) => {
    const error = await rejection(start(machine(programs)));
    expect(error).toBeInstanceOf(ToolError);
    expect(error.message).toBe(
      `local AWS: neither moto_server, nor python3 with moto, nor a running docker engine was found${remedy}`,
    );
  });

  test("because moto dies, its last lines are told", async () => {
    const { message } = await rejection(start(machine({ moto_server: "echo 'ImportError: no flask' >&2; exit 1" })));
    expect(message).toMatch(
      /^local AWS: none could be started: `\S*moto_server -H 127\.0\.0\.1 -p 0`: it exited with status 1 /,
    );
    expect(message).toContain(`it said: ImportError: no flask${remedy}`);
  });

  test("because it never answers, that is told and it is ended", async () => {
    const options = machine({ moto_server: "echo starting; /bin/sleep 352; :" }, { timeoutMs: 300 });
    const { message } = await rejection(start(options));
    expect(message).toContain("it did not answer within 0.3 s; it said: starting");
  });

  test.each([
    ["answers nonsense", 200, "nonsense", "@aws-sdk XML parse error: unexpected content"],
    ["is not well", 500, "<Error><Code>Internal</Code><Message>no such table</Message></Error>", "no such table"],
  ])(
    "because what runs there %s, the last answer is told as well as what it printed",
    async (_, status, body, reason) => {
      const options = machine({ moto_server: answering(status, body) }, { timeoutMs: 1_000 });
      const { message } = await rejection(start(options));
      expect(message).toMatch(
        /`: it did not answer within 1 s; the last time it was asked, at http:\/\/127\.0\.0\.1:\d+: /,
      );
      expect(message).toContain(`: ${reason}; it said: * Running on http://127.0.0.1:`);
    },
  );

  test("because it dies after an answer that is none, both are told", async () => {
    const options = machine({ moto_server: answering(200, "nonsense", "setTimeout(() => process.exit(3), 500)") });
    const { message } = await rejection(start(options));
    expect(message).toMatch(
      /`: it exited with status 3 before it answered; the last time it was asked, at \S+: [^;]+; it said: /,
    );
  });
});

describe("AWS_EMULATOR_URL", () => {
  let server: Server;
  let url: string;
  beforeAll(async () => {
    server = createServer((_, response) => {
      response.statusCode = 403;
      response.end("not AWS");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  });
  afterAll(() => server.close());

  test("is used as it is, and not ended", async () => {
    const own = await start(machine({ moto_server: serving }));
    const given = await start(machine({}, { env: { AWS_EMULATOR_URL: own.url.replace("127.0.0.1", "localhost") } }));
    expect(given).toMatchObject({ url: own.url, kind: "AWS_EMULATOR_URL", accountId: "123456789012" });
    await given.stop();
    expect((await fetch(own.url)).ok).toBe(true);
  });

  test("is refused when it is not this machine, before anything is asked there", async () => {
    const options = machine({}, { env: { AWS_EMULATOR_URL: "https://sts.amazonaws.com" } });
    expect((await rejection(start(options))).message).toMatch(
      /^AWS_EMULATOR_URL: "https:\/\/sts\.amazonaws\.com" is not the address/,
    );
  });

  test("is refused when what answers there is not AWS, or nothing does", async () => {
    const message = async (at: string) =>
      (await rejection(start(machine({}, { env: { AWS_EMULATOR_URL: at } })))).message;
    expect(await message(url)).toMatch(
      /^AWS_EMULATOR_URL: http:\/\/127\.0\.0\.1:\d+ does not answer as AWS does: .+ Start the local AWS there, /,
    );
    expect(await message("http://127.0.0.1:1")).toMatch(/does not answer as AWS does: .*ECONNREFUSED/);
  });

  test("is none when it is empty", async () => {
    expect((await start(machine({ moto_server: serving }, { env: { AWS_EMULATOR_URL: "" } }))).kind).toBe(
      "moto_server",
    );
  });
});
