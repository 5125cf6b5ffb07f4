import { DataTerraformRemoteStateS3 } from "cdktf";
import { Construct } from "constructs";
import type { Publisher, RemoteOutput } from "./published";

/** The outputs of a stack below, as `data.terraform_remote_state.<stack>` with `-` written as `_`. */
export class RemoteState extends Construct {
  private readonly data: DataTerraformRemoteStateS3;
  private readonly address: string;

  constructor(scope: Construct, publisher: Publisher) {
    super(scope, `${publisher.stackName}-state`);
    this.address = publisher.stackName.replace(/-/g, "_");
    this.data = new DataTerraformRemoteStateS3(this, "data", publisher.stateLocation);
    this.data.overrideLogicalId(this.address);
  }

  /** The output of that name. */
  output(name: string): Pick<RemoteOutput, "value" | "at"> {
    return {
      value: this.data.getString(name),
      // Written out, because cdktf's propertyAccess() gives the legacy `ids.0`, and Fn.element() wraps around: from a
      // list that is too short it takes the same subnet twice, where this fails.
      at: (index) => `\${data.terraform_remote_state.${this.address}.outputs.${name}[${index}]}`,
    };
  }
}
