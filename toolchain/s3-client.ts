import { S3Client } from "@aws-sdk/client-s3";

import { type AwsConnection, clientConfig } from "./aws-client";

/** An S3 client. Where it is not AWS that answers, the bucket is in the path: nobody serves a host name for each bucket. */
export function s3Client(connection: AwsConnection): S3Client {
  return new S3Client({ ...clientConfig(connection), forcePathStyle: connection.s3Endpoint !== undefined });
}
