import { resolve } from "node:path";

/** The checkout: the folder of cdktf.json. Programs of this folder are bundled as if they were one file in it. */
export const PROJECT_ROOT = resolve(__dirname, "..");
