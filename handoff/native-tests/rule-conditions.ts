/** Whether a rule is for TCP on one port alone. */
export function isPort(port: number | string): (rule: string) => string {
  return (rule) => `${rule}.ip_protocol == "tcp" && ${rule}.from_port == ${port} && ${rule}.to_port == ${port}`;
}

/** Whether a rule has none of these attributes. */
export function noneOf(attributes: readonly string[]): (rule: string) => string {
  return (rule) => attributes.map((name) => `${rule}.${name} == null`).join(" && ");
}

/** The other end of a rule, where that is no address. */
export const SECURITY_GROUP = "referenced_security_group_id";
