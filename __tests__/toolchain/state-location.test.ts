import { defineEnvironment } from "../../environments/schema";
import { encryptionOf, stateLocation } from "../../toolchain/state-location";

const KMS_KEY_ARN = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-86ef-1234567890ab";
const connection = { region: "us-east-1" };

test("the state of a stack is where the stack's backend keeps it", () => {
  const environment = defineEnvironment({ name: "dev", state: { bucket: "front-door-test-state" } });
  expect(stateLocation(connection, environment, "load-balancing")).toEqual({
    connection,
    bucket: "front-door-test-state",
    key: "front-door/dev/load-balancing.tfstate",
    lockKey: "front-door/dev/load-balancing.tfstate.tflock",
    environment: "dev",
    stack: "load-balancing",
  });
});

test("and is encrypted when it is written as the backend does it", () => {
  const environment = defineEnvironment({ name: "dev", state: { bucket: "b-1", kmsKeyArn: KMS_KEY_ARN } });
  expect(encryptionOf(stateLocation(connection, environment, "network"))).toEqual({
    ServerSideEncryption: "aws:kms",
    SSEKMSKeyId: KMS_KEY_ARN,
  });
  expect(encryptionOf({})).toEqual({ ServerSideEncryption: "AES256" });
  expect(encryptionOf({ kmsKeyArn: undefined })).toEqual({ ServerSideEncryption: "AES256" });
});
