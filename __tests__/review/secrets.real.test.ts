import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ListQueuesCommand, SQSClient, TagQueueCommand } from "@aws-sdk/client-sqs";
