import { PutObjectCommand } from "@aws-sdk/client-s3";
import { dev } from "../../environments/dev";
import { connectionTo } from "../../toolchain/aws-client";
import { callerIdentity } from "../../toolchain/caller-identity";
import { createStateBucket } from "../../toolchain/state-bucket";
import { readStateFacts } from "../../toolchain/state-facts";
import { stateLocation } from "../../toolchain/state-location";
import { describeWith } from "../needs";
import { startUserAws, type UserAws } from "../cli/user-aws";

jest.setTimeout(60_000);

describeWith(["local-aws"], "what is to be known of a state", () => {
  let user: UserAws;
  beforeAll(async () => {
    user = await startUserAws();
    const connection = connectionTo(user.aws, dev.state.region);
    const { account } = await callerIdentity(connection);
    await createStateBucket({ connection, bucket: dev.state.bucket, account });
  });
  afterAll(async () => user.stop());

  const location = () => stateLocation(connectionTo(user.aws, dev.state.region), dev, "network");
  const put = async (Body: string): Promise<void> => {
    const { bucket: Bucket, key: Key } = location();
    await user.s3.send(new PutObjectCommand({ Bucket, Key, Body, ServerSideEncryption: "AES256" }));
  };

  test("nothing, where none is", async () => {
    expect(await readStateFacts(location())).toBeUndefined();
  });

  test("its outputs, how it is encrypted, and what it says is secret", async () => {
    const attributes = { name: "plain", password: "in-an-attribute", list: [{ key: "in-a-list" }] };
    const sensitive_attributes = [
      [{ type: "get_attr", value: "password" }],
      [
        { type: "get_attr", value: "list" },
        { type: "index", value: { value: 0, type: "number" } },
        { type: "get_attr", value: "key" },
      ],
      [{ type: "get_attr", value: "gone" }],
    ];
    await put(
      JSON.stringify({
        version: 4,
        outputs: {
          vpc_id: { value: "vpc-1", type: "string" },
          token: { value: { of: ["in-an-output", 7] }, sensitive: true },
        },
        resources: [{ instances: [{ attributes, sensitive_attributes }] }, {}],
      }),
    );
    expect(await readStateFacts(location())).toEqual({
      outputs: new Set(["vpc_id", "token"]),
      encryption: "AES256",
      kmsKeyArn: undefined,
      secrets: new Set(["in-an-output", "in-an-attribute", "in-a-list"]),
    });
  });

  test.each([" ", "nonsense", "null", "{}"])(
    "no outputs and no secrets in %j, which terraform itself refuses",
    async (body) => {
      await put(body);
      expect(await readStateFacts(location())).toMatchObject({ outputs: new Set(), secrets: new Set() });
    },
  );
});
