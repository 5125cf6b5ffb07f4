/**
 * The leash: if we are killed with SIGKILL, we cannot end what we started, so a small shell between us and the program does.
 *
 * It holds a pipe from us on descriptor 3. When we die, by whatever means, the pipe ends and the shell kills its process
 * group, which is the program and what it started. What the program started on a pty (as cdktf does with terraform) is in
 * another group: it gets SIGHUP from the kernel when the pty's owner dies.
 */
const LEASH = [
  // Caught, not ignored: the program gets the default action, and this shell lives on to pass its exit status on.
  "trap : TERM INT HUP QUIT",
  // The watcher ignores them, so that the leash holds while the program takes its time to end. `read` is part of the shell:
  // no further process. $$ is the shell's own pid here too, and that of its process group.
  "(trap '' TERM INT HUP QUIT; read -r line <&3; kill -s KILL -- -$$) </dev/null >/dev/null 2>&1 &",
  "watcher=$!",
  // The shell's own remarks ('Terminated', 'Killed') do not belong among the program's output.
  "exec 5>&2 2>/dev/null",
  '(exec "$@" 2>&5 3<&- 5>&-)',
  "status=$?",
  'kill -s KILL "$watcher"',
  'wait "$watcher"',
  'exit "$status"',
].join("\n");

/** The descriptor on which the leash waits for our end. */
export const LEASH_DESCRIPTOR = 3;

/** A program to start with its arguments. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
}

/** The command that runs a program on a leash. Windows has no POSIX shell: there it runs without one. */
export function onLeash(command: Command): Command {
  if (process.platform === "win32") return command;
  return { file: "/bin/sh", args: ["-c", LEASH, "sh", command.file, ...command.args] };
}
