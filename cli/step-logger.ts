import { ListrLogger, ListrLogLevels } from "listr2";

/** Writes steps into a log, where nothing can be drawn anew. Of a failure only its step: what failed is told at the end, once. */
export class StepLogger extends ListrLogger<ListrLogLevels> {
  constructor() {
    super({ useIcons: true });
  }

  override log(...[level, message, options]: Parameters<ListrLogger<ListrLogLevels>["log"]>): void {
    super.log(level, message, level === ListrLogLevels.FAILED ? undefined : options);
  }
}
