import type { Row } from "./native-tests-mutation";

/** Of the settings of any stack. @param region - the variable that the provider takes its region from */
export function settingsMutations(stack: string, region = "region"): Row[] {
  return [
    inBackend("a state that is not locked", "    use_lockfile = true\n", "", "The backend does not lock the state:"),
    inBackend(
      "a state that is not encrypted",
      "    encrypt      = true\n",
      "",
      "The backend does not encrypt the state,",
    ),
    inBackend(
      "a state in the place of another",
      `/${stack}.tfstate"`,
      '/other.tfstate"',
      "The state is not kept where that of",
    ),
    inProvider("no tag ManagedBy", '      ManagedBy   = "Terraform"\n', "", "Resources do not get the tag ManagedBy"),
    inProvider("another tag Stack", `= "${stack}"`, '= "other"', "Resources do not get the tag Stack"),
    inProvider("another tag Environment", "= var.environment", '= "dev"', "Resources do not get the tag Environment"),
    inProvider("another tag Project", '"front-door"', '"other"', "Resources do not get the tag Project"),
    inProvider("no tags of one's own", "merge(var.tags, {", "merge({}, {", "Resources do not get your own tags."),
    inProvider("a region of its own", `var.${region}`, '"us-east-1"', "The region is not as"),
    inProvider(
      "any account",
      "  allowed_account_ids = var.account_id == null ? null : [var.account_id]\n",
      "",
      "The provider takes any account,",
    ),
  ];
}

function inBackend(what: string, from: string, to: string, refusal: string): Row {
  return [what, from, to, [refusal], "backend.tf"];
}

function inProvider(what: string, from: string, to: string, refusal: string): Row {
  return [what, from, to, [refusal], "provider.tf"];
}

/** Of the settings of an environment with an account and a KMS key. */
export const SETTINGS_WITH_ACCOUNT_AND_KEY: readonly Row[] = [
  [
    "a state that is encrypted with another key",
    '    kms_key_id          = "arn:aws:kms:eu-central-1:012345678901:key/1234abcd-12ab-34cd-86ef-1234567890ab"\n',
    "",
    ["The backend has no key:"],
    "backend.tf",
  ],
  [
    "a state in any account",
    '    allowed_account_ids = ["012345678901"]\n',
    "",
    ["The backend takes any account:"],
    "backend.tf",
  ],
];

/** Of what is read of the stack network. */
export const UPSTREAM: readonly Row[] = [
  [
    "another state read",
    "front-door/${var.environment}/network.tfstate",
    "front-door/${var.environment}/load-balancing.tfstate",
    ["The state that is read is not that of network"],
    "data.tf",
  ],
];

/** Of where the states are that are read. */
export const UPSTREAM_PLACE: readonly Row[] = [
  [
    "a state read in another bucket",
    "bucket              = var.state_bucket",
    'bucket              = "front-door-other-state"',
    ["The state of network is not read where state_bucket and state_region say:"],
    "data.tf",
  ],
  [
    "a state read in another region",
    "region              = var.state_region",
    "region              = var.region",
    ["The state of network is not read where state_bucket and state_region say:", "The region is not as"],
    "data.tf",
  ],
  [
    "a state read in any account",
    "    allowed_account_ids = var.account_id == null ? null : [var.account_id]\n",
    "",
    ["The state of network is read in any account,", "The provider takes any account,"],
    "data.tf",
  ],
];
