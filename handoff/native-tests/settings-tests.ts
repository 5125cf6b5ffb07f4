import type { Environment } from "../../environments/environment";
import { literal } from "../hcl/expression";
import type { Block } from "../hcl/write-file";
import { written } from "./conditions";
import { type Assertion, heading, run, testFile } from "./test-file";

/** What a module's settings are about. */
export interface Settings {
  readonly environment: Environment;
  readonly stack: string;
  /** The variable of the region that the stack is in. @default "region" */
  readonly region?: string;
  /** The stacks whose states it reads. @default none */
  readonly upstream?: readonly string[];
  /** Overrides for them. @default none */
  readonly overrides?: readonly Block[];
}

/** tests/settings.tftest.hcl: what a module says besides its resources. */
export function settingsTests(settings: Settings): string {
  const { upstream = [], overrides = [] } = settings;
  return testFile("Where the state is kept, which other states are read, and what the provider does everywhere.", [
    ...overrides,
    ...(upstream.length === 0 ? [] : [upstreamRun(upstream)]),
    heading("A test sees neither backend.tf nor provider.tf: the code is looked at."),
    run({ name: "state_is_kept_encrypted_and_locked", assertions: backend(settings) }),
    run({ name: "provider_uses_the_region_the_account_and_the_tags", assertions: provider(settings) }),
  ]);
}

function upstreamRun(upstream: readonly string[]): Block {
  const each = (assertion: (stack: string, config: string) => Assertion): Assertion[] =>
    upstream.map((stack) => assertion(stack, `data.terraform_remote_state.${stack}.config`));
  return run({
    name: "other_states_are_read_from_where_they_are",
    variables: {
      environment: literal("blue"),
      state_bucket: literal("blue-states"),
      state_region: literal("eu-west-3"),
      account_id: literal("123456789012"),
    },
    assertions: [
      ...each((stack, config) => ({
        condition: `${config}.key == "front-door/blue/${stack}.tfstate"`,
        message: `The state that is read is not that of ${stack} in this environment: this builds on something else.`,
      })),
      ...each((stack, config) => ({
        condition: `${config}.bucket == "blue-states" && ${config}.region == "eu-west-3"`,
        message: `The state of ${stack} is not read where state_bucket and state_region say: there is none, or an old one.`,
      })),
      ...each((stack, config) => ({
        condition: `try(${config}.allowed_account_ids[0], null) == "123456789012"`,
        message: `The state of ${stack} is read in any account, whatever account_id says.`,
      })),
    ],
  });
}

function backend({ environment: { accountId, state }, stack }: Settings): Assertion[] {
  return [
    {
      condition: written('backend "s3" \\{'),
      message: "The state is not kept in S3: others cannot read it, and do not see what changes.",
    },
    {
      condition: written(`key\\s*=\\s*"front-door/[^"/$]+/${stack}\\.tfstate"`),
      message: `The state is not kept where that of ${stack} is: other modules do not find it, or lose their own.`,
    },
    {
      condition: written("encrypt\\s*=\\s*true\\b"),
      message: "The backend does not encrypt the state, which may hold secrets.",
    },
    {
      condition: written("use_lockfile\\s*=\\s*true\\b"),
      message: "The backend does not lock the state: two who apply at once damage it.",
    },
    ...(state.kmsKeyArn === undefined
      ? []
      : [
          {
            condition: written('kms_key_id\\s*=\\s*"arn:'),
            message: "The backend has no key: the state is encrypted with another than the bucket's.",
          },
        ]),
    ...(accountId === undefined
      ? []
      : [
          {
            condition: written('allowed_account_ids\\s*=\\s*\\["\\d{12}"\\]'),
            message: "The backend takes any account: a state can end up in another's bucket.",
          },
        ]),
  ];
}

function provider({ stack, region = "region", upstream = [] }: Settings): Assertion[] {
  const tags: readonly (readonly [name: string, value: string])[] = [
    ["Project", '"front-door"'],
    ["Environment", "var\\.environment\\b"],
    ["Stack", `"${stack}"`],
    ["ManagedBy", '"Terraform"'],
  ];
  return [
    {
      condition: written(`region\\s*=\\s*var\\.${region}\\b`),
      message: `The region is not as ${region} says: everything is made in another.`,
    },
    {
      condition: written(
        "allowed_account_ids\\s*=\\s*var\\.account_id == null \\? null : \\[var\\.account_id\\]",
        1 + upstream.length,
      ),
      message: "The provider takes any account, whatever account_id says: everything is made in another's.",
    },
    {
      condition: written("tags\\s*=\\s*merge\\(var\\.tags, \\{"),
      message: "Resources do not get your own tags.",
    },
    ...tags.map(([name, value]) => ({
      condition: written(`${name}\\s*=\\s*${value}`),
      message: `Resources do not get the tag ${name} as they should: nobody finds them, or their costs, by it.`,
    })),
  ];
}
