import { partitionOf } from "../../environments/partition";

// Every partition with its regions at the time of writing, but for `aws`, of which there are too many.
test.each([
  ["aws", ["us-east-1", "us-west-2", "eu-west-1", "eu-central-1", "ap-southeast-7", "ca-west-1", "mx-central-1"]],
  ["aws-cn", ["cn-north-1", "cn-northwest-1"]],
  ["aws-us-gov", ["us-gov-east-1", "us-gov-west-1"]],
  ["aws-iso", ["us-iso-east-1", "us-iso-west-1"]],
  ["aws-iso-b", ["us-isob-east-1", "us-isob-west-1"]],
  ["aws-iso-e", ["eu-isoe-west-1"]],
  ["aws-iso-f", ["us-isof-east-1", "us-isof-south-1"]],
  ["aws-eusc", ["eusc-de-east-1"]],
])("%s has the regions %j", (partition, regions) => {
  expect(regions.map(partitionOf)).toEqual(regions.map(() => partition));
});
