/**
 * Imported before anything that prints, for its effect: colours are for a terminal. The libraries that colour would use
 * them in a log as well where CI is set; FORCE_COLOR and NO_COLOR, set by the user, have their say as everywhere.
 */
if (!process.stdout.isTTY && process.env["FORCE_COLOR"] === undefined) {
  process.env["NO_COLOR"] ??= "1";
}
export {};
