import { constants } from "node:os";
import { AbortError } from "../toolchain/program";
import { endAllPrograms } from "../toolchain/started-program";

/** Ctrl-C and its like, for a command that must clean up before it goes. */
export class Interruption {
  private readonly controller = new AbortController();
  private received: NodeJS.Signals | undefined;

  /** Ends everything that was started on the first signal, and at once, with ourselves, on the second. */
  constructor() {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => {
        if (this.received) {
          void endAllPrograms({ graceMs: 0 }).finally(() => process.exit(this.exitStatus));
          return;
        }
        this.received = signal;
        process.stderr.write("\nEnding what was started; once more to end it at once.\n");
        this.controller.abort();
      });
    }
  }

  /** Aborted by the first signal. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** As a shell reports a program that a signal ended; undefined when none came. */
  get exitStatus(): number | undefined {
    return this.received && 128 + constants.signals[this.received];
  }

  /**
   * Waits for some work, and no longer once a signal came: what AWS does not answer must not keep anybody.
   *
   * @throws AbortError when a signal came first
   */
  async orElse<Result>(work: Promise<Result>): Promise<Result> {
    const { signal } = this;
    const called = new Promise<never>((_, reject) => {
      const callOff = (): void => {
        reject(new AbortError("called off"));
      };
      if (signal.aborted) callOff();
      signal.addEventListener("abort", callOff, { once: true });
    });
    // The loser of the race may fail later, and nobody listens then.
    called.catch(() => undefined);
    work.catch(() => undefined);
    return Promise.race([work, called]);
  }
}
