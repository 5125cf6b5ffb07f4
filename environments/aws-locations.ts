import type { Rule } from "./mistake";
import { quote } from "./quote";

// Partitions aws, aws-cn, aws-us-gov, aws-iso, aws-iso-b, aws-iso-e, aws-iso-f and aws-eusc ("Regions", AWS General Reference).
const REGION =
  "(?:[a-z]{2}(?:-gov|-iso[a-z]?)?|eusc-[a-z]{2})-(?:central|(?:north|south)(?:east|west)?|east|west)-[1-9][0-9]?";
/** The code of a region, and nothing else. */
export const REGION_CODE = new RegExp(`^${REGION}$`);
/** The name of an availability zone, and nothing else. */
export const AVAILABILITY_ZONE = new RegExp(`^${REGION}[a-z]$`);

/** The code of a region: `us-east-1`, `us-gov-west-1`, `eusc-de-east-1`. Whether AWS has opened it is not asked. */
export const regionRule: Rule<string> = (region) =>
  REGION_CODE.test(region)
    ? undefined
    : {
        what: `${quote(region)} is not the code of an AWS region`,
        remedy: AVAILABILITY_ZONE.test(region)
          ? `Remove the letter of the availability zone: ${quote(region.slice(0, -1))}.`
          : 'Give a code such as "us-east-1".',
      };

/**
 * The name of an availability zone: a region's code and one lower-case letter. Local Zones and Wavelength Zones, which
 * have longer names, cannot hold this load balancer together with ordinary zones ("Application Load Balancers", Elastic
 * Load Balancing).
 */
export const availabilityZoneRule: Rule<string> = (zone) =>
  AVAILABILITY_ZONE.test(zone)
    ? undefined
    : {
        what: `an availability zone is a region's code and one lower-case letter, got ${quote(zone)}`,
        remedy: 'Give a name such as "us-east-1a".',
      };

/** Whether an availability zone, whose name is well-formed, is one of the region. */
export function isZoneOf(region: string, availabilityZone: string): boolean {
  return availabilityZone.slice(0, -1) === region;
}

/** The id of an account, and nothing else. */
export const ACCOUNT_ID = /^[0-9]{12}$/;

/** The id of an AWS account: 12 digits ("View AWS account identifiers", AWS Account Management Reference Guide). */
export const accountIdRule: Rule<string> = (accountId) =>
  ACCOUNT_ID.test(accountId)
    ? undefined
    : {
        what: `an AWS account id has exactly 12 digits, got ${quote(accountId)}`,
        remedy: "Write the 12 digits without spaces or hyphens.",
      };
