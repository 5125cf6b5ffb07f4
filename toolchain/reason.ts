/** Why something failed, in the first line that it says; network errors may have a code alone. */
export function reasonOf(error: unknown): string {
  const { message, code, name } = (typeof error === "object" && error !== null ? error : {}) as Record<string, unknown>;
  for (const said of [message, code, name])
    if (typeof said === "string" && said !== "") return said.split("\n")[0] ?? said;
  return String(error);
}
