import { App } from "cdktf";
import { dev } from "../../environments/dev";
import { createFrontDoor } from "../../stacks/front-door";

// A program: the stacks of an environment in an app that does not say which Terraform it is made for.
const app = new App({ outdir: process.argv[2] ?? "" });
createFrontDoor(app, dev);
app.synth();
